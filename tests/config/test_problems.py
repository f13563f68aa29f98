"""What a user reads who made a mistake. Each broken file has its text beside it."""

import os
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.config.descriptions import tables
from unhunch.config.load import check, read
from unhunch.config.loaded import Loaded
from unhunch.config.problem import Problem
from unhunch.config.toml import Source, parse

BAD = sorted((Path(__file__).parent / "files" / "bad").glob("*.toml"))


def told(path: Path, environ: dict[str, str] | None = None) -> list[str]:
    """Return what is said about a file."""
    outcome = read(path, environ or {})
    assert not isinstance(outcome, Loaded)
    return [str(problem) for problem in outcome]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_everything_wrong_is_told_at_once(path: Path) -> None:
    """Each mistake in a file is told with line, key, value and what to write instead."""
    assert path.with_suffix(".txt").read_text().splitlines() == told(path)


def test_a_variable_is_named_as_such(tmp_path: Path) -> None:
    """What a variable says wrong is blamed on the variable, not on the file."""
    path = tmp_path / "config.toml"
    path.write_text('[prompt]\nlife = "5m"\n[reminders.water]\nevery = "1h"\ntext = "Water?"\n')
    environ = {
        "UNHUNCH_PROMPT__LIFE": "5",
        "UNHUNCH_EQUIPMENT": '["bandage"]',
        "UNHUNCH_REMINDERS__TEA__EVERY": "1h",
        "UNHUNCH_REMINDERS__WATER__EVERY": "often",
    }

    assert [
        'environment: UNHUNCH_EQUIPMENT = "[\\"bandage\\"]": write "band"',
        'environment: UNHUNCH_PROMPT__LIFE = "5": '
        'write a length with its unit, like "5m" (a bare number has none)',
        'environment: UNHUNCH_REMINDERS__WATER__EVERY = "often": write a length in hours, '
        'minutes and seconds, like "25m", "1h30m" or "90s"',
        'environment: UNHUNCH_REMINDERS__TEA__EVERY = "1h": '
        'say what: text = "A glass of water?", or items = ["…", "…"]',
    ] == sorted(told(path, environ), key=lambda text: ("TEA" in text, text))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder in the place of the file is told, not raised."""
    assert [f"{tmp_path.name}: this is a folder, not a file"] == told(tmp_path)


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    """A named pipe in the place of the file is refused without waiting for a writer."""
    os.mkfifo(tmp_path / "config.toml")

    assert ["config.toml: this is not an ordinary file"] == told(tmp_path / "config.toml")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """A file where the folder should be is told with the system's words."""
    (tmp_path / "unhunch").write_text("")

    assert ["config.toml: cannot be read: Not a directory"] == told(
        tmp_path / "unhunch" / "config.toml"
    )


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission to read is told with the system's words."""
    path = tmp_path / "config.toml"
    path.write_text("")
    path.chmod(0)
    # Root may read everything, so for a moment we are nobody.
    user = os.geteuid()
    os.seteuid(65534 if user == 0 else user)
    try:
        said = told(path)
    finally:
        os.seteuid(user)

    assert ["config.toml: cannot be read: Permission denied"] == said


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    """What cannot be settings is not even read."""
    path = tmp_path / "config.toml"
    path.write_text("#" * 1_000_001)

    assert ["config.toml: larger than 1 MB; this cannot be settings"] == told(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = " + "[" * 5000, "config.toml: too many brackets within brackets"),
        ("sound = yes", "config.toml:1: sound = yes: write sound = true"),
        ("per_hour = 01", "config.toml:1: this cannot be read: expected newline or end of document "
         "after a statement, in: per_hour = 01"),
        ("a = \x1b[31m", "config.toml:1: a = ?[31m: write a = \"?[31m\""),
    ],
)  # fmt: skip
def test_what_is_not_toml(text: str, problem: str) -> None:
    """A syntax mistake is told in words, and nothing in it reaches the terminal as it is."""
    assert problem == str(parse(text.encode(), "config.toml"))


def test_a_setting_may_be_called_like_a_mark_of_pydantic() -> None:
    """The mark says that a key itself is wrong; one that is called so has its line as well."""
    source = parse(b'"[key]" = 1\n[reminders."[key]"]\n[hours.dates]\nsoon = []\n', "config.toml")
    assert isinstance(source, Source)
    outcome = check(source, {})

    assert not isinstance(outcome, Loaded)
    assert [(1, '"[key]"'), (2, 'reminders."[key]"'), (4, "hours.dates.soon")] == [
        (each.line, each.key) for each in outcome
    ]


KEYS = sorted({part for table in tables() for part in table.place})
NAMES = sorted({setting.name for table in tables() for setting in table.settings})
words = st.sampled_from([*KEYS, *NAMES, "water"]) | st.text(max_size=5)
values = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.sampled_from(["25m", "never", "14:00", "09:00-10:00", "done", "mon", "30 15 * * *"])
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=5),
    max_leaves=40,
)


@settings(deadline=None)
@given(st.dictionaries(words, values, max_size=8))
def test_any_file_is_good_or_told_in_words(table: dict[str, Any]) -> None:
    """Whatever TOML is in the file, it is settings or every mistake has a line and a sentence."""
    source = parse(tomlkit.dumps(table).encode(), "config.toml")
    assert not isinstance(source, Problem)
    outcome = check(source, {})

    assert outcome != ()
    if not isinstance(outcome, Loaded):
        assert all(problem.line and problem.expected for problem in outcome)
        assert not any("Input should" in problem.expected for problem in outcome)
