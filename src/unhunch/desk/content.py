"""What a prompt is about: the cue or the exercises whose turn it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zlib import crc32

from .moments import wall
from .policy import Item, ItemSet, Policy, Reminder
from .seen import Seen
from .state import State

REST = timedelta(hours=4)
"""An item is not shown again within this (product.md 3.10), as long as there are others."""

AT_ONCE = 3
"""Exercises in one stretch break, at most (product.md, section 2: two or three)."""


def choose_items(
    reminder: Reminder, state: State, now: datetime, seen: Seen, policy: Policy
) -> tuple[str, ...]:
    """Return the keys of what a showing names: one cue, or up to three exercises of one set."""
    if reminder.sets:
        chosen = _choose_set(reminder, state, now, seen, policy)
        fresh = [item for item in chosen.items if _rested(item, state, now)]
        return tuple(item.key for item in _turn(fresh or chosen.items, state, seen, policy, now))[
            :AT_ONCE
        ]
    if reminder.items:
        return (_turn(reminder.items, state, seen, policy, now)[0].key,)
    return ()


def items_of(reminder: Reminder, keys: Sequence[str]) -> list[Item]:
    """Return the reminder's items with these keys, in the order of the keys; unknown ones not."""
    known = {item.key: item for item in reminder.items}
    for each in reminder.sets:
        known.update({item.key: item for item in each.items})
    return [known[key] for key in keys if key in known]


def _choose_set(
    reminder: Reminder, state: State, now: datetime, seen: Seen, policy: Policy
) -> ItemSet:
    """The daily set is the second of the day, when muscles are warm; the others take turns."""
    today = wall(now, seen.zone).date()

    def done_today(each: ItemSet) -> bool:
        shown = [state.items[item.key] for item in each.items if item.key in state.items]
        return any(wall(when, seen.zone).date() == today for when in shown)

    daily = [each for each in reminder.sets if each.daily]
    usual = [each for each in reminder.sets if not each.daily] or daily
    if daily and not any(map(done_today, daily)) and any(map(done_today, usual)):
        return daily[0]
    return min(usual, key=lambda each: _oldest(each, state))


def _oldest(each: ItemSet, state: State) -> float:
    return max((_shown_at(item, state) for item in each.items), default=0.0)


def _turn(
    items: Sequence[Item], state: State, seen: Seen, policy: Policy, now: datetime
) -> list[Item]:
    """Those shown longest ago first; among the never shown, the file's order or the seed's."""
    day = wall(now, seen.zone).date()

    def draw(item: Item) -> int:
        return 0 if policy.seed is None else crc32(f"{policy.seed}:{item.key}:{day}".encode())

    return sorted(items, key=lambda item: (_shown_at(item, state), draw(item)))


def _shown_at(item: Item, state: State) -> float:
    shown = state.items.get(item.key)
    return 0.0 if shown is None else shown.timestamp()


def _rested(item: Item, state: State, now: datetime) -> bool:
    shown = state.items.get(item.key)
    return shown is None or now - shown >= REST
