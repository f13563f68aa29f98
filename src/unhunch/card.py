"""A guided break as it is shown beside the daemon, in a window or on a page: every word is there.

Nothing of it ticks: it is made anew when something changes; whoever shows it counts the seconds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .plain import fields_to_plain, read_fields

ZERO = timedelta(0)

Press = tuple[str, str]
"""What a button asks for, as a request in JSON for the wire, and its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands there whatever the exercise. `stopping` says what stopping means, `emergency` is
    the way out that is always there and `escape` how to take it with the keyboard."""

    name: str = ""
    ring: str = ""
    seconds: str = ""
    stopping: str = ""
    emergency: str = ""
    escape: str = ""
    where: str = ""
    note_it: str = ""
    not_now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Labels):
    """One break at one moment. `prompt`: its number.

    `picture`: the key of the exercise; empty: the question how it was. `figure`: how one of the
    user's own is drawn, as JSON; the program's are known by their keys, and another has no picture.
    `lasts`: the whole length of the exercise; it ends at `until`, or has `left` to go while that is
    None. `note`: why it stands still. `turns`: back, pause or go on, next. `answers`: how it was.
    `out`: the ways out, stopping first. `regions`: where it may have hurt, by their keys.
    `firmness`: "card", "full", "firm". `by_itself`: nobody pressed Start.
    """

    prompt: int
    title: str
    place: str = ""
    do: str = ""
    feel: str = ""
    caution: str = ""
    avoid: str = ""
    note: str = ""
    picture: str = ""
    figure: str = ""
    lasts: timedelta = ZERO
    left: timedelta = ZERO
    until: datetime | None = None
    turns: tuple[Press, ...] = ()
    answers: tuple[Press, ...] = ()
    out: tuple[Press, ...] = ()
    regions: tuple[Press, ...] = ()
    language: str = "en"
    firmness: str = "card"
    sound: bool = False
    motion: bool = True
    by_itself: bool = False

    @property
    def is_question(self) -> bool:
        """Whether the exercises are over and it asks how that was."""
        return not self.picture

    @property
    def step(self) -> tuple[int, str, str]:
        """What stays the same as long as one exercise goes on, halted or not."""
        return (self.prompt, self.place, self.picture)

    @property
    def key(self) -> str:
        """What stays the same as long as the same is to be seen; the seconds pass meanwhile."""
        ends = self.left.total_seconds() if self.until is None else self.until.isoformat()
        return json.dumps([*self.step, self.note, ends, [asks for asks, _ in self.turns]])

    @property
    def said(self) -> str:
        """What is read aloud when this exercise begins: all of it, once."""
        parts = (each for each in (self.place, self.title, self.do, self.feel) if each)
        return " ".join(each if each[-1] in ".?!" else f"{each}." for each in parts)

    def left_at(self, moment: datetime) -> timedelta:
        """Return how much of the exercise is left at that moment."""
        if self.until is None:
            return self.left
        return max(ZERO, min(self.lasts, self.until - moment))


def to_object(card: Card) -> dict[str, Any]:
    """Return the card as a JSON object that `read_card` reads."""
    return fields_to_plain(card)


def read_card(told: Mapping[str, Any]) -> Card:
    """Return the card that `to_object` was given. Raise Unread for anything else."""
    return Card(**read_fields(Card, told))
