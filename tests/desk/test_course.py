"""The course of a guided break in single instants; days show it as a whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.person import Person
from unhunch.body.facts import LevelChanged
from unhunch.body.terms import Level
from unhunch.desk import facts as f
from unhunch.desk.answer import on_request
from unhunch.desk.budget import Because
from unhunch.desk.course import done_so_far, exercises_of, over_at, place_at, step_ends
from unhunch.desk.decide import on_time, wake_at
from unhunch.desk.deliver import Wait, verdict
from unhunch.desk.instant import Instant, told
from unhunch.desk.policy import Answer, Halt, Item, Move
from unhunch.desk.requests import Guide, Refused, TakeBreak
from unhunch.desk.state import Prompt, Running, on_stage

from .wanted import only

AT_ONCE = "[breaks]\nat_once = true"


def unseen(person: Person, beside: str = "") -> Instant:
    """This instant with neither notifications nor a tray."""
    here = person.day.here()
    return replace(here, seen=replace(here.seen, screen=False, tray=False, beside=beside))


def begun(more: str = "") -> Person:
    """Somebody whose guided break of three exercises has just begun, at 9:01."""
    return Person(only("stretch", more=more)).works(minutes=1).asks(TakeBreak())


def running(person: Person) -> tuple[Prompt, Running, tuple[Item, ...]]:
    """The break that is on."""
    prompt = on_stage(person.state)
    assert prompt is not None and isinstance(prompt.phase, Running)
    return prompt, prompt.phase, exercises_of(prompt, person.day.here())


@pytest.mark.parametrize("beside", ["window", "page"])
def test_a_break_that_is_asked_for_needs_a_window_or_a_page_alone(beside: str) -> None:
    """Without notifications and without a tray."""
    person = Person(only("stretch")).works(minutes=1)

    refused = on_request(unseen(person), TakeBreak())
    granted = on_request(unseen(person, beside), TakeBreak())

    assert isinstance(refused, Refused) and "nowhere to show it" in refused.why
    assert not isinstance(granted, Refused)
    assert [("screen",), ("start",)] == [
        (each.on,) if isinstance(each, f.PromptShown) else (each.answer.value,)
        for each in granted
        if isinstance(each, f.PromptShown | f.PromptAnswered)
    ]


def test_a_prompt_that_is_no_guided_break_has_no_window() -> None:
    """It needs a notification or the tray."""
    person = Person(only("sitting", "stretch")).works(minutes=1)

    assert isinstance(on_request(unseen(person, "window"), TakeBreak(reminder="sitting")), Refused)


@pytest.mark.parametrize(
    ("beside", "more", "shown"),
    [("window", AT_ONCE, True), ("page", AT_ONCE, False), ("window", "", False)],
    ids=["its own window", "a page that nobody asked for", "it asks first"],
)
def test_a_break_that_begins_by_itself_needs_its_window_alone(
    beside: str, more: str, shown: bool
) -> None:
    """A page would take the focus, and a question has no window."""
    person = Person(only("stretch", more=more))
    person.day.world.screen = person.day.world.tray = False
    here = unseen(person.works(minutes=60).pauses(seconds=6), beside)
    decided = verdict(here)

    assert shown is any(isinstance(each, f.PromptShown) for each in on_time(here))
    assert shown or (isinstance(decided, Wait) and decided.why is Because.UNSEEN)


def test_what_a_merged_prompt_shows_beside_its_exercises_takes_no_time() -> None:
    """A posture cue is no exercise: it is not guided, and it did not hurt."""
    person = begun()
    prompt, _, items = running(person)
    cue = ("posture", "variation")
    merged = replace(prompt, reminders=("posture", "stretch"), items=(cue, *prompt.items))
    here = replace(person.day.here(), policy=only("posture", "stretch"))

    assert items == exercises_of(merged, here)
    assert (items[0].key,) == done_so_far(merged, here)


def test_no_exercise_is_guided_while_exercises_rest() -> None:
    """Whatever the state of the break says."""
    person = begun()
    prompt, _, _ = running(person)
    here = person.day.here()
    soon = LevelChanged(at=here.dated(), level=Level.SOON, rules=("S2",))

    assert () == exercises_of(prompt, replace(here, body=told(here.body, soon)))


def test_an_exercise_ends_when_it_has_lasted() -> None:
    """Not a moment before, and the next one begins with nothing spent."""
    _, phase, items = running(begun())
    ends = phase.since + items[0].lasts

    before = place_at(phase, items, ends - timedelta(microseconds=1))
    after = place_at(phase, items, ends)

    assert (0, items[0].lasts - timedelta(microseconds=1)) == (before.step, before.spent)
    assert (1, timedelta(0)) == (after.step, after.spent)


def test_the_moments_are_those_at_which_something_else_is_to_be_seen() -> None:
    """One for each exercise that is left; none while it is halted."""
    _, phase, items = running(begun())
    later = replace(phase, step=1, spent=timedelta(seconds=5))
    first, second, third = (each.lasts for each in items)

    assert [first, first + second, first + second + third] == [
        each - phase.since for each in step_ends(phase, items)
    ]
    assert [second - timedelta(seconds=5), second + third - timedelta(seconds=5)] == [
        each - phase.since for each in step_ends(later, items)
    ]
    assert over_at(phase, items) == phase.since + first + second + third
    assert [] == list(step_ends(replace(phase, halted=Halt.PAUSED), items))
    assert over_at(replace(phase, halted=Halt.PAUSED), items) is None


def test_back_from_the_question_is_the_last_exercise_from_its_beginning() -> None:
    """And from the first one it is the first one."""
    person = begun()
    for _ in range(3):
        person.asks(Guide(move=Move.NEXT))
    person.asks(Guide(move=Move.BACK))
    assert (2, timedelta(0)) == (running(person)[1].step, running(person)[1].spent)

    for _ in range(3):
        person.asks(Guide(move=Move.BACK))

    assert 0 == running(person)[1].step


def test_a_break_that_is_over_and_was_paused_is_not_halted() -> None:
    """The question waits for nobody: it is answered, or done after ten minutes."""
    person = begun()
    for move in (Move.NEXT, Move.NEXT, Move.PAUSE, Move.NEXT):
        person.asks(Guide(move=move))

    assert running(person)[1].halted is None

    person.works(minutes=10)

    assert Answer.DONE == person.last(f.PromptAnswered).answer


def test_turning_the_page_ends_the_wait_for_a_pause_in_the_typing() -> None:
    """Ten more seconds of typing and it waits again."""
    person = begun().works(seconds=12)
    assert Halt.TYPING is running(person)[1].halted

    person.works(seconds=1).asks(Guide(move=Move.NEXT))
    assert (1, None) == (running(person)[1].step, running(person)[1].halted)

    person.works(seconds=9)
    assert running(person)[1].halted is None
    person.works(seconds=2)
    assert Halt.TYPING is running(person)[1].halted


def test_a_pause_of_less_than_five_seconds_is_no_pause() -> None:
    """Nor do ten seconds of typing count that were broken by a longer one."""
    person = begun().works(seconds=6).pauses(seconds=3).works(seconds=4)
    assert Halt.TYPING is running(person)[1].halted

    person = begun().works(seconds=6).pauses(seconds=6).works(seconds=9)
    assert running(person)[1].halted is None


def test_a_sensor_that_sees_no_pauses_proves_no_typing() -> None:
    """It says typing all the time; then a break is not measured."""
    person = begun().works(seconds=9)
    here = person.day.here()
    later = replace(here, now=here.now + timedelta(seconds=30))

    halts = [each for each in on_time(later) if isinstance(each, f.BreakMoved)]
    blind = replace(later, seen=replace(later.seen, pauses=False))

    assert [Halt.TYPING] == [each.halted for each in halts]
    assert [] == [each for each in on_time(blind) if isinstance(each, f.BreakMoved)]


def test_the_desk_wakes_when_typing_becomes_work() -> None:
    """Ten seconds after the break began, if nobody pauses before."""
    person = begun().works(seconds=2)

    assert wake_at(person.day.here()) == running(person)[1].since + timedelta(seconds=10)


def test_the_time_that_stood_still_is_dated_to_the_tenth_second() -> None:
    """However late it is noticed: what was counted meanwhile is taken back."""
    person = begun().works(seconds=2)
    here = person.day.here()
    late = replace(here, now=here.now + timedelta(seconds=15))

    (halt,) = (each for each in on_time(late) if isinstance(each, f.BreakMoved))

    assert (timedelta(seconds=10), Halt.TYPING) == (halt.spent, halt.halted)


def rested(person: Person, **ago: float) -> Instant:
    """Whose last input was so long ago, and the sensor says that it rests."""
    here = person.day.here()
    last = here.now - timedelta(**ago)
    return replace(here, seen=replace(here.seen, typing=False, last_input=last))


def test_it_goes_on_five_seconds_after_the_last_input() -> None:
    """Not before, whatever gap the sensor attends to; and from then on, however late that is
    noticed."""
    person = begun().works(seconds=12)
    early, late = rested(person, seconds=2), rested(person, seconds=20)

    assert [] == [each for each in on_time(early) if isinstance(each, f.BreakMoved)]
    assert wake_at(early) == early.now + timedelta(seconds=3)
    (goes_on,) = (each for each in on_time(late) if isinstance(each, f.BreakMoved))
    assert (None, late.now - timedelta(seconds=15)) == (goes_on.halted, goes_on.at)


def test_nobody_is_kept_by_a_break_that_is_paused_for_ten_minutes() -> None:
    """To the second; then it is stopped."""
    person = begun().pauses(seconds=5).asks(Guide(move=Move.PAUSE))
    person.works(minutes=9, seconds=59)
    assert Halt.PAUSED is running(person)[1].halted

    person.works(seconds=1)

    assert Answer.STOPPED == person.last(f.PromptAnswered).answer


def own(names: str) -> str:
    """Settings with these exercises of one's own, of 40 s each, and no others."""
    made = [
        f'[exercises.{each}]\nname = "{each}"\ndo = "{each}."\nsets = ["own"]' for each in names
    ]
    return "\n".join(['[reminders.stretch]\nsets = ["own"]', *made])


@pytest.mark.parametrize(
    ("left", "key", "spent"),
    [("bc", "b", 10), ("ac", "c", 0), ("ab", "b", 10), ("c", "c", 0), ("abc", "b", 10)],
)
def test_an_exercise_that_the_settings_lose_moves_no_other(left: str, key: str, spent: int) -> None:
    """10 s into the second: the one that is shown goes on; where it is gone the next begins."""
    person = begun(own("abc")).pauses(seconds=50).changes(only("stretch", more=own(left)))
    _, phase, items = running(person)
    place = place_at(phase, items, person.now)

    assert (key, timedelta(seconds=spent)) == (items[place.step].key, place.spent)


def test_a_break_that_the_settings_leave_nothing_of_is_over() -> None:
    """How it was is asked at once."""
    person = begun(own("abc")).pauses(seconds=90).changes(only("stretch", more=own("ab")))
    _, phase, items = running(person)

    assert phase.since == over_at(phase, items)
    assert ("a", "b") == done_so_far(*running(person)[:1], person.day.here())
