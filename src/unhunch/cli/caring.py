"""unhunch care: visits, appointments, ticks taken back, and where an exercise hurt."""

import os
import sys
from argparse import Namespace
from datetime import date

from ..body.asked import not_discussed
from ..body.assess import open_items
from ..body.question import NONE
from ..body.requests import LocateHurt, NoteBooked, NoteSeen, Retract
from ..body.terms import FLAGS, PROFESSIONALS, REGIONS
from ..config.paths import Paths
from ..said import recalled
from ..sentence import Sentence
from ..words.catalogue import Catalogue
from ..words.questionnaire import question_text
from . import REFUSED, WRONG_USE
from .checking import now, open_page, tell
from .dates import read_date
from .dialogue import Left, ask
from .printing import complain, say


def care(given: Namespace) -> int:
    """unhunch care, or care seen|booked [DATE], retract FLAG, hurt REGION…"""
    words, paths = given.catalogue, Paths.of(os.environ)
    if given.what is None:
        return open_page(words, "care")
    try:
        _check(given)
        match given.what:
            case "seen":
                return _seen(words, paths, given)
            case "booked":
                return tell(words, paths, NoteBooked(on=_day(given.words)))
            case "retract":
                return tell(words, paths, Retract(flag=given.words[0]))
            case _:
                regions = () if given.words == [NONE] else tuple(given.words)
                return tell(words, paths, LocateHurt(regions=regions))
    except ValueError as error:
        complain(words.tell(error.args[0]))
        return WRONG_USE
    except Left:
        say(words.say("Nothing was stored."))
        return REFUSED


def _check(given: Namespace) -> None:
    """Raise ValueError for words that there are not."""
    if given.what != "seen" and (given.who or given.kept):
        raise ValueError(Sentence("--who and --not-discussed go with seen"))
    if given.who:
        _known("--who", [given.who], PROFESSIONALS)
    _known("--not-discussed", given.kept, FLAGS)
    match given.what:
        case "retract":
            if len(given.words) != 1:
                raise ValueError(Sentence("retract takes the one FLAG that was ticked by mistake"))
            _known("retract", given.words, FLAGS)
        case "hurt":
            if not given.words:
                known = ", ".join(REGIONS)
                raise ValueError(
                    Sentence("hurt takes one or more of {known}, or {none}", known=known, none=NONE)
                )
            _known("hurt", given.words if given.words != [NONE] else [], REGIONS)


def _known(what: str, given: list[str], known: tuple[str, ...]) -> None:
    for word in given:
        if word not in known:
            raise ValueError(
                Sentence(
                    "{what}: unknown {word}, expected one of: {known}",
                    what=what,
                    word=repr(word),
                    known=", ".join(known),
                )
            )


def _day(given: list[str]) -> date | None:
    if len(given) > 1:
        raise ValueError(Sentence("expected at most one DATE like 2026-08-20"))
    return read_date(given[0]) if given else None


def _seen(words: Catalogue, paths: Paths, given: Namespace) -> int:
    on, kept = _day(given.words), tuple(given.kept)
    if not kept and sys.stdin.isatty():
        items = open_items(recalled(paths), now().date())
        standing = {item.flag for item in items}
        kept = _asked(words, tuple(flag for flag in FLAGS if flag in standing))
    return tell(words, paths, NoteSeen(on=on, who=given.who, kept=kept))


def _asked(words: Catalogue, flags: tuple[str, ...]) -> tuple[str, ...]:
    """Ask which of the open flags were not discussed (rules.md section 7). Raise Left."""
    if not flags:
        return ()
    question = not_discussed(flags)
    text = question_text(words, question, lambda day: day.isoformat())
    answer = ask(words, question, text)
    while answer is None:
        say(words.say("This is the first question."))
        answer = ask(words, question, text)
    return tuple(flag for flag in answer if flag != NONE)
