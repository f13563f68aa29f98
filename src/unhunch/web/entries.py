"""Who may see the pages: entry links that work once, and the sessions they are exchanged for."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

LINK_LASTS = timedelta(minutes=2)
"""A link is opened by a program, at once; what is older was lost or found."""

_MOST = 16
"""Sessions and unused links remembered; the oldest goes. A person has a browser or two."""


def secret() -> str:
    """Return 256 random bits that can stand in a URL, a cookie and a form."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that was let in. `id` is its cookie, `token` stands in each of its forms."""

    id: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry link that was not used yet."""

    key: str
    page: str
    until: float


class Entries:
    """Hands out links and lets in who comes with one. All of it ends with the process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._entries: list[Entry] = []
        self._sessions: list[Session] = []

    def new_link(self, page: str) -> str:
        """Return the path of a link to this page that works once, and not for long."""
        until = self._clock() + LINK_LASTS.total_seconds()
        entry = Entry(key=secret(), page=page, until=until)
        self._entries = [*self._entries[1 - _MOST :], entry]
        return f"/enter/{entry.key}"

    def is_unused(self, key: str) -> bool:
        """Whether nobody has come with this link yet, and still can."""
        now = self._clock()
        return any(same(each.key, key) and each.until >= now for each in self._entries)

    def enter(self, key: str, known: Session | None = None) -> tuple[Session, str] | None:
        """Return a session and the page the link is for; None: it is none, or not any more.

        `known`: that of the browser, if it was let in before. It keeps it, or the forms in its
        other tabs would be nobody's.
        """
        found = [each for each in self._entries if same(each.key, key)]
        self._entries = [each for each in self._entries if each not in found]
        if not found or found[0].until < self._clock():
            return None
        if known is not None:
            return known, found[0].page
        session = Session(id=secret(), token=secret())
        self._sessions = [*self._sessions[1 - _MOST :], session]
        return session, found[0].page

    def session(self, id: str) -> Session | None:
        """Return the session with this cookie."""
        found = [each for each in self._sessions if same(each.id, id)]
        return found[0] if found else None


def same(kept: str, given: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing about where they differ."""
    return secrets.compare_digest(kept.encode(), given.encode(errors="replace"))
