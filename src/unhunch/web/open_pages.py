"""The pages of a guided break that are open: each asks for news all the time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request

from ..card import Card
from ..errors import UnhunchError

COMES_BACK = 3.0
"""Seconds in which a page asks again that is being fetched anew; then it was closed."""

BEGINS_WITHIN = 8.0
"""The same for one that was just fetched; one without scripts is fetched every five seconds."""


class Closed(UnhunchError):
    """Raised when the page was closed while it waited: nobody reads the answer."""


class OpenPages:
    """Asks the daemon once for all that wait for the same. `left` is called when the last page was
    closed."""

    def __init__(
        self,
        next_card: Callable[[str], Awaitable[Card | None]],
        left: Callable[[], Awaitable[None]],
    ) -> None:
        self._next_card = next_card
        self._left = left
        self._waiting = 0
        self._asking: dict[str, asyncio.Future[Card | None]] = {}
        self._leaving: asyncio.Task[None] | None = None

    def fetched(self) -> None:
        """A page has been fetched, and will ask."""
        self._leaves_in(BEGINS_WITHIN)

    async def next(self, request: Request, seen: str) -> Card | None:
        """Return the next card for a page that knows the one with this key. Raise Closed, and what
        `next_card` raises."""
        self._waiting += 1
        self._stop_leaving()
        answer = self._asking.get(seen) or self._ask(seen)
        closing = asyncio.ensure_future(_closed(request))
        try:
            both: set[asyncio.Future[Any]] = {answer, closing}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise Closed("the page was closed")
            return answer.result()
        finally:
            closing.cancel()
            self._waiting -= 1
            self._leaves_in(COMES_BACK)

    def _ask(self, seen: str) -> asyncio.Future[Card | None]:
        answer = self._asking[seen] = asyncio.ensure_future(self._next_card(seen))

        def answered(done: asyncio.Future[Card | None]) -> None:
            del self._asking[seen]
            if not done.cancelled():
                done.exception()  # whoever wanted it may be gone

        answer.add_done_callback(answered)
        return answer

    def _leaves_in(self, seconds: float) -> None:
        self._stop_leaving()
        if not self._waiting:
            self._leaving = asyncio.ensure_future(self._leave(seconds))

    def _stop_leaving(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()

    async def _leave(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._left()


async def _closed(request: Request) -> None:
    """Return when the browser has dropped the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
