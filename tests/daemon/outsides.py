"""Everything that the daemon sees with, on real buses of its own, and nothing of the daemon."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from unhunch.daemon.clock import SystemClock
from unhunch.daemon.outside import Outside
from unhunch.daemon.surroundings import Ears
from unhunch.ports import Face, IconState, Sign
from unhunch.words.catalogue import ENGLISH

from .buses import Bus

FACE = Face(icon=IconState.OK, tooltip="", menu=())


class Bench:
    """Outside on two buses of its own, and what it said of the lock at each look."""

    def __init__(self, session: Bus, system: Bus) -> None:
        self.session, self.system = session, system
        self.locked: list[Sign | None] = []
        self.environ = {
            "DBUS_SESSION_BUS_ADDRESS": session.address,
            "DBUS_SYSTEM_BUS_ADDRESS": system.address,
            "XDG_SESSION_ID": "7",
        }
        self.outside = Outside(self.environ, SystemClock(), self._ears(), lambda: ENGLISH)

    @property
    def lock(self) -> Sign | None:
        """What is said of the lock now."""
        return self.outside.senses.signs().get("locked")

    @property
    def idle(self) -> str:
        """The name of the idle sensor."""
        idle = self.outside.sensing.idle
        return "" if idle is None else idle.name

    @property
    def sensors(self) -> set[str]:
        """The names of the sensors that answer questions."""
        return {sensor.name for sensor in self.outside.sensing.signs}

    @property
    def unfit(self) -> set[str]:
        """The names of what cannot be had."""
        return {unfit.name for unfit in self.outside.surroundings.unfit}

    def _changed(self) -> None:
        self.locked.append(self.lock)

    def _ears(self) -> Ears:
        return Ears(
            heard=lambda what: None,
            picked=lambda key: None,
            opening=lambda: FACE,
            changed=self._changed,
            zone_changed=self._changed,
        )


@asynccontextmanager
async def kept(bench: Bench) -> AsyncIterator[asyncio.Task[str]]:
    """Everything open, and kept by this task."""
    async with AsyncExitStack() as stack:
        await bench.outside.open(stack)
        await bench.outside.until_settled(5)
        keeping = asyncio.create_task(bench.outside.keep())
        yield keeping
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


def play(scene: Callable[[], Awaitable[None]]) -> None:
    """Run a scene."""
    asyncio.run(scene())
