"""My week: what the journal adds up to, as pages to look at. Read only, and counted by nobody else.

What draws them is loaded with the first one: most visits to these pages are for something else.
"""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .outside import Outside
from .view import View

if TYPE_CHECKING:
    from .week_parts import Sheet, Speaker

_EARLIEST = date(2000, 1, 1)
"""No journal is older; before it there is nothing to turn pages to."""

Make = Callable[["Speaker", Outside, date, date], "Sheet"]


class WeekPages:
    """The day, the week, the month, and what goes together."""

    def __init__(self, outside: Outside, view: View) -> None:
        self._outside = outside
        self._view = view

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/week", self.week),
            Route("/week/day", self.day),
            Route("/week/month", self.month),
            Route("/week/together", self.together),
        ]

    async def week(self, request: Request) -> Response:
        """Show the week of a day, Monday first."""
        from .week_sheets import week

        return self._show(request, "/week", week)

    async def day(self, request: Request) -> Response:
        """Show one day."""
        from .week_sheets import day

        return self._show(request, "/week/day", day)

    async def month(self, request: Request) -> Response:
        """Show the month of a day."""
        from .month_sheets import month

        return self._show(request, "/week/month", month)

    async def together(self, request: Request) -> Response:
        """Show long bouts beside the check-ins after them."""
        from .month_sheets import together

        return self._show(request, "/week/together", together)

    def _show(self, request: Request, path: str, make: Make) -> Response:
        from .week_parts import Speaker

        outside = self._outside
        today = outside.now().date()
        speaker = Speaker.of(outside)
        sheet = make(speaker, outside, _asked(request, today), today)
        return self._view.page(
            request, "week.html", sheet=sheet, path=path, tabs=speaker.tabs(), on=sheet.on
        )


def _asked(request: Request, today: date) -> date:
    """Return the day that the address asks for, today without one. What has not come is today."""
    given = request.query_params.get("on", "")
    if not given:
        return today
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND) from error
    return min(max(day, _EARLIEST), today)
