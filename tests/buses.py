"""A connection that is closed also when the test fails: one left open is blamed on another test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dbus_fast.aio import MessageBus

from unhunch.bus import connect, disconnect


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[MessageBus]:
    """A connection to the bus at this address."""
    bus = await connect(address)
    try:
        yield bus
    finally:
        await disconnect(bus)
