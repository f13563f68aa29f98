"""Whatever can be written can be drawn: no figure that is in order ends in a page or window."""

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.config.poses import read_figure
from unhunch.figures.arrow import POINTS
from unhunch.figures.camera import VIEWS
from unhunch.figures.figure import CROPS, MODELS, MOVES, THINGS, Figure
from unhunch.figures.pose import JOINTS, ON_ARM, PLACES, STANCES
from unhunch.figures.svg import film, stills


def joint(ways: dict[str, tuple[float, float]]) -> st.SearchStrategy[dict[str, float]]:
    """Angles of one joint, each within what it can do."""
    return st.fixed_dictionaries({}, optional={way: st.floats(*ways[way]) for way in ways})


POSES = st.fixed_dictionaries(
    {},
    optional={
        "stance": st.sampled_from(STANCES),
        "left_hand": st.sampled_from([*PLACES, *(f"other {each}" for each in PLACES), *ON_ARM]),
        **{name: joint(ways) for name, ways in JOINTS.items()},
    },
)
ARROW = {"from": st.integers(1, 3), "both": st.booleans(), "back": st.booleans()}


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    """A figure as a user could write it."""
    model = draw(st.sampled_from(MODELS))
    arrows = st.fixed_dictionaries({"of": st.sampled_from(POINTS[model])}, optional=ARROW)
    return {
        "model": model,
        "view": draw(st.sampled_from(list(VIEWS))),
        "crop": draw(st.sampled_from(CROPS)),
        "moves": draw(st.lists(st.sampled_from(MOVES), max_size=2)),
        "things": draw(st.dictionaries(st.sampled_from(THINGS), st.floats(-200, 300), max_size=2)),
        "arrows": draw(st.lists(arrows, max_size=2)),
        "poses": draw(st.lists(POSES, min_size=2, max_size=4)),
    }


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(figures())
def test_a_figure_that_is_in_order_can_be_drawn(table: dict[str, Any]) -> None:
    """As a film and as stills, well formed; or it is told what is wrong."""
    found = read_figure(table)
    if not isinstance(found, Figure):
        assert found and all(each.expected for each in found)
        return

    for drawn in (film(found, "title", "words"), stills(found, "title", "words")):
        assert ElementTree.fromstring(drawn).tag.endswith("svg")
        assert "nan" not in drawn and "inf" not in drawn


@pytest.mark.parametrize(
    "table",
    [
        {"view": "side", "poses": [{}, {"head": {"turn": 45}, "neck": {"turn": 45}}]},
        {"view": "back", "poses": [{}, {"chest": {"turn": 35}, "head": {"turn": 45}}]},
        {"model": "hand", "poses": [{}, {"hand": {"palm": 1}}, {"hand": {"help": 1}}]},
        {
            "model": "hand",
            "arrows": [{"of": "fingers", "from": 1, "to": 3}],
            "poses": [{}, {"hand": {"wrist": 40}}],
        },
    ],
    ids=["ear", "nose", "palm", "way back"],
)
def test_what_comes_and_goes_is_drawn_as_nothing_until_then(table: dict[str, Any]) -> None:
    """An ear that is turned away, a crease of a palm that is turned down: a film has the same
    shapes from its first moment to its last."""
    found = read_figure(table)
    assert isinstance(found, Figure)
    root = ElementTree.fromstring(film(found, "title", "words"))
    for shape in root.iter():
        motion = [each.get("values", "").split(";") for each in shape if each.get("values")]
        assert len({len(values) for values in motion}) <= 1
    assert root.findall(".//{*}animate")
