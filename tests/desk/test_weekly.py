"""The weekly notice and the weekly question: what they count, when they come, what answers do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.instants import NINE, POLICY, after, instant
from tests.person import Person
from unhunch.desk import facts as f
from unhunch.desk.answer import on_request
from unhunch.desk.due import factor_of, paced
from unhunch.desk.evolve import fold
from unhunch.desk.policy import WEEK_NOTICE, WEEKLY, Answer, Asks, Policy
from unhunch.desk.questions import interrupting
from unhunch.desk.requests import GiveAnswer, PutAside
from unhunch.desk.scene import scene
from unhunch.desk.state import Pace, initial
from unhunch.desk.tally import DayTally, Tallies
from unhunch.desk.weekly import DaySum, Weekly, noted, week_before
from unhunch.fact import Fact
from unhunch.week.bouts import bouts_of, by_day, total
from unhunch.week.months import breaks_taken

from .day import policy_of
from .played import Player, play, steps_of
from .strategies import answers, clocks, rests, scripts, wishes, works
from .test_laws import LAW
from .wanted import only

WATER = """
[reminders.water]
every = "30m"
text = "Water?"
"""
ASKED = f"{WATER}[week]\nnotice = false\n"
WEEK = timedelta(weeks=1)
TUESDAY = "2026-03-10T09:00"
"""The first day of a person who is asked on Thursday."""


def somebody(more: str = ASKED) -> Person:
    """Somebody with one reminder, on a Tuesday at nine."""
    return Person(only(more=more), start=TUESDAY)


def works_a_week(person: Person) -> Person:
    """Two days with six prompts that are done, from Tuesday nine to Thursday nine."""
    for _ in range(2):
        for _ in range(3):
            person.works_until_asked().answers(Answer.DONE)
        is_off_until(person, days=1)
    return person


def until_tuesday(person: Person) -> Person:
    """From Thursday on nobody is there until nine on Tuesday."""
    return is_off_until(person, days=5)


def is_off_until(person: Person, *, days: int) -> Person:
    """Nobody is there until nine, so many days later."""
    until = (person.now + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
    return person.is_off(seconds=(until - person.now).total_seconds())


def questions(facts: Iterable[Fact]) -> list[f.PromptShown]:
    """The first showings of the weekly question."""
    return [
        each
        for each in facts
        if isinstance(each, f.PromptShown) and each.asks is Asks.HOW_MANY and not each.again
    ]


# --- what is counted -----------------------------------------------------------------------------


@LAW
@given(lines=scripts(works, rests, answers, wishes, st.sampled_from(["off 16h", "off 23h"])))
def test_the_days_are_those_of_the_page(lines: list[str]) -> None:
    """Sitting and breaks of each day are what the pages make of the same facts."""
    day = play(lines, POLICY)
    folded = day.day.state.weekly.days
    days = sorted({fact.at.date() for fact in day.facts} | set(folded))
    sat = by_day(bouts_of(day.facts), days)
    breaks = breaks_taken(day.facts, days)

    assert [total(sat[each]) for each in days] == [folded.get(each, DaySum()).sat for each in days]
    assert sum(each or 0 for each in breaks) == sum(each.breaks for each in folded.values())


def test_a_week_is_the_seven_days_before() -> None:
    """Today is not among them, nor what was a week ago; too short a day does not count."""
    sat = {1: 60, 2: 120, 7: 90, 8: 300, 0: 300, 3: 29}
    facts = [
        f.BoutEnded(at=NINE - timedelta(days=ago), sat=timedelta(minutes=minutes))
        for ago, minutes in sorted(sat.items(), reverse=True)
    ]
    week = week_before(folded(facts), NINE.date())

    assert (3, timedelta(minutes=270)) == (week.days, week.sat)
    assert timedelta(minutes=90) == week.a_day


def folded(facts: Iterable[Fact]) -> Weekly:
    """What these facts come to."""
    state = fold(facts, initial(NINE - 2 * WEEK))
    assert state is not None
    return state.weekly


def test_never_more_than_thirty_days_are_kept() -> None:
    """The newest, also of years."""
    weekly = Weekly()
    for ago in range(400, 0, -1):
        at = NINE - timedelta(days=ago)
        weekly = noted(weekly, f.BoutEnded(at=at, sat=timedelta(hours=1)))

    assert 30 == len(weekly.days)
    assert NINE.date() - timedelta(days=1) in weekly.days


# --- when they come ------------------------------------------------------------------------------


DAY = ("works 35m", "answers done", "works 40m", "idles 6m", "works 9m", "off 22h30m")
"""A day with a break, after which nothing is due for a while."""

LIVED = st.one_of(
    *(st.just(DAY),) * 12,
    st.sampled_from(
        [
            ("works 5m", "idles 61s", "works 1m"),
            ("idles 3m",),
            ("works 40m",),
            ("off 3d",),
            ("answers too_many",),
            ("answers too_few",),
            ("answers right",),
            ("answers turn_off",),
            ("says pause until resume", "off 20h", "works 1m", "answers resume"),
            ("hold camera on", "idles 2m", "works 1m", "hold camera off"),
            ("hold dnd on", *DAY, "hold dnd off"),
        ]
    ),
    st.tuples(st.one_of(clocks, rests, works)),
)
"""Some days of some weeks."""


@settings(LAW, max_examples=LAW.max_examples // 2)
@given(parts=st.lists(LIVED, min_size=8, max_size=30))
def test_once_a_week_after_a_break_and_never_two_questions_on_a_day(
    parts: list[tuple[str, ...]],
) -> None:
    """Whatever happens: each once in its week, in the minute after an absence of one, in no hold,
    in no budget, and no question on a day with another."""
    policy = policy_of('[reminders.water]\nevery = "20m"\ntext = "Water?"\n[week]\nday = "tue"\n')
    player = Player(policy)
    shown: list[f.PromptShown] = []
    for step in steps_of([line for part in parts for line in part]):
        for decided in player.watch(step):
            fact = decided.fact
            if isinstance(fact, f.ClockSet):
                shown.clear()
            if not isinstance(fact, f.PromptShown) or fact.again or fact.asks is None:
                continue
            shown.append(fact)
            if fact.asks in WEEKLY:
                state = player.played.day.state
                event(str(fact.asks))

                assert {} == state.holds
                assert decided.now not in state.spent.shown
    weekly = [each for each in shown if each.asks in WEEKLY]
    weeks = [(each.asks, week_of(each.at, policy)) for each in weekly]
    days = [each.at.date() for each in shown if each.asks is not Asks.WEEK]

    assert len(set(weeks)) == len(weeks)
    assert all(days.count(each.at.date()) <= 1 for each in weekly)


@settings(LAW, max_examples=LAW.max_examples // 10)
@given(
    parts=st.lists(LIVED, min_size=8, max_size=14),
    looks_every=st.sampled_from([31, 61]).map(lambda n: timedelta(seconds=n)),
)
def test_looking_often_brings_neither_earlier(
    parts: list[tuple[str, ...]], looks_every: timedelta
) -> None:
    """A daemon that looks all the time decides the same as one that wakes when it must, and what it
    decided is what a reader of its journal makes of it."""
    lines = [line for part in parts for line in part]
    policy = policy_of('[reminders.water]\nevery = "20m"\ntext = "Water?"\n[week]\nday = "tue"\n')
    day = play(lines, policy)

    assert day.facts == play(lines, policy, looks_every).facts
    assert day.day.state == fold(day.facts, day.first)


def week_of(at: datetime, policy: Policy) -> date:
    """The day on which the week of this moment began."""
    shown = at.replace(tzinfo=None) - timedelta(hours=policy.week.at.hour)
    return shown.date() - timedelta(days=(shown.weekday() - policy.week.weekday) % 7)


def test_after_three_weeks_without_an_answer_it_comes_every_fourth() -> None:
    """Asked on three Thursdays in vain; then in every fourth week, until somebody answers."""
    person = somebody()
    for _ in range(12):
        until_tuesday(works_a_week(person).works(minutes=15))
    asked = [each.at.date() for each in questions(person.journal)]

    assert [1, 1, 4, 4] == [(b - a) // WEEK for a, b in pairwise(asked)]


def test_any_answer_makes_it_weekly_again() -> None:
    """Right is an answer, too."""
    person = somebody()
    for _ in range(3):
        until_tuesday(works_a_week(person).works(minutes=15))
    for _ in range(3):
        until_tuesday(works_a_week(person).works(minutes=1))
    works_a_week(person).works(minutes=1).answers(Answer.RIGHT)
    for _ in range(2):
        works_a_week(until_tuesday(person)).works(minutes=1)
    asked = [each.at.date() for each in questions(person.journal)]

    assert [1, 1, 4, 1, 1] == [(b - a) // WEEK for a, b in pairwise(asked)]


def test_a_question_about_a_reminder_waits_for_a_day_without_the_weekly_one() -> None:
    """On the day of the one the other is not asked: the reminder comes as itself."""
    person = works_a_week(somebody()).works(minutes=1).answers(Answer.RIGHT)
    days = tuple(DayTally(date(2026, 3, 1) + timedelta(days=n), ended=5) for n in range(11))
    tallies = Tallies(days={"water": days}, ignored=frozenset({"water"}))
    person.day.state = replace(person.state, tallies=tallies)
    person.works_until_asked()

    assert (("water",), None) == (
        person.last(f.PromptShown).reminders,
        person.last(f.PromptShown).asks,
    )

    person.answers(Answer.SKIP).is_off(hours=22).works_until_asked()

    assert Asks.HOW_OFTEN is person.last(f.PromptShown).asks


def test_whoever_has_too_many_reminders_is_asked_though_one_is_always_due() -> None:
    """What the budget refuses does not keep the question away."""
    often = '[reminders.water]\nevery = "10m"\ntext = "Water?"\n[week]\nnotice = false\n'
    person = somebody(f"{often}[prompt]\nper_hour = 1\n")
    for _ in range(2):
        person.works(hours=5).is_off(hours=19)
    person.works(minutes=50).idles(seconds=90).works(minutes=1)

    assert 1 == len(questions(person.journal))


def test_another_day_and_hour_of_the_settings() -> None:
    """From Sunday 10:30 on: at nine it is too early."""
    person = somebody(f'{WATER}[week]\nday = "sun"\nat = "10:30"\n')
    for _ in range(6):
        person.works(minutes=95).idles(minutes=25).works(minutes=1)
        is_off_until(person, days=1)
    shown = [each for each in person.all(f.PromptShown) if each.asks in WEEKLY]

    assert [(Asks.WEEK, 6, 11)] == [(each.asks, each.at.weekday(), each.at.hour) for each in shown]


# --- what answers do -----------------------------------------------------------------------------


def asked_person(more: str = ASKED) -> Person:
    """Somebody who is asked on Thursday."""
    return works_a_week(somebody(more)).works(minutes=1)


def test_only_what_interrupts_by_an_interval_gets_another() -> None:
    """Every and after; not the eyes' cue, the check-in, an appointment, a reminder in the tray."""
    more = """
    [reminders.call]
    at = ["14:00"]
    text = "Call"
    [reminders.window]
    every = "2h"
    text = "Window?"
    surface = "tray"
    [reminders.tea]
    after = "90m"
    text = "Tea?"
    """

    assert ["sitting", "stretch", "posture", "tea"] == interrupting(policy_of(more))


def test_too_few_brings_back_what_too_many_took() -> None:
    """A quarter longer, then 15 % of that shorter; the newest wish is what counts."""
    person = asked_person().answers(Answer.TOO_MANY)
    first = person.state.paces["water"].wished
    until_tuesday(person)
    works_a_week(person).works(minutes=1).answers(Answer.TOO_FEW)

    assert (1.25, 1.0625) == (first, person.state.paces["water"].wished)


def test_it_multiplies_with_backing_off() -> None:
    """Backed off to 1.5 and too many: 1.875 of the interval; both together three at most."""
    person = asked_person()
    backed_off = f.IntervalChanged(at=person.now, reminder="water", factor=1.5)
    person.day.state = fold([backed_off], person.state) or person.state
    person.answers(Answer.TOO_MANY)
    [water] = person.policy.reminders

    assert 1.875 == factor_of(person.state.paces["water"])
    assert timedelta(minutes=56.25) == paced(timedelta(minutes=30), water, person.day.here())


@LAW
@given(
    said=st.lists(st.sampled_from([Answer.TOO_MANY, Answer.RIGHT, Answer.TOO_FEW]), max_size=30),
    backed_off=st.sampled_from([1.0, 1.5, 2.25, 3.0]),
)
def test_whatever_is_answered_both_stay_within_a_half_and_three(
    said: list[Answer], backed_off: float
) -> None:
    """And one more answer the other way always moves the wish again."""
    changed = f.IntervalChanged(at=NINE, reminder="sitting", factor=backed_off)
    facts: list[Fact] = [f.BoutBegan(at=NINE), changed]
    for number, answer in enumerate(said, 1):
        facts.append(f.PromptShown(at=NINE, prompt=number, reminders=(), asks=Asks.HOW_MANY))
        facts += answered(facts, answer)
        pace = instant(facts, after(1)).state.paces["sitting"]

        assert 0.5 <= pace.wished <= 3
        assert 0.5 <= factor_of(pace) <= 3
    facts.append(f.PromptShown(at=NINE, prompt=99, reminders=(), asks=Asks.HOW_MANY))
    was = instant(facts, after(1)).state.paces["sitting"].wished
    other = Answer.TOO_FEW if was > 1 else Answer.TOO_MANY
    facts += answered(facts, other)

    assert was != instant(facts, after(1)).state.paces["sitting"].wished


def answered(facts: list[Fact], answer: Answer) -> list[Fact]:
    """What this answer to the open question makes true."""
    outcome = on_request(instant(facts, after(1)), GiveAnswer(answer=answer))
    assert isinstance(outcome, tuple)
    return list(outcome)


def test_a_new_reminder_begins_at_its_own_interval() -> None:
    """What was said in a week without it was not about it."""
    person = asked_person().answers(Answer.TOO_MANY)

    assert 1.0 == factor_of(person.state.paces.get("tea", Pace()))


def test_no_other_prompt_takes_these_words() -> None:
    """Nor does the question take theirs."""
    person = asked_person()
    for answer in (Answer.DONE, Answer.KEEP, Answer.TURN_OFF, Answer.LATER):
        with pytest.raises(Exception, match="too_many, right, too_few"):
            person.answers(answer)
    person.answers(Answer.RIGHT).works_until_asked()
    with pytest.raises(Exception, match="no answer to this prompt"):
        person.answers(Answer.TOO_MANY)


def test_closing_the_notice_is_reading_it() -> None:
    """Off the screen and out of the tray: it asks nothing. A question stays in the tray."""
    told = Person(only(more=WATER + "[week]\n"), start="2026-03-04T09:00")
    for _ in range(3):
        told.works(minutes=40).is_off(hours=23, minutes=20)
    told.is_off(hours=48).works(seconds=5).asks(PutAside(prompt=told.state.prompts[0].number))
    asked = asked_person()
    asked.asks(PutAside(prompt=asked.state.prompts[0].number))

    assert () == told.state.prompts
    assert Answer.READ is told.last(f.PromptAnswered).answer
    assert 1 == len(asked.state.prompts)


def test_settings_that_want_none_take_an_open_one_back() -> None:
    """Switched off in the file while it is on the screen, it goes."""
    person = asked_person()
    person.changes(only(more=f"{WATER}[week]\nquestion = false\nnotice = false\n"))

    assert () == person.state.prompts
    assert "settings" == person.last(f.PromptWithdrawn).why


def test_nobody_is_asked_whose_answer_would_change_nothing() -> None:
    """With appointments alone there is no interval to change; one that loses its last is taken
    back."""
    times = ", ".join(f'"{hour:02}:00"' for hour in range(9, 17))
    calls = f'[reminders.call]\nat = [{times}]\ntext = "Call"\n[week]\nnotice = false\n'
    person = somebody(calls)
    for _ in range(3):
        for _ in range(7):
            person.works(minutes=57).idles(minutes=3)
        is_off_until(person, days=1)
    person.works(minutes=1)

    assert 5 < len(person.all(f.PromptShown))
    assert [] == questions(person.journal)

    person = asked_person()
    person.changes(only(more=calls))

    assert () == person.state.prompts


def test_turning_the_notice_off_is_noted_like_a_reminder() -> None:
    """So that a daemon that is killed before the settings say so makes up for it."""
    person = asked_person()
    person.changes(only(more=f"{WATER}[week]\nquestion = true\nnotice = true\n"))

    assert (WEEK_NOTICE,) == person.last(f.SettingsChanged).added


def test_the_buttons() -> None:
    """Three at most, and all words in the tray."""
    view = scene(asked_person().day.here()).prompt

    assert view is not None
    assert ["Too many", "Right", "Too few"] == [each.label for each in view.buttons]
    assert view.buttons == view.choices
