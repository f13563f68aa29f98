"""What may never be said, and how plainly the rest is said (content.md "Wording")."""

import ast
import re
from pathlib import Path

import pytest

import unhunch.words
from unhunch.words.evidence import reported
from unhunch.words.watching import watch_line

from .telling import every_case
from .test_notices import TELLER, THURSDAY
from .test_selfcare import page
from .test_suggesting import text_of

FOLDER = Path(unhunch.words.__file__).parent
FILES = (
    *("advice", "assessing", "counted", "counting", "days", "evidence", "items", "notices"),
    *("phrases", "replies", "selfcare", "suggesting", "teller", "watched", "watching"),
)

CONDITIONS = (
    "discs?\\b|hernia|sciatica|arthr|spondyl|stenosis|myelopathy|radiculopath|cauda|syndrome|"
    "fracture|tumou?r|cancer|stroke|heart attack|angina|aneurysm|dissection|thrombo|clot|"
    "mening|infection|strain injury|carpal|tendin|bursitis|osteopor|whiplash|disease|disorder"
)
PROMISES = "prevent|treats?\\b|cure|relie[fv]|heal(s|ing)?\\b|guarantee|proven|clinically|detect"
PRODUCTS = "supplement|cream|brace|vitamin|magnesium|ibuprofen|paracetamol|dose|\\bmg\\b|brand"
CLAIMS = "risk|probab|score card|diagnose|you have (a|an|been|the)\\b|slouch|wear and tear"
FORBIDDEN = re.compile("|".join((CONDITIONS, PROMISES, PRODUCTS, CLAIMS)), re.IGNORECASE)

QUOTED = (
    "Public health advice is to speak to a health professional about this",
    "If it gets worse quickly, or you also have",
)
"""Sentences of content.md that are longer; and C1's template, which ends as below."""


def said_in(name: str) -> list[str]:
    """Every text of a module that is handed to the translators."""
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        called = call.func
        verb = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        texts = {"say": 1, "mark": 1, "many": 2}.get(verb, 0)
        found += [
            each.value
            for each in call.args[:texts]
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
    return found


SAID = [text for name in FILES for text in said_in(name)]


def test_the_texts_are_found() -> None:
    """The checks below look at all of them."""
    assert len(SAID) > 200
    assert "Get medical help now" in SAID
    assert "You've reported {what} on {count} days {window}." in SAID


@pytest.mark.parametrize("text", SAID)
def test_nothing_of_the_dont_list(text: str) -> None:
    """No condition, no promise, no product, no medicine or dose, no judgement."""
    assert FORBIDDEN.search(text) is None


@pytest.mark.parametrize(
    "text", ["a slipped disc", "This prevents pain", "You have a problem", "Take 400 mg"]
)
def test_the_dont_list_bites(text: str) -> None:
    """Each kind is found where it stands."""
    assert FORBIDDEN.search(text) is not None


def sentences() -> set[str]:
    """Every sentence that can be read, each rule told with as much as it can be told."""
    lines = [line for each in page() for line in (*each.paragraphs, *each.items)]
    for fired in every_case():
        text = text_of(fired)
        lines += [line for each in text.sections for line in each.paragraphs]
        lines += [text.basis, text.footer]
        lines += reported(TELLER, (fired,))
        lines.append(watch_line(TELLER, (fired,), again=THURSDAY))
    lines += [text for text in SAID if "{" not in text]
    return {sentence for line in lines for sentence in re.split(r"(?<=[.!?]) ", line)}


def test_sentences_are_short() -> None:
    """Twenty words at most, but for those that content.md itself has longer."""
    long = [
        sentence
        for sentence in sentences()
        if len(sentence.split()) > 20
        and not sentence.startswith(QUOTED)
        and not sentence.endswith("and it hasn't eased much.")
    ]

    assert long == []


def test_numbers_are_digits() -> None:
    """As plain language asks; "one hand" is no count."""
    spelled = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve)\b")

    assert [text for text in SAID if spelled.search(text)] == []


def test_whole_sentences_only() -> None:
    """No value is left empty, no half-sentence sticks to another."""
    broken = re.compile(r"\{|  | [.,]|\bNone\b|\.\.")

    assert [each for each in sentences() if broken.search(each) and each != "None"] == []


def test_you_reported_never_you_have() -> None:
    """What was told is told back: each sentence about a fact begins with the user's own act."""
    begins = ("You reported", "You've reported", "You ticked", "You marked", "You've marked")
    first = {line.split(". ")[0] for each in every_case() for line in reported(TELLER, (each,))}
    others = {line for line in first if not line.startswith(begins)}

    assert all("you reported" in line or "your reports" in line for line in others)
