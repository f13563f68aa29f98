"""What a prompt is about: the cue or the exercises whose turn it is."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from .care import care
from .instant import Instant
from .moments import wall
from .policy import Every, Item, ItemSet, Reminder
from .state import State

REST = timedelta(hours=4)
"""An item is not shown again within this (product.md 3.10), as long as there are others."""

AT_LEAST, AT_MOST = 2, 3
"""Exercises in one stretch break (product.md, section 2)."""


def choose_items(reminder: Reminder, here: Instant) -> tuple[str, ...]:
    """Return the keys of what a showing names: one cue, or up to three exercises of one set."""
    sets = offered_sets(reminder, here)
    if sets:
        chosen = _choose_set(sets, here)
        rested = _rested_in(chosen, here.state, here.now)
        turn, most = _turn(chosen.items, here), _at_once(reminder, sets)
        return tuple(item.key for item in turn[: max(AT_LEAST, min(most, rested))])
    if reminder.items:
        return (_turn(reminder.items, here)[0].key,)
    return ()


def _at_once(reminder: Reminder, sets: Sequence[ItemSet]) -> int:
    """Return how many exercises one break may take: fewer where that keeps all of them from coming
    again before they have rested."""
    if not isinstance(reminder.trigger, Every):
        return AT_MOST
    breaks, usual = REST / reminder.trigger.interval, [each for each in sets if not each.daily]
    last = [n for n in (AT_MOST, AT_LEAST) if sum(len(each.items) // n for each in usual) >= breaks]
    return last[0] if last else AT_MOST


def offered_sets(reminder: Reminder, here: Instant) -> tuple[ItemSet, ...]:
    """Return the sets to choose from now: the gentle one alone with arm or leg symptoms, and no
    exercise that hurt. Where nothing else is left it is the gentle one, too."""
    wanted, asked = here.once(care), reminder.sets
    gentle = () if reminder.gentle is None else (reminder.gentle,)
    if not asked or not (wanted.gentle or wanted.hurting):
        return asked
    left = _without(gentle if wanted.gentle else asked, wanted.hurting)
    return left or _without(gentle, wanted.hurting)


def is_offered(name: str, key: str, here: Instant) -> bool:
    """Whether this item of a reminder may be shown now; only exercises ever may not."""
    wanted = here.once(care)
    if not (wanted.gentle or wanted.hurting):
        return True
    reminder = next((each for each in here.policy.reminders if each.name == name), None)
    if reminder is None or not reminder.sets:
        return True
    sets = offered_sets(reminder, here)
    return any(key == item.key for each in sets for item in each.items)


def _without(sets: Sequence[ItemSet], keys: Collection[str]) -> tuple[ItemSet, ...]:
    rest = (
        replace(each, items=tuple(item for item in each.items if item.key not in keys))
        for each in sets
    )
    return tuple(each for each in rest if each.items)


def items_of(reminder: Reminder, keys: Sequence[str]) -> list[Item]:
    """Return the reminder's items with these keys, in the order of the keys; unknown ones not."""
    known = {item.key: item for item in reminder.items}
    for each in (*reminder.sets, *([] if reminder.gentle is None else [reminder.gentle])):
        known.update({item.key: item for item in each.items})
    return [known[key] for key in keys if key in known]


def _choose_set(sets: Sequence[ItemSet], here: Instant) -> ItemSet:
    """The daily set is the second of the day, when muscles are warm; the others take turns."""
    today = wall(here.now, here.seen.zone).date()

    def done_today(each: ItemSet) -> bool:
        shown = [here.state.items[item.key] for item in each.items if item.key in here.state.items]
        return any(wall(when, here.seen.zone).date() == today for when in shown)

    daily = [each for each in sets if each.daily]
    usual = [each for each in sets if not each.daily] or daily
    if daily and not any(map(done_today, daily)) and any(map(done_today, usual)):
        return daily[0]
    fresh = [each for each in usual if _rested_in(each, here.state, here.now) >= AT_LEAST]
    return min(fresh or usual, key=lambda each: _newest(each, here.state))


def _rested_in(each: ItemSet, state: State, now: datetime) -> int:
    return sum(_rested(item, state, now) for item in each.items)


def _newest(each: ItemSet, state: State) -> float:
    return max((_shown_at(item, state) for item in each.items), default=0.0)


def _turn(items: Sequence[Item], here: Instant) -> list[Item]:
    """Those shown longest ago first; among the never shown, the file's order or the seed's."""
    day = wall(here.now, here.seen.zone).date()

    def draw(item: Item) -> int:
        return (
            0
            if here.policy.seed is None
            else crc32(f"{here.policy.seed}:{item.key}:{day}".encode())
        )

    return sorted(items, key=lambda item: (_shown_at(item, here.state), draw(item)))


def _shown_at(item: Item, state: State) -> float:
    shown = state.items.get(item.key)
    return 0.0 if shown is None else shown.timestamp()


def _rested(item: Item, state: State, now: datetime) -> bool:
    shown = state.items.get(item.key)
    return shown is None or now - shown >= REST
