"""Several changes to the user's file at once, and only to the file that they were made for."""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from unhunch.config import edit, turn
from unhunch.config.edit import GONE, Stale, change, unset
from unhunch.config.toml import Source, print_of

from .test_edit import BEFORE, told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A settings file with comments."""
    (tmp_path / "config.toml").write_text(BEFORE)
    return tmp_path / "config.toml"


UGLY = """\
# by hand, and in haste\r
reminders.tea = { every = "2h" , text = "Tea, \\"Earl Grey\\"?" }  # one line\r
"away_after"='10m'\t# quoted key, other quotes\r
\r
  # indented\r
  idle_after   =   "2m"    # wide\r
\r
[reminders.eyes]\r
every = "30m"   # eyes\r
[prompt]  # prompts\r
sound = true\r
[reminders."sitting"]\r
after = "40m"\r
# the end of sitting\r
[holds]\r
dnd.on = false\r
dnd.at_most = "2h" # dotted\r
[hours]\r
mon = [\r
  "09:00-12:00",  # morning\r
  "13:00-17:00",\r
]\r
[hours.dates]\r
# my days\r
2026-12-24 = ["09:00-12:00"]  # half\r
2026-12-25 = []  # Christmas\r
[unknown]\r
thing = 1\r
"""


@pytest.fixture
def ugly(tmp_path: Path) -> Path:
    """A file as people write them, from Windows, with a table that is none of ours."""
    path = tmp_path / "ugly.toml"
    path.write_bytes(UGLY.encode())
    return path


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        ("idle_after", "3m", '"2m"    # wide', '"3m"    # wide'),
        ("away_after", "11m", "'10m'\t#", '"11m"\t#'),
        ("reminders.eyes.every", "20m", '"30m"   # eyes', '"20m"   # eyes'),
        ("reminders.sitting.after", "50m", '"40m"', '"50m"'),
        ("holds.dnd.at_most", "never", '"2h" # dotted', '"never" # dotted'),
        ("reminders.tea.every", "3h", 'every = "2h"', 'every = "3h"'),
        ("prompt.sound", False, "sound = true", "sound = false"),
        ("hours.dates.2026-12-25", ["9:00-10:00"], "= []  # Chr", '= ["9:00-10:00"]  # Chr'),
        ("hours.dates.2026-12-24", GONE, '2026-12-24 = ["09:00-12:00"]  # half\r\n', ""),
        ("prompt.sound", GONE, "sound = true\r\n", ""),
        ("holds.dnd.on", GONE, "dnd.on = false\r\n", ""),
    ],
)
def test_an_ugly_file_changes_in_one_place(
    ugly: Path, place: str, value: object, old: str, new: str
) -> None:
    """Whatever quotes, dots, spaces and line ends stand there, all else stays as it is."""
    assert () == change(ugly, {tuple(place.split(".")): value})
    assert 1 == UGLY.count(old)
    assert UGLY.replace(old, new) == ugly.read_bytes().decode()


def test_line_ends_of_both_kinds_stay(path: Path) -> None:
    """A file that two systems wrote is changed in one line alone."""
    mixed = BEFORE.replace("\n", "\r\n", 3)
    path.write_bytes(mixed.encode())

    assert [] == told(path, "idle_after", "3m")
    assert mixed.replace('"2m"', '"3m"') == path.read_bytes().decode()


def test_several_changes_are_one(ugly: Path) -> None:
    """All in one step, each in its place."""
    seen = print_of(ugly.read_bytes())
    changes = {("idle_after",): "3m", ("prompt", "sound"): False, ("reminders", "tea"): GONE}

    assert () == change(ugly, changes, seen)
    left = ugly.read_bytes().decode()
    assert UGLY.splitlines()[2:5] == left.splitlines()[1:4]
    assert '"3m"    # wide' in left
    assert "sound = false" in left
    assert "Earl Grey" not in left


def test_one_wrong_value_keeps_all_from_being_written(ugly: Path) -> None:
    """Also those that are right. What was wrong before is not told again."""
    told = change(ugly, {("idle_after",): "3m", ("prompt", "per_day"): 0})

    assert not isinstance(told, Stale)
    assert ["ugly.toml: prompt.per_day = 0: write a number between 1 and 500"] == [*map(str, told)]
    assert UGLY == ugly.read_bytes().decode()


def test_values_that_are_wrong_together_are_told_where_they_were_written(path: Path) -> None:
    """The one that was changed just now, also where the file did not have it before."""
    [told] = change(path, {("away_after",): "1m"})  # type: ignore[misc]

    assert 'away_after = "1m": write more than idle_after' in str(told)


def test_a_file_that_changed_since_is_left_alone(path: Path) -> None:
    """One that was written, removed, or made meanwhile."""
    seen = print_of(path.read_bytes())
    path.write_text(BEFORE + "# more\n")
    assert Stale() == change(path, {("idle_after",): "3m"}, seen)
    assert BEFORE + "# more\n" == path.read_text()

    seen = print_of(path.read_bytes())
    path.unlink()
    assert Stale() == change(path, {("idle_after",): "3m"}, seen)
    assert not path.exists()

    path.write_text("")
    assert Stale() == change(path, {("idle_after",): "3m"}, "")
    assert "" == path.read_text()


def test_a_file_that_changes_between_check_and_write_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that saves in the very moment wins, and nothing is left beside its file."""
    really = edit.check

    def check(source: Source, environ: Mapping[str, str]) -> object:
        path.write_text("# mine\n")
        return really(source, environ)

    monkeypatch.setattr(edit, "check", check)

    assert Stale() == change(path, {("idle_after",): "3m"}, print_of(BEFORE.encode()))
    assert "# mine\n" == path.read_text()
    assert [path] == list(path.parent.iterdir())


def test_many_at_once_lose_nothing(path: Path) -> None:
    """Several processes that set different values at the same time: each of them is there."""
    code = "import sys; from pathlib import Path; from unhunch.config.edit import set_value; "
    code += "sys.exit(len(set_value(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))"
    values = {"idle_after": "3m", "prompt.per_day": "7", "prompt.sound": "true", "language": "de"}
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), key, value])
        for key, value in values.items()
    ]

    assert [0, 0, 0, 0] == [each.wait() for each in running]
    table = tomllib.loads(path.read_text())
    assert ("3m", "de") == (table["idle_after"], table["language"])
    assert {"per_day": 7, "sound": True} == table["prompt"]


def test_who_has_the_turn_is_waited_for_and_not_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who never gives it back is told of."""
    monkeypatch.setattr(turn, "PATIENCE", 0.1)
    with turn.turn_at(path.parent):
        said = told(path, "idle_after", "3m")

    assert ["config.toml: another program keeps changing this file; try again"] == said
    assert [] == told(path, "idle_after", "3m")


def test_a_read_only_file_stays(path: Path) -> None:
    """Whoever made it so meant it, though the folder would let it be replaced."""
    path.chmod(0o444)

    assert ["config.toml: cannot be written: it is read-only"] == told(path, "idle_after", "3m")
    assert BEFORE == path.read_text()


def test_a_line_can_be_taken_away(path: Path) -> None:
    """Its default counts then. What is not there is no mistake; what would be wrong is refused."""
    assert () == unset(path, "idle_after")
    assert BEFORE.replace('idle_after = "2m"   # like this\n', "") == path.read_text()
    assert () == unset(path, "prompt.sound")
    [wrong] = unset(path, "reminders.water.every")
    assert "say when: one of every" in str(wrong)
    assert () == unset(path, "reminders.water")
    assert "# My settings\n\n[reminders.eyes]\nenabled = false\n" == path.read_text()


def test_where_no_file_is_nothing_is_taken_away(tmp_path: Path) -> None:
    """Every default counts already."""
    assert () == unset(tmp_path / "config.toml", "idle_after")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[reminders.water]\nevery = "50m"\ntext = "Water?"\n', "reminders.water"),
        ('[exercises.nod]\nname = "Nod"\ndo = "Nod."\nsets = ["neck"]\n', "exercises.nod"),
        ("prompt.per_day = 3\n", "prompt.per_day"),
        ("holds.dnd.on = false\n", "holds.dnd.on"),
        ('reminders.sitting.hours.mon = ["9:00-12:00"]\n', "reminders.sitting.hours.mon"),
    ],
)
def test_the_last_of_a_table_without_a_header_can_be_taken_away(
    path: Path, text: str, place: str
) -> None:
    """The table above it ends with it."""
    path.write_text(f'idle_after = "3m"\n{text}')

    assert () == unset(path, place)
    assert 'idle_after = "3m"\n' == path.read_text()
