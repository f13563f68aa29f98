"""A guided break through the real daemon, in the window of a stand-in: what happens to it when
something else happens."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from tests.daemon.desk import Desk, policy
from tests.fakes import FakeSign
from tests.waiting import until
from unhunch.config.loaded import BreakLook
from unhunch.daemon.breaks import Breaks
from unhunch.desk.facts import PromptAnswered
from unhunch.desk.policy import Answer, Hold, Move
from unhunch.desk.requests import Guide, TakeBreak
from unhunch.errors import JournalUnreadable
from unhunch.ports import Sign
from unhunch.wire.messages import Message

WINDOW = """
import json, os, sys
log = open({log!r}, "a", buffering=1)
for line in sys.stdin:
    told = json.loads(line)
    log.write(line)
    if "show" in told:
        print('{{"shown": true}}', flush=True)
    if "hide" in told:
        break
log.write('"ended"\\n')
"""


class Breaking(Desk):
    """A desk whose guided breaks have a window. `told`: what the windows were told."""

    def __init__(self, folder: Path, **options: Any) -> None:
        super().__init__(folder, **options)
        self.log = folder / "window"
        self.refused: list[str] = []

    async def starts(self) -> None:
        """A new process, with no window."""
        await super().starts()
        script = WINDOW.format(log=str(self.log))
        self.breaks = self.stage.breaks = Breaks(
            {"DISPLAY": ":7"},
            self._pressed,
            self._disturb,
            self._no_page,
            lambda: True,
            (sys.executable, "-S", "-c", script),
        )
        self._disturb()

    async def dies(self) -> None:
        """The daemon's end, and its window's."""
        await self.breaks.close()
        await super().dies()

    async def begins(self) -> None:
        """A guided break in its window."""
        self.touch()
        await self.passes(minutes=1)
        await self._ask(TakeBreak())
        await self.shows(lambda card: card is not None)

    async def shows(self, claim: Callable[[dict[str, Any] | None], bool]) -> None:
        """Wait until what the window was told last is so; None: it has ended."""
        await until(lambda: claim(self.card))

    @property
    def card(self) -> dict[str, Any] | None:
        """What the window shows."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        last = json.loads(lines[-1]) if lines else "ended"
        return last.get("show") if isinstance(last, dict) else None

    @property
    def windows(self) -> int:
        """So many have ended."""
        return self.log.read_text().count('"ended"')

    async def _pressed(self, message: Message) -> None:
        assert self.daemon is not None and isinstance(message, Guide)
        await self.daemon.ask(message)

    async def _no_page(self) -> None:
        raise AssertionError("there is a window")


def day(play: Callable[[Breaking], Awaitable[None]]) -> Callable[[Path], None]:
    """A test that plays at such a desk."""

    @wraps(play)
    def run(tmp_path: Path) -> None:
        async def whole() -> None:
            async with Breaking(tmp_path) as desk:
                await play(desk)

        asyncio.run(whole())

    del run.__wrapped__  # type: ignore[attr-defined]
    return run


@day
async def test_its_window_is_told_and_ends_with_the_break(desk: Breaking) -> None:
    """Nothing of it is shown in a notification."""
    await desk.begins()
    assert desk.notifier.visible is None

    await desk._ask(Guide(move=Move.NEXT))
    await desk.shows(lambda card: card is not None and card["place"] == "2 of 3")
    await desk.passes(minutes=10)

    await desk.shows(lambda card: card is None)
    assert 1 == desk.windows


@day
async def test_other_settings_in_the_middle_of_it(desk: Breaking) -> None:
    """Another firmness is told to the same window; without a window it goes on in a notification,
    and in a new window when there may be one again."""
    await desk.begins()
    assert desk.daemon is not None
    for look, place in (
        (BreakLook(firmness="firm"), "window"),
        (BreakLook(window=False), "notification"),
        (BreakLook(), "window"),
    ):
        desk.daemon.breaks = look
        await desk.daemon.use(desk.policy)
        if place == "window":
            await desk.shows(lambda card: card is not None and card["firmness"] == look.firmness)  # noqa: B023
            assert desk.notifier.visible is None
        else:
            await desk.shows(lambda card: card is None)
            assert desk.notifier.visible is not None
            assert "Stretch break: 1 of 3" == desk.notifier.visible.title

    assert [] == desk.facts("break_moved")


@day
async def test_a_reminder_that_goes_takes_the_window_along(desk: Breaking) -> None:
    """Turned off in the settings: the break has lost its reason."""
    await desk.begins()
    assert desk.daemon is not None
    kept = tuple(each for each in desk.policy.reminders if each.name != "stretch")

    await desk.daemon.use(replace(desk.policy, reminders=kept))

    await desk.shows(lambda card: card is None)
    assert ["settings"] == [each.why for each in desk.facts("prompt_withdrawn")]


def test_a_call_takes_the_window_away(tmp_path: Path) -> None:
    """At once; after the call the prompt comes back as a notification, and asks first."""

    async def play() -> None:
        desk = Breaking(tmp_path)
        camera = FakeSign(desk.world, Hold.CAMERA)
        desk.signs.append(camera)
        async with desk:
            await desk.begins()
            await desk.passes(seconds=5)
            camera.say(Sign.YES)
            await desk.passes(seconds=1)
            await desk.shows(lambda card: card is None)
            assert desk.notifier.visible is None

            camera.say(Sign.NO)
            await desk.works(minutes=4)
            await desk.passes(seconds=6)
            assert desk.notifier.visible is not None
            assert "Stretch break" == desk.notifier.visible.title

    asyncio.run(play())


@day
async def test_a_full_disk_leaves_the_break_as_it_is(desk: Breaking) -> None:
    """What is pressed is not done, and says so; the ring goes on, and so does everything when
    there is room again."""
    await desk.begins()
    assert desk.daemon is not None
    before, desk.journal.is_full = desk.card, True
    with pytest.raises(JournalUnreadable):
        await desk.daemon.ask(Guide(move=Move.NEXT))
    await desk.works(seconds=20)
    assert before == desk.card
    assert desk.tray.face is not None and "Nothing can be kept" in desk.tray.face.tooltip

    desk.journal.is_full = False
    await desk.daemon.ask(Guide(move=Move.NEXT))

    await desk.shows(lambda card: card is not None and card["place"] == "2 of 3")


@day
async def test_a_daemon_that_starts_anew_has_a_window_anew(desk: Breaking) -> None:
    """The break is where it was; the window of the one that was killed has ended."""
    await desk.begins()
    await desk._ask(Guide(move=Move.NEXT))
    await desk.shows(lambda card: card is not None and card["place"] == "2 of 3")
    await desk.dies()
    desk.log.unlink()

    await desk.starts()

    await desk.shows(lambda card: card is not None and card["place"] == "2 of 3")


@day
async def test_who_leaves_has_taken_the_break(desk: Breaking) -> None:
    """Locked or not: nothing covers the screen of somebody who comes back."""
    await desk.begins()

    await desk.sleeps(hours=2)
    desk.touch()
    await desk.passes(seconds=6)

    await desk.shows(lambda card: card is None)
    answered = [each for each in desk.facts() if isinstance(each, PromptAnswered)]
    assert (Answer.DONE, "break") == (answered[-1].answer, answered[-1].by)


def test_a_break_that_begins_by_itself_is_in_its_window(tmp_path: Path) -> None:
    """With no notification before it, and with no notification server at all."""

    async def play() -> None:
        wishes = policy(at_once=True)
        kept = tuple(each for each in wishes.reminders if each.name == "stretch")
        desk = Breaking(tmp_path, wishes=replace(wishes, reminders=kept), screens=[])
        desk.tray.set_panel(False)
        async with desk:
            await desk.works(minutes=60)
            await desk.passes(seconds=6)
            await desk.shows(lambda card: card is not None and card["by_itself"])

            assert ["screen"] == [each.on for each in desk.facts("prompt_shown")]

    asyncio.run(play())
