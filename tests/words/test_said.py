"""No text for a user goes past the catalogues: found in the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import unhunch

PACKAGE = Path(unhunch.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

FIRST = {
    "NotHere",
    "NoBackend",
    "JournalUnreadable",
    "SettingsUnreadable",
    "WireError",
    "NoDaemon",
    "UnhunchError",
    "AlreadyRunning",
    "Failed",
    "complain",
}
"""What is made with a text for users; so is what a command prints, with `say` alone."""

SECOND = {"Unfit", "BusError", "HistoryUnreadable"}
"""What is made with such a text in second place."""

NAMED = {
    "Entry": "label",
    "Button": "label",
    "Choice": "label",
    "Problem": "expected",
    "NotKept": "why",
    "Notice": "title",
}
"""What has such a text by name."""


def texts(tree: ast.AST) -> Iterator[ast.expr]:
    """The arguments of the code that users read."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        name = call.func.id if isinstance(call.func, ast.Name) else name
        prints = isinstance(call.func, ast.Name) and name == "say"
        if name in FIRST or prints:
            yield from call.args[:1]
        if name in SECOND:
            yield from call.args[1:2]
        if name in NAMED:
            yield from (each.value for each in call.keywords if each.arg == NAMED[name])


def bare(node: ast.expr) -> str:
    """The words of a text that goes past the catalogues; empty: it has none."""
    match node:
        case ast.Constant(value=str(text)):
            words = text
        case ast.JoinedStr(values=values):
            words = "".join(str(each.value) for each in values if isinstance(each, ast.Constant))
        case ast.IfExp(body=body, orelse=other):
            words = bare(body) + bare(other)
        case _:
            words = ""
    return words if any(sign.isalpha() for sign in words) else ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_text_goes_past_the_catalogues(file: Path) -> None:
    """Errors, reasons, labels and problems are Sentences, or said by a catalogue."""
    found = [words for node in texts(ast.parse(file.read_text())) if (words := bare(node))]

    assert [] == found


@pytest.mark.parametrize(
    "code",
    [
        'NotHere("no bus")',
        'Unfit(name, f"no bus at {place}")',
        'Entry(key="quit", label="Quit")',
        'complain(f"{path}: cannot be read")',
        'say("Done.")',
        'Failed("gone" if why else "")',
    ],
)
def test_a_text_that_goes_past_is_noticed(code: str) -> None:
    """The search finds what it is for."""
    assert [True] == [bool(bare(node)) for node in texts(ast.parse(code))]


PAGES = sorted(PACKAGE.rglob("*.html"))

SPOKEN = ("title", "alt", "placeholder", "label", "aria-label", "aria-description")
"""Attributes of a page's elements that are read out."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PACKAGE).as_posix())
def test_no_text_of_a_page_goes_past_the_catalogues(page: Path) -> None:
    """What stands between the elements comes from a catalogue; only the name is always the same."""
    assert [] == left_in(page.read_text())


@pytest.mark.parametrize(
    "page",
    ["<p>Hello</p>", '<img alt="A neck">', "<p>{{ say('Hello') }} there</p>"],
)
def test_a_text_of_a_page_that_goes_past_is_noticed(page: str) -> None:
    """In an element, in an attribute, beside what is said."""
    assert 1 == len(left_in(page))


def left_in(page: str) -> list[str]:
    """Return the words of a page that are neither code nor said by a catalogue."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", page, flags=re.DOTALL)
    bare = re.sub(r"<(style|script)\b.*?</\1>", "", bare, flags=re.DOTALL)
    spoken = re.findall(rf'\s(?:{"|".join(SPOKEN)})="([^"]*)"', bare)
    between = re.sub(r"&\w+;", "", re.sub(r"<[^>]*>", "\n", bare)).splitlines()
    words = (each.replace("Unhunch", "").strip() for each in (*spoken, *between))
    return [each for each in words if any(sign.isalpha() for sign in each)]
