"""The real loop with a real journal, in a world that jumps."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import FakeSign
from tests.fakes_surfaces import FakeNotifier, FakeTray
from unhunch.body.requests import AcceptStatement, CheckIn
from unhunch.daemon.memory import remembered
from unhunch.daemon.status import status_of
from unhunch.desk.facts import PromptShown
from unhunch.desk.policy import Answer
from unhunch.desk.requests import GiveAnswer, Meeting, Pause, Refused, Resume, Sit, Stand, TakeBreak
from unhunch.desk.state import Visible, on_stage
from unhunch.errors import JournalUnreadable
from unhunch.ports import Sign
from unhunch.words.catalogue import ENGLISH

from .desk import Desk, policy, still


def test_a_prompt_is_kept_when_it_can_be_seen(tmp_path: Path) -> None:
    """The fact and the notification come together, with the same words and number."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=41)
            [shown] = desk.facts("prompt_shown")

            assert desk.notifier.visible is not None
            assert desk.notifier.visible.mark == str(shown.prompt)
            assert ("screen", ("posture",)) == (shown.on, shown.reminders)

    asyncio.run(scene())


def test_without_any_surface_nothing_is_shown_and_nothing_kept(tmp_path: Path) -> None:
    """A prompt that nobody can have seen is not shown; it comes as soon as there is a tray."""

    async def scene() -> None:
        desk = Desk(tmp_path, screens=[], tray=FakeTray(has_panel=False))
        async with desk:
            await desk.works(minutes=42)

            assert desk.facts("prompt_shown") == []

            desk.tray.set_panel(True)
            await desk.works(minutes=1)
            [shown] = desk.facts("prompt_shown")

            assert shown.on == "tray"

    asyncio.run(scene())


def test_a_channel_that_fails_falls_to_the_next(tmp_path: Path) -> None:
    """Notification, plain notification, tray: the first that works is used, and told."""

    async def scene() -> None:
        plain = FakeNotifier([])
        desk = Desk(tmp_path)
        desk.screens.append(plain)
        desk.notifier.refuses = "no server"
        async with desk:
            await desk.works(minutes=41)

            assert plain.visible is not None
            assert desk.facts("prompt_shown")[0].on == "screen"

            plain.refuses = "no notify-send"
            desk.stage.lost_screen("gone")
            desk.daemon.disturb()
            await still()

            assert desk.kinds()[-1] == "screen_lost"
            assert desk.daemon.state.prompts[0].phase.on == "tray"

    asyncio.run(scene())


def test_a_screen_that_is_tried_in_vain_is_no_new_showing(tmp_path: Path) -> None:
    """While the notifier fails again and again, the prompt in the tray is shown once."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        desk.notifier.refuses = "no server"
        async with desk:
            await desk.works(minutes=49)

            [shown] = desk.facts("prompt_shown")
            assert shown.on == "tray"

    asyncio.run(scene())


def test_the_terminal_comes_last_and_keeps_the_prompt(tmp_path: Path) -> None:
    """Without screen and tray the prompt is written once, and can be answered there all along."""

    async def scene() -> None:
        terminal = FakeNotifier()
        desk = Desk(tmp_path, screens=[], tray=FakeTray(has_panel=False))
        desk.terminal = terminal
        async with desk:
            await desk.works(minutes=46)

            assert terminal.visible is not None
            assert len(terminal.shown) == 1

            terminal.press(terminal.visible.buttons[0].key)
            await still()

            assert desk.facts("prompt_answered")[0].answer is Answer.DONE
            assert terminal.visible is None

    asyncio.run(scene())


def test_the_terminal_is_written_once_while_screens_fail(tmp_path: Path) -> None:
    """A screen that is tried in vain does not repeat the prompt in the terminal."""

    async def scene() -> None:
        terminal = FakeNotifier()
        desk = Desk(tmp_path, tray=FakeTray(has_panel=False))
        desk.notifier.refuses = "no server"
        desk.terminal = terminal
        async with desk:
            await desk.works(minutes=49)

            assert len(terminal.shown) == 1
            assert len(desk.facts("prompt_shown")) == 1

    asyncio.run(scene())


def test_a_terminal_that_is_gone_is_no_surface(tmp_path: Path) -> None:
    """When writing fails nothing was shown, and the prompt stays due."""

    async def scene() -> None:
        terminal = FakeNotifier()
        terminal.refuses = "hung up"
        desk = Desk(tmp_path, screens=[], tray=FakeTray(has_panel=False))
        desk.terminal = terminal
        async with desk:
            await desk.works(minutes=42)

            assert desk.facts("prompt_shown") == []
            assert (
                status_of(ENGLISH, desk.daemon.here())["waiting"]["why"]
                == "there is nowhere to show it"
            )

    asyncio.run(scene())


def test_a_server_that_dies_and_comes_back_shows_the_same_prompt(tmp_path: Path) -> None:
    """The death is a fact, the prompt goes to the tray, and comes back with its number."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=40, seconds=30)
            desk.notifier.die()
            await still()

            assert desk.kinds()[-1] == "screen_lost"

            await desk.works(seconds=10)
            desk.notifier.come_back()
            await still()
            first, again = desk.facts("prompt_shown")

            assert desk.notifier.visible is not None
            assert (first.prompt, True) == (again.prompt, again.again)

    asyncio.run(scene())


def test_an_answer_is_on_disk_when_it_is_done(tmp_path: Path) -> None:
    """A pressed button becomes a durable fact, and the notification goes."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=41)
            desk.notifier.press(desk.key("Changed something"))
            await still()

            [answered] = desk.facts("prompt_answered")
            assert (Answer.DONE, "user") == (answered.answer, answered.by)
            assert answered in desk.journal.durable
            assert desk.notifier.visible is None

    asyncio.run(scene())


def test_a_press_at_sight_is_no_answer(tmp_path: Path) -> None:
    """Within half a second of the showing a press shows the prompt again."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=39, seconds=58)
            while desk.notifier.visible is None:
                await desk.works(seconds=0.2)
            await desk.passes(seconds=0.2)
            desk.notifier.press(desk.key("Changed something"))
            await still()

            assert desk.facts("prompt_answered") == []
            assert [fact.again for fact in desk.facts("prompt_shown")] == [False, True]
            assert desk.notifier.visible is not None

    asyncio.run(scene())


@pytest.mark.parametrize("way", ["click", "dismiss"])
def test_a_click_or_a_cross_puts_the_prompt_aside(tmp_path: Path, way: str) -> None:
    """Off the screen, no answer, still in the menu; nothing brings it back on the screen."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=41)
            getattr(desk.notifier, way)()
            await desk.works(minutes=1)

            assert desk.kinds()[-1] == "prompt_put_aside"
            assert desk.notifier.visible is None
            assert any(e.key.startswith("answer:1:") for e in desk.tray.open_menu())

    asyncio.run(scene())


def test_the_menu_answers(tmp_path: Path) -> None:
    """Later from the menu puts the prompt off by what it says."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=41)
            desk.tray.pick(desk.key("Changed something"))
            await desk.works(minutes=15)
            desk.tray.pick("later:2:15")
            await still()
            [_, answered] = desk.facts("prompt_answered")

            assert answered.until - answered.at == timedelta(minutes=15)

    asyncio.run(scene())


# --- sleep and the clock ---------------------------------------------------------------------


@pytest.mark.parametrize("just_before", [0.0, 0.2, 30.0])
def test_slept_time_is_no_presence(tmp_path: Path, just_before: float) -> None:
    """A machine that sleeps while somebody types: they left then, however late the last look was,
    and are back with the first input and not with the waking."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            desk.daemon.disturb()
            await still()
            desk.world.passes(timedelta(seconds=just_before))
            await desk.sleeps(hours=3)

            [ended] = desk.facts("bout_ended")
            assert timedelta(minutes=20) <= ended.sat < timedelta(minutes=21)
            assert desk.daemon.state.absence is not None

            await desk.passes(seconds=30)
            assert desk.facts("away_ended") == []

            await desk.works(minutes=10)
            assert desk.facts("away_ended")[0].lasted > timedelta(hours=3)
            assert status_of(ENGLISH, desk.daemon.here())["sat"].startswith("PT")

    asyncio.run(scene())


def test_who_types_on_after_a_sleep_is_there(tmp_path: Path) -> None:
    """Hands that are busy the moment the machine wakes are not taken for away for long."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            desk.world.sleeps(timedelta(hours=1))
            desk.touch()
            desk.daemon.disturb()
            for _ in range(10):
                await desk.works(seconds=3)
                await desk.passes(seconds=1.5)

            assert desk.daemon.state.absence is None
            assert desk.daemon.state.bout is not None
            assert desk.facts("away_ended")[0].lasted >= timedelta(hours=1)

    asyncio.run(scene())


def test_without_a_sensor_a_sleep_is_no_life_sentence(tmp_path: Path) -> None:
    """Where nothing tells of idleness the user counts as active again after a sleep."""

    async def scene() -> None:
        async with Desk(tmp_path, no_idle=True) as desk:
            await still()
            await desk.sleeps(hours=1)
            await desk.passes(minutes=1)

            assert desk.daemon.state.absence is None

    asyncio.run(scene())


def test_a_clock_that_is_set_makes_nothing_due(tmp_path: Path) -> None:
    """An hour forward at twenty minutes is not an hour of sitting."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            desk.world.sets_clock(timedelta(hours=1))
            desk.daemon.disturb()
            await desk.works(minutes=1)

            assert [fact.by for fact in desk.facts("clock_set")] == [timedelta(hours=1)]
            assert desk.facts("prompt_shown") == []
            assert status_of(ENGLISH, desk.daemon.here())["status"].startswith("Sitting 21 min")

    asyncio.run(scene())


def test_a_clock_that_is_set_in_sleep_moves_what_was_before(tmp_path: Path) -> None:
    """The setting is kept before the sleep, which is dated by the new clock."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            desk.world.sets_clock(timedelta(hours=2))
            await desk.sleeps(minutes=3)

            assert [k for k in desk.kinds() if k in ("slept", "clock_set")] == [
                "clock_set",
                "slept",
            ]
            assert desk.daemon.state.dark[-1][1] <= desk.world.wall
            assert desk.daemon.state.absence is not None and desk.daemon.state.absence.away

    asyncio.run(scene())


def test_whoever_watches_is_not_absent_for_a_moment(tmp_path: Path) -> None:
    """What is asked only in quiet times answers before the quiet is believed."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        film = FakeSign(desk.world, "inhibitor")
        film.answers = lambda: film.say(Sign.YES)
        desk.signs.append(film)
        async with desk:
            await desk.works(minutes=5)
            await desk.passes(minutes=20)

            assert [k for k in desk.kinds() if k in ("idle_began", "break_credited")] == []
            assert desk.daemon.state.absence is None

    asyncio.run(scene())


def test_an_unlock_is_one_input(tmp_path: Path) -> None:
    """It ends the absence; without another input the user is absent again after a while."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        lock = FakeSign(desk.world, "locked")
        desk.signs.append(lock)
        async with desk:
            lock.say(Sign.NO)
            await desk.works(minutes=5)
            lock.say(Sign.YES)
            await desk.passes(minutes=10)
            lock.say(Sign.NO)
            await still()

            assert desk.daemon.state.absence is None

            await desk.passes(minutes=10)
            assert desk.daemon.state.absence is not None

    asyncio.run(scene())


# --- the journal refuses ---------------------------------------------------------------------


def test_a_full_disk_decides_nothing_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """While nothing can be kept nothing is shown for good; afterwards it goes on by itself."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            before = desk.kinds()
            desk.journal.is_full = True
            await desk.works(minutes=45)

            assert before == desk.kinds()
            assert desk.notifier.visible is None
            assert "no space left" in desk.daemon.look().trouble
            assert desk.tray.face is not None and "no space left" in desk.tray.face.tooltip
            with pytest.raises(JournalUnreadable):
                await desk.daemon.ask(Pause(length=timedelta(hours=1)))
            assert desk.daemon.state.holds == {}

            desk.journal.is_full = False
            await desk.works(minutes=11)

            assert desk.notifier.visible is not None or desk.facts("prompt_expired")
            assert desk.daemon.look().trouble == ""

    with caplog.at_level(logging.ERROR):
        asyncio.run(scene())

    assert len([r for r in caplog.records if "cannot be written" in r.message]) == 1


def test_a_prompt_that_cannot_be_kept_does_not_flicker(tmp_path: Path) -> None:
    """It is tried seldom, not every half minute."""

    async def scene() -> None:
        posture = [each for each in policy().reminders if each.name == "posture"]
        async with Desk(tmp_path, policy(reminders=tuple(posture))) as desk:
            await desk.works(minutes=29)
            desk.journal.is_full = True
            await desk.works(minutes=45)

            assert 1 <= len(desk.notifier.shown) <= 7
            assert desk.notifier.visible is None

    asyncio.run(scene())


def test_a_sleep_on_a_full_disk_is_not_forgotten(tmp_path: Path) -> None:
    """What nobody could work out again is kept as soon as there is room."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=20)
            desk.journal.is_full = True
            await desk.sleeps(hours=1)
            desk.world.sets_clock(timedelta(minutes=30))
            await desk.works(minutes=2)
            desk.journal.is_full = False
            await desk.works(minutes=2)

            assert len(desk.facts("slept")) == 1
            assert len(desk.facts("clock_set")) == 1

    asyncio.run(scene())


# --- restarts --------------------------------------------------------------------------------


def test_a_kill_in_mid_bout_changes_nothing(tmp_path: Path) -> None:
    """The bout goes on, and an open prompt is shown again as the same one."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        async with desk:
            await desk.works(minutes=41)
            desk.world.is_typing = True
            await desk.dies()
            await desk.starts()
            await desk.works(minutes=11)

            assert len(desk.facts("bout_began")) == 1
            assert desk.facts("bout_ended") == []
            assert {fact.prompt for fact in desk.facts("prompt_shown")[:2]} == {1}

    asyncio.run(scene())


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("works"), st.integers(1, 70)),
        st.tuples(st.just("rests"), st.integers(1, 20)),
        st.tuples(st.just("sleeps"), st.integers(1, 90)),
        st.tuples(st.just("sets"), st.integers(-90, 90)),
        st.tuples(
            st.just("asks"),
            st.sampled_from(
                [
                    Pause(length=timedelta(minutes=20)),
                    Pause(tomorrow=True),
                    Resume(),
                    Meeting(length=timedelta(minutes=30)),
                    Stand(),
                    Sit(),
                    TakeBreak(),
                    *(GiveAnswer(answer=answer) for answer in Answer),
                ]
            ),
        ),
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None)
@given(steps=STEPS)
def test_a_restart_remembers_everything(tmp_path_factory, steps) -> None:
    """After any day the journal's fold is the situation; never are two prompts on the stage."""

    async def scene() -> None:
        async with Desk(tmp_path_factory.mktemp("desk")) as desk:
            for verb, what in steps:
                match verb:
                    case "works":
                        await desk.works(minutes=what)
                    case "rests":
                        await desk.passes(minutes=what)
                    case "sleeps":
                        await desk.sleeps(minutes=what)
                    case "sets":
                        desk.world.sets_clock(timedelta(minutes=what))
                    case "asks":
                        outcome = await desk.daemon.ask(what)
                        assert isinstance(outcome, tuple | Refused)
                prompts = desk.daemon.state.prompts
                assert len([p for p in prompts if isinstance(p.phase, Visible)]) <= 1
                seen = desk.notifier.visible
                on = on_stage(desk.daemon.state)
                assert seen is None or (on is not None and seen.mark == str(on.number))
            assert desk.daemon.state == remembered(desk.journal, desk.clock.local())

    asyncio.run(scene())


# --- rest ------------------------------------------------------------------------------------


def test_an_hour_of_nothing_costs_nothing(tmp_path: Path) -> None:
    """Away on a sensor that pushes, the daemon does not wake at all."""

    async def scene() -> None:
        async with Desk(tmp_path, policy(reminders=())) as desk:
            await desk.works(minutes=1)
            await desk.passes(minutes=10)
            wakes, settles = desk.timetable.wakes, desk.settles
            await desk.passes(hours=1)

            assert (wakes, settles) == (desk.timetable.wakes, desk.settles)

    asyncio.run(scene())


def test_an_hour_of_typing_costs_little(tmp_path: Path) -> None:
    """Present with nothing due, it wakes once a minute and a few times for what is coming."""

    async def scene() -> None:
        async with Desk(tmp_path, policy(reminders=())) as desk:
            await desk.works(minutes=1)
            wakes, settles = desk.timetable.wakes, desk.settles
            await desk.works(hours=1)

            assert desk.timetable.wakes - wakes <= 61
            assert desk.settles - settles <= 61

    asyncio.run(scene())


def test_a_working_hour_with_prompts_does_not_spin(tmp_path: Path) -> None:
    """With everything on, at most three wakes a minute."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(hours=3)

            assert desk.timetable.wakes <= 3 * 180
            assert all(isinstance(f, PromptShown) for f in desk.facts("prompt_shown"))

    asyncio.run(scene())


def test_a_reminder_that_vanishes_leaves_its_prompt(tmp_path: Path) -> None:
    """New settings without the reminder of the open prompt withdraw it, with the reason."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=41)
            await desk.daemon.use(policy(reminders=()))

            assert [f.why for f in desk.facts("prompt_withdrawn")] == ["settings"]
            assert desk.notifier.visible is None

    asyncio.run(scene())


def test_what_is_no_prompt_stays_for_its_time(tmp_path: Path) -> None:
    """A word on the screen is not taken away by the next look; the prompt before it comes back."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=5)
            await desk.daemon.say("Why so quiet?", "Nothing holds prompts back.")
            desk.daemon.disturb()
            await desk.works(seconds=10)

            assert desk.notifier.visible is not None
            assert desk.notifier.visible.title == "Why so quiet?"

            await desk.works(minutes=35, seconds=20)
            await desk.daemon.say("Why so quiet?", "")
            await desk.works(seconds=5)
            assert desk.notifier.visible.title == "Why so quiet?"

            await desk.works(seconds=20)
            desk.daemon.disturb()
            await still()
            assert desk.notifier.visible.mark == "1"

    asyncio.run(scene())


@pytest.mark.parametrize("sign", Sign)
def test_do_not_disturb_does_not_swallow_why_it_is_quiet(sign: Sign, tmp_path: Path) -> None:
    """Servers show then only what is urgent; without do-not-disturb no word is."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            desk.senses.heard_sign("dnd", "server", sign, 0)
            await desk.daemon.say("Why so quiet?", "dnd: do not disturb is on")

            assert desk.notifier.visible is not None
            assert desk.notifier.visible.urgent is (sign is Sign.YES)

    asyncio.run(scene())


def test_the_first_input_after_a_start_ends_the_night_before_it(tmp_path: Path) -> None:
    """A suggestion that waited for a break comes when the computer is switched on next morning."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            await desk.works(minutes=1)
            assert desk.daemon is not None
            await desk.daemon.ask(AcceptStatement())
            for _ in range(2):
                await desk.daemon.ask(CheckIn(yes=("tingling_arm_one",)))
                await desk.passes(hours=24)
                await desk.works(seconds=30)
            shown = len(desk.facts("suggestion_shown"))
            await desk.daemon.ask(CheckIn(pain=(("neck", 3),), yes=("worried",)))
            await desk.passes(minutes=6)
            await desk.dies()
            desk.world.passes(timedelta(hours=14))
            desk.world.touches()  # the password, before the program is there
            await desk.starts()
            await desk.works(seconds=2)

            new = desk.facts("suggestion_shown")[shown:]
            assert [["C4", "C9"]] == [list(fact.rules) for fact in new]

    asyncio.run(scene())
