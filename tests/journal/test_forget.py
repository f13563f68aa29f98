"""Forgetting, down to the bytes on disk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.body import facts as body
from unhunch.body.terms import Level
from unhunch.desk.facts import (
    AwayEnded,
    BoutEnded,
    CheckInOpened,
    CheckInStepped,
    CueShown,
    Forgotten,
    IntervalWished,
    PromptShown,
)
from unhunch.desk.instant import recalled
from unhunch.desk.policy import Asks
from unhunch.errors import JournalUnreadable
from unhunch.fact import Fact
from unhunch.journal.codec import body_kinds, kind_of
from unhunch.journal.forget import Span, everything
from unhunch.journal.reader import DaySum, Reader
from unhunch.journal.store import SqliteJournal
from unhunch.ports import Entered

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
SECRET = "Kalter Kaffee, Frau Möbius"


def cue(day: int, text: str = "eyes") -> CueShown:
    return CueShown(at=datetime(2026, 3, day, 12, tzinfo=UTC), reminder=text)


def march(first: int, last: int) -> Span:
    return Span(first=date(2026, 3, first), last=date(2026, 3, last))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path):
    journal = SqliteJournal.open(path, now=lambda: NOW)
    yield journal
    journal.close()


def bytes_on_disk(path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))


def test_nothing_of_a_forgotten_text_is_left_in_any_file(path, journal):
    """Neither the database nor its log nor its index holds a byte of what was forgotten."""
    for day in (1, 2, 3):
        journal.append([cue(day, f"{SECRET} {n} {'x' * (n * 37 % 9000)}") for n in range(60)])
    journal.append([cue(4)])
    there = SECRET.encode() in bytes_on_disk(path)
    removed = journal.forget(march(1, 3), NOW)
    gone = SECRET.encode() not in bytes_on_disk(path)

    assert (True, 180, True) == (there, removed, gone)


def test_what_was_forgotten_in_an_earlier_version_of_a_page_is_gone_too(path, journal):
    """Pages that moved through the log while the journal grew leave no copy behind."""
    for n in range(300):
        journal.append([cue(1, f"{SECRET} {n}"), cue(5, "kept")], durable=n % 7 == 0)
    journal.forget(march(1, 1), NOW)
    journal.close()

    assert SECRET.encode() not in bytes_on_disk(path)


def test_a_fact_takes_the_place_of_what_is_forgotten(journal):
    """The rest keeps its numbers, and a new fact says which days are missing."""
    journal.append([cue(1), cue(2), cue(3)])
    journal.forget(march(1, 2), NOW)

    assert [
        Entered(3, cue(3)),
        Entered(4, Forgotten(at=NOW, first=date(2026, 3, 1), last=date(2026, 3, 2))),
    ] == list(journal.facts())


def test_daily_sums_stay(journal):
    """How much there was of what, and how long it took, stays known; what it said does not."""
    journal.append(
        [
            BoutEnded(at=NOW.replace(day=1), sat=timedelta(minutes=40)),
            BoutEnded(at=NOW.replace(day=1), sat=timedelta(minutes=30.5)),
            BoutEnded(at=NOW.replace(day=1), sat=None),
            AwayEnded(at=NOW.replace(day=2), lasted=timedelta(hours=1)),
            cue(2),
        ]
    )
    journal.forget(march(1, 2), NOW)

    assert [
        DaySum(day=date(2026, 3, 1), kind="bout_ended", count=3, lasted=timedelta(minutes=70.5)),
        DaySum(day=date(2026, 3, 2), kind="away_ended", count=1, lasted=timedelta(hours=1)),
        DaySum(day=date(2026, 3, 2), kind="cue_shown", count=1, lasted=timedelta(0)),
    ] == journal.day_sums()


def test_sums_of_a_day_forgotten_twice_add_up(journal):
    """A late fact of a day that was already forgotten joins its sum."""
    journal.append([cue(1)])
    journal.forget(march(1, 1), NOW)
    journal.append([cue(1), cue(1)])
    journal.forget(march(1, 1), NOW)

    assert [3] == [each.count for each in journal.day_sums()]


def test_everything_leaves_one_fact_and_no_sum(path, journal):
    """`--all` is all: the sums, the earlier notes of forgetting, whatever day a fact has."""
    journal.append([cue(1), cue(2), cue(25)])
    journal.forget(march(1, 1), NOW)
    journal.forget(everything(NOW), NOW)

    assert [Forgotten(at=NOW, first=None, last=date(2026, 3, 10))] == [
        entered.fact for entered in journal.facts()
    ]
    assert [] == journal.day_sums()


def test_what_was_asked_once_is_not_asked_again(journal):
    """What was said to the question about a reminder stays, whatever days are forgotten, and how
    often."""

    def asked(prompt: int, name: str) -> Fact:
        at = NOW.replace(day=prompt)
        return PromptShown(at=at, prompt=prompt, reminders=(name,), asks=Asks.HOW_OFTEN)

    wish = IntervalWished(at=NOW.replace(day=1), reminder="posture", factor=1.25)
    journal.append([asked(1, "posture"), wish, asked(2, "eyes")])
    journal.append([PromptShown(at=NOW, prompt=3, reminders=("how_often",))])
    journal.forget(march(1, 1), NOW)
    journal.forget(march(2, 2), NOW)
    notes = [each.fact for each in journal.facts() if isinstance(each.fact, Forgotten)]

    assert [(("eyes", 1.0), ("posture", 1.25))] * 2 == [each.wished for each in notes]


def test_a_note_of_forgetting_is_not_forgotten_with_its_day(journal):
    """Which days are missing stays known when the day of the forgetting is forgotten."""
    journal.append([cue(1)])
    journal.forget(march(1, 1), NOW)
    journal.forget(march(10, 10), NOW)

    assert [date(2026, 3, 1), date(2026, 3, 10)] == [
        entered.fact.last for entered in journal.facts() if isinstance(entered.fact, Forgotten)
    ]


def test_numbers_are_never_used_again(journal):
    """A number names one fact for ever, even after everything is forgotten."""
    journal.append([cue(1), cue(2)])
    journal.forget(everything(NOW), NOW)
    journal.append([cue(3)])

    assert [3, 4] == [entered.number for entered in journal.facts()]


def test_a_reader_in_a_transaction_is_told(path, journal):
    """When another program keeps the old pages alive the person hears it, and can ask again."""
    journal.append([cue(1, SECRET)])
    reader = Reader.open(path)
    reader._connection.execute("BEGIN")
    reader._connection.execute("SELECT * FROM facts").fetchone()
    with pytest.raises(JournalUnreadable, match="being read by another program"):
        journal.forget(march(1, 1), NOW)
    reader.close()
    journal.forget(march(1, 1), NOW)

    assert SECRET.encode() not in bytes_on_disk(path)


def test_the_file_becomes_shorter(path, journal):
    """Forgotten pages are given back to the disk."""
    journal.append([cue(1, "x" * 1000)] * 1000)
    journal.forget(march(1, 1), NOW)

    assert path.stat().st_size < 100_000


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    days=st.lists(st.integers(1, 28), max_size=40),
    first=st.none() | st.integers(1, 28),
    last=st.integers(1, 28),
)
def test_exactly_the_facts_of_the_span_go(tmp_path_factory, days, first, last):
    """Whatever is asked for, those days go and no other."""
    path = tmp_path_factory.mktemp("forget") / "journal.db"
    journal = SqliteJournal.open(path)
    journal.append([cue(day) for day in days])
    start = None if first is None else date(2026, 3, first)
    removed = journal.forget(Span(first=start, last=date(2026, 3, last)), NOW)
    left = [entered.fact.at.day for entered in journal.facts()][:-1]
    journal.close()

    assert [day for day in days if not (first or 1) <= day <= last] == left
    assert len(days) - len(left) == removed


# --- the body --------------------------------------------------------------------------------

FLAG = "saddle_numb"


def reports(day: int) -> list[Fact]:
    """One fact of every kind about the body, with words that can be found again."""
    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return [
        body.StatementAccepted(at=at, ruleset="0.2"),
        body.CheckedIn(at=at, pain=(("lower_back", 7),), yes=(FLAG,), no=(FLAG,), form="Möbius"),
        body.FlagsAnswered(at=at, yes=(FLAG,), form="Möbius"),
        body.Bridged(at=at, answer="most_of_the_time"),
        body.Retracted(at=at, flag=FLAG),
        body.SeenProfessional(at=at, who="physio", kept=(FLAG,)),
        body.Booked(at=at, on=at.date()),
        body.WasOnLeave(at=at, first=at.date(), last=at.date()),
        body.ExerciseHurt(at=at, exercises=("hug-stretch",)),
        body.HurtLocated(at=at, regions=("lower_back",)),
        body.LevelChanged(at=at, level=Level.URGENT, rules=("E2",)),
        body.SuggestionShown(at=at, level=Level.URGENT, rules=("E2",)),
        body.SuggestionAnswered(at=at, level=Level.URGENT, answer="booked"),
        CheckInStepped(at=at, prompt=1, step=2),
        CheckInOpened(at=at, prompt=1),
    ]


PRIVATE = (
    *("statement_accepted", "checked_in", "flags_answered", "bridged", "retracted", "booked"),
    *("seen_professional", "was_on_leave", "exercise_hurt", "hurt_located", "level_changed"),
    *("suggestion_shown", "suggestion_answered", "check_in_stepped", "check_in_opened"),
)
WRITTEN = (*PRIVATE, FLAG, "lower_back", "Möbius", "physio", "hug-stretch", "urgent", "most_of_the")


def test_every_kind_of_fact_about_the_body_is_among_them():
    """The tests below forget one of each."""
    assert set(PRIVATE) == {kind_of(type(fact)) for fact in reports(1)}
    assert {kind_of(each) for each in body_kinds()} - set(PRIVATE) == {"clock_set", "forgotten"}


@pytest.mark.parametrize(
    "span",
    [march(1, 3), Span(first=None, last=date(2026, 3, 3)), everything(NOW)],
    ids=["a range", "all before", "everything"],
)
def test_no_byte_of_what_was_reported_is_left_in_any_file(path, journal, span):
    """Neither a flag nor a region nor that there was a check-in: not in the database, its freed
    pages, its log or its index, and not in the sums."""
    for day in (1, 2, 3):
        for n in range(40):
            journal.append(reports(day), durable=n % 7 == 0)
            journal.append([cue(7, "kept")])
    there = [word for word in WRITTEN if word.encode() not in bytes_on_disk(path)]
    journal.forget(span, NOW)
    with_log = [word for word in WRITTEN if word.encode() in bytes_on_disk(path)]
    sums = {each.kind for each in journal.day_sums()}
    journal.close()
    closed = [word for word in WRITTEN if word.encode() in bytes_on_disk(path)]

    assert ([], [], []) == (there, with_log, closed)
    assert set() == sums & set(PRIVATE)


def test_of_the_body_there_are_no_sums(journal):
    """How often there was a check-in would tell how often there was a reason for one."""
    journal.append([*reports(1), cue(1)])
    removed = journal.forget(march(1, 1), NOW)

    assert len(PRIVATE) + 1 == removed
    assert ["cue_shown"] == [each.kind for each in journal.day_sums()]


def test_forgotten_days_are_missing_days(journal):
    """Fourteen days with pain, then four forgotten: what is left is ten days, and no clear one."""
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    days = [at.replace(day=day) for day in range(1, 15)]
    journal.append([body.CheckedIn(at=each, pain=(("neck", 6),)) for each in days])
    journal.forget(march(5, 8), NOW)
    history = recalled(entered.fact for entered in journal.of_kinds(body_kinds()))

    left = [*range(1, 5), *range(9, 15)]
    assert [(day, 6) for day in left] == [(r.day.day, r.pain["neck"]) for r in history.reports]
    assert () == history.bridges
