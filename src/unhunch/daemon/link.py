"""One bus: connected, and connected again when it went away and came back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from dbus_fast.aio import MessageBus

from .. import bus as dbus
from ..errors import BusError
from ..ports import Unfit
from ..sentence import Sentence
from .patience import Patience

log = logging.getLogger(__name__)

FIRST_PAUSE = 2.0
"""Seconds before a bus that is not there is tried again; doubled each time."""

LAST_PAUSE = 300.0


class Link:
    """`bus` is the connection, None while there is none; `unfit` says why."""

    def __init__(self, name: str, connect: Callable[[], Awaitable[MessageBus]]) -> None:
        self.name = name
        self.bus: MessageBus | None = None
        self.unfit: list[Unfit] = []
        self._connect = connect

    async def open(self) -> bool:
        """Connect; return whether it worked. Never raises."""
        try:
            self.bus, self.unfit = await self._connect(), []
        except BusError as error:
            self.unfit = [Unfit(self.name, error.words)]
        return self.bus is not None

    async def keep(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Await `changed` each time it went and each time it is there again, until cancelled.

        A bus that goes again soon after it came is given ever more time.
        """
        patience = Patience(FIRST_PAUSE, LAST_PAUSE)
        now = asyncio.get_running_loop().time
        while True:
            if self.bus is not None:
                began = now()
                why = await dbus.until_lost(self.bus)
                patience.worked(now() - began)
                log.warning("the %s is gone (%s); trying again", self.name, why)
                await self.close()
                self.unfit = [Unfit(self.name, Sentence("the connection to the bus is gone"))]
                await changed()
            await asyncio.sleep(patience.pause())
            if await self.open():
                log.info("the %s is there", self.name)
                await changed()

    async def close(self) -> None:
        """Disconnect. May be called twice."""
        bus, self.bus = self.bus, None
        if bus is not None:
            await dbus.disconnect(bus)
