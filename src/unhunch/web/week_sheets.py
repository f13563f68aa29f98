"""The day and the week: sitting along the day, by weekday and hour, and what became of prompts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from ..week.bouts import KINDS as OF_BOUTS
from ..week.bouts import (
    ZERO,
    Bout,
    bouts_of,
    by_day,
    by_hour,
    longest_by_day,
    open_since,
    total,
)
from ..week.months import days_from
from ..week.prompts import ENDS_WITHIN, became
from ..week.prompts import KINDS as OF_PROMPTS
from ..words.times import time_words
from .charts import bars, spans
from .outside import Outside
from .week_parts import HeatMap, Part, Picture, Row, Sheet, Speaker, Table, Warm, prompts_part

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_MINUTE = timedelta(minutes=1)
_DEEPEST = 4
_USUAL = (8, 18)
"""The hours that are shown in any case, so that two days look alike."""


def day(speaker: Speaker, outside: Outside, on: date, today: date) -> Sheet:
    """Return the page of one day."""
    # From the day before: who sits there since then is sitting still.
    facts = outside.of_days(OF_BOUTS, on - _DAY, on + _DAY)
    bouts = by_day(bouts_of(facts), [on])[on]
    prompts = became(outside.of_days(OF_PROMPTS, on, on + ENDS_WITHIN), on, on)
    still = open_since(facts) if on == today else None
    return Sheet(
        title=speaker.words.say("My day"),
        about=f"{speaker.figures.weekday(on)}, {speaker.figures.day(on)}",
        on=on,
        parts=(_along(speaker, bouts, still), prompts_part(speaker, prompts)),
        earlier=on - _DAY,
        later=on + _DAY if on < today else None,
    )


def _along(speaker: Speaker, bouts: Sequence[Bout], still: datetime | None) -> Part:
    words = speaker.words
    title = words.say("Sitting along the day")
    texts = [_in_all(speaker, bouts, max((bout.lasted for bout in bouts), default=ZERO))]
    if any(time() in (bout.began.time(), bout.ended.time()) for bout in bouts):
        texts.append(words.say("Sitting over midnight is parted there, between the two days."))
    if still is not None:
        since = time_words(words, still)
        texts.append(
            words.say("The sitting that began at {time} counts when it is over.", time=since)
        )
    if not bouts:
        return Part(title=title, texts=texts)
    first, last = _hours({bout.began.hour for bout in bouts} | {_last_hour(b) for b in bouts})
    spells = [(_hour(bout.began), _hour(bout.began) + _hours_of(bout.lasted)) for bout in bouts]
    rows = [
        Row(
            head=time_words(words, bout.began),
            cells=(time_words(words, bout.ended), speaker.span(bout.lasted)),
        )
        for bout in bouts
    ]
    heads = (words.say("From"), words.say("To"), words.say("Length"))
    chart = spans(spells, speaker.chart_of(title), list(range(first, last + 1)))
    return Part(
        title=title,
        texts=texts,
        pictures=(Picture(chart=chart),),
        table=Table(caption=title, heads=heads, rows=rows),
    )


def week(speaker: Speaker, outside: Outside, on: date, today: date) -> Sheet:
    """Return the page of the week of a day, Monday to Sunday."""
    first = on - on.weekday() * _DAY
    last = first + _WEEK - _DAY
    bouts = bouts_of(outside.of_days(OF_BOUTS, first, last + _DAY))
    days = days_from(first, last)
    prompts = became(outside.of_days(OF_PROMPTS, first, last + ENDS_WITHIN), first, last)
    return Sheet(
        title=speaker.words.say("My week"),
        about=speaker.figures.days(first, last),
        on=on,
        parts=(
            _warm(speaker, bouts, days),
            _longest(speaker, bouts, days),
            prompts_part(speaker, prompts),
        ),
        earlier=on - _WEEK,
        later=min(on + _WEEK, today) if last < today else None,
    )


def _warm(speaker: Speaker, bouts: Sequence[Bout], days: Sequence[date]) -> Part:
    words = speaker.words
    title = words.say("Sitting by weekday and hour")
    sat = by_hour(bouts)
    hours = {hour for (day, hour) in sat if day in days}
    within = [each for pieces in by_day(bouts, days).values() for each in pieces]
    longest = longest_by_day(bouts)
    ended = [longest[day] for day in days if day in longest]
    texts = [_in_all(speaker, within, max(ended, default=ZERO))]
    if not hours:
        return Part(title=title, texts=texts)
    first, last = _hours(hours)
    rows = [
        (f"{hour}", [_cell(sat.get((day, hour), timedelta(0))) for day in days])
        for hour in range(first, last)
    ]
    texts.append(words.say("Minutes of sitting in each hour that begins at the time on the left."))
    return Part(
        title=title,
        texts=texts,
        heat=HeatMap(
            caption=title,
            heads=[(speaker.figures.weekday(day), f"/week/day?on={day}") for day in days],
            rows=rows,
        ),
    )


def _longest(speaker: Speaker, bouts: Sequence[Bout], days: Sequence[date]) -> Part:
    words, figures = speaker.words, speaker.figures
    title = words.say("The longest sitting in one go, by day")
    pieces, longest = by_day(bouts, days), longest_by_day(bouts)
    if not any(pieces.values()):
        return Part(title=title, texts=(words.say("No sitting was measured."),))
    minutes = [round(longest[day] / _MINUTE) if day in longest else None for day in days]
    rows = [_row_of(speaker, day, pieces, longest) for day in days]
    chart = bars(
        minutes,
        [figures.weekday(day) for day in days],
        speaker.chart_of(title),
        spell=speaker.minutes,
    )
    heads = (words.say("Day"), words.say("Longest"), words.say("In all"), words.say("Times"))
    return Part(
        title=title,
        pictures=(Picture(chart=chart),),
        table=Table(caption=title, heads=heads, rows=rows),
    )


def _row_of(
    speaker: Speaker,
    day: date,
    pieces: Mapping[date, Sequence[Bout]],
    longest: Mapping[date, timedelta],
) -> Row:
    # A bout belongs to the day on which it ended, its length to the days on which it was sat.
    ended = sum(each.ended.date() == day for each in pieces[day])
    cells = (
        speaker.span(longest[day]) if day in longest else "",
        speaker.span(total(pieces[day])) if pieces[day] else "",
        str(ended) if pieces[day] else "",
    )
    head = speaker.figures.weekday_and_day(day)
    return Row(head=head, cells=cells, link=f"/week/day?on={day}")


def _in_all(speaker: Speaker, pieces: Sequence[Bout], longest: timedelta) -> str:
    words = speaker.words
    if not pieces:
        return words.say("No sitting was measured.")
    length = speaker.span(total(pieces))
    if not longest:
        return words.say("{length} in all.", length=length)
    return words.say(
        "{length} in all, {longest} at most in one go.",
        length=length,
        longest=speaker.span(longest),
    )


def _cell(sat: timedelta) -> Warm:
    minutes = round(sat / _MINUTE)
    depth = -(-minutes * _DEEPEST // 60)
    return Warm(text=str(minutes) if minutes else "", depth=min(depth, _DEEPEST))


def _hours(found: set[int]) -> tuple[int, int]:
    """Return the first hour to show, and the one at which the last one ends."""
    return min(_USUAL[0], *found), max(_USUAL[1], *(hour + 1 for hour in found))


def _last_hour(bout: Bout) -> int:
    return (bout.ended - timedelta(microseconds=1)).hour


def _hour(moment: datetime) -> float:
    return _hours_of(timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second))


def _hours_of(lasted: timedelta) -> float:
    return lasted / timedelta(hours=1)
