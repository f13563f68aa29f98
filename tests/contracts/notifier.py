"""What every notifier does: the Notifier port's docstrings as code."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Protocol

from tests.waiting import until
from unhunch.ports import (
    Ability,
    Button,
    Clicked,
    Closed,
    Failed,
    Gone,
    Heard,
    Notice,
    Notifier,
    Pressed,
    Shown,
)

SIT = Notice(
    mark="7",
    title="You've been sitting for 45 minutes.",
    body="Stand or walk for a few minutes.",
    buttons=(
        Button(key="done", label="I'm up"),
        Button(key="later", label="5 more minutes"),
        Button(key="skip", label="Skip"),
    ),
    hint="Answer: unhunch answer done",
    on_screen=timedelta(minutes=2),
)
EYES = Notice(mark="8", title="Look away", body="6 m & <far>", buttons=SIT.buttons[:1])


class Screen(Protocol):
    """What a person sees and does, by means of the backend's own server."""

    def titles(self) -> list[str]:
        """The titles of all notices that can be seen now."""

    def text(self) -> str:
        """The text of the notice that can be seen, as a person reads it."""

    def buttons(self) -> list[str]:
        """Its buttons."""

    def press(self, label: str) -> None:
        """Press the button."""

    def click(self) -> None:
        """Click the text."""

    def dismiss(self) -> None:
        """Close it."""

    def break_down(self) -> None:
        """From now on nothing can be shown."""


class Rig:
    """A notifier, its screen, and what was heard."""

    def __init__(self, notifier: Notifier, screen: Screen) -> None:
        self.notifier = notifier
        self.screen = screen
        self.heard: list[Heard] = []

    async def show(self, notice: Notice) -> Shown | Failed:
        """Show it, and wait until it can be seen if it was said to be."""
        result = await self.notifier.show(notice)
        if result == Shown():
            await until(lambda: notice.title in self.screen.titles())
        return result


class NotifierContract:
    """Inherited by the tests of each backend and of the fake."""

    def rig(self) -> AbstractAsyncContextManager[Rig]:
        """A started notifier with its screen; closed at the end."""
        raise NotImplementedError

    def new(self) -> Notifier:
        """A notifier that is not started."""
        raise NotImplementedError

    def test_it_has_a_name(self) -> None:
        """`doctor` can name every backend."""

        async def run() -> str:
            return self.new().name

        assert asyncio.run(run())

    def test_nothing_is_shown_before_start(self) -> None:
        """A constructor does nothing; a notifier that is not started fails and does not raise."""

        async def run() -> type:
            notifier = self.new()
            result = type(await notifier.show(SIT))
            await notifier.withdraw()
            await notifier.close()
            await notifier.close()
            return result

        assert Failed is asyncio.run(run())

    def test_what_is_shown_can_be_read(self) -> None:
        """Title and text reach the person with every character."""

        async def run() -> tuple[Shown | Failed, str]:
            async with self.rig() as rig:
                return await rig.show(EYES), rig.screen.text()

        result, text = asyncio.run(run())

        assert Shown() == result
        assert "6 m & <far>" in text

    def test_what_cannot_be_seen_is_failed(self) -> None:
        """A broken channel answers Failed with a reason, and never raises."""

        async def run() -> Shown | Failed:
            async with self.rig() as rig:
                rig.screen.break_down()
                return await rig.show(SIT)

        result = asyncio.run(run())

        assert isinstance(result, Failed)
        assert result.why

    def test_close_may_be_called_twice(self) -> None:
        """After close nothing can be shown."""

        async def run() -> type:
            async with self.rig() as rig:
                await rig.show(SIT)
                await rig.notifier.close()
                await rig.notifier.close()
                return type(await rig.notifier.show(SIT))

        assert Failed is asyncio.run(run())


class AnsweredNotifierContract(NotifierContract):
    """What every backend keeps that draws the answers."""

    def test_it_says_that_it_draws_buttons(self) -> None:
        """BUTTONS and CONFIRMS are among the abilities once it is started."""

        async def run() -> frozenset[Ability]:
            async with self.rig() as rig:
                return rig.notifier.abilities

        assert {Ability.BUTTONS, Ability.CONFIRMS} <= asyncio.run(run())

    def test_a_press_is_heard_once_with_mark_and_key(self) -> None:
        """What was pressed comes back in our words, and once."""

        async def run() -> tuple[list[str], list[Heard]]:
            async with self.rig() as rig:
                await rig.show(SIT)
                buttons = rig.screen.buttons()
                rig.screen.press("5 more minutes")
                await until(lambda: rig.heard)
                await rig.show(EYES)
                rig.screen.press("I'm up")
                await until(lambda: len(rig.heard) > 1)
                return buttons, rig.heard

        buttons, heard = asyncio.run(run())

        assert ["I'm up", "5 more minutes", "Skip"] == buttons[:3]
        assert [Pressed("7", "later"), Pressed("8", "done")] == heard

    def test_the_hint_is_left_out_where_buttons_are(self) -> None:
        """Nobody is told to type what they can press."""

        async def run() -> str:
            async with self.rig() as rig:
                await rig.show(SIT)
                return rig.screen.text()

        assert "unhunch answer" not in asyncio.run(run())


class DesktopNotifierContract(AnsweredNotifierContract):
    """What every backend keeps whose notices can be taken away and closed."""

    def test_one_notice_at_a_time(self) -> None:
        """A second takes the place of the first."""

        async def run() -> list[str]:
            async with self.rig() as rig:
                await rig.show(SIT)
                await rig.show(EYES)
                await until(lambda: len(rig.screen.titles()) == 1)
                return rig.screen.titles()

        assert ["Look away"] == asyncio.run(run())

    def test_withdraw_leaves_nothing_and_is_not_heard(self) -> None:
        """What we took away ourselves is no news."""

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(SIT)
                await rig.notifier.withdraw()
                await until(lambda: not rig.screen.titles())
                await rig.notifier.withdraw()
                await rig.show(EYES)
                rig.screen.dismiss()
                await until(lambda: rig.heard)
                return rig.heard

        assert [Closed("8")] == asyncio.run(run())

    def test_it_goes_by_itself_in_time_and_is_not_heard(self) -> None:
        """`on_screen` is kept whether or not the server keeps it."""
        short = Notice(mark="9", title="short", body="", on_screen=timedelta(milliseconds=300))

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(short)
                await until(lambda: not rig.screen.titles())
                await rig.show(EYES)
                rig.screen.dismiss()
                await until(lambda: rig.heard)
                return rig.heard

        assert [Closed("8")] == asyncio.run(run())

    def test_closing_it_is_heard_as_closed(self) -> None:
        """The cross is not an answer."""

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(SIT)
                rig.screen.dismiss()
                await until(lambda: rig.heard)
                return rig.heard

        assert [Closed("7")] == asyncio.run(run())

    def test_clicking_the_text_is_heard_as_clicked(self) -> None:
        """A click on the body means seen."""

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(SIT)
                rig.screen.click()
                await until(lambda: [h for h in rig.heard if not isinstance(h, Gone)])
                return rig.heard

        assert [Clicked("7")] == asyncio.run(run())
