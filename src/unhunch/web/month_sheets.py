"""The month: pain by region with breaks beside it. And what goes together, with no promise."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..body.terms import REGIONS, WORST
from ..week.months import KINDS as OF_BREAKS
from ..week.months import Scores, breaks_taken, days_from, scores
from ..week.together import FEWEST, LONG, LOOKED_AT, Together, pairs_of
from ..week.together import KINDS as OF_PAIRS
from ..week.together import together as compared
from ..words.body import REGIONS as NAMES
from .charts import bars, dots, line
from .outside import Outside
from .week_parts import Part, Picture, Row, Sheet, Speaker, Table

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MARK_EVERY = 7


def month(speaker: Speaker, outside: Outside, on: date, today: date) -> Sheet:
    """Return the page of the month of a day."""
    first = on.replace(day=1)
    following = (first + 31 * _DAY).replace(day=1)
    days = days_from(first, following - _DAY)
    felt = scores(outside.history(), days)
    breaks = breaks_taken(outside.of_days(OF_BREAKS, days[0] - _DAY, days[-1]), days)
    return Sheet(
        title=speaker.words.say("My month"),
        about=speaker.figures.month_and_year(first),
        on=on,
        parts=(
            _pain(speaker, felt),
            _breaks(speaker, breaks, days),
            _by_day(speaker, felt, breaks),
        ),
        earlier=first - _DAY,
        later=min(following, today) if following <= today else None,
    )


def _pain(speaker: Speaker, felt: Scores) -> Part:
    words = speaker.words
    title = words.say("Pain by region")
    if not felt.reported:
        return Part(title=title, texts=(words.say("There is no check-in in this month."),))
    hurt = felt.hurt()
    labels = _labels(felt.days)
    texts = [
        words.many(
            "{count} day with a check-in. Days without one are left blank.",
            "{count} days with a check-in. Days without one are left blank.",
            felt.reported,
        )
    ]
    if calm := [words.say(NAMES[region]) for region in REGIONS if region not in hurt]:
        texts.append(words.say("Nothing was reported here: {regions}.", regions=", ".join(calm)))
    pictures = []
    for region in hurt:
        name = words.say(NAMES[region])
        words_for_it = speaker.chart_of(words.say("{title}: {name}", title=title, name=name))
        values = felt.by_region[region]
        chart = line(values, labels, words_for_it, marked=labels[::_MARK_EVERY], most=WORST)
        pictures.append(Picture(chart=chart, title=name))
    return Part(title=title, texts=texts, pictures=pictures)


def _breaks(speaker: Speaker, breaks: Sequence[int | None], days: Sequence[date]) -> Part:
    words = speaker.words
    title = words.say("Breaks taken")
    if not any(breaks):
        return Part(title=title, texts=(words.say("No break was noted."),))
    labels = _labels(days)
    what = speaker.chart_of(title)
    chart = bars(breaks, labels, what, marked=labels[::_MARK_EVERY], spell=speaker.number)
    texts = (words.say("Of five minutes or more, or begun from a reminder."),)
    return Part(title=title, texts=texts, pictures=(Picture(chart=chart),))


def _by_day(speaker: Speaker, felt: Scores, breaks: Sequence[int | None]) -> Part:
    words = speaker.words
    title = words.say("The same numbers, day by day")
    hurt = felt.hurt()
    rows = [
        Row(
            head=speaker.figures.weekday_and_day(day),
            cells=(*(_count(felt.by_region[region][n]) for region in hurt), _count(breaks[n])),
            link=f"/week/day?on={day}",
        )
        for n, day in enumerate(felt.days)
    ]
    heads = (words.say("Day"), *(words.say(NAMES[region]) for region in hurt), words.say("Breaks"))
    return Part(title=title, table=Table(caption=title, heads=heads, rows=rows, folded=True))


def together(speaker: Speaker, outside: Outside, on: date, today: date) -> Sheet:
    """Return the page that holds long bouts against the check-ins after them."""
    first = today - LOOKED_AT
    # To the last day there is: what a clock that was ahead has dated is put right.
    known = pairs_of(outside.of_days(OF_PAIRS, first - _DAY, date.max))
    pairs = [pair for pair in known if first <= pair.day <= today]
    found = compared(pairs)
    return Sheet(
        title=speaker.words.say("What goes together"),
        about=speaker.figures.days(first, today),
        on=on,
        parts=(_too_few(speaker, len(pairs)),) if found is None else _side_by_side(speaker, found),
    )


def _too_few(speaker: Speaker, count: int) -> Part:
    words = speaker.words
    return Part(
        title=words.say("Long sitting and the next check-in"),
        texts=(
            words.many(
                "There is {count} day so far with a check-in and measured sitting in the 24 hours "
                "before it.",
                "There are {count} days so far with a check-in and measured sitting in the 24 "
                "hours before it.",
                count,
            ),
            words.say("With fewer than {count}, nothing is compared here.", count=FEWEST),
        ),
    )


def _side_by_side(speaker: Speaker, found: Together) -> tuple[Part, ...]:
    words = speaker.words
    title = words.say("Long sitting and the next check-in")
    heads = (words.say("Day"), words.say("Longest in one go"), words.say("Worst pain (0-10)"))
    rows = [
        Row(
            head=speaker.figures.weekday_and_day(pair.day),
            cells=(speaker.span(pair.longest), str(pair.score)),
            link=f"/week/day?on={pair.day}",
        )
        for pair in reversed(found.pairs)
    ]
    chart = dots(
        [(pair.longest / _MINUTE, pair.score) for pair in found.pairs],
        speaker.chart_of(title),
        most=WORST,
        titles=(words.say("Longest in one go"), words.say("Worst pain (0-10)")),
        ticks=_ticks(speaker, found),
    )
    return (
        Part(
            title=title,
            texts=_said(speaker, found),
            pictures=(Picture(chart=chart),),
            table=Table(caption=title, heads=heads, rows=rows, folded=True),
        ),
    )


def _ticks(speaker: Speaker, found: Together) -> list[tuple[float, str]]:
    longest = max(pair.longest for pair in found.pairs)
    step = 30 if longest <= timedelta(hours=4) else 120
    count = -(-longest // (step * _MINUTE))
    return [(n * step, speaker.minutes(n * step)) for n in range(count + 1)]


def _said(speaker: Speaker, found: Together) -> tuple[str, ...]:
    words = speaker.words
    return (
        words.say(
            "The worst score of a day is held against the longest sitting in one go before it. "
            "Counted is what ended in the 24 hours before the last check-in of that day."
        ),
        *_sides(speaker, found),
        _correlated(speaker, found),
        words.say(
            "These are counts of your own days. They do not say that one thing makes the other; "
            "a third one, such as a full day, can bring both."
        ),
    )


def _sides(speaker: Speaker, found: Together) -> Iterator[str]:
    words, long = speaker.words, speaker.span(LONG)
    if found.long.middle is None:
        yield words.say("On none of these days was there {length} or more in one go.", length=long)
    else:
        days = words.many(
            "On the {count} day with {length} or more in one go",
            "On the {count} days with {length} or more in one go",
            found.long.days,
            length=long,
        )
        yield _of_side(speaker, found.long.middle, days)
    if found.others.middle is None:
        yield words.say("There was {length} or more in one go on each of these days.", length=long)
    else:
        days = words.many("On the one other day", "On the {count} other days", found.others.days)
        if not found.long.days:
            days = words.many("On the {count} day", "On the {count} days", found.others.days)
        yield _of_side(speaker, found.others.middle, days)


def _of_side(speaker: Speaker, middle: float, days: str) -> str:
    return speaker.words.say(
        "{days}, the middle (median) of the worst scores was {score}.",
        days=days,
        score=speaker.figures.number(middle),
    )


def _correlated(speaker: Speaker, found: Together) -> str:
    words = speaker.words
    if found.correlation is None:
        return words.say("No rank correlation can be worked out: one of the two never changed.")
    figures = speaker.figures
    known = found.correlation
    if known.low is None or known.high is None:
        return words.say(
            "Rank correlation (Spearman) over {count} days: {rho}. In perfect order no "
            "interval can be worked out.",
            count=len(found.pairs),
            rho=figures.exactly(known.rho),
        )
    told = words.say(
        "Rank correlation (Spearman) over {count} days: {rho}, 95 % interval from {low} to "
        "{high} (Fisher's z, standard error of Bonett and Wright).",
        count=len(found.pairs),
        rho=figures.exactly(known.rho),
        low=figures.exactly(known.low),
        high=figures.exactly(known.high),
    )
    if known.low <= 0 <= known.high:
        return f"{told} {words.say('The interval holds 0: nothing can be told from these days.')}"
    return told


def _labels(days: Sequence[date]) -> list[str]:
    return [str(day.day) for day in days]


def _count(count: int | None) -> str:
    return "" if count is None else str(count)
