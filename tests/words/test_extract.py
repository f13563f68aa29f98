"""The catalogues are those of the code, and whole."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from unhunch.words import extract
from unhunch.words.catalogue import LANGUAGES

OTHERS = LANGUAGES[1:]


def written(language: str) -> Catalog:
    """The catalogue as it is in the repository."""
    with extract._po(language).open("rb") as file:
        return read_po(file, locale=language)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """One text, or its forms for one and for more."""
    return text if isinstance(text, tuple) else (text,)


def pairs(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every text with what it is in the language."""
    for message in written(language):
        if message.id:
            yield forms(message.id), forms(message.string)


def names(text: str) -> set[str]:
    """The values that a text has room for."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_catalogues_are_those_of_the_code() -> None:
    """`make words` would change nothing."""
    stale = [path.name for path, made in extract.made_files().items() if path.read_bytes() != made]

    assert [] == stale


@pytest.mark.parametrize("language", OTHERS)
def test_everything_is_translated(language: str) -> None:
    """In every language but the one of the code, and nothing by guess."""
    catalogue = written(language)

    assert [] == extract.wanting(catalogue)
    assert [] == [message.id for message in catalogue if message.id and message.fuzzy]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_values_of_its_text(language: str) -> None:
    """A name that is wrong would stop the program in one language only."""
    wrong = []
    for texts, said in pairs(language):
        allowed = set().union(*map(names, texts))
        needed = set.intersection(*map(names, texts)) - {"count"}
        wrong += [each for each in said if not needed <= names(each) <= allowed]

    assert [] == wrong


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_begins_and_ends_like_its_text(language: str) -> None:
    """With the same white space, and a sentence where there is a sentence."""
    wrong = [
        each
        for texts, said in pairs(language)
        for each in said
        if re.search(r"\s*$", texts[0])[0] != re.search(r"\s*$", each)[0]  # type: ignore[index]
        or texts[0].endswith(("…", ":")) != each.endswith(("…", ":"))
        or (texts[0].endswith((".", "?")) and not each.endswith((".", "?", "!", "…", ")")))
    ]

    assert [] == wrong


def test_what_is_in_the_code_is_found() -> None:
    """Calls, lists of exercises, pages and the command line alike."""
    texts = {text for text, _ in extract.found()}

    assert {
        "Take a break now",
        "Chin glide (retraction)",
        "When did you last change position?",
        "what is running, what is next",
        ("{count} minute", "{count} minutes"),
        "I have read this",
    } <= texts
