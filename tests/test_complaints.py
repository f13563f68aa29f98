"""docs/complaints.md is true: each complaint has a row, and every proof that it names is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST, PROOF = 25, re.compile(r"`(tests/[^`]+)`")
FIRST, _, OTHERS = (
    (ROOT / "docs" / "complaints.md").read_text(encoding="utf-8").partition("## And others")
)


def rows(text: str) -> list[list[str]]:
    """The cells of each row."""
    lines = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


ROWS = [*rows(FIRST), *rows(OTHERS)]


def proofs_in(path: Path) -> set[str]:
    """The names of all tests of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


def test_there_is_a_row_for_each() -> None:
    """The 25 that come up most, in their order, and then the others."""
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, len(ROWS) + 1)]
    assert len(rows(FIRST)) == MOST


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_has_a_proof_or_says_not_yet(row: list[str]) -> None:
    """And what Unhunch does is said wherever there is one."""
    _, complaint, answer, proof = row

    assert complaint
    assert PROOF.findall(proof) or proof.startswith("not yet: ")
    assert (answer != "-") == bool(PROOF.findall(proof))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_is_named_is_there(row: list[str]) -> None:
    """A test that was renamed is no proof any more."""
    named = PROOF.findall(row[3])
    days = [ROOT / each for each in named if each.endswith(".txt")]
    tests = [each.partition("::") for each in named if not each.endswith(".txt")]

    assert [] == [str(day) for day in days if not day.is_file()]
    assert [] == [name for file, _, name in tests if name not in proofs_in(ROOT / file)]
