"""The flags behind a suggestion: what "ticked by mistake" and "it has stopped" are about."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from .assess import open_items
from .history import History, Report, Retraction, Visit
from .terms import FLAGS, LIMB_FLAGS, RADIATES, TINGLING

COUNTED: Mapping[str, tuple[tuple[str, ...], int]] = {
    "S8": (("constant", "interferes"), 4),
    "S10": (("night_pain", "constant"), 14),
    "S14": (("radiates_arm", "radiates_leg", *TINGLING), 28),
    "C3": (RADIATES, 14),
    "C4": (("tingling_arm_one", "tingling_leg_one"), 14),
    "W3": (LIMB_FLAGS, 14),
}
"""The rules that count days: what they count, and in how many days it is looked for."""

_DAY = timedelta(days=1)


def flags_behind(history: History, day: date, rules: Iterable[str]) -> tuple[str, ...]:
    """Return the flags that these rules rest on, in the order of the specification.

    Of a rule about one ticked item, the item as long as it stands, faded too: a tick can be taken
    back after it was denied. Of a rule that counts, what is still so.
    """
    named = frozenset(rules)
    found = {item.flag for item in open_items(history, day) if item.rule in named}
    for rule in named & set(COUNTED):
        flags, days = COUNTED[rule]
        found.update(flag for flag in flags if _counts(history, day, flag, days))
    return tuple(flag for flag in FLAGS if flag in found)


def open_flags(history: History, day: date) -> tuple[str, ...]:
    """Return the flags whose newest answer is a yes that was neither taken back nor seen to."""
    return tuple(flag for flag in FLAGS if open_since(history, day, flag) is not None)


def open_since(history: History, day: date, flag: str) -> date | None:
    """Return the day of the newest yes if the flag is open on this day; None if it is not."""
    ticks = ticks_left(history, day, flag)
    if not ticks:
        return None
    newest = max(tick.day for tick in ticks)
    denied = [each.day for each in history.reports if each.day <= day and flag in each.no]
    if denied and max(denied) > newest:
        return None
    if all(_is_seen(tick, flag, history.visits) for tick in ticks if tick.day == newest):
        return None
    return newest


def ticks_left(history: History, day: date, flag: str) -> list[Report]:
    """Return the reports up to this day that say yes to the flag and were not taken back.

    Each retraction takes back the newest day that has a yes, with all ticks of that day made
    before it.
    """
    left = [each for each in history.reports if flag in each.yes and each.day <= day]
    taken = [each for each in history.retractions if each.flag == flag and each.day <= day]
    for retraction in sorted(taken, key=lambda each: each.day):
        reached = [tick for tick in left if _reaches(retraction, tick)]
        newest = max((tick.day for tick in reached), default=None)
        left = [tick for tick in left if tick.day != newest or not _reaches(retraction, tick)]
    return left


def _counts(history: History, day: date, flag: str, days: int) -> bool:
    since = open_since(history, day, flag)
    return since is not None and day - since < days * _DAY


def _reaches(retraction: Retraction, tick: Report) -> bool:
    if tick.day != retraction.day or tick.at is None or retraction.at is None:
        return tick.day <= retraction.day
    return tick.at <= retraction.at


def _is_seen(tick: Report, flag: str, visits: Collection[Visit]) -> bool:
    return any(flag not in visit.kept and _is_before(tick, visit) for visit in visits)


def _is_before(tick: Report, visit: Visit) -> bool:
    if tick.day != visit.day or tick.at is None or visit.at is None:
        return tick.day <= visit.day
    return tick.at <= visit.at
