"""When a suggestion is put in front of the user, when again, and when it rests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from unhunch.body import facts as f
from unhunch.body.answer import on_said
from unhunch.body.history import History, recall
from unhunch.body.requests import (
    AnswerSuggestion,
    BodyRequest,
    CheckIn,
    NoteBooked,
    NoteSeen,
    SuggestionAnswer,
)
from unhunch.body.suggest import Wanted, displayed, wanted
from unhunch.body.terms import RULESET, Level
from unhunch.fact import Fact

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def day(number: int, hours: float = 0) -> datetime:
    """Nine on a day, from 0 on, and so many hours later."""
    return FIRST + number * DAY + hours * HOUR


def reported(at: datetime, *yes: str, no: tuple[str, ...] = (), **pain: int) -> Fact:
    """A check-in."""
    return f.CheckedIn(at=at, pain=tuple(pain.items()), yes=yes, no=no)


class Body:
    """What somebody said, with the levels and suggestions that followed from it."""

    def __init__(self, *facts: Fact) -> None:
        self._told: list[Fact] = [f.StatementAccepted(at=day(-1), ruleset=RULESET)]
        self.tells(*facts)

    def tells(self, *facts: Fact) -> "Body":
        """These become true; each level that follows is displayed at once."""
        for fact in facts:
            self._told.append(fact)
            level = displayed(self.history, fact.at.date(), ())
            if level.level is not self.history.level:
                changed = f.LevelChanged(at=fact.at, level=level.level, rules=level.rules)
                self._told.append(changed)
        return self

    def says(self, at: datetime, request: BodyRequest) -> "Body":
        """This is said."""
        outcome = on_said(self.history, at, request)
        assert isinstance(outcome, tuple), outcome
        return self.tells(*outcome)

    def is_shown(self, at: datetime) -> "Body":
        """The suggestion that is wanted now is shown now."""
        found = self.wants(at)
        assert found is not None
        more = {"level": found.level, "rules": found.rules, "again": found.again}
        self._told.append(f.SuggestionShown(at=at, **more))  # type: ignore[arg-type]
        return self

    def wants(self, at: datetime) -> Wanted | None:
        """What is wanted now."""
        shown = displayed(self.history, at.date(), ())
        return wanted(self.history, shown, at, _works)

    def days(self, numbers: Iterable[int]) -> list[int]:
        """On which of these days something is wanted."""
        return [each for each in numbers if self.wants(day(each, 1)) is not None]

    @property
    def history(self) -> History:
        """What is known by now."""
        return recall(self._told)


def _works(day: date) -> bool:
    return day.weekday() < 5


def weak() -> Body:
    """`soon` was shown on day 0, a Monday."""
    return Body(reported(day(0), "weakness_arm_one", neck=3)).is_shown(day(0))


def emergency() -> Body:
    """`urgent` was shown on day 0."""
    return Body(reported(day(0), "chest_pain")).is_shown(day(0))


def answers(answer: str) -> AnswerSuggestion:
    """An answer to the open suggestion."""
    return AnswerSuggestion(answer=SuggestionAnswer(answer))


# --- by the cadence --------------------------------------------------------------------------


def test_soon_comes_the_next_working_day_then_on_day_3_and_on_day_7() -> None:
    """Then no more: from there on it is a line in the digest."""
    body = weak()
    shown = []
    for each in range(1, 40):
        if body.days([each]):
            body.is_shown(day(each, 1))
            shown.append(each)

    assert [1, 3, 7] == shown


def test_consider_comes_four_times_in_an_episode() -> None:
    """After 14, 28 and 42 days, while it stays."""
    body = Body(reported(day(0), "worried", neck=1)).is_shown(day(0, 1))
    shown = []
    for each in range(1, 200):
        body.tells(reported(day(each), "worried", neck=1))
        if body.days([each]):
            body.is_shown(day(each, 1))
            shown.append(each)

    assert [14, 42, 84] == shown


# --- what was said in another place ----------------------------------------------------------


@pytest.mark.parametrize("start", [weak, emergency])
def test_a_visit_told_elsewhere_answers_the_suggestion(start: "type[Body]") -> None:
    """Who says "care seen" is not asked again; the level is displayed until two days agree."""
    body = start().says(day(0, 2), NoteSeen())

    assert [] == body.days(range(1, 10))
    assert body.history.level.rank >= Level.SOON.rank


def test_a_visit_before_the_suggestion_does_not_answer_it() -> None:
    """Whoever was there last week did not speak of what was ticked today."""
    body = weak().says(day(0, 2), NoteSeen(on=day(-7).date()))

    assert body.days(range(1, 4)) != []


def test_what_was_not_discussed_is_suggested_again() -> None:
    """The flag behind it stays open."""
    body = weak().says(day(0, 2), NoteSeen(kept=("weakness_arm_one",)))

    assert body.days(range(1, 4)) != []


def test_an_appointment_told_elsewhere_gives_soon_its_two_weeks() -> None:
    """As the answer "Booked" does; an emergency does not wait for one."""
    booked = weak().says(day(0, 2), NoteBooked())

    assert list(range(14, 16)) == booked.days(range(1, 16))
    assert emergency().says(day(0, 2), NoteBooked()).days([1]) == [1]


def test_an_emergency_that_was_checked_is_not_suggested_again() -> None:
    """Told in the first question of the next check-in."""
    body = emergency().says(day(1), CheckIn(checked=("chest_pain",)))

    assert [] == body.days([1, 2, 3])


# --- what is new -----------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["getting_help", "seen", "over"])
def test_an_emergency_that_is_ticked_again_comes_again(answer: str) -> None:
    """Whatever was said to the first."""
    body = emergency().says(day(0, 1), answers(answer))
    before = body.days([4])
    body.tells(reported(day(5), "chest_pain"))

    assert ([], [5]) == (before, body.days([5]))


def test_what_is_booked_and_ticked_every_day_comes_once() -> None:
    """A weak arm is still weak the next day: that is nothing new."""
    body = weak().says(day(0, 1), answers("booked"))
    body.tells(*(reported(day(each), "weakness_arm_one", neck=3) for each in range(1, 8)))

    assert [] == body.days(range(7, 14))


def test_only_showings_of_urgent_count_for_its_three_a_day() -> None:
    """`soon` in the morning takes none of them."""
    body = weak().tells(reported(day(0, 1), "chest_pain")).is_shown(day(0, 1))
    for hours in (2, 3):
        body.is_shown(day(0, hours))

    assert body.wants(day(0, 4)) is None
    assert 4 == len(body.history.showings)


def test_dont_suggest_this_does_not_silence_an_item_that_has_faded() -> None:
    """It keeps the name of its rule: S2 at `consider` is no C rule."""
    body = Body(reported(day(0), "worried", neck=3)).is_shown(day(0, 1))
    body.says(day(0, 2), answers("never"))
    silent = body.days([1])
    body.tells(reported(day(1), "weakness_arm_one", neck=3)).is_shown(day(1))
    denied = ("weakness_arm_one",)
    body.tells(*(reported(day(each), no=denied, neck=3) for each in (2, 4, 5, 6)))

    assert ([], Level.CONSIDER) == (silent, body.history.level)
    assert "S2" in body.history.level_rules
    assert [1 + 14] == body.days([15])
