"""Every day of days/*.txt: what the user does above the line, the journal below."""

from pathlib import Path

import pytest

from .day import DAYS, journal_of, read_day, write_day

FILES = sorted(DAYS.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_day_makes_its_journal(path: Path, rewrite_days: bool) -> None:
    """The program makes of this day the journal that stands below the line."""
    day = read_day(path)
    journal = journal_of(day)
    if rewrite_days:
        write_day(path, day, journal)
        return

    assert day.journal == journal


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_day_says_what_it_proves(path: Path) -> None:
    """A day opens with the section of the specification and the sentence that it proves."""
    section, colon, sentence = read_day(path).comment.partition(": ")

    assert section.partition(" ")[0] in ("product.md", "rules.md") and colon
    assert sentence.endswith((".", '"', ")"))
