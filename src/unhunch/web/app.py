"""Puts the pages together behind their guard."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import UnhunchError
from .breaking import BreakPages
from .care import CarePages
from .checkin import CheckinPages
from .drafts import Drafts
from .entries import Entries
from .guard import COOKIE, Guard
from .launch import PAGES
from .lifetime import Lifetime
from .note import LOOPBACK, Note
from .outside import Outside
from .peer import Address, may_be_ours
from .reporting import ReportPages
from .settings import Seen, SettingsPages
from .suggestion import SuggestionPages
from .view import View, turn_to
from .weekly import WeekPages

if TYPE_CHECKING:
    from ..report import Report

_STATIC = Path(__file__).parent / "static"


class Doors:
    """The two ways in: a program asks for a link, a browser comes with one."""

    def __init__(self, entries: Entries, note: Note) -> None:
        self._entries = entries
        self._note = note

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/links/{page}", self.link, methods=["POST"]),
            Route("/links/unused/{key}", self.unused, methods=["POST"]),
            Route("/enter/{key}", self.enter),
        ]

    async def link(self, request: Request) -> Response:
        """Give a program that read the note a link that opens a page once."""
        page = request.path_params["page"]
        if page not in PAGES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return PlainTextResponse(
            f"http://{LOOPBACK}:{self._note.port}{self._entries.new_link(page)}"
        )

    async def unused(self, request: Request) -> Response:
        """Tell the program that had a link opened whether a browser has come with it."""
        return PlainTextResponse(
            "yes" if self._entries.is_unused(request.path_params["key"]) else "no"
        )

    async def enter(self, request: Request) -> Response:
        """Exchange the link for a cookie, and turn away from it before it is in any history."""
        found = self._entries.enter(request.path_params["key"], request.state.session)
        if found is None:
            raise HTTPException(HTTPStatus.FORBIDDEN)
        session, page = found
        answer = turn_to(f"/{page}")
        answer.set_cookie(COOKIE, session.id, path="/", httponly=True, samesite="strict")
        return answer


class _Pages:
    """The pages in the settings of this moment; what somebody has begun on them stays.

    `renewed`: the world again. It is asked for when the settings' file is another one, whoever
    wrote it; without it the pages stay as they are.
    """

    def __init__(
        self,
        make: "Callable[[Outside, _Pages], tuple[View, ASGIApp]]",
        outside: Outside,
        renewed: Callable[[], Awaitable[Outside]] | None,
    ) -> None:
        self._make = make
        self._renewed = renewed
        self._settings = outside.settings
        self._stamp = _stamp(self._settings)
        self._view, self._app = make(outside, self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _stamp(self._settings) != self._stamp:
            await self.renew()
        await self._app(scope, receive, send)

    def refusal(self, request: Request, status: int) -> Response:
        """Return the page that says that there is no page."""
        return self._view.refusal(request, status)

    async def renew(self) -> None:
        """Make the pages anew: the settings are others."""
        # Before they are read: what is written meanwhile is read again.
        self._stamp = _stamp(self._settings)
        if self._renewed is not None:
            self._view, self._app = self._make(await self._renewed(), self)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """Return what is another one when a file was written; None: there is none to be read."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def build(
    outside: Outside,
    note: Note,
    entries: Entries,
    drafts: Drafts,
    lifetime: Lifetime,
    may_be_ours: Callable[[Address, Address], bool] = may_be_ours,
    renewed: Callable[[], Awaitable[Outside]] | None = None,
) -> ASGIApp:
    """Return everything that is served.

    `may_be_ours`: whether a connection is this user's. `renewed`: the world again, for the pages
    that follow when the settings were changed, on one of them or elsewhere.
    """
    reports: dict[str, Report] = {}
    seen = Seen()

    def make(outside: Outside, pages: _Pages) -> tuple[View, ASGIApp]:
        view = View(outside)
        routes = [
            *Doors(entries, note).routes,
            *CheckinPages(outside, view, drafts, lifetime).routes,
            *SuggestionPages(outside, view, lifetime).routes,
            *CarePages(outside, view).routes,
            *ReportPages(outside, view, reports).routes,
            *BreakPages(outside, view, lifetime).routes,
            *WeekPages(outside, view).routes,
            *SettingsPages(outside, view, seen, pages.renew).routes,
            Mount("/static", StaticFiles(directory=_STATIC)),
        ]
        return view, _served(routes, view)

    pages = _Pages(make, outside, renewed)
    return Guard(
        pages,
        entries=entries,
        note=note,
        refuse=pages.refusal,
        used=lifetime.used,
        may_be_ours=may_be_ours,
    )


def _served(routes: Sequence[BaseRoute], view: View) -> ASGIApp:
    """Return these pages, and what is shown instead of one that went wrong."""

    async def refuse(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return view.refusal(request, error.status_code)
        if isinstance(error, UnhunchError):
            return view.trouble(request, error)
        # Of what nobody expected nothing is told; the guard logs where it happened.
        return view.refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR)

    return Starlette(
        routes=routes,
        exception_handlers={HTTPException: refuse, UnhunchError: refuse, Exception: refuse},
    )
