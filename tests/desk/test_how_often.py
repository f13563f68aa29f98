"""A reminder that is hardly ever done is asked about once: Keep, Fewer, Turn off (3.6)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given

from tests.instants import NINE, after
from tests.person import Person
from unhunch.desk import facts as f
from unhunch.desk.decide import on_time
from unhunch.desk.due import factor_of
from unhunch.desk.evolve import evolve, fold
from unhunch.desk.policy import Answer, Asks, Policy
from unhunch.desk.requests import TakeBreak
from unhunch.desk.scene import scene
from unhunch.desk.state import Pace, Running, State, initial
from unhunch.desk.tally import DAYS, Tallies, tallied, tallied_on
from unhunch.simulate.script import ScriptError

from .played import Player, steps_of
from .strategies import answers, downs, holds, nights, policies, scripts, wishes
from .test_laws import DEFAULT, LAW
from .wanted import only

WATER = """
[reminders.water]
every = "25m"
text = "Water?"
"""
CALL = """
[reminders.call]
at = ["09:20", "09:50"]
text = "Call"
"""


def somebody(more: str, *names: str) -> Person:
    """Somebody with these reminders, at nine."""
    return Person(only(*names, more=more), start=f"{NINE:%Y-%m-%dT%H:%M}", zone="UTC")


def skips(person: Person, days: int, *a_day: int, answer: Answer | None = Answer.SKIP) -> Person:
    """Come at nine so often, and say this to so many prompts each day, in turns; None: nothing.

    Three in a row are never exceeded on one day: after them only the tray speaks.
    """
    for day in range(days):
        for _ in range(a_day[day % len(a_day)]):
            person.works_until_asked()
            if answer is None:
                person.works(minutes=11)
            else:
                person.answers(answer)
        person.is_off(seconds=(NINE - person.now).seconds)
    return person


def questions(person: Person) -> list[f.PromptShown]:
    """Every first showing of the question."""
    shown = person.all(f.PromptShown)
    return [each for each in shown if each.asks is Asks.HOW_OFTEN and not each.again]


def asked_person(more: str = WATER) -> Person:
    """Somebody who skipped fifteen on ten days and is asked on the eleventh."""
    person = skips(somebody(more), 10, 2, 1)
    return person.works_until_asked()


def test_after_ten_days_it_is_asked_in_place_of_the_reminder() -> None:
    """Fifteen skipped on ten days: when it is due on the eleventh, the question comes."""
    person = asked_person()
    last = person.last(f.PromptShown)

    assert [last] == questions(person)
    assert (("water",), Asks.HOW_OFTEN) == (last.reminders, last.asks)
    assert date(2026, 3, 12) == last.at.date()


def test_not_before_ten_days() -> None:
    """However many went by on nine of them."""
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(DAYS - 1) for _ in range(5)]
    tallies = Tallies()
    for day in days:
        tallies = tallied(tallies, ("water",), day, done=False)

    assert frozenset() == tallies.ignored
    assert {"water"} == tallied(tallies, ("water",), date(2026, 3, 20), done=False).ignored


def test_not_before_fifteen_prompts() -> None:
    """One a day is asked about after fifteen days."""
    person = skips(somebody(WATER), 14, 1).works_until_asked()
    early = questions(person)
    skips(person, 1, 1).works_until_asked()

    assert ([], 1) == (early, len(questions(person)))


def test_unanswered_is_not_done_either() -> None:
    """A prompt that nobody answers counts as one that went by."""
    person = skips(somebody(WATER), 15, 1, answer=None).works_until_asked()

    assert 1 == len(questions(person))


def test_a_fifth_done_is_enough() -> None:
    """Three of fifteen done: it is wanted. Getting up counts as done."""
    days = tuple(date(2026, 3, 2) + timedelta(days=n) for n in range(15))

    def ignored(done: int) -> frozenset[str]:
        tallies = Tallies()
        for n, day in enumerate(days):
            tallies = tallied(tallies, ("water",), day, done=n < done)
        return tallies.ignored

    assert (frozenset(), frozenset({"water"})) == (ignored(3), ignored(2))


def test_only_the_last_thirty_days_count() -> None:
    """What went by last month is no reason to ask, and nothing is kept of it."""
    tallies, day = Tallies(), date(2026, 3, 2)
    for n in range(2 * DAYS):
        tallies = tallied(tallies, ("water",), day + timedelta(days=n // 2), done=False)
    later = tallied_on(tallies, day + timedelta(days=30))

    assert (frozenset({"water"}), frozenset()) == (tallies.ignored, later.ignored)
    assert DAYS - 1 == len(later.days["water"])
    assert {} == tallied_on(tallies, day + timedelta(days=60)).days


def test_keep_changes_nothing_and_is_final() -> None:
    """It comes as before, and nobody asks again, whatever becomes of it."""
    person = asked_person().answers(Answer.KEEP)
    skips(person.is_off(hours=20), 12, 2, 1)

    assert [] == person.all(f.IntervalWished)
    assert 1 == len(questions(person))


def test_no_answer_is_keep() -> None:
    """The question expires, stops nothing, and is not asked again."""
    person = asked_person()
    number = person.last(f.PromptShown).prompt
    skips(person.works(minutes=11).is_off(hours=20), 12, 2, 1)

    assert number in [each.prompt for each in person.all(f.PromptExpired)]
    assert 1 == len(questions(person))


def test_fewer_multiplies_the_interval() -> None:
    """A quarter longer, on top of what backing off made of it."""
    person = asked_person()
    backed_off = person.state.paces["water"].factor
    person.answers(Answer.FEWER)
    pace = person.state.paces["water"]

    assert 1.25 == person.last(f.IntervalWished).factor
    assert (backed_off, 1.25) == (pace.factor, pace.wished)


@pytest.mark.parametrize(
    ("factor", "wished", "together"),
    [(1.0, 1.25, 1.25), (3.0, 1.25, 3.0), (1.0, 0.85, 0.85), (1.0, 0.3, 0.5), (1.5, 1.25, 1.875)],
)
def test_both_factors_stay_within_a_half_and_three(
    factor: float, wished: float, together: float
) -> None:
    """Backing off and the wish multiply, up to three and down to a half."""
    assert together == factor_of(Pace(factor=factor, wished=wished))


def test_backing_off_leaves_the_wish_alone() -> None:
    """A new factor of the one does not undo the other."""
    wish = f.IntervalWished(at=after(1), reminder="water", factor=1.25)
    off = f.IntervalChanged(at=after(2), reminder="water", factor=1.5)
    state = fold([wish, off], initial(NINE))

    assert state is not None
    assert 1.875 == factor_of(state.paces["water"])


def test_turn_off_takes_the_reminder_out_of_the_settings() -> None:
    """Simulated, the settings follow at once, and nothing more comes of it."""
    person = asked_person().answers(Answer.TURN_OFF)
    before = len(person.prompts)
    person.works(hours=2)

    assert "water" == person.last(f.TurnedOff).reminder
    assert ("water",) == person.last(f.SettingsChanged).removed
    assert before == len(person.prompts)


def test_getting_up_is_no_answer_to_it() -> None:
    """The question comes back with the user."""
    person = asked_person()
    number = person.last(f.PromptShown).prompt
    person.idles(minutes=10).works(minutes=1).pauses(seconds=6)

    assert number == person.last(f.PromptShown).prompt
    assert person.last(f.PromptShown).again


def test_the_words_of_other_prompts_are_none_here() -> None:
    """It takes keep, fewer and turn_off, and no other prompt does."""
    person = asked_person()
    with pytest.raises(ScriptError, match="keep, fewer, turn_off"):
        person.answers(Answer.DONE)
    person.answers(Answer.KEEP).works_until_asked()
    with pytest.raises(ScriptError, match="no answer to this prompt"):
        person.answers(Answer.KEEP)


def test_an_appointment_cannot_come_less_often() -> None:
    """What comes by the clock is kept or turned off."""
    person = asked_person(CALL)
    view = scene(person.day.here()).prompt

    assert view is not None
    assert ["Keep", "Turn off"] == [choice.label for choice in view.choices]


def test_it_counts_as_the_prompt_whose_place_it_took() -> None:
    """Spacing and the budget of the hour see one prompt, and no row of ends does."""
    person = asked_person()
    pace = person.state.paces["water"]
    shown = person.state.spent.shown
    person.answers(Answer.KEEP)

    assert person.last(f.PromptShown).at == shown[-1] == person.state.spaced_from
    assert pace == person.state.paces["water"]


def test_what_was_asked_outlives_the_facts() -> None:
    """`journal forget` leaves the name and the wish, and the state takes them up."""
    forgotten = f.Forgotten(
        at=after(1), first=None, last=date(2026, 3, 1), wished=(("water", 1.25), ("eyes", 1.0))
    )
    state: State = evolve(initial(NINE), forgotten)

    assert {"water", "eyes"} == state.tallies.wondered
    assert {"water": 1.25} == {name: pace.wished for name, pace in state.paces.items()}


def test_a_question_is_never_merged_and_names_no_exercise() -> None:
    """It stands alone, and the exercises that it does not name need no rest."""
    last = skips(somebody("", "stretch"), 10, 2, 1).works_until_asked().last(f.PromptShown)

    assert (Asks.HOW_OFTEN, 1, ()) == (last.asks, len(last.reminders), last.items)


def test_it_does_not_hang_over_night() -> None:
    """Whoever went home without an answer keeps the reminder."""
    person = asked_person()
    number = person.last(f.PromptShown).prompt
    person.works(minutes=1).is_off(hours=23).works(minutes=1).pauses(seconds=6)

    assert [number] == [each.prompt for each in person.all(f.PromptExpired)][-1:]
    assert "00:00:00" == f"{person.last(f.PromptExpired).at:%H:%M:%S}"


@pytest.mark.parametrize("name", ["stretch", "water"])
def test_a_break_that_is_asked_for_is_no_answer_to_it(name: str) -> None:
    """It comes as always, with its exercises, and the question comes back after it."""
    more = WATER if name == "water" else ""
    person = skips(somebody(more, name), 10, 2, 1).works_until_asked()
    number = person.last(f.PromptShown).prompt
    person.asks(TakeBreak(reminder=name))
    last = person.last(f.PromptShown)

    assert (number + 1, None, True) == (last.prompt, last.asks, last.asked)
    assert (name == "stretch") == bool(last.items)

    person.answers(Answer.DONE).works_until_asked()

    assert (number, True) == (person.last(f.PromptShown).prompt, person.last(f.PromptShown).again)


@LAW
@example(lines=["says break stretch"], policy=DEFAULT)
@given(lines=scripts(wishes, wishes, answers, downs, holds, nights), policy=policies)
def test_every_reminder_is_asked_about_once_whatever_happens(
    lines: list[str], policy: Policy
) -> None:
    """Where all of them are hardly ever done: one question each, none runs as a break, and nothing
    is new when asked twice."""
    player = Player(policy)
    day, ignored = player.played.day, frozenset(each.name for each in policy.reminders)
    day.state = replace(day.state, tallies=Tallies(ignored=ignored))
    for step in steps_of(["works 116m", *lines]):
        player.play(step)

        assert day.is_down or () == on_time(day.here())
        assert not any(each.asks and isinstance(each.phase, Running) for each in day.state.prompts)
    shown = [each for each in player.played.facts if isinstance(each, f.PromptShown)]
    asked = [each.reminders for each in shown if each.asks and each.reminders and not each.again]

    assert len(asked) == len(set(asked))
