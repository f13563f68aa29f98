"""One bus that comes and goes, under a clock that jumps."""

import asyncio

from tests.sensors.jumping import run_jumping
from unhunch.daemon.link import Link
from unhunch.errors import BusError

DAY = 24 * 3600.0


class Connection:
    """A connection that breaks after a while."""

    def __init__(self, lasts: float) -> None:
        self._lasts = lasts

    async def wait_for_disconnect(self) -> None:
        """As MessageBus."""
        await asyncio.sleep(self._lasts)
        raise EOFError("the bus closed the connection")

    def disconnect(self) -> None:
        """As MessageBus."""
        self._lasts = 0


class Bus:
    """A bus whose connections last so long; 0: it is not there."""

    def __init__(self, lasts: float) -> None:
        self.lasts = lasts
        self.tries: list[float] = []
        self.changes: list[bool] = []
        self.link = Link("session bus", self._connect)

    async def _connect(self) -> Connection:
        self.tries.append(asyncio.get_running_loop().time())
        if not self.lasts:
            raise BusError("org.freedesktop.DBus.Error.NoServer", "no bus")
        return Connection(self.lasts)

    async def changed(self) -> None:
        """For `keep`."""
        self.changes.append(self.link.bus is not None)

    async def lives_for(self, seconds: float) -> None:
        """Keep it for so long."""
        await self.link.open()
        keeping = asyncio.create_task(self.link.keep(self.changed))
        await asyncio.sleep(seconds)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        self.lasts = 0
        await self.link.close()


def test_a_bus_that_is_not_there_is_tried_ever_more_seldom() -> None:
    """A day without one: a try in five minutes."""

    async def scene() -> None:
        bus = Bus(0)
        await bus.lives_for(DAY)

        assert 288 <= len(bus.tries) <= 300
        assert bus.changes == []
        assert [unfit.why for unfit in bus.link.unfit] == ["no bus"]

    run_jumping(scene())


def test_a_bus_that_flaps_is_tried_ever_more_seldom() -> None:
    """It takes every connection and drops it after a second."""

    async def scene() -> None:
        bus = Bus(1)
        await bus.lives_for(DAY)

        assert 280 <= len(bus.tries) <= 300
        assert bus.changes[:4] == [False, True, False, True]

    run_jumping(scene())


def test_a_bus_that_was_there_for_long_is_tried_at_once() -> None:
    """Its restart is not the fifth failure of this morning."""

    async def scene() -> None:
        bus = Bus(3600)
        await bus.lives_for(DAY)
        pauses = {
            round(later - earlier - 3600)
            for earlier, later in zip(bus.tries, bus.tries[1:], strict=False)
        }

        assert pauses == {2}

    run_jumping(scene())
