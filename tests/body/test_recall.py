"""A history that is read at once is the one that was told fact by fact, and is read soon."""

import time
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.body import facts as f
from unhunch.body.history import History, recall, tell
from unhunch.body.terms import FLAGS, Level
from unhunch.desk import facts as d
from unhunch.desk.instant import recalled, told
from unhunch.fact import Fact
from unhunch.journal.codec import body_kinds
from unhunch.journal.export import csv_lines, json_lines
from unhunch.journal.reader import Reader
from unhunch.journal.store import SqliteJournal
from unhunch.simulate.text import line_of

NOON = datetime(2016, 3, 1, 12, tzinfo=UTC)
KINDS = (
    lambda at: f.CheckedIn(at=at, pain=(("neck", 4),), yes=("fever",)),
    lambda at: f.FlagsAnswered(at=at, no=("fever",), form="one"),
    lambda at: f.Retracted(at=at, flag="fever"),
    lambda at: f.Bridged(at=at, answer="gone"),
    lambda at: f.SeenProfessional(at=at),
    lambda at: f.Booked(at=at),
    lambda at: f.WasOnLeave(at=at, first=at.date(), last=at.date()),
    lambda at: f.ExerciseHurt(at=at, exercises=("hug-stretch",)),
    lambda at: f.HurtLocated(at=at, regions=("neck",)),
    lambda at: f.LevelChanged(at=at, level=Level.SOON, rules=("S4",)),
    lambda at: f.LevelChanged(at=at, level=Level.NONE),
    lambda at: f.SuggestionShown(at=at, level=Level.SOON),
    lambda at: f.SuggestionAnswered(at=at, level=Level.SOON, answer="booked"),
    lambda at: f.StatementAccepted(at=at, ruleset="0.2"),
    lambda at: d.ClockSet(at=at, by=timedelta(days=-3)),
    lambda at: d.ClockSet(at=at, by=timedelta(days=3)),
    lambda at: d.Forgotten(at=at, first=None, last=at.date()),
    lambda at: d.BoutBegan(at=at),
)
a_fact = st.builds(
    lambda kind, hours: kind(NOON + timedelta(hours=hours)),
    st.sampled_from(KINDS),
    st.integers(0, 2000),
)


def parts(history: History) -> dict[str, object]:
    """What it holds."""
    return {each.name: getattr(history, each.name) for each in fields(history) if each.init}


@given(st.lists(a_fact, max_size=30))
def test_read_at_once_is_told_one_by_one(facts: list[Fact]) -> None:
    """Whatever the facts and their order, with clocks that were set and days forgotten."""
    assert parts(reduce(told, facts, History())) == parts(recalled(facts))


def test_an_answer_is_to_what_was_reported_before_it() -> None:
    """Read at once, too: or each restart would take old ticks for new ones."""
    facts = [KINDS[0](NOON), KINDS[11](NOON), KINDS[12](NOON)]

    assert [1] == [each.reports for each in recall(facts).showings]


@given(st.lists(a_fact, max_size=20), st.lists(a_fact, max_size=20))
def test_what_was_told_before_stays(before: list[Fact], facts: list[Fact]) -> None:
    """Reading goes on where an earlier reading ended."""
    assert parts(reduce(tell, (*before, *facts), History())) == parts(recall(facts, recall(before)))


def check_ins(count: int) -> list[Fact]:
    """As many full check-ins, with what the rules came to now and then."""
    made: list[Fact] = []
    for number in range(count):
        at = NOON + timedelta(hours=22 * number)
        pain = (("neck", 4), ("upper_back", 3))
        form = f"{number:032x}"
        made.append(f.CheckedIn(at=at, pain=pain, yes=("worried",), no=FLAGS[:30], form=form))
        if number % 20 == 0:
            made.append(f.LevelChanged(at=at, level=Level.WATCH, rules=("W1",)))
    return made


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """4,000 check-ins, among much else."""
    path = tmp_path_factory.mktemp("ten_years") / "journal.db"
    journal = SqliteJournal.open(path)
    journal.append(check_ins(4000))
    journal.append([d.CueShown(at=NOON, reminder="eyes")] * 40_000)
    journal.close()
    return path


def cost(act: object) -> float:
    """The least processor time, in seconds, of a few tries."""
    tries = []
    for _ in range(5):
        before = time.process_time()
        act()  # type: ignore[operator]
        tries.append(time.process_time() - before)
    return min(tries)


def test_ten_years_are_read_in_a_sixth_of_a_second(ten_years: Path) -> None:
    """As the daemon does at its start."""
    reader = Reader.open(ten_years)
    spent = cost(lambda: recalled(each.fact for each in reader.of_kinds(body_kinds())))
    reader.close()

    assert spent < 0.15


def test_ten_years_are_shown_and_exported_as_soon(ten_years: Path) -> None:
    """As lines for people, as JSON and as a table: each on top of the reading."""
    reader = Reader.open(ten_years)
    facts = list(reader.of_kinds(body_kinds()))
    reader.close()

    assert 4200 == len(facts)
    assert cost(lambda: [line_of(each.fact) for each in facts]) < 0.15
    assert cost(lambda: list(json_lines(facts))) < 0.15
    assert cost(lambda: list(csv_lines(facts))) < 0.15


def test_a_history_ten_times_as_long_takes_ten_times_as_long() -> None:
    """And not a hundred times: the start of a daemon is never held up by what was said."""
    few, many = check_ins(2000), check_ins(20_000)

    assert cost(lambda: recalled(many)) < 30 * cost(lambda: recalled(few))
