"""Where it hurts and how it went: the table of regions, the picture of the days, the episodes."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..body.episodes import Certainty, Label, Status
from ..words.body import REGIONS
from ..words.catalogue import mark
from ..words.questionnaire import OPTIONS
from .chart import Tick, chart, small_chart
from .data import EpisodeRow, Gap, RegionRow, Report
from .figures import BLANK
from .view import Part, Row, Speech, Table

DRAWN = 182
"""Days in the picture at most: half a year. Of a longer period the last ones are drawn."""

USUAL_DAYS = 28
EPISODES = 3
GAPS = 2


def regions(report: Report, speech: Speech) -> Part:
    """Return the table of the regions that hurt in the last 28 days."""
    hurt = [row for row in report.regions if row.worst_28d]
    rest = [row for row in report.regions if row.worst_28d == 0]
    days = max((row.report_days_28d for row in report.regions), default=0)
    title = speech.say("Where it hurts: scores of the last 28 days")
    if not days:
        return Part(title=title, texts=(speech.say("No check-in in the last 28 days."),))
    note = speech.words.many(
        "{count} day with a check-in; medians and counts are over these days.",
        "{count} days with a check-in; medians and counts are over these days.",
        days,
    )
    calm = speech.say(
        "No pain reported: {regions}.",
        regions=speech.names(REGIONS[row.region] for row in rest),
    )
    table = Table(
        heads=(
            speech.say("Region"),
            speech.say("Latest"),
            speech.say("Median"),
            speech.say("Worst"),
            speech.say("Days at 2 or more"),
            speech.say("Day by day"),
        ),
        rows=tuple(_region(row, report, speech) for row in hurt),
    )
    return Part(
        title=title, note=note, table=table if hurt else None, texts=(calm,) if rest else ()
    )


def _region(row: RegionRow, report: Report, speech: Speech) -> Row:
    name = speech.say(REGIONS[row.region])
    scores = [point.worst for point in report.series if point.region == row.region]
    shown = scores[-USUAL_DAYS:]
    picture = small_chart(
        [None] * (USUAL_DAYS - len(shown)) + shown,
        speech.say("Daily scores of the last 28 days: {region}", region=name),
    )
    return (
        name,
        speech.count(row.current),
        speech.figures.number(row.median_28d),
        speech.count(row.worst_28d),
        speech.count(row.pain_days_28d),
        picture,
    )


# --- time course -----------------------------------------------------------------------------


def course(report: Report, speech: Speech) -> Part:
    """Return the picture of the daily worst score of all regions, and the episodes."""
    days = _worst_by_day(report)
    drawn = days[-DRAWN:]
    note = speech.say("Daily worst score of all regions. Days without a check-in are blank.")
    if len(drawn) < len(days):
        note = speech.say(
            "Daily worst score of all regions since {date}: the last 26 weeks of the period. "
            "Days without a check-in are blank.",
            date=speech.figures.day(drawn[0][0]),
        )
    newest = sorted(report.episodes, key=_newest_first)
    return Part(
        title=speech.say("Course over time"),
        note=note,
        chart=chart(
            [score for _, score in drawn],
            tuple(_months([day for day, _ in drawn], speech)),
            speech.say("Daily worst score"),
        ),
        table=_episodes(newest, speech) if newest else None,
    )


def _worst_by_day(report: Report) -> list[tuple[date, int | None]]:
    worst: dict[date, int | None] = {}
    for point in report.series:
        if point.worst is None:
            worst.setdefault(point.date, None)
        else:
            worst[point.date] = max(worst.get(point.date) or 0, point.worst)
    return sorted(worst.items())


def _months(days: Sequence[date], speech: Speech) -> Iterator[Tick]:
    """A tick at the first day and at each first of a month that leaves room for its words."""
    for number, day in enumerate(days):
        if number == 0:
            yield Tick(day=0, text=speech.figures.day_of_month(day))
        elif day.day == 1 and number >= len(days) // 12:
            yield Tick(day=number, text=speech.figures.month(day))


def _newest_first(episode: EpisodeRow) -> tuple[bool, timedelta]:
    return episode.status is Status.CLOSED, date.max - episode.last_pain_day


def _episodes(episodes: Sequence[EpisodeRow], speech: Speech) -> Table:
    return Table(
        heads=(
            speech.say("Spell of pain"),
            speech.say("Began"),
            speech.say("Last day at 2 or more"),
            speech.say("Lasting"),
            speech.say("First 3 days \N{RIGHTWARDS ARROW} last 3"),
            speech.say("Flares in 26 weeks"),
            speech.say("Without check-ins for over a week"),
        ),
        rows=tuple(_episode(each, speech) for each in episodes[:EPISODES]),
        rest=speech.and_so_many_more(len(episodes) - EPISODES),
    )


def _episode(episode: EpisodeRow, speech: Speech) -> Row:
    return (
        speech.names(REGIONS[region] for region in episode.regions),
        _began(episode, speech),
        speech.figures.day(episode.last_pain_day),
        _lasting(episode, speech),
        _trend(episode, speech),
        speech.count(episode.flares_182d),
        _gaps(episode.gaps, speech),
    )


def _began(episode: EpisodeRow, speech: Speech) -> str:
    day = speech.figures.day(episode.start)
    match episode.start_certainty:
        case Certainty.EXACT:
            return day
        case Certainty.AT_LEAST:
            return speech.say("at least since {date}", date=day)
        case Certainty.RECALLED:
            return speech.say("{date}, partly from memory", date=day)


LABELS = {
    Label.ACUTE: mark("acute"),
    Label.SUBACUTE: mark("subacute"),
    Label.PERSISTENT: mark("persistent"),
}
STATUSES = {
    Status.TENTATIVE: mark("1 day of pain so far"),
    Status.ACTIVE: mark("ongoing"),
    Status.QUIET: mark("quiet"),
    Status.CLOSED: mark("over"),
}


def _lasting(episode: EpisodeRow, speech: Speech) -> str:
    days = speech.words.many("{count} day", "{count} days", episode.duration_days)
    return speech.say(
        "{days}, {label}, {status}",
        days=days,
        label=speech.say(LABELS[episode.label]),
        status=speech.say(STATUSES[episode.status]),
    )


def _trend(episode: EpisodeRow, speech: Speech) -> str:
    if episode.baseline_median is None or episode.recent_median is None:
        return BLANK
    change = f" ({speech.figures.change(episode.change)})" if episode.change else ""
    before = speech.figures.number(episode.baseline_median)
    return f"{before} \N{RIGHTWARDS ARROW} {speech.figures.number(episode.recent_median)}{change}"


def _gaps(gaps: Sequence[Gap], speech: Speech) -> str:
    if not gaps:
        return speech.say("none")
    newest = gaps[-GAPS:]
    told = "; ".join(_gap(gap, speech) for gap in newest)
    more = speech.and_so_many_more(len(gaps) - len(newest))
    return f"{told}. {more}".strip() if more else told


def _gap(gap: Gap, speech: Speech) -> str:
    days = speech.figures.days(gap.from_, gap.to)
    if gap.bridge_answer is None:
        return days
    return speech.say("{days}: {answer}", days=days, answer=speech.say(OPTIONS[gap.bridge_answer]))
