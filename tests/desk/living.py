"""People who live with the program for a long time, told day by day."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from unhunch.body.facts import LevelChanged, SuggestionShown
from unhunch.desk import facts as f
from unhunch.desk.policy import CHECKIN, Policy

from .played import Player, steps_of

Report = Callable[[date], str | None]
"""What a person answers on a day when asked how they feel; None: nothing."""

_BEGINS = timedelta(hours=9)
_WORK = ("works 3h", "idles 40m", "works 2h30m", "idles 2m", "works 1m")
_REST = ("works 1h", "idles 2m", "works 1m")


class Person:
    """Somebody who sits down at nine, is there for some seven hours, and goes home."""

    def __init__(self, policy: Policy) -> None:
        self._player = Player(policy)

    @property
    def facts(self) -> list[f.Fact]:
        """Everything that was decided so far."""
        return self._player.played.facts

    @property
    def today(self) -> date:
        """The local day."""
        return self._now.date()

    @property
    def _now(self) -> datetime:
        return self._player.played.day.here().dated()

    def does(self, *lines: str) -> None:
        """Play these steps."""
        for step in steps_of(lines):
            self._player.play(step)

    def works(self, report: str | None = None) -> bool:
        """Work through one day, and report when asked. Return whether that was asked for."""
        self.does(*_WORK)
        asked = self._is_asked()
        if report is not None and asked:
            self.does(report)
        self.does(*_REST)
        if report is not None and self._is_asked():
            self.does(report)
            asked = True
        self.sleeps()
        return asked

    def sleeps(self, days: int = 1) -> None:
        """Switch the machine off until nine in the morning, so many days later."""
        now = self._now
        morning = datetime.combine(now.date() + timedelta(days=days), datetime.min.time())
        length = morning + _BEGINS - now.replace(tzinfo=None)
        self.does(f"off {length // timedelta(seconds=1)}s")

    def lives(self, until: date, report: Report, away: range = range(0)) -> None:
        """Work each working day up to a day; `away`: days since the start on which nobody is."""
        first = self.today
        while self.today < until:
            gone = (self.today - first).days in away
            if self.today.weekday() >= 5 or gone:
                self.sleeps()
            else:
                self.works(report(self.today))

    def _is_asked(self) -> bool:
        return any(CHECKIN in each.reminders for each in self._player.played.day.state.prompts)


def asked_on(facts: list[f.Fact]) -> Iterator[date]:
    """Yield the day of every new check-in prompt."""
    for fact in facts:
        if isinstance(fact, f.PromptShown) and CHECKIN in fact.reminders and not fact.again:
            yield fact.at.date()


def suggested_on(facts: list[f.Fact]) -> list[tuple[date, str]]:
    """Return day and level of every suggestion."""
    return [
        (each.at.date(), each.level.value) for each in facts if isinstance(each, SuggestionShown)
    ]


def levels(facts: list[f.Fact]) -> list[str]:
    """Return the levels as displayed, in order."""
    return [each.level.value for each in facts if isinstance(each, LevelChanged)]


def by_month(days: Iterator[date] | list[date], first: date, months: int) -> list[int]:
    """Return how many of the days are in each month of 30 days."""
    counted = Counter((day - first).days // 30 for day in days)
    return [counted[month] for month in range(months)]
