"""The fake notifier keeps the contract, so that the daemon's tests hear what a server says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.contracts.notifier import AnsweredNotifierContract, Rig
from tests.fakes_surfaces import FakeNotifier
from unhunch.ports import Clicked, Closed, Failed, Heard, Notifier

from ..contracts.notifier import SIT


class FakeScreen:
    """The fake's own hands and eyes."""

    def __init__(self, notifier: FakeNotifier) -> None:
        self._notifier = notifier

    def titles(self) -> list[str]:
        """What is visible."""
        return [self._notifier.visible.title] if self._notifier.visible else []

    def text(self) -> str:
        """Its text."""
        assert self._notifier.visible is not None
        return self._notifier.visible.body

    def buttons(self) -> list[str]:
        """Its buttons."""
        assert self._notifier.visible is not None
        return [button.label for button in self._notifier.visible.buttons]

    def press(self, label: str) -> None:
        """Press by label."""
        assert self._notifier.visible is not None
        buttons = self._notifier.visible.buttons
        self._notifier.press(next(button.key for button in buttons if button.label == label))

    def break_down(self) -> None:
        """Refuse."""
        self._notifier.refuses = "broken"


class TestFakeNotifier(AnsweredNotifierContract):
    """The contract in memory."""

    def new(self) -> Notifier:
        """A fake."""
        return FakeNotifier()

    @asynccontextmanager
    async def rig(self) -> AsyncIterator[Rig]:
        """A started fake."""
        notifier = FakeNotifier()
        screen: Any = FakeScreen(notifier)
        rig = Rig(notifier, screen)
        await notifier.start(rig.heard.append)
        yield rig
        await notifier.close()

    def test_the_person_and_the_machine_are_heard(self) -> None:
        """Clicks, the cross, a death and a return are reported as a server's are."""

        async def run() -> tuple[list[Heard], type]:
            async with self.rig() as rig:
                notifier = rig.notifier
                assert isinstance(notifier, FakeNotifier)
                await rig.show(SIT)
                notifier.click()
                await rig.show(SIT)
                notifier.dismiss()
                notifier.die("dead")
                dead = type(await rig.show(SIT))
                notifier.come_back()
                return rig.heard[:2], dead

        assert ([Clicked("7"), Closed("7")], Failed) == asyncio.run(run())
