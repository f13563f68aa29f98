"""Pictures and films: whole, well formed, the same shapes at every moment, and marked twice."""

import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from unhunch.config.figures import read_figures
from unhunch.figures.camera import SIZE
from unhunch.figures.figure import Figure, cycle, lasts
from unhunch.figures.picture import Artist, artist
from unhunch.figures.primitives import Circle, Primitive, Role, Shape
from unhunch.figures.svg import COLOURS, film, picture, stills

FIGURES = read_figures()
SVG = "{http://www.w3.org/2000/svg}"
NO_ARROW = {"look-far", "tendon-glides"}
"""A line of sight, and four shapes of a hand in a row, say it without one."""


@pytest.fixture(params=FIGURES)
def key(request: pytest.FixtureRequest) -> str:
    """Each exercise of the library."""
    return str(request.param)


@pytest.fixture
def figure(key: str) -> Figure:
    """Its figure."""
    return FIGURES[key]


@cache
def artist_of(key: str) -> Artist:
    """Return who draws the exercise."""
    return artist(FIGURES[key])


def shape_of(primitive: Primitive) -> tuple[str, Role, int]:
    """Return what of a primitive must not change."""
    points = 0 if isinstance(primitive, Circle) else len(primitive.points)
    return primitive.name, primitive.role, points


def points_of(primitive: Primitive) -> list[tuple[float, float]]:
    """Return the points of a primitive."""
    return [primitive.centre] if isinstance(primitive, Circle) else list(primitive.points)


def test_only_numbers_change(key: str, figure: Figure) -> None:
    """At every moment there are the same primitives, so that a film can go from one to the next."""
    drawn = artist_of(key)
    first = [shape_of(each) for each in drawn.at(0.0)]

    for i in range(20):
        assert first == [shape_of(each) for each in drawn.at(cycle(figure) * i / 20)]
    assert len(first) == len({name for name, _, _ in first})


def test_nothing_jumps_on_the_canvas(key: str, figure: Figure) -> None:
    """On the way from the first pose to the second, no point leaps on its way."""
    drawn, first, second = artist_of(key), figure.stops[0], figure.stops[1]
    film = [drawn.at(first.holds + second.takes * i / 20) for i in range(21)]
    for primitive in zip(*film, strict=True):
        for path in zip(*(points_of(each) for each in primitive), strict=True):
            steps = [hypot(u - x, v - y) for (x, y), (u, v) in pairwise(path)]
            assert max(steps) <= sum(steps) / 4 + 0.5, primitive[0].name


def test_the_person_is_on_the_canvas(key: str, figure: Figure) -> None:
    """Nothing of a whole person is cut off, and the picture is not a small thing in a corner."""
    if figure.model != "person" or figure.crop != "whole":
        pytest.skip("shows a part on purpose")
    xs, ys = [], []
    for moment in range(12):
        for each in artist_of(key).at(cycle(figure) * moment / 12):
            if each.role not in (Role.GROUND, Role.SIGHT):
                xs += [x for x, _ in points_of(each)]
                ys += [y for _, y in points_of(each)]

    assert min(xs) >= 0 and max(xs) <= SIZE and min(ys) >= 0 and max(ys) <= SIZE
    assert max(max(xs) - min(xs), max(ys) - min(ys)) >= SIZE * 0.75


def test_what_moves_is_marked_by_colour_and_by_an_arrow(key: str, figure: Figure) -> None:
    """The moving part is in a colour of its own, and an arrow or line says where to."""
    roles = {each.role for still in artist_of(key).stills() for each in still}

    assert Role.MOVING in roles or key == "look-far"
    assert (Role.ARROW in roles) != (key in NO_ARROW)


def test_the_marked_part_is_what_moves_most(key: str, figure: Figure) -> None:
    """What is coloured changes between the stills."""
    if key == "look-far":
        pytest.skip("it is the eyes that move")
    pictures = artist_of(key).stills()
    first, last = ({each.name: each for each in still} for still in (pictures[0], pictures[1]))

    assert any(
        points_of(first[name]) != points_of(last[name])
        for name, each in first.items()
        if each.role is Role.MOVING
    )


def test_svg_is_well_formed_and_tells_what_it_shows(figure: Figure) -> None:
    """Still or film: XML with title and description, without style, script or foreign things."""
    made = (picture(figure, 0.0, "A & <b>", 'say "so"'), stills(figure, "A & <b>", 'say "so"'))
    for text in (*made, film(figure, "A & <b>", 'say "so"')):
        root = ElementTree.fromstring(text)
        tags = {each.tag.removeprefix(SVG) for each in root.iter()}

        assert "A & <b>" == root.findtext(f"{SVG}title") == root.get("aria-label")
        assert 'say "so"' == root.findtext(f"{SVG}desc")
        assert "img" == root.get("role")
        assert tags <= {"svg", "title", "desc", "path", "circle", "animate"}
        assert "style=" not in text and "nan" not in text and "inf " not in text
        assert "currentColor" in text or figure.model != "person"


def test_a_film_is_a_film_at_the_exercises_own_tempo(figure: Figure) -> None:
    """Each changing number goes from the start of the cycle to its end and comes back to itself."""
    root = ElementTree.fromstring(film(figure, "", ""))
    moving = list(root.iter(f"{SVG}animate"))
    letters = re.compile("[^A-Za-z]")

    assert moving
    for each in moving:
        times = [float(part) for part in each.get("keyTimes", "").split(";")]
        values = each.get("values", "").split(";")
        assert (0.0, 1.0) == (times[0], times[-1]) and times == sorted(set(times))
        assert len(times) == len(values) and values[0] == values[-1]
        assert 1 == len({letters.sub("", value) for value in values})
        assert f"{cycle(figure):g}s" == each.get("dur")


def test_stills_are_the_first_and_the_last_pose(figure: Figure) -> None:
    """Without motion there are two poses at least, in a row, and they differ."""
    root = ElementTree.fromstring(stills(figure, "", ""))
    panels = root.findall(f"{SVG}svg")
    _, _, wide, high = map(float, root.get("viewBox", "").split())

    assert 2 <= len(panels) <= 4
    assert (SIZE * len(panels), SIZE) == (wide, high)
    assert ElementTree.tostring(panels[0]) != ElementTree.tostring(panels[-1])


def test_an_exercise_takes_about_as_long_as_it_says(figure: Figure) -> None:
    """The motion of an exercise is seconds to minutes long, as its dose says."""
    assert 3.0 <= lasts(figure) <= 150.0


def test_every_picture_can_be_seen(key: str, figure: Figure, tmp_path: Path) -> None:
    """Rendered, each picture has the mannequin and its marked part in it, on white and on black."""
    render = shutil.which("rsvg-convert")
    if render is None:
        pytest.skip("needs the Debian package librsvg2-bin")
    source, made = tmp_path / "still.svg", tmp_path / "still.png"
    source.write_text(stills(figure, key, "", alone=True), encoding="utf-8")
    for ground in ("white", "black"):
        subprocess.run(
            [render, "--background-color", ground, "--output", made, source], check=True, timeout=60
        )
        with Image.open(made) as image:
            counted = image.convert("RGB").getcolors(1 << 24) or []
        seen = {colour: count for count, colour in counted}
        body = Role.MOVING if key != "look-far" else Role.BODY
        wanted = tuple(int(COLOURS[body][i : i + 2], 16) for i in (1, 3, 5))

        assert seen.get(wanted, 0) > 150, ground


def test_a_shape_is_closed() -> None:
    """Whoever draws may fill every shape: it ends where it began."""
    for key in FIGURES:
        for each in artist_of(key).at(0.0):
            if isinstance(each, Shape):
                assert each.points[0] == pytest.approx(each.points[-1], abs=1e-6), each.name
                assert 1 == len(each.points) % 3
