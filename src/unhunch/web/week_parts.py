"""What the pages of "My week" are made of: parts with a picture and a table, and their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from markupsafe import Markup

from ..report.figures import Figures
from ..week.prompts import Became, End
from ..words.catalogue import Catalogue
from ..words.reminders import name_words
from ..words.times import span_words
from .charts import stacked
from .outside import Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table. `link`: where its head leads to; empty: nowhere."""

    head: str
    cells: Sequence[str]
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers of a picture. `folded`: it is long and shown when asked for, and on paper."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Row]
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Warm:
    """One hour of a day: its minutes in words, and how deep its colour is, from 0 to 4."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """Days beside each other, hours below each other: a table whose cells are the picture."""

    caption: str
    heads: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, Sequence[Warm]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart; `title`: what stands above it where a part has several."""

    chart: Markup
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section of a page, each of its pieces where there is one."""

    title: str
    texts: Sequence[str] = ()
    legend: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    heat: HeatMap | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole page. `on`: the day it is about; `earlier`, `later`: the day to turn to, if any."""

    title: str
    about: str
    on: date
    parts: Sequence[Part] = field(default_factory=tuple)
    earlier: date | None = None
    later: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Says values in one language and one country's figures."""

    words: Catalogue
    figures: Figures

    @classmethod
    def of(cls, outside: Outside) -> Self:
        """Return the speaker of these pages."""
        return cls(words=outside.words, figures=Figures(outside.locale()))

    def tabs(self) -> Sequence[tuple[str, str]]:
        """Return the pages, each with its name."""
        return (
            ("/week/day", self.words.say("Day")),
            ("/week", self.words.say("Week")),
            ("/week/month", self.words.say("Month")),
            ("/week/together", self.words.say("What goes together")),
        )

    def span(self, lasted: timedelta) -> str:
        """Return a length as a person says it."""
        return span_words(self.words, lasted)

    def number(self, count: float) -> str:
        """Return a number, as an axis has it."""
        return self.figures.number(count)

    def minutes(self, count: float) -> str:
        """Return so many minutes, as an axis has them."""
        return self.words.say("{minutes} min", minutes=round(count))

    def chart_of(self, what: str) -> str:
        """Return what a screen reader says of a chart."""
        return self.words.say("Chart: {what}. The table has the same numbers.", what=what)


def prompts_part(speaker: Speaker, found: Sequence[Became]) -> Part:
    """Return what became of prompts, by reminder."""
    words = speaker.words
    title = words.say("Reminders, and what became of them")
    if not found:
        return Part(title=title, texts=(words.say("No reminder was shown."),))
    names = [name_words(words, each.reminder).replace("_", " ") for each in found]
    ends = _end_names(words)
    table = Table(
        caption=title,
        heads=(words.say("Reminder"), words.say("Shown"), *ends.values()),
        rows=[
            Row(head=name, cells=[str(each.shown), *(str(each.ends[end]) for end in ends)])
            for name, each in zip(names, found, strict=True)
        ],
    )
    parts = [(name, [each.ends[end] for each in found]) for end, name in ends.items()]
    return Part(
        title=title,
        legend=tuple(ends.values()),
        pictures=(Picture(chart=stacked(names, parts, speaker.chart_of(title))),),
        table=table,
    )


def _end_names(words: Catalogue) -> Mapping[End, str]:
    return {
        End.DONE: words.say("Done"),
        End.SKIPPED: words.say("Skipped"),
        End.UNANSWERED: words.say("No answer"),
        End.WITHDRAWN: words.say("No longer due"),
        End.OPEN: words.say("Still open"),
    }
