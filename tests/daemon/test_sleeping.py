"""The real loop on a machine that sleeps, and whose clock is set, told of it or not."""

import asyncio
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import FakeSign
from unhunch.desk.policy import Answer, Hold
from unhunch.desk.requests import GiveAnswer, Meeting, Pause, TakeBreak
from unhunch.ports import Sign

from .desk import Desk, still

HOUR = timedelta(hours=1)


async def told(desk: Desk, is_going: bool) -> None:
    """The system's signal, as the app hands it on."""
    desk.clock.hear_sleep(is_going)
    desk.daemon.disturb()
    await still()


async def sleeps(desk: Desk, how: str, span: timedelta) -> None:
    """The machine sleeps, told by the signal, by its clocks, or by both."""
    if how != "clocks":
        await told(desk, True)
    await still()
    if how == "signal":
        desk.world.wall += span
    else:
        desk.world.sleeps(span)
    if how != "clocks":
        await told(desk, False)


@pytest.mark.parametrize("how", ["signal", "clocks", "both"])
def test_a_sleep_is_told_once_however_it_is_known(tmp_path: Path, how: str) -> None:
    """Suspend and hibernate alike: one fact, rest credited, nobody there until there is input.

    Without the signal the look that is due every minute finds it.
    """

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            await sleeps(desk, how, 3 * HOUR)
            await desk.passes(minutes=2)
            [slept] = desk.facts("slept")

            assert slept.lasted == 3 * HOUR
            assert desk.facts("clock_set") == []
            assert desk.facts("away_began") and not desk.facts("away_ended")
            assert timedelta(minutes=19) < desk.facts("bout_ended")[0].sat < timedelta(minutes=21)

            await desk.works(minutes=16)

            assert desk.facts("prompt_shown") == []
            assert [each.lasted > 3 * HOUR for each in desk.facts("away_ended")] == [True]

    asyncio.run(scene())


def test_a_suspend_that_fails_at_once_changes_nothing(tmp_path: Path) -> None:
    """Going, and back a second later: the same bout, no fact, and a prompt that stays."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            await desk.daemon.ask(TakeBreak(reminder="posture"))
            before, facts = desk.daemon.state, desk.kinds()
            await told(desk, True)
            desk.world.is_typing = True
            desk.world.passes(timedelta(seconds=1))
            await told(desk, False)

            assert desk.kinds() == facts
            assert desk.daemon.state == before
            assert len(desk.notifier.shown) == 1

    asyncio.run(scene())


def test_several_sleeps_in_a_row_are_one_absence(tmp_path: Path) -> None:
    """A lid that is opened and closed again: each sleep a fact, one absence from the last input."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            for _ in range(4):
                await sleeps(desk, "both", timedelta(minutes=30))
                await desk.passes(seconds=20)
            await desk.works(minutes=1)
            [ended] = desk.facts("away_ended")

            assert len(desk.facts("slept")) == 4
            assert ended.lasted >= 4 * timedelta(minutes=30, seconds=20)
            assert len(desk.facts("bout_ended")) == 1

    asyncio.run(scene())


@pytest.mark.parametrize(("span", "is_done"), [(timedelta(seconds=90), False), (9 * HOUR, True)])
def test_a_laptop_closed_in_the_middle_of_a_prompt(
    tmp_path: Path, span: timedelta, is_done: bool
) -> None:
    """The server restarts on waking: a prompt that the rest satisfied is done and not shown again,
    one that it did not comes back as the same prompt, once, and to nobody before there is input."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            await desk.daemon.ask(TakeBreak(reminder="posture"))
            await desk.works(minutes=1)
            await told(desk, True)
            desk.world.sleeps(span)
            desk.notifier.die()
            await still()
            await told(desk, False)
            desk.notifier.come_back()
            await desk.passes(seconds=5)

            assert desk.notifier.visible is None

            shown = len(desk.notifier.shown)
            await desk.works(minutes=12)

            assert {each.prompt for each in desk.facts("prompt_shown")} == {1}
            assert len(desk.notifier.shown) - shown == (0 if is_done else 1)
            answered = [(each.answer, each.by) for each in desk.facts("prompt_answered")]
            assert answered == ([("done", "break")] if is_done else [])

    asyncio.run(scene())


def test_waking_into_a_hold_shows_nothing(tmp_path: Path) -> None:
    """A screen that is locked on waking: what is due comes with the unlocking, and once."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        locked = FakeSign(desk.world, Hold.LOCKED)
        desk.signs = [locked]
        async with desk:
            await desk.works(minutes=20)
            await desk.daemon.ask(TakeBreak(reminder="sitting"))
            locked.say(Sign.YES)
            await sleeps(desk, "both", timedelta(seconds=40))
            await desk.passes(seconds=10)

            assert desk.notifier.visible is None

            locked.say(Sign.NO)
            await desk.works(seconds=30)

            assert {each.prompt for each in desk.facts("prompt_shown")} == {1}

    asyncio.run(scene())


@pytest.mark.parametrize("step", [-5.0, -1.0, -0.9, -0.5, 0.5, 0.9, 1.0, 5.0])
def test_steps_of_a_time_service_wear_no_span_away(tmp_path: Path, step: float) -> None:
    """Twenty steps of half a second or five: the bout is as long as it is, to two seconds."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            for _ in range(20):
                await desk.works(minutes=2)
                desk.world.sets_clock(timedelta(seconds=step))
                desk.daemon.disturb()
                await still()
            began = desk.world.monotonic - 2400
            bout = desk.daemon.state.bout

            assert began == 1000.0
            assert bout is not None and desk.facts("bout_ended") == []
            sat = desk.world.wall - bout.began
            assert abs(sat - timedelta(minutes=40)) < timedelta(seconds=2)

    asyncio.run(scene())


YEAR = timedelta(days=365)


@pytest.mark.parametrize("by", [HOUR / 60, 5 * HOUR, YEAR])
def test_a_clock_set_forth_and_back_leaves_no_trace(tmp_path: Path, by: timedelta) -> None:
    """Minutes, hours or a year: the bout goes on and its prompt comes when it would have come."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            for sign in (1, -1, -1, 1):
                desk.world.sets_clock(sign * by)
                desk.daemon.disturb()
                await desk.works(minutes=5)
            await desk.works(minutes=1)

            assert desk.facts("bout_ended") == [] and desk.facts("away_began") == []
            assert status_minutes(desk) == 41
            assert [each.reminders for each in desk.facts("prompt_shown")] == [("posture",)]

    asyncio.run(scene())


def status_minutes(desk: Desk) -> int:
    """How long the bout lasts."""
    bout = desk.daemon.state.bout
    assert bout is not None
    return round((desk.world.wall - bout.began) / timedelta(minutes=1))


# --- laws ------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("works"), st.sampled_from([0.1, 1, 4, 16, 31, 46])),
        st.tuples(st.just("works"), st.sampled_from([16, 31, 46])),
        st.tuples(st.just("rests"), st.sampled_from([0.1, 1, 2, 4, 6])),
        st.tuples(
            st.sampled_from(["signal", "clocks", "both"]), st.sampled_from([0.01, 0.5, 2, 5, 400])
        ),
        st.tuples(
            st.just("sets"),
            st.sampled_from([0.008, -0.008, 0.015, -0.015, 1, -1, 61, -61, -1500, 525600]),
        ),
        st.tuples(
            st.just("asks"),
            st.sampled_from(
                [
                    Pause(length=timedelta(minutes=20)),
                    Meeting(length=timedelta(minutes=30)),
                    TakeBreak(reminder="stretch"),
                    GiveAnswer(answer=Answer.LATER),
                    GiveAnswer(answer=Answer.SKIP),
                ]
            ),
        ),
    ),
    min_size=3,
    max_size=14,
)


async def lives(desk: Desk, steps: list[tuple[str, object]]) -> None:
    """Play these steps."""
    for verb, what in steps:
        match verb:
            case "works":
                await desk.works(minutes=what)
            case "rests":
                await desk.passes(minutes=what)
            case "sets":
                desk.world.sets_clock(timedelta(minutes=what))
                desk.daemon.disturb()
                await still()
            case "asks":
                await desk.daemon.ask(what)
                await still()
            case _:
                await sleeps(desk, verb, timedelta(minutes=what))
                desk.daemon.disturb()
                await still()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(steps=STEPS)
def test_no_span_is_ever_negative(tmp_path_factory, steps) -> None:
    """Whatever the clocks do, nothing lasted for less than no time, and no bout or absence for
    longer than the day was."""

    async def scene() -> None:
        async with Desk(tmp_path_factory.mktemp("desk")) as desk:
            await lives(desk, steps)
            away = sum(what for verb, what in steps if verb in ("signal", "clocks", "both"))
            day = timedelta(seconds=desk.world.monotonic - 1000.0, minutes=away)
            for fact in desk.facts():
                for each in fields(fact):
                    span = getattr(fact, each.name)
                    if each.name in ("lasted", "sat") and span is not None:
                        assert timedelta(0) <= span <= day + timedelta(seconds=2), fact

    asyncio.run(scene())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(steps=STEPS, work=st.sampled_from([5, 14.9]))
def test_after_sleeps_and_settings_there_is_one_prompt_at_most(
    tmp_path_factory, steps, work
) -> None:
    """In the quarter of an hour after the last of them, however many there were before."""

    async def scene() -> None:
        async with Desk(tmp_path_factory.mktemp("desk")) as desk:
            await lives(desk, steps)
            await sleeps(desk, "both", timedelta(minutes=20))
            desk.world.sets_clock(timedelta(hours=-3))
            desk.daemon.disturb()
            await still()
            before = len(desk.facts())
            await desk.works(minutes=work / 2)
            await desk.passes(seconds=6)
            await desk.works(minutes=work / 2 - 0.1)
            shown = {
                each.prompt
                for each in desk.facts()[before:]
                if type(each).__name__ == "PromptShown" and not each.asked
            }

            assert len(shown) <= 1

    asyncio.run(scene())
