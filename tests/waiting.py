"""Waiting for what must come to be true, instead of for time to pass."""

import asyncio
from collections.abc import Callable


async def until(claim: Callable[[], object], within: float = 20.0) -> None:
    """Return once the claim holds; TimeoutError when it does not become true."""
    async with asyncio.timeout(within):
        while not claim():
            await asyncio.sleep(0.01)
