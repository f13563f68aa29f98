"""The level that one's own reports come to now, and what is suggested at it."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ..body.assess import Assessment
from ..body.history import History
from ..body.offer import offered, open_suggestion
from ..body.requests import SuggestionAnswer
from ..body.suggest import Displayed, assessed, displayed
from ..body.terms import RULESET, Level
from ..config.loaded import Loaded
from ..config.paths import Paths
from ..said import recalled
from ..words.assessing import assess_lines
from ..words.catalogue import Catalogue
from ..words.suggesting import SuggestionText, suggestion_text
from ..words.teller import Teller
from ..words.times import date_words
from .assessing import fired_object
from .wishes import wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """How it stands today: today's assessment, the level as displayed, and what raised it.

    `answers`: what can be said to the suggestion that is open; none where none is.
    """

    now: Assessment
    shown: Displayed
    raised: Assessment | None
    answers: tuple[SuggestionAnswer, ...]
    loaded: Loaded


def present(history: History | None = None) -> Present:
    """Return how it stands today. Raise JournalUnreadable."""
    loaded = wishes()
    off = loaded.policy.rules_off
    told = recalled(Paths.of(os.environ)) if history is None else history
    today = datetime.now(UTC).astimezone().date()
    now, shown = assessed(told, today, off), displayed(told, today, off)
    late = told.raised_at is not None and shown.level.rank > now.level.rank
    raised = assessed(told, told.raised_at.date(), off) if late and told.raised_at else None
    showing = open_suggestion(told)
    answers = () if showing is None else offered(told, showing, today)
    return Present(now=now, shown=shown, raised=raised, answers=answers, loaded=loaded)


def present_lines(words: Catalogue) -> Iterator[str]:
    """Yield the level, the rules that fired, the facts each rests on, and what is suggested."""
    found = present()
    teller = Teller(words=words, today=found.now.day, say_date=lambda day: date_words(words, day))
    yield from assess_lines(teller, found.now, found.shown.level)
    yield from suggestion_lines(words, found)


def suggestion_lines(words: Catalogue, found: Present) -> Iterator[str]:
    """Yield the suggestion of the level as displayed; nothing below `consider`."""
    if found.shown.level.rank < Level.CONSIDER.rank:
        return
    text = _text(words, found)
    yield from ("", text.title)
    for section in text.sections:
        yield from ("", section.title)
        yield from (f"  {paragraph}" for paragraph in section.paragraphs)
    can = [f"{answer.value} ({label})" for answer, label in text.answers if answer in found.answers]
    if can:
        said = ", ".join(can)
        yield from ("", words.say("Answer with: unhunch answer WORD. Words: {words}", words=said))
    yield from ("", text.footer)


def present_object() -> dict[str, Any]:
    """Return the same as JSON has it. Days are dates here."""
    found = present()
    return {
        "level": found.shown.level.value,
        "rules": list(found.shown.rules),
        "raw_level": found.now.level.value,
        "raw_rules": list(found.now.rules),
        "day": found.now.day.isoformat(),
        "ruleset": RULESET,
        "fired": [fired_object(each, date.isoformat) for each in found.now.fired],
    }


def present_text() -> str:
    """Return that JSON as text."""
    return json.dumps(present_object(), ensure_ascii=False)


def _text(words: Catalogue, found: Present) -> SuggestionText:
    return suggestion_text(
        words,
        found.now,
        found.shown.level,
        found.now.day,
        lambda day: date_words(words, day),
        emergency=found.loaded.emergency,
        advice=found.loaded.advice,
        raised=found.raised,
    )
