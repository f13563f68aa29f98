"""What a person can say to a prompt, and what it does."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.person import Person
from unhunch.body.requests import AcceptStatement
from unhunch.desk import facts as f
from unhunch.desk.choices import AT_NEXT_BREAK
from unhunch.desk.policy import Answer, Hold
from unhunch.desk.requests import GiveAnswer, PutAside, TakeBreak
from unhunch.desk.scene import view_of
from unhunch.desk.state import Running, Sitting, Standing, Visible
from unhunch.simulate.script import ScriptError

from .wanted import WATER, only

CHECK_IN = TakeBreak(reminder="checkin")


def prompted(policy_names: str = "sitting") -> Person:
    """Someone who has just been asked to get up, at 09:45:05."""
    return Person(only(*policy_names.split())).works(minutes=45).pauses(seconds=5)


def test_a_press_too_soon_is_no_answer() -> None:
    """Who presses within half a second meant something else and is asked again."""
    person = prompted().answers(Answer.SKIP, at_sight=True)
    first, again = person.all(f.PromptShown)

    assert [] == person.all(f.PromptAnswered)
    assert (first.at, True) == (again.at, again.again)

    person.pauses(seconds=0.5).answers(Answer.SKIP, at_sight=True)

    assert Answer.SKIP == person.last(f.PromptAnswered).answer


def test_a_command_is_never_too_soon() -> None:
    """Who types an answer has read the prompt, however fast."""
    person = prompted().answers(Answer.SKIP)

    assert Answer.SKIP == person.last(f.PromptAnswered).answer


def test_closing_is_no_answer() -> None:
    """A notification that is closed leaves the prompt in the tray, for the rest of its life."""
    person = prompted().asks(PutAside(prompt=1)).works(minutes=9)
    (prompt,) = person.state.prompts

    assert isinstance(prompt.phase, Visible) and prompt.phase.aside

    person.works(minutes=2)

    assert person.at("09:55:05") == person.last(f.PromptExpired).at


def asked_how_it_feels() -> Person:
    """Someone who accepted the first-run statement and is asked the first of three questions."""
    return Person(only("checkin")).works(minutes=1).asks(AcceptStatement()).asks(CHECK_IN)


def taps(person: Person, label: str) -> Person:
    """A button of the notification is pressed."""
    return person.answers(Answer.DONE, label=label, at_sight=True)


def test_the_second_of_two_clicks_is_no_closing() -> None:
    """Where the button was the next question is now, and a click on that closes it."""
    person = taps(asked_how_it_feels().pauses(seconds=1), "None")
    person.pauses(seconds=0.2).asks(PutAside(prompt=1))

    assert [] == person.all(f.PromptPutAside)
    assert [False, True] == [shown.again for shown in person.all(f.PromptShown)]
    assert 1 == person.state.prompts[0].step

    person.pauses(seconds=0.5).asks(PutAside(prompt=1))

    assert 1 == len(person.all(f.PromptPutAside))


def test_a_check_in_is_put_off_twice() -> None:
    """Then only to the next break, and after that not any more: as any other prompt."""
    person = asked_how_it_feels()
    offered = []
    for _ in range(4):
        view = view_of(person.state.prompts[0], person.day.here())
        offered.append([each.label for each in view.choices if each.answer is Answer.LATER])
        if offered[-1]:
            person.answers(Answer.LATER).works_until_asked()

    assert [["Later"], ["Later"], [AT_NEXT_BREAK], []] == offered


def test_closing_twice_is_nothing_new() -> None:
    """A notification is closed once; a late signal, also about one that is over, says nothing."""
    person = prompted().asks(PutAside(prompt=1)).asks(PutAside(prompt=1)).asks(PutAside(prompt=7))

    assert 1 == len(person.all(f.PromptPutAside))


def test_an_answer_from_the_tray_after_closing() -> None:
    """What was closed can be answered from the menu or by the command."""
    person = prompted().asks(PutAside(prompt=1)).works(minutes=3).answers(Answer.DONE)

    assert (1, Answer.DONE, "user") == _answer(person)


def _answer(person: Person) -> tuple[int, Answer, str]:
    told = person.last(f.PromptAnswered)
    return told.prompt, told.answer, told.by


@pytest.mark.parametrize(
    ("say", "why"),
    [
        (lambda p: p.answers(Answer.COMFORTABLE), "'comfortable' is no answer to this prompt"),
        (lambda p: p.answers(Answer.START), "'start' is no answer to this prompt"),
        (lambda p: p.answers(Answer.HURT), "'hurt' is no answer to this prompt"),
        (lambda p: p.answers(Answer.DONE, length=timedelta(minutes=5)), "only later takes a"),
        (lambda p: p.answers(Answer.LATER, length=timedelta(0)), "up to 4 hours"),
        (lambda p: p.answers(Answer.LATER, length=timedelta(hours=5)), "up to 4 hours"),
        (lambda p: p.answers(Answer.DONE, prompt=2), "there is no open prompt"),
    ],
)
def test_what_makes_no_sense_is_refused(say: Callable[[Person], Person], why: str) -> None:
    """An answer that this prompt does not take is refused with the reason and changes nothing."""
    person = prompted()
    before = person.state

    with pytest.raises(ScriptError, match=re.escape(why)):
        say(person)

    assert before == person.state


def test_still_standing() -> None:
    """Who still stands is asked again after another 40 minutes."""
    person = Person(only("sitting")).works(minutes=1).stands().works(minutes=40).pauses(seconds=6)
    person.asks(GiveAnswer(answer=Answer.DONE, label="Still standing"))

    assert isinstance(person.state.stance, Standing)

    person.works(minutes=40).pauses(seconds=6)

    assert [person.at("09:41:05"), person.at("10:21:11")] == [
        each.at for each in person.all(f.PromptShown)
    ]


def test_sit_answers_the_doubt() -> None:
    """Who says `sit` while being asked "Still standing?" has answered."""
    person = Person(only("sitting")).works(minutes=1).stands().works(minutes=40).pauses(seconds=6)
    person.sits()

    assert (1, "stance") == (
        person.last(f.PromptWithdrawn).prompt,
        person.last(f.PromptWithdrawn).why,
    )
    assert isinstance(person.state.stance, Sitting) and person.state.bout is not None


def test_later_starts_a_new_life() -> None:
    """A prompt that was put off can be answered for ten more minutes when it is back."""
    person = prompted().works(minutes=9).answers(Answer.LATER).works(minutes=5).pauses(seconds=6)

    assert person.at("09:59:10") == person.last(f.PromptShown).at

    person.works(minutes=11)

    assert person.at("10:09:10") == person.last(f.PromptExpired).at


def test_later_waits_for_a_hold() -> None:
    """What comes back from later waits for a hold like any other."""
    person = prompted().answers(Answer.LATER).hold(Hold.DND).works(minutes=10)
    person.hold(Hold.DND, on=False).works(minutes=1).pauses(seconds=6)

    assert [(1, ("sitting",)), (1, ("sitting",))] == person.prompts
    assert person.at("09:56:10") == person.last(f.PromptShown).at


def test_later_waits_for_somebody_in_the_chair() -> None:
    """What comes back from later is not shown to an empty chair."""
    person = prompted().works(minutes=3.5).answers(Answer.LATER).works(minutes=3).idles(minutes=3)

    assert 1 == len(person.prompts)

    person.works(seconds=10).pauses(seconds=6)

    assert 2 == len(person.prompts)


# --- guided breaks ---------------------------------------------------------------------------


def test_start_runs_a_merged_prompt() -> None:
    """Start is an answer to the whole prompt: getting up is part of it."""
    person = prompted("sitting stretch").answers(Answer.START)
    (prompt,) = person.state.prompts

    assert (("sitting", "stretch"), True) == (prompt.reminders, isinstance(prompt.phase, Running))


def test_nothing_interrupts_a_guided_break() -> None:
    """What falls due during a guided break waits until it is over."""
    person = Person(only("sitting", "stretch")).works(minutes=44).asks(TakeBreak())
    person.works(minutes=5).pauses(seconds=6)

    assert [(1, ("stretch",))] == person.prompts

    person.answers(Answer.DONE).pauses(seconds=1)

    assert [(1, ("stretch",)), (2, ("sitting",))] == person.prompts


def test_a_second_break_is_refused_while_one_runs() -> None:
    """One guided break at a time."""
    person = Person(only("stretch")).works(minutes=1).asks(TakeBreak())

    with pytest.raises(ScriptError, match="a break is already running"):
        person.asks(TakeBreak())


def test_take_a_break_starts_the_prompt_that_is_open() -> None:
    """Who asks for a break while a stretch is offered takes that one."""
    person = Person(only("stretch")).works(minutes=60).pauses(seconds=6).asks(TakeBreak())

    assert [(1, ("stretch",))] == person.prompts
    assert (1, Answer.START, "user") == _answer(person)


def test_take_a_break_of_another_kind() -> None:
    """A break can be asked for by the reminder's name; one that is not there is refused."""
    person = Person(only("posture")).works(minutes=1).asks(TakeBreak(reminder="posture"))

    assert [(1, ("posture",))] == person.prompts

    with pytest.raises(ScriptError, match="there is no reminder 'snooze'; there are: posture"):
        person.asks(TakeBreak(reminder="snooze"))


def test_getting_up_ends_a_guided_break() -> None:
    """Who walks away during a guided break has done it."""
    person = Person(only("stretch")).works(minutes=60).pauses(seconds=6).answers(Answer.START)
    person.idles(minutes=6)

    assert (1, Answer.DONE, "break") == _answer(person)


@pytest.mark.parametrize("answer", [Answer.DONE, Answer.STOPPED, Answer.HURT])
def test_how_was_that(answer: Answer) -> None:
    """A guided break takes Good, Stopped and It hurt, and ends with each."""
    person = Person(only("stretch")).works(minutes=60).pauses(seconds=6).answers(Answer.START)
    person.works(minutes=2).answers(answer)

    assert (1, answer, "user") == _answer(person)
    assert () == person.state.prompts


def test_a_guided_break_cannot_be_put_off() -> None:
    """Later and Skip are no answers to a break that runs."""
    person = Person(only("stretch")).works(minutes=60).pauses(seconds=6).answers(Answer.START)

    with pytest.raises(ScriptError, match="no answer to this prompt: done, hurt, stopped"):
        person.answers(Answer.LATER)


# --- backing off -----------------------------------------------------------------------------


def asked(person: Person, *answers: Answer) -> Person:
    """Work, with a pause now and then, until asked; and give these answers one after the other."""
    for answer in answers:
        person.works_until_asked().answers(answer)
    return person


def test_later_breaks_no_row() -> None:
    """Two skipped, one put off and then skipped: three in a row."""
    person = Person(only(more=WATER))
    asked(person, Answer.SKIP, Answer.SKIP, Answer.LATER, Answer.SKIP)

    assert 1.5 == person.last(f.IntervalChanged).factor


def test_withdrawn_breaks_no_row() -> None:
    """A prompt that the settings took away does not count, and neither ends a row."""
    person = asked(Person(only(more=WATER)), Answer.SKIP, Answer.SKIP)
    person.works(minutes=25).pauses(seconds=6)
    person.changes(only()).changes(only(more=WATER))

    assert "settings" == person.last(f.PromptWithdrawn).why

    asked(person, Answer.SKIP)

    assert 1.5 == person.last(f.IntervalChanged).factor


def test_done_breaks_the_row_of_the_skipped() -> None:
    """Two skipped, one done, two skipped: no three in a row."""
    person = asked(
        Person(only(more=WATER)),
        *[Answer.SKIP, Answer.SKIP, Answer.DONE, Answer.SKIP, Answer.SKIP],
    )

    assert [] == person.all(f.IntervalChanged)


def test_the_interval_grows_to_three_times_at_most() -> None:
    """Who skips day after day is asked at a third of the pace, and never less."""
    person = Person(only(more=WATER))
    for _ in range(4):
        asked(person, Answer.SKIP, Answer.SKIP, Answer.SKIP).is_off(hours=20)

    assert [1.5, 2.25, 3.0, 3.0] == [each.factor for each in person.all(f.IntervalChanged)]


def test_what_was_asked_for_is_in_no_row() -> None:
    """A break that the user asked for and then skipped says nothing about the reminder."""
    person = Person(only("posture")).works(minutes=1)
    for _ in range(4):
        person.asks(TakeBreak(reminder="posture")).answers(Answer.SKIP)

    assert [] == person.all(f.IntervalChanged)


def test_comfortable_counts_as_done() -> None:
    """Already comfortable is as good as done: three in a row bring the reminder nearer."""
    person = Person(only("posture"))
    asked(person, Answer.SKIP, Answer.SKIP, Answer.SKIP).is_off(hours=20)
    asked(person, Answer.COMFORTABLE, Answer.COMFORTABLE, Answer.COMFORTABLE)

    assert [1.5, 1.35] == [each.factor for each in person.all(f.IntervalChanged)]
