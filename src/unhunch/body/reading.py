"""Histories as written in files: one object with `as_of`, `reports` and `events` -> a History.

Days are numbers there; day 0 is `DAY_ZERO`. What is wrong is said with its place, what was found
and what was expected; nothing is repaired, and nothing that was not understood is left out.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from ..sentence import Sentence, joined
from .history import BridgeAnswer, History, Leave, Report, Retraction, Visit
from .terms import BRIDGE_ANSWERS, EVERY_FLAG, FLAGS, PROFESSIONALS, REGIONS, WORST

T = TypeVar("T")

DAY_ZERO = date(2000, 1, 1)
LAST_DAY = 1_000_000
"""The last day number: what is later is a mistake, or not a day at all."""

MOST_ENTRIES = 100_000
"""How many reports, and how many events, one history may have: a check-in a day for 270 years."""

_FLAGS = frozenset(FLAGS)
_REGIONS = frozenset(REGIONS)
_REPORT_KEYS = frozenset(("d", "pain", "flags", "no"))
_EVENT_KEYS: Mapping[str, tuple[str, ...]] = {
    "seen": ("d", "type", "kept", "who"),
    "booked": ("d", "type"),
    "retract": ("d", "type", "flag"),
    "pause": ("d", "type", "until"),
    "bridge": ("d", "type", "answer"),
}
_SHOWN = 60
_MISSING = Sentence("missing")


class HistoryUnreadable(ValueError):
    """A history is not in the format. `place`: the path of what is wrong, empty for the whole."""

    def __init__(self, place: str, found: str, expected: Sentence) -> None:
        self.place = place
        self.found = found
        self.expected = expected
        said = Sentence("{found}, expected {expected}", found=found, expected=expected)
        super().__init__(joined(": ", (place, said)) if place else said)

    def within(self, outer: str) -> "HistoryUnreadable":
        """Return the same complaint about a part of something larger."""
        place = f"{outer}.{self.place}" if self.place else outer
        return HistoryUnreadable(place, self.found, self.expected)


def read_history(found: object) -> tuple[History, date]:
    """Return a history and the day it is to be assessed on.

    Raises HistoryUnreadable. Keys of the whole that are not part of the format (a title, what is
    expected of it) are left alone; in a report or an event an unknown key is a mistake.
    """
    if not isinstance(found, dict):
        raise HistoryUnreadable("", shown(found), Sentence("an object with as_of and reports"))
    as_of = _day(found, "as_of")
    if "reports" not in found:
        raise HistoryUnreadable("reports", _MISSING, _a_list_of("reports"))
    reports = _each(found["reports"], "reports", _report)
    events = _each(found.get("events", []), "events", _event)
    return _history(reports, events), date_of(as_of)


def date_of(number: int) -> date:
    """Return the calendar day that a day number of a file stands for."""
    return DAY_ZERO + timedelta(days=number)


def number_of(day: date) -> int:
    """Return the day number that a calendar day has in a file."""
    return (day - DAY_ZERO).days


def shown(value: object) -> str:
    """Return a value as the file has it, shortened; of a list or object only what it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of very many digits"
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_Told = Visit | Retraction | Leave | BridgeAnswer | date


def _history(reports: Iterable[Report], events: Collection[_Told]) -> History:
    return History(
        reports=tuple(reports),
        visits=tuple(each for each in events if isinstance(each, Visit)),
        retractions=tuple(each for each in events if isinstance(each, Retraction)),
        bridges=tuple(each for each in events if isinstance(each, BridgeAnswer)),
        leaves=tuple(each for each in events if isinstance(each, Leave)),
        booked=tuple(each for each in events if isinstance(each, date)),
    )


def _each(found: object, name: str, read: Callable[[dict[str, Any]], T]) -> list[T]:
    if not isinstance(found, list):
        raise HistoryUnreadable(name, shown(found), _a_list_of(name))
    if len(found) > MOST_ENTRIES:
        raise HistoryUnreadable(
            name,
            Sentence("{count} of them", count=len(found)),
            Sentence("at most {most}", most=MOST_ENTRIES),
        )
    made = []
    for index, each in enumerate(found):
        try:
            if not isinstance(each, dict):
                raise HistoryUnreadable("", shown(each), Sentence("an object"))
            made.append(read(each))
        except HistoryUnreadable as error:
            raise error.within(f"{name}[{index}]") from None
    return made


def _day(found: Mapping[str, Any], key: str) -> int:
    number = found.get(key, None)
    if type(number) is int and 0 <= number <= LAST_DAY:
        return number
    what = shown(number) if key in found else _MISSING
    raise HistoryUnreadable(
        key, what, Sentence("a day number: a whole number from 0 to {last}", last=LAST_DAY)
    )


# --- reports ----------------------------------------------------------------------------------


def _report(found: dict[str, Any]) -> Report:
    if not found.keys() <= _REPORT_KEYS:
        _unknown_key(found, sorted(_REPORT_KEYS))
    day = date_of(_day(found, "d"))
    pain = _pain(found["pain"]) if "pain" in found else {}
    yes = _flags(found["flags"], "flags") if "flags" in found else frozenset()
    no = _flags(found["no"], "no", _FLAGS | {EVERY_FLAG}) if "no" in found else frozenset()
    if not yes.isdisjoint(no):
        both = sorted(yes & no)[0]
        raise HistoryUnreadable(
            "no", Sentence("{flag} is in flags too", flag=both), Sentence("a flag in one of them")
        )
    if EVERY_FLAG in no:
        no = _FLAGS - yes
    return Report(day=day, pain=pain, yes=yes, no=no)


def _pain(found: object) -> dict[str, int]:
    if not isinstance(found, dict):
        raise HistoryUnreadable("pain", shown(found), Sentence("an object of scores by region"))
    for region, score in found.items():
        if region not in _REGIONS:
            unknown = Sentence("unknown region {region}", region=shown(region))
            raise HistoryUnreadable("pain", unknown, _one_of(REGIONS))
        if type(score) is not int or not 0 <= score <= WORST:
            expected = Sentence("a whole number from 0 to {most}", most=WORST)
            raise HistoryUnreadable(f"pain.{region}", shown(score), expected)
    return {region: score for region, score in found.items() if score}


def _flags(found: object, key: str, known: frozenset[str] = _FLAGS) -> frozenset[str]:
    if not isinstance(found, list):
        raise HistoryUnreadable(key, shown(found), _a_list_of("flags"))
    for index, flag in enumerate(found):
        if not isinstance(flag, str) or flag not in known:
            expected = Sentence("a flag of the rules")
            if EVERY_FLAG in known:
                expected = Sentence("a flag of the rules or *")
            raise HistoryUnreadable(f"{key}[{index}]", shown(flag), expected)
    return frozenset(found)


# --- events -----------------------------------------------------------------------------------


def _event(found: dict[str, Any]) -> _Told:
    kind = _word(found, "type", tuple(_EVENT_KEYS))
    if not found.keys() <= set(_EVENT_KEYS[kind]):
        _unknown_key(found, _EVENT_KEYS[kind])
    day = _day(found, "d")
    if kind == "seen":
        kept = _flags(found["kept"], "kept") if "kept" in found else frozenset()
        who = _word(found, "who", PROFESSIONALS) if "who" in found else ""
        return Visit(day=date_of(day), kept=kept, who=who)
    if kind == "retract":
        return Retraction(day=date_of(day), flag=_word(found, "flag", FLAGS))
    if kind == "pause":
        until = _day(found, "until")
        if until < day:
            raise HistoryUnreadable("until", str(until), Sentence("day {day} or later", day=day))
        return Leave(first=date_of(day), last=date_of(until))
    if kind == "bridge":
        return BridgeAnswer(day=date_of(day), answer=_word(found, "answer", BRIDGE_ANSWERS))
    return date_of(day)


def _word(found: Mapping[str, Any], key: str, words: Collection[str]) -> str:
    word = found.get(key)
    if isinstance(word, str) and word in words:
        return word
    what = shown(word) if key in found else _MISSING
    expected = Sentence("a flag of the rules") if words is FLAGS else _one_of(words)
    raise HistoryUnreadable(key, what, expected)


def _unknown_key(found: Mapping[str, Any], known: Collection[str]) -> None:
    key = next(each for each in found if each not in known)
    raise HistoryUnreadable("", Sentence("unknown key {key}", key=shown(key)), _one_of(known))


def _one_of(known: Collection[str]) -> Sentence:
    return Sentence("one of {known}", known=", ".join(known))


def _a_list_of(what: str) -> Sentence:
    return Sentence("a list of {what}", what=what)
