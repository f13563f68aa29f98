"""What is made from the settings model, and the file that explains it to the user."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from unhunch.config.descriptions import HOLD, OWN, tables
from unhunch.config.first import first_text
from unhunch.config.load import check, read
from unhunch.config.loaded import Loaded
from unhunch.config.model import Settings
from unhunch.config.schema import made_files, main
from unhunch.config.toml import Source, parse

SETTINGS = [(table.place, setting.name) for table in tables() for setting in table.settings]


@pytest.mark.parametrize("path", made_files(), ids=lambda path: path.name)
def test_it_is_fresh(path: Path) -> None:
    """Schema and reference are what the model makes; if not: run config.schema --write."""
    assert made_files()[path] == path.read_text(encoding="utf-8")


def test_the_command_tells_stale_from_fresh() -> None:
    """--check ends with 0 when everything is fresh, wrong use with 2."""
    assert [0, 2, 2] == [main(["--check"]), main([]), main(["--all"])]


def test_every_setting_is_described() -> None:
    """No setting is without words, and every table of the model is in the reference."""
    nameless = [setting for table in tables() for setting in table.settings if not setting.meaning]

    assert [] == nameless
    assert set(Settings.model_fields) <= {
        name for place, inner in SETTINGS for name in (*place[:1], inner)
    }


def test_the_first_file_loads_as_the_defaults() -> None:
    """The file that comes with the program says nothing but the defaults."""
    assert read(None, {}) == check(source(first_text()), {})


def test_the_first_file_names_every_setting_with_its_default() -> None:
    """Everything that can be set stands in the file, live or behind a #, under its table."""
    written = live_and_commented()
    single = [(*table, name) for table, name in SETTINGS if table[-1:] not in [(HOLD,), (OWN,)]]
    # A reminder's own hours are shown once for all of them.
    missing = [place for place in single if place not in written and place[-1] != "hours"]
    own = {(table[0], name) for table, name in SETTINGS if OWN in table}
    shown = {(place[0], place[2]) for place in written if place[2:] and place[1] in EXAMPLES}

    assert [] == missing
    assert own <= shown


def test_the_commented_examples_are_right() -> None:
    """Taking every # away from the examples gives settings that are accepted."""
    outcome = check(source(uncommented(first_text())), {})

    assert isinstance(outcome, Loaded), "\n".join(map(str, outcome))
    known = {each.name for each in outcome.policy.reminders} | outcome.own_exercises.keys()
    assert EXAMPLES <= known


EXAMPLES = {"water", "call", "windows", "tea", "reach-up", "chin-to-wall"}


def source(text: str) -> Source:
    """Return the text as it would be read."""
    parsed = parse(text.encode(), "unhunch.toml")
    assert isinstance(parsed, Source), parsed
    return parsed


def uncommented(text: str) -> str:
    """Take the # away from lines that are settings and headers."""
    return re.sub(
        r"^# (?=\[(reminders|exercises)\.[\w.-]+\]|[a-z0-9_-]+ = )", "", text, flags=re.MULTILINE
    )


def live_and_commented() -> set[tuple[str, ...]]:
    """Return the places of everything in the file, comments included."""
    found: set[tuple[str, ...]] = set()

    def walk(table: dict[str, object], around: tuple[str, ...]) -> None:
        for name, value in table.items():
            found.add((*around, name))
            if isinstance(value, dict):
                walk(value, (*around, name))

    walk(tomllib.loads(uncommented(first_text())), ())
    return found


def test_the_schema_knows_what_the_model_knows() -> None:
    """Tables and settings of the schema are those of the reference, each with its words."""
    schema = json.loads(next(text for path, text in made_files().items() if path.suffix == ".json"))
    definitions = schema["$defs"]
    reminder = definitions["OwnTable"]["properties"]
    exercise = definitions["ExerciseTable"]["properties"]
    every = [schema["properties"], reminder, exercise]

    assert set(Settings.model_fields) == set(schema["properties"])
    assert {name for table, name in SETTINGS if OWN in table} == {*reminder, *exercise}
    assert all(each.get("description") for table in every for each in table.values())
    assert "45m" == definitions["SittingTable"]["properties"]["after"]["default"]
    assert not re.search(r'"PT\d|null', json.dumps(schema))
