"""Comments above a table's header stay with that table, whatever is changed around it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.config.above import put_aside, put_back
from unhunch.config.edit import GONE, change
from unhunch.config.first import first_text

from .test_change import UGLY

FILE = """\
# top
idle_after = "90s"

# --- Prompts ---

# how many
[prompt]
per_day = 5
# no noise

# --- Reminders ---

# I forget it
[reminders.water]
every = "50m"
text = "Water?"  # or tea
# the end of water

# --- Week ---
[week]
day = "sun"

# That is all.
# Really.
"""

LINES = st.sampled_from(
    ["", "  ", "# a comment", "\t# [no.header]", 'text = """\n# x"""', "list = [\n # in it\n]"]
)


@given(parts=st.lists(st.lists(LINES, max_size=4), min_size=1, max_size=4), end=st.booleans())
def test_what_is_put_aside_and_back_is_as_before(parts: list[list[str]], end: bool) -> None:
    """Not a byte differs where nothing was changed."""
    lines = [
        line
        for number, part in enumerate(parts)
        for line in (f'["t{number}#"]  # head' if number else "top = 1", *_named(part))
    ]
    text = "\n".join(lines) + ("\n" if end else "")
    aside = put_aside(text)

    assert text == put_back(aside.text, aside)


def _named(lines: list[str]) -> list[str]:
    return [f"{number}{line}" if "=" in line else line for number, line in enumerate(lines)]


@pytest.mark.parametrize("text", [FILE, UGLY.replace("\r\n", "\n"), first_text(), "", "\n[week]\n"])
def test_files_are_as_before(text: str) -> None:
    """Also the one that comes with the program."""
    aside = put_aside(text)

    assert text == put_back(aside.text, aside)


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (
            "reminders.water",
            GONE,
            '# I forget it\n[reminders.water]\nevery = "50m"\ntext = "Water?"  # or tea\n'
            "# the end of water\n\n",
            "",
        ),
        ("week", GONE, '# --- Week ---\n[week]\nday = "sun"\n\n', ""),
        ("prompt", GONE, "# how many\n[prompt]\nper_day = 5\n# no noise\n\n", ""),
        ("prompt.per_hour", 3, "# no noise\n", "# no noise\nper_hour = 3\n"),
        ("keep_stance", True, '"90s"\n', '"90s"\nkeep_stance = true\n'),
        ("week.at", "07:00", '"sun"\n', '"sun"\nat = "07:00"\n'),
        (
            "reminders.tea",
            {"every": "2h", "text": "Tea?"},
            "# the end of water\n",
            '# the end of water\n\n[reminders.tea]\nevery = "2h"\ntext = "Tea?"\n',
        ),
    ],
)
def test_each_comment_stays_where_it_belongs(
    tmp_path: Path, place: str, value: Any, old: str, new: str
) -> None:
    """What is added comes below no comment of the next table, and what goes takes none along."""
    path = tmp_path / "config.toml"
    path.write_text(FILE)

    assert () == change(path, {tuple(place.split(".")): value})
    assert FILE.replace(old, new) == path.read_text()


def test_a_comment_that_may_be_about_the_setting_before_stays(tmp_path: Path) -> None:
    """Without an empty line nobody can tell."""
    path = tmp_path / "config.toml"
    path.write_text('[prompt]\nper_day = 5\n# five\n[week]\nday = "sun"\n')

    assert () == change(path, {("week",): GONE})
    assert "[prompt]\nper_day = 5\n# five\n" == path.read_text()
