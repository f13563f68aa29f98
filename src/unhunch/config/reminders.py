"""The tables of the settings file that are reminders: five of the program's, any of the user's."""

import re
from collections.abc import Iterator
from datetime import timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool

from ..desk.policy import Answer
from ..sentence import Sentence
from .between import Between
from .exercises import not_among
from .fields import Answers, ClockTimes, Cron, Span, Text
from .library import shipped_figures
from .sections import Fault, HoursTable, Section

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Where = Literal["prompt", "tray"]
Often = Literal["auto", "daily", "twice a week", "weekly"]

SetName = Literal[
    "neck", "shoulders", "hands", "legs", "strength", "comfortable", "meeting-proof", "own"
]

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_TRIGGERS = ("every", "after", "at", "cron")


class ReminderTable(Section):
    """What all reminders have."""

    enabled: StrictBool = True
    """Whether it reminds at all."""

    surface: Where = "prompt"
    """"prompt": a notification with answers. "tray": the icon and its tooltip only."""

    hours: HoursTable | None = None
    """Its own hours, written like the table [hours]. Without them it follows that table."""


class SittingTable(ReminderTable):
    """Asks you to get up after a long time in the chair."""

    after: Annotated[Span, Between("20m", "2h")] = timedelta(minutes=45)
    """How long you may sit in one go."""


class StretchTable(ReminderTable):
    """Offers two or three exercises, step by step."""

    every: Annotated[Span, Between("30m", "3h")] = timedelta(minutes=60)
    """How much time at the desk lies between two stretch breaks."""

    sets: tuple[SetName, ...] = ("neck", "shoulders", "hands", "legs", "strength")
    """The sets of exercises that take turns; "strength" is offered once a day. There are also
    "comfortable" (with arm or leg symptoms), "meeting-proof" (nothing visible) and "own": your own
    exercises, see [exercises.NAME]."""

    without: tuple[str, ...] = Field(default=(), max_length=100)
    """Exercises that come with the program and are not to be offered, like ["chin-glide"];
    `unhunch exercises` lists them."""

    @classmethod
    def faults(cls, given: dict[str, Any]) -> Iterator[Fault]:
        sets = given.get("sets")
        if isinstance(sets, list) and all(name == "strength" for name in sets):
            yield "sets", Sentence('name at least one set besides "strength"')
        without = given.get("without")
        if isinstance(without, list) and without:
            known = shipped_figures()
            for number, key in enumerate(without):
                if isinstance(key, str) and key not in known:
                    yield ("without", str(number)), not_among(key, known)


class PostureTable(ReminderTable):
    """Offers one small change at a time: how you sit, how the screen stands."""

    every: Annotated[Span, Between("20m", "3h")] = timedelta(minutes=60)
    """How much time at the desk lies between two posture checks."""


class CheckInTable(ReminderTable):
    """Asks how your neck, shoulders and back feel: three taps when nothing hurts."""

    often: Often = "auto"
    """"auto": each working day in the first two weeks and while something hurts, then twice a week,
    after four clear weeks once. Or always the same: "daily", "twice a week", "weekly"."""


class EyesTable(ReminderTable):
    """Asks you to look into the distance."""

    every: Annotated[Span, Between("10m", "1h")] = timedelta(minutes=20)
    """How much time at the desk lies between two of them."""

    surface: Where = "tray"
    """As above; the eyes are content with the tray unless you say otherwise."""


def _usual_answers() -> dict[str, Answer]:
    return {
        Sentence("Done"): Answer.DONE,
        Sentence("Later"): Answer.LATER,
        Sentence("Skip"): Answer.SKIP,
    }


class OwnTable(ReminderTable):
    """A reminder of your own. It has exactly one of every, after, at and cron."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {"oneOf": [{"required": [name]} for name in _TRIGGERS]},
                {"oneOf": [{"required": ["text"]}, {"required": ["items"]}]},
            ]
        }
    )

    every: Annotated[Span, Between("10s", "24h")] | None = None
    """Remind after this much time at the desk, again and again."""

    after: Annotated[Span, Between("10s", "24h")] | None = None
    """Remind after this long in the chair in one go."""

    at: ClockTimes | None = None
    """Remind at these times of day, like ["09:30", "14:00"]."""

    days: tuple[Weekday, ...] | None = Field(default=None, min_length=1)
    """The weekdays for `at`, like ["mon", "wed"]. Without it: every day."""

    cron: Cron | None = None
    """Remind at times in the notation of cron: minute, hour, day, month, weekday."""

    valid_for: Annotated[Span, Between("1m", "24h")] = timedelta(hours=2)
    """With `at` and `cron`: how late it may still come when you were away at its time."""

    text: Text | None = None
    """What it says. {minutes} becomes the minutes you have been sitting."""

    items: tuple[Text, ...] | None = Field(default=None, min_length=1, max_length=100)
    """Several texts that take turns, instead of `text`."""

    answers: Answers = Field(default_factory=_usual_answers)
    """One to three of "done", "comfortable", "later", "skip"; or with your own words on the
    buttons: { "Drank it" = "done", "Not now" = "skip" }."""

    @classmethod
    def faults(cls, given: dict[str, Any]) -> Iterator[Fault]:
        triggers = [name for name in _TRIGGERS if name in given]
        if not triggers:
            yield (
                "",
                Sentence(
                    'say when: one of every = "50m", after = "45m", at = ["14:00"], cron = "…"'
                ),
            )
        for name in triggers[1:]:
            yield (
                name,
                Sentence(
                    "only one of every, after, at and cron; {other} is there as well",
                    other=triggers[0],
                ),
            )
        if "text" not in given and "items" not in given:
            yield "", Sentence('say what: text = "A glass of water?", or items = ["…", "…"]')
        if "text" in given and "items" in given:
            yield "items", Sentence("only one of text and items")
        if "days" in given and "at" not in given:
            yield "days", Sentence("days go with at; cron names its own, every and after use hours")
        if "valid_for" in given and not {"at", "cron"} & given.keys():
            yield "valid_for", Sentence("valid_for goes with at or cron")
        items = given.get("items")
        if isinstance(items, list) and len({str(item) for item in items}) < len(items):
            yield "items", Sentence("write each text once")


class RemindersTable(Section):
    """The reminders. Every other table [reminders.NAME] is one of your own."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, OwnTable] = Field(init=False)

    sitting: SittingTable = SittingTable()
    """Asks you to get up after a long time in the chair."""

    stretch: StretchTable = StretchTable()
    """Offers two or three exercises, step by step."""

    posture: PostureTable = PostureTable()
    """Offers one small change at a time: how you sit, how the screen stands."""

    checkin: CheckInTable = CheckInTable()
    """Asks how your neck, shoulders and back feel."""

    eyes: EyesTable = EyesTable()
    """Asks you to look into the distance."""

    @property
    def own(self) -> dict[str, OwnTable]:
        """The user's own reminders, in the order of the file."""
        return self.__pydantic_extra__ or {}

    @classmethod
    def faults(cls, given: dict[str, Any]) -> Iterator[Fault]:
        for name in [name for name in given if not _NAME.fullmatch(name)]:
            del given[name]
            yield (
                name,
                Sentence("name it with small letters, digits, - and _, beginning with a letter"),
            )
        for name, table in list(given.items()):
            meant = get_close_matches(name, cls.model_fields, n=1, cutoff=0.75)
            says = isinstance(table, dict) and table.keys() & {"text", "items"}
            if meant and name not in cls.model_fields and not says:
                del given[name]
                yield (
                    name,
                    Sentence(
                        "did you mean {close}? a reminder of your own needs a text", close=meant[0]
                    ),
                )
