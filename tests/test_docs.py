"""The documents are true of the code: what is there is written down, what is written is there."""

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from unhunch import __version__
from unhunch.body.assess import RULES
from unhunch.cli.arguments import parser
from unhunch.config.descriptions import tables
from unhunch.config.schema import main as check_made_files
from unhunch.config.sheet import main as check_sheet
from unhunch.desk.policy import Answer, Hold
from unhunch.journal.codec import known_kinds
from unhunch.sensors.choose import idle_candidates
from unhunch.sensors.none import NoIdle

from .desktop import platforms

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "adr").glob("*.md"))

CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MADE = ("tests/desktop/shots/", "tests/desktop/logs/")
"""What a run leaves behind and a fresh checkout has not."""

FOLDERS = ("src/", "tests/", "docs/", "config/", "installers/", ".ci/")


def documents() -> list[Path]:
    """Every Markdown file of the project."""
    folders = [ROOT / name for name in ("docs", "installers", "config", "src", "tests")]
    return [*ROOT.glob("*.md"), *(path for each in folders for path in sorted(each.rglob("*.md")))]


def read(name: str) -> str:
    """Return a document by its path in the checkout."""
    return (ROOT / name).read_text(encoding="utf-8")


def spans(text: str) -> list[str]:
    """Return what stands in backticks; in a table a pipe has a backslash before it."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [span.replace("\\|", "|") for line in prose.splitlines() for span in CODE.findall(line)]


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row of each table, without headings' rules."""
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith("|--"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])]


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return every command of the program."""
    [found] = [
        action.choices
        for action in parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return found


def parts_of(command: str) -> set[str]:
    """Return the options of a command, and the words it takes where there is a fixed set."""
    actions = [each for each in commands()[command]._actions if each.dest != "help"]
    options = {option for action in actions for option in action.option_strings}
    return options | {str(word) for action in actions for word in action.choices or ()}


def entries_of(command: str) -> str:
    """Return what docs/commands.md gives as ways to call a command."""
    called = re.compile(rf"unhunch {command}\b")
    return " ".join(span for span in spans(read("docs/commands.md")) if called.match(span))


# --- commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented_with_all_it_takes(command: str) -> None:
    """docs/commands.md names each command, each of its options and each of its fixed words."""
    told = set(re.findall(r"--[a-z-]+|[a-z]+", entries_of(command)))

    assert set() == ({command} | parts_of(command)) - told


def called() -> list[tuple[str, str]]:
    """Return every command line in a document that can be typed as it stands, with its place."""
    found = []
    for path in documents():
        text = path.read_text(encoding="utf-8")
        shown = [line[4:] for line in text.splitlines() if line.startswith("    unhunch ")]
        for line in (*spans(text), *(line.partition("#")[0] for line in shown)):
            if re.match(r"unhunch [a-z-]", line) and not re.search(r"[A-Z]{2}|[…|\[<]", line):
                found.append((path.name, line.strip()))
    return found


@pytest.mark.parametrize(("place", "line"), sorted(set(called())))
def test_every_command_line_is_understood(place: str, line: str) -> None:
    """What a document tells people to type is not refused as wrong use."""
    words = shlex.split(line)[1:]

    if len(words) == 1:
        # Prose may name a command and no more: `unhunch answer`.
        assert words[0] in commands(), place
    else:
        assert parser().parse_args(words), place


def test_there_are_command_lines_to_check() -> None:
    """The check above finds the README's: at least its five everyday commands."""
    assert 5 <= len([line for place, line in called() if place == "README.md"])


def test_every_exit_code_and_answer_is_documented() -> None:
    """docs/commands.md tells all four exit codes and every word of an answer."""
    text = read("docs/commands.md")
    codes = set(re.findall(r"\b[0-3]\b", text.partition("## ")[0]))

    assert {"0", "1", "2", "3"} == codes
    assert set() == {answer.value for answer in Answer} - set(spans(text))


def test_what_is_generated_is_fresh() -> None:
    """docs/config.md and the schema are what the settings model makes today."""
    assert 0 == check_made_files(["--check"])


def test_the_pictures_of_the_exercises_are_fresh() -> None:
    """docs/exercises.md and its pictures are what the library draws today, and no others."""
    library = tomllib.loads(read("config/exercises.toml"))["exercises"]

    assert 0 == check_sheet(["--check"])
    assert {"your-own", *(each["key"] for each in library)} == {
        path.stem for path in (DOCS / "exercises").glob("*.svg")
    }


# --- settings, facts, abilities --------------------------------------------------------------


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: ".".join(table.place) or "top")
def test_every_setting_is_documented(table) -> None:
    """docs/config.md has a row for each setting, with its default, under its table's heading."""
    sections = re.split(r"^## ", read("docs/config.md"), flags=re.MULTILINE)
    heading = f"`[{'.'.join(table.place)}]`" if table.place else "At the top of the file"
    [section] = [each for each in sections if each.startswith(heading)] or [""]
    told = {cells[0].strip("`") for cells in rows(section)}

    assert set() == {setting.name for setting in table.settings} - told


def test_every_kind_of_fact_is_documented_with_its_fields() -> None:
    """docs/journal.md has one row a kind, with exactly the fields that such a fact has."""
    told = {
        kind.strip("`"): CODE.findall(names)
        for kind, names, meaning in rows(read("docs/journal.md"))
        if kind != "kind" and meaning
    }
    kept = {
        kind: [field.name for field in fields(fact) if field.name != "at"]
        for kind, fact in known_kinds().items()
    }

    assert kept == told


def test_every_hold_is_in_the_glossary() -> None:
    """The glossary lists the holds by the names that they have everywhere."""
    [line] = [line for line in read("docs/glossary.md").splitlines() if "**hold**" in line]

    assert set() == set(Hold) - set(re.findall(r"[a-z_]+", line))


def test_every_idle_sensor_is_documented() -> None:
    """docs/platforms.md says of each idle sensor of Linux where it works and what it misses."""
    told = {cells[0].strip("`") for cells in rows(read("docs/platforms.md"))}
    sensors = (*idle_candidates({}, None, None), NoIdle())

    assert set() == {sensor.name for sensor in sensors} - told


def test_the_platforms_are_what_runs_saw() -> None:
    """The tables of docs/platforms.md are those of the committed records."""
    assert not platforms.stale(), "run python -m tests.desktop.platforms --write"


def test_no_word_has_two_meanings() -> None:
    """The glossary has one row for each word."""
    words = [word for cells in rows(read("docs/glossary.md")) for word in cells[0].split(", ")]
    twice = {word for word in words if words.count(word) > 1}

    assert {"word"} == twice


# --- decisions, links, the map ---------------------------------------------------------------


def test_decisions_are_numbered_without_gaps() -> None:
    """The files of docs/adr count from 0001, and each says its own number in its title."""
    numbers = [path.name[:4] for path in DECISIONS]
    titles = [path.read_text(encoding="utf-8")[2:6] for path in DECISIONS]

    assert [f"{number:04}" for number in range(1, len(DECISIONS) + 1)] == numbers
    assert numbers == titles


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_is_one_page_of_four_parts(path: Path) -> None:
    """Status, context, decision, consequences, in at most 80 lines."""
    text = path.read_text(encoding="utf-8")
    parts = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)

    assert ["Context", "Decision", "Consequences"] == parts
    assert re.search(r"^Status: \w+", text, flags=re.MULTILINE)
    assert len(text.splitlines()) <= 80


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    """A relative link, to a file or to a heading of one, is there."""
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    gone = [link for link in links if not (path.parent / link.partition("#")[0]).exists()]

    assert [] == gone


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_is_named_exists(path: Path) -> None:
    """A path of the checkout in any document is there."""
    named = [span for span in spans(path.read_text(encoding="utf-8")) if span.startswith(FOLDERS)]
    paths = {name for name in named if " " not in name} - set(MADE)

    assert set() == {name for name in paths if not list(ROOT.glob(name.partition("::")[0]))}


def test_the_architecture_can_be_read_in_one_go() -> None:
    """ARCHITECTURE.md has at most 250 lines."""
    assert len(read("ARCHITECTURE.md").splitlines()) <= 250


def test_the_map_names_every_part_of_the_program() -> None:
    """Each package and each module of src/unhunch is in the map, but for the way in."""
    parts = {
        f"src/unhunch/{path.name}{'/' * path.is_dir()}"
        for path in (ROOT / "src/unhunch").iterdir()
        if not path.name.startswith("_")
    }

    assert set() == parts - set(spans(read("ARCHITECTURE.md")))


def test_the_layers_are_those_that_are_enforced() -> None:
    """The dependency rule in ARCHITECTURE.md is the contract of pyproject.toml, line by line."""
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    [drawn, *_] = re.findall(r"^```\n(.*?)^```", read("ARCHITECTURE.md"), re.DOTALL | re.MULTILINE)

    enforced = [set(re.findall(r"\w+", layer)) for layer in layers if "__main__" not in layer]

    assert enforced == [
        set(re.findall(r"\w+", line.partition("(")[0])) for line in drawn.splitlines()
    ]


def test_the_changelog_has_this_version() -> None:
    """CHANGELOG.md begins with what is unreleased and knows the version that the program says."""
    headings = re.findall(r"^## \[(.+?)\]", read("CHANGELOG.md"), flags=re.MULTILINE)

    assert headings[0] == "Unreleased"
    assert __version__ in headings


def test_nothing_is_promised_about_health() -> None:
    """The documents help to take breaks; they prevent, treat, relieve and cure nothing."""
    claims = re.compile(r"\b(prevent|treat|reliev|cure|heal)(s|es|ed|ing)?\b", re.IGNORECASE)
    found = {
        path.name: claims.findall(text)
        for path in documents()
        if claims.search(text := re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8")))
    }

    assert {} == found


def test_every_rule_is_documented() -> None:
    """docs/rules.md has a row for each rule, and none for a rule that there is not."""
    ruled = re.findall(r"^\| ([ESCWKN]\d+[a-e]?)\b", read("docs/rules.md"), flags=re.MULTILINE)

    assert sorted(RULES) == sorted(ruled)


def test_every_source_that_is_cited_is_listed() -> None:
    """What docs/rules.md and the docstrings of the rules cite is in docs/sources.md."""
    cited = set(re.findall(r"\[(C\d+)[,\]]", read("docs/rules.md")))
    for path in sorted((ROOT / "src/unhunch/body").glob("*.py")):
        cited |= set(re.findall(r"\[(C\d+)\]", path.read_text(encoding="utf-8")))

    assert cited - set(re.findall(r"^\| (C\d+)\b", read("docs/sources.md"), flags=re.M)) == set()
