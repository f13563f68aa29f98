"""What is remembered without reading everything is what reading everything would say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.instants import NINE, POLICY, after, prompted
from unhunch.body.facts import CheckedIn, LevelChanged, SuggestionAnswered, SuggestionShown
from unhunch.body.terms import Level
from unhunch.daemon.memory import REMEMBERED, has_lived, remembered
from unhunch.daemon.status import status_of
from unhunch.desk import facts as f
from unhunch.desk.evolve import fold
from unhunch.desk.instant import Instant
from unhunch.desk.policy import Answer, Asks, Hold
from unhunch.desk.seen import Seen
from unhunch.desk.state import Standing, State
from unhunch.journal.store import SqliteJournal
from unhunch.simulate.run import run
from unhunch.simulate.script import parse
from unhunch.words.catalogue import ENGLISH

NIGHT = "off 15h\n"
DAYS = {
    "work": "works 50m\nidles 7m\nworks 65m\nidles 3m\nworks 40m\nlocks 20m\nworks 2h\n",
    "pauses": "works 46m\npauses 6s\nworks 6m\npauses 40s\nworks 50m\nidles 9m\n",
    "ignored": "works 5h\nidles 6m\n",
    "standing": "works 10m\nstands\nworks 30m\n",
    "sitting": "works 1m\nstands\nworks 5m\nsits\nworks 30m\n",
    "clock": "works 5m\nclock +1h\nworks 5m\nclock -1h\nworks 30m\n",
    "breaks": "works 5m\nsays break sitting\nworks 1m\n",
}


def history(days: list[str]) -> list[f.Fact]:
    """The facts of these working days, one after the other."""
    script = "start 2026-01-05T09:00 Europe/Berlin\n" + "".join(days)
    return list(run(parse(script), replace(POLICY, keep_stance=True), lambda name: POLICY))


def journal_of(folder: Path, facts: list[f.Fact]) -> SqliteJournal:
    """A real journal with these, each written when it became true."""
    now = [facts[0].at]
    journal = SqliteJournal.open(folder / "journal.db", now=lambda: now[0])
    for start in range(0, len(facts), 200):
        now[0] = facts[min(start + 199, len(facts) - 1)].at
        journal.append(facts[start : start + 200])
    return journal


def told(state: State, now: datetime) -> object:
    """Everything that can be seen of a state, and what is not on the present clock."""
    here = Instant(
        state=state,
        now=now,
        seen=Seen(zone=now.tzinfo, last_input=now, typing=True),
        policy=POLICY,
    )
    return (
        status_of(ENGLISH, here),
        state.numbered,
        {name: pace.factor for name, pace in state.paces.items()},
        {
            hold: (held.since, held.until, held.fixed, held.said)
            for hold, held in state.holds.items()
        },
        state.tallies,
        state.known,
        state.spent,
        # When a check-in of an earlier day ended makes no difference any more.
        replace(state.asked, ended=state.asked.ended if state.asked.day == now.date() else None),
        state.suggested,
        state.spaced_from,
        [(p.number, p.reminders, p.phase.since, p.laters, p.lived) for p in state.prompts],
        type(state.stance),
        state.bout,
        state.absence,
    )


@settings(max_examples=10, deadline=None)
@given(
    days=st.lists(st.sampled_from(list(DAYS.values())), min_size=45, max_size=70),
    pauses=st.lists(st.tuples(st.integers(0, 44), st.sampled_from([30, 900, 2000])), max_size=2),
)
def test_long_histories(
    tmp_path_factory: pytest.TempPathFactory, days: list[str], pauses: list[tuple[int, int]]
) -> None:
    """Months of any kind of days: what is left out made no difference."""
    for day, hours in pauses:
        days[day] = f"works 2m\nsays pause {hours}h\n{days[day]}"
    facts = history([day + NIGHT for day in days])
    journal = journal_of(tmp_path_factory.mktemp("memory"), facts)
    now = facts[-1].at + timedelta(seconds=1)
    whole, short = fold(facts), remembered(journal, now)
    journal.close()

    assert facts[-1].at - facts[0].at > REMEMBERED
    assert whole is not None
    assert told(whole, now) == told(short, now)


# --- what lasts longer than is read ----------------------------------------------------------


def daily(first: datetime, days: int) -> Iterator[f.Fact]:
    """Days on which somebody came and went, and nothing else."""
    for day in range(days):
        at = first + timedelta(days=day)
        yield f.AwayEnded(at=at, lasted=timedelta(hours=15))
        yield f.AwayBegan(at=at + timedelta(hours=9))


def after_months(folder: Path, *facts: f.Fact) -> State:
    """What is remembered of these after a hundred quiet days."""
    journal = journal_of(folder, [*facts, *daily(after(60), 100)])
    state = remembered(journal, after(60) + timedelta(days=100))
    journal.close()
    return state


def test_a_pause_of_months(tmp_path: Path) -> None:
    """It is still on, with the end it was changed to."""
    state = after_months(
        tmp_path,
        f.HoldBegan(at=after(1), hold=Hold.PAUSED, until=after(9)),
        f.HoldBegan(at=after(1), hold=Hold.LOCKED),
        f.HoldEnded(at=after(2), hold=Hold.LOCKED),
        f.HoldChanged(at=after(3), hold=Hold.PAUSED, until=NINE + timedelta(days=200)),
    )

    assert {Hold.PAUSED: NINE + timedelta(days=200)} == {
        hold: held.until for hold, held in state.holds.items()
    }


def test_a_pause_that_ended_months_ago(tmp_path: Path) -> None:
    """It is over."""
    state = after_months(
        tmp_path,
        f.HoldBegan(at=after(1), hold=Hold.PAUSED),
        f.HoldEnded(at=after(2), hold=Hold.PAUSED),
    )

    assert state.holds == {}


def test_how_far_each_reminder_backed_off(tmp_path: Path) -> None:
    """Of all of them, not of the last that changed."""
    state = after_months(
        tmp_path,
        f.IntervalChanged(at=after(1), reminder="posture", factor=1.5),
        f.IntervalChanged(at=after(2), reminder="stretch", factor=2.25),
        f.IntervalChanged(at=after(3), reminder="posture", factor=3.0),
    )

    assert {"posture": 3.0, "stretch": 2.25} == {k: p.factor for k, p in state.paces.items()}


def test_what_was_asked_once_is_known_for_ever(tmp_path: Path) -> None:
    """Which reminders were asked about, and the wish; the question itself is long over."""
    asked = {"at": after(1), "prompt": 1, "asks": Asks.HOW_OFTEN}
    many = [
        fact
        for number in range(2, 120)
        for fact in (
            f.PromptShown(at=after(3), prompt=number, reminders=("sitting",)),
            f.PromptExpired(at=after(4), prompt=number),
        )
    ]
    wished = (("eyes", 1.25), ("water", 1.0))
    state = after_months(
        tmp_path,
        f.PromptShown(reminders=("posture",), **asked),
        f.PromptAnswered(at=after(2), prompt=1, answer=Answer.FEWER, by="user"),
        f.IntervalWished(at=after(2), reminder="posture", factor=1.25),
        *many,
        f.Forgotten(at=after(5), first=None, last=NINE.date() - timedelta(days=1), wished=wished),
    )

    assert {"posture", "eyes", "water"} == state.tallies.wondered
    assert {"posture": 1.25, "eyes": 1.25, "sitting": 1.0} == {
        name: pace.wished for name, pace in state.paces.items()
    }
    assert () == state.prompts


def test_when_a_pause_without_an_end_was_last_asked_for(tmp_path: Path) -> None:
    """One more day, said months ago: that is what the next question counts from."""
    state = after_months(
        tmp_path,
        f.HoldBegan(at=after(1), hold=Hold.PAUSED, fixed=True),
        f.HoldChanged(at=after(3), hold=Hold.PAUSED, fixed=True),
    )

    assert after(3) == state.holds[Hold.PAUSED].said


def test_prompts_keep_counting_up_and_stay_open(tmp_path: Path) -> None:
    """The number goes on; one that nobody answered still waits."""
    state = after_months(
        tmp_path,
        f.BoutBegan(at=NINE),
        prompted("sitting"),
        f.PromptAnswered(at=after(47), prompt=1, answer=Answer.DONE, by="user"),
        f.PromptShown(at=after(58), prompt=2, reminders=("posture",)),
    )

    assert (2, [2]) == (state.numbered, [prompt.number for prompt in state.prompts])


def test_reminders_that_were_known_and_the_stance(tmp_path: Path) -> None:
    """What came since the last start is known; whoever stood stands."""
    state = after_months(
        tmp_path,
        f.Started(at=NINE, reminders=("sitting", "tea")),
        f.SettingsChanged(at=after(1), added=("water",), removed=("tea",)),
        f.StanceChanged(at=after(2), stance="standing"),
    )

    assert state.known == {"sitting", "water"}
    assert isinstance(state.stance, Standing)


def asked_on(days: int, number: int) -> list[f.Fact]:
    """A check-in that was asked for so many days after the first, and expired."""
    at = NINE + timedelta(days=days)
    shown = f.PromptShown(at=at, prompt=number, reminders=("checkin",))
    return [shown, f.PromptExpired(at=at + timedelta(minutes=10), prompt=number)]


def test_how_often_nobody_answered_a_check_in(tmp_path: Path) -> None:
    """Six weeks without an answer stay six, however many other prompts came between."""
    others = [
        fact
        for number in range(100, 130)
        for fact in (
            f.PromptShown(at=after(number), prompt=number, reminders=("posture",)),
            f.PromptExpired(at=after(number + 1), prompt=number),
        )
    ]
    done = CheckedIn(at=NINE + timedelta(days=6, hours=1))
    weeks = [asked_on(7 * week, week) for week in range(9)]
    told = [fact for week in weeks[:1] for fact in week] + [done]
    told += [fact for week in weeks[1:7] for fact in week] + others
    whole = fold(told)

    assert whole is not None
    assert 5 == whole.asked.unanswered == after_months(tmp_path, *told).asked.unanswered


def asked_how_many(weeks: int, number: int) -> list[f.Fact]:
    """The weekly question, so many weeks after the first, that came back once and expired."""
    at = NINE + timedelta(weeks=weeks)
    asked = {"prompt": number, "reminders": (), "asks": Asks.HOW_MANY}
    return [
        f.PromptShown(at=at, **asked),
        f.PromptShown(at=at + timedelta(minutes=1), again=True, **asked),
        f.PromptExpired(at=at + timedelta(minutes=10), prompt=number),
    ]


@pytest.mark.parametrize("answered", [False, True])
def test_how_often_nobody_answered_the_weekly_question(tmp_path: Path, answered: bool) -> None:
    """Three weeks without an answer stay three, and one answer before them does not count."""
    others = [
        fact
        for number in range(100, 130)
        for fact in (
            f.PromptShown(at=after(number), prompt=number, reminders=("posture",)),
            f.PromptExpired(at=after(number + 1), prompt=number),
        )
    ]
    said = f.PromptAnswered(at=after(12), prompt=50, answer=Answer.RIGHT, by="user")
    weeks = [asked_how_many(week, week) for week in range(1, 4)]
    told = [*asked_how_many(0, 50)[:2], *([said] if answered else [])]
    told += [fact for week in weeks for fact in week] + others
    whole, state = fold(told), after_months(tmp_path, *told)

    assert whole is not None
    assert 4 - answered == whole.weekly.unanswered == state.weekly.unanswered
    assert whole.weekly.asked == state.weekly.asked


def test_a_suggestion_that_nobody_answered_for_months(tmp_path: Path) -> None:
    """It still waits; one that was answered does not."""
    shown = SuggestionShown(at=after(2), level=Level.CONSIDER, rules=("C9",))
    raised = LevelChanged(at=after(1), level=Level.CONSIDER, rules=("C9",))
    said = SuggestionAnswered(at=after(3), level=Level.CONSIDER, answer="booked")
    (tmp_path / "answered").mkdir()

    assert after_months(tmp_path, raised, shown).suggested is not None
    assert after_months(tmp_path / "answered", raised, shown, said).suggested is None


def test_an_empty_journal_remembers_nothing(tmp_path: Path) -> None:
    """The initial situation, by the local wall clock; nobody has lived here."""
    with_offset = after(0).astimezone()
    journal = SqliteJournal.open(tmp_path / "journal.db")
    state = remembered(journal, with_offset)
    lived = has_lived(journal)
    journal.close()

    assert state.opened == with_offset.replace(tzinfo=None)
    assert (state.numbered, lived) == (0, False)


def test_ten_years_are_not_read(tmp_path: Path) -> None:
    """Only the last days and a few older facts are."""
    facts = list(daily(NINE, 3650))
    journal = journal_of(tmp_path, facts)
    read: list[int] = []

    class Counted:
        def facts(self, **days: object) -> Iterator[object]:
            for entered in journal.facts(**days):
                read.append(entered.number)
                yield entered

        def last_of(self, kind: type[f.Fact], **more: object) -> object:
            read.append(0)
            return journal.last_of(kind, **more)

        def last_moment(self) -> datetime | None:
            return journal.last_moment()

    remembered(Counted(), facts[-1].at)
    journal.close()

    assert len(read) < 100
