"""Settings -> the desk's policy: the order of importance, the buttons, the words."""

from collections.abc import Iterator
from datetime import timedelta

from ..desk.policy import (
    CHECKIN,
    SITTING,
    STRETCH,
    After,
    Answer,
    At,
    Choice,
    Delivery,
    Every,
    Hold,
    HoldRule,
    Hours,
    Item,
    ItemSet,
    OnDays,
    Policy,
    Reminder,
    Surface,
    Week,
)
from ..sentence import Sentence
from .cron import read_cron
from .language import AUTO
from .library import GENTLE, Library
from .loaded import BreakLook, Loaded
from .model import Settings
from .numbers import numbers_for
from .reminders import OwnTable, RemindersTable, StretchTable
from .sections import BreaksTable, HoldsTable, HoursTable, PromptTable, WeekTable
from .times import WEEKDAYS

# The buttons of product.md, section 2, in its order.
_SITTING = (
    Choice(label=Sentence("I'm up"), answer=Answer.DONE),
    Choice(label=Sentence("5 more minutes"), answer=Answer.LATER),
    Choice(label=Sentence("Skip"), answer=Answer.SKIP),
)
_STRETCH = (
    Choice(label=Sentence("Start"), answer=Answer.START),
    Choice(label=Sentence("Later"), answer=Answer.LATER),
    Choice(label=Sentence("Skip"), answer=Answer.SKIP),
)
_POSTURE = (
    Choice(label=Sentence("Changed something"), answer=Answer.DONE),
    Choice(label=Sentence("Already comfortable"), answer=Answer.COMFORTABLE),
    Choice(label=Sentence("Can't now"), answer=Answer.SKIP),
)
_PLAIN = (
    Choice(label=Sentence("Done"), answer=Answer.DONE),
    Choice(label=Sentence("Later"), answer=Answer.LATER),
    Choice(label=Sentence("Skip"), answer=Answer.SKIP),
)


def convert(settings: Settings, library: Library, country: str = "") -> Loaded:
    """Return what the settings come to. The library must be the one for these settings.

    `country`: the desktop's, where the settings name none.
    """
    care = settings.care
    numbers = numbers_for(country if care.country == AUTO else care.country)
    return Loaded(
        policy=Policy(
            idle_after=settings.idle_after,
            away_after=settings.away_after,
            watching_at_most=settings.watching_at_most,
            sit_stand_desk=settings.sit_stand_desk,
            keep_stance=settings.keep_stance,
            hours=_hours(settings.hours),
            delivery=_delivery(settings.prompt),
            holds=_holds(settings.holds),
            reminders=tuple(_reminders(settings.reminders, library)),
            rules_off=frozenset(care.rules_off),
            at_once=settings.breaks.at_once,
            week=_week(settings.week),
        ),
        show_details=settings.show_details,
        language=settings.language,
        equipment=settings.equipment,
        caution=library.caution,
        emergency=care.emergency or numbers.emergency,
        advice=care.advice or numbers.advice,
        breaks=_breaks(settings.breaks),
        own_exercises={key: library.every[key].text for key in library.own},
        without=settings.reminders.stretch.without,
    )


def _week(table: WeekTable) -> Week:
    return Week(
        notice=table.notice,
        question=table.question,
        weekday=WEEKDAYS.index(table.day),
        at=table.at,
    )


def _reminders(tables: RemindersTable, library: Library) -> Iterator[Reminder]:
    """Yield those that are enabled, the most important first (product.md 3.1)."""
    if tables.sitting.enabled:
        yield _sitting(tables)
    if tables.stretch.enabled:
        yield _stretch(tables.stretch, library)
    if tables.checkin.enabled:
        yield _checkin(tables)
    if tables.posture.enabled:
        yield _posture(tables, library.cues)
    for name, table in tables.own.items():
        if table.enabled:
            yield _own(name, table)
    if tables.eyes.enabled:
        yield _eyes(tables)


def _sitting(tables: RemindersTable) -> Reminder:
    table = tables.sitting
    return Reminder(
        name=SITTING,
        trigger=After(bout=table.after),
        surface=Surface(table.surface),
        text=Sentence(
            "You've been sitting for {minutes} minutes. Stand or walk for a few minutes."
        ),
        choices=_SITTING,
        duration=timedelta(minutes=2),
        hours=_own_hours(table.hours),
    )


def _stretch(table: StretchTable, library: Library) -> Reminder:
    return Reminder(
        name=STRETCH,
        trigger=Every(interval=table.every),
        surface=Surface(table.surface),
        sets=_sets(table, library),
        gentle=library.sets[GENTLE].items,
        choices=_STRETCH,
        duration=timedelta(minutes=2),
        hours=_own_hours(table.hours),
        varies=True,
    )


def _checkin(tables: RemindersTable) -> Reminder:
    table = tables.checkin
    return Reminder(
        name=CHECKIN,
        trigger=OnDays(often=table.often),
        surface=Surface(table.surface),
        duration=timedelta(seconds=20),
        hours=_own_hours(table.hours),
    )


def _sets(table: StretchTable, library: Library) -> tuple[ItemSet, ...]:
    named = (library.sets[name].items for name in dict.fromkeys(table.sets))
    return tuple(each for each in named if each.items)


def _posture(tables: RemindersTable, cues: tuple[Item, ...]) -> Reminder:
    table = tables.posture
    return Reminder(
        name="posture",
        trigger=Every(interval=table.every),
        surface=Surface(table.surface),
        items=cues,
        choices=_POSTURE,
        duration=timedelta(seconds=15),
        hours=_own_hours(table.hours),
        varies=True,
        micro=True,
        halfway=True,
    )


def _eyes(tables: RemindersTable) -> Reminder:
    table = tables.eyes
    return Reminder(
        name="eyes",
        trigger=Every(interval=table.every),
        surface=Surface(table.surface),
        text=Sentence("Look at something 6 m away"),
        choices=_PLAIN if table.surface == "prompt" else (),
        duration=timedelta(seconds=20),
        hours=_own_hours(table.hours),
        micro=True,
    )


def _own(name: str, table: OwnTable) -> Reminder:
    return Reminder(
        name=name,
        trigger=_trigger(table),
        surface=Surface(table.surface),
        text=table.text or "",
        items=tuple(Item(key=text, text=text) for text in table.items or ()),
        choices=tuple(
            Choice(label=label, answer=answer) for label, answer in table.answers.items()
        ),
        hours=_own_hours(table.hours),
    )


def _trigger(table: OwnTable) -> Every | After | At:
    if table.every is not None:
        return Every(interval=table.every)
    if table.after is not None:
        return After(bout=table.after)
    if table.cron is not None:
        return read_cron(table.cron, table.valid_for)
    days = WEEKDAYS if table.days is None else table.days
    return At(
        times=tuple(sorted(set(table.at or ()))),
        weekdays=frozenset(WEEKDAYS.index(day) for day in days),
        valid_for=table.valid_for,
    )


def _own_hours(table: HoursTable | None) -> Hours | None:
    return None if table is None else _hours(table)


def _hours(table: HoursTable) -> Hours:
    named = [getattr(table, day) for day in WEEKDAYS]
    return Hours(
        # A table that names no day at all (only quiet hours, say) means every day.
        days=None if named.count(None) == len(named) else tuple(day or () for day in named),
        dates=dict(table.dates),
        quiet=table.quiet,
    )


def _delivery(table: PromptTable) -> Delivery:
    return Delivery(
        patience=table.patience,
        life=table.life,
        on_screen=table.on_screen,
        grace=table.grace,
        spacing=table.spacing,
        join=table.join,
        per_hour=table.per_hour,
        per_day=table.per_day,
        jitter=table.jitter,
        sound=table.sound,
    )


def _breaks(table: BreaksTable) -> BreakLook:
    return BreakLook(
        window=table.window, firmness=table.firmness, sound=table.sound, motion=table.motion
    )


def _holds(table: HoldsTable) -> dict[Hold, HoldRule]:
    rules = {hold: getattr(table, hold.value) for hold in Hold}
    return {hold: HoldRule(on=rule.on, at_most=rule.at_most) for hold, rule in rules.items()}
