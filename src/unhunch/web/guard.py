"""What stands before every page: who is let in, how much may be sent, what a browser may do.

A page is for the one browser that came with an entry link. Against everything else that can reach
a port of this machine: other users (peer.py), other programs (no cookie, no key), other sites in
the same browser (Sec-Fetch-Site, Origin, SameSite, the token in each form), names that lead to
127.0.0.1 (Host), frames and injected text (Content-Security-Policy).
"""

import logging
import traceback
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .entries import Entries, same
from .note import LOOPBACK, Note
from .peer import Address

log = logging.getLogger(__name__)

COOKIE = "unhunch"
TOKEN = "token"
"""The field of each form that says that it is a form of ours."""

_MOST_BYTES = 256 * 1024
_MOST_FIELDS = 2000

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
"""On every answer. A response that brings a policy of its own keeps it."""

Refuse = Callable[[Request, int], Response]


class TurnedAway(Exception):
    """A request that is not answered, with the status that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Guard:
    """Lets a request through to the pages, with its session and its form, or turns it away."""

    def __init__(
        self,
        pages: ASGIApp,
        *,
        entries: Entries,
        note: Note,
        refuse: Refuse,
        used: Callable[[], None],
        may_be_ours: Callable[[Address, Address], bool],
    ) -> None:
        self._pages = pages
        self._entries = entries
        self._note = note
        self._host = f"{LOOPBACK}:{note.port}"
        self._refuse = refuse
        self._used = used
        self._may_be_ours = may_be_ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI). Whatever else speaks through this port is not answered."""
        if scope["type"] != "http":
            return
        sender = _Sender(send)
        request = Request(scope, receive)
        try:
            await self._let_in(request)
            if not request.url.path.startswith("/static/"):
                self._used()  # what a page looks like is asked for after the last one, too
            await self._pages(scope, receive, sender)
        except TurnedAway as refusal:
            await self._refuse(request, refusal.status)(scope, receive, sender)
        except Exception as error:  # noqa: BLE001 (the supervisor of this process)
            # Only where it went wrong: the words of an error may hold what somebody entered.
            log.error("a page failed: %s in %s", type(error).__name__, _places(error))
            if sender.has_begun:
                return
            await self._refuse(request, HTTPStatus.INTERNAL_SERVER_ERROR)(scope, receive, sender)

    async def _let_in(self, request: Request) -> None:
        """Put session and form into the request's state. Raise TurnedAway."""
        headers = request.headers
        if request.client is None or not self._may_be_ours(
            (request.client.host, request.client.port), (LOOPBACK, self._note.port)
        ):
            raise TurnedAway(HTTPStatus.FORBIDDEN)
        if headers.getlist("host") != [self._host]:
            raise TurnedAway(HTTPStatus.MISDIRECTED_REQUEST)
        if request.method not in ("GET", "HEAD", "POST"):
            raise TurnedAway(HTTPStatus.METHOD_NOT_ALLOWED)
        if request.url.path.startswith("/links/"):
            return self._let_program_in(request)
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise TurnedAway(HTTPStatus.FORBIDDEN)
        session = self._entries.session(request.cookies.get(COOKIE, ""))
        request.state.session = session
        if session is None and not request.url.path.startswith(("/enter/", "/static/")):
            raise TurnedAway(HTTPStatus.FORBIDDEN)
        if request.method == "POST":
            if session is None or not self._is_ours(headers):
                raise TurnedAway(HTTPStatus.FORBIDDEN)
            form = await _form(request)
            if not same(session.token, "".join(form.pop(TOKEN, ()))):
                raise TurnedAway(HTTPStatus.FORBIDDEN)
            request.state.form = form
        return None

    def _let_program_in(self, request: Request) -> None:
        """Let in another program of this user, which has read the note; never a browser."""
        given = request.headers.get("authorization", "")
        is_browser = "origin" in request.headers or "sec-fetch-site" in request.headers
        if is_browser or request.method != "POST" or not same(f"Bearer {self._note.key}", given):
            raise TurnedAway(HTTPStatus.FORBIDDEN)

    def _is_ours(self, headers: Headers) -> bool:
        """Whether a form was sent from one of our own pages.

        With the referrer policy "no-referrer" browsers write `Origin: null` (Fetch, "append a
        request `Origin` header"); then only Sec-Fetch-Site tells.
        """
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin == "null":
            return site == "same-origin"
        return origin == f"http://{self._host}" and site in (None, "same-origin")


class _Sender:
    """Passes an answer on, with our headers, and remembers whether it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(raw=message["headers"])
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


async def _form(request: Request) -> dict[str, tuple[str, ...]]:
    """Return the fields of a form with all their values. Raise TurnedAway."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise TurnedAway(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            raise TurnedAway(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise TurnedAway(HTTPStatus.BAD_REQUEST) from error
    form: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        form[name] = (*form.get(name, ()), value)
    return form


def _places(error: BaseException) -> str:
    """Return where an error came from, innermost last, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{each.name} ({each.lineno})" for each in frames[-4:])
