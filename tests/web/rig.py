"""The pages over a real journal, with a clock that a test sets, and a browser of one's own."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from html import unescape
from pathlib import Path

import httpx2 as httpx
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from unhunch.body.history import History
from unhunch.body.requests import AcceptStatement, BodyRequest
from unhunch.card import Card
from unhunch.config.paths import Paths, make_folders
from unhunch.errors import UnhunchError
from unhunch.fact import Fact, Refused
from unhunch.journal.codec import body_kinds
from unhunch.journal.reader import Reader
from unhunch.journal.store import SqliteJournal
from unhunch.report import KINDS, days_read
from unhunch.said import keep, recalled
from unhunch.web.app import build
from unhunch.web.drafts import Drafts
from unhunch.web.entries import Entries
from unhunch.web.lifetime import Lifetime
from unhunch.web.note import Note
from unhunch.web.outside import NotKept, Outside
from unhunch.words.catalogue import ENGLISH

HERE = timezone(timedelta(hours=1))
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=HERE)
PORT = 40404
ORIGIN = f"http://127.0.0.1:{PORT}"

NOTHING_NEW = ("no", "none", "most_of_the_time")


class Pages:
    """Everything that is served, but for the socket.

    `is_broken`: nothing can be kept. `loses_answers`: it is kept, and nobody hears of it.
    """

    def __init__(self, folder: Path) -> None:
        self.paths = Paths.of({"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}, "linux")
        make_folders(self.paths)
        self.now = MORNING
        self.card: Card | None = None
        self.wishes: list[Mapping[str, object]] = []
        self.environ: dict[str, str] = {}
        self.edits = 0
        self.since_start = 0.0
        self.is_broken = self.loses_answers = False
        self.note = Note.new(PORT)
        self.entries = Entries(clock=lambda: self.since_start)
        self.drafts = Drafts()
        self.lifetime = Lifetime(lambda: self.drafts.has_unsent, lambda: self.since_start)
        self.app = self.served(self.outside())

    def served(self, outside: Outside) -> ASGIApp:
        """Everything that is served, over this world; a test client has no address."""
        return build(
            outside,
            self.note,
            self.entries,
            self.drafts,
            self.lifetime,
            may_be_ours=lambda client, server: True,
        )

    def outside(self) -> Outside:
        """The world: a real journal, the test's clock."""
        return Outside(
            now=lambda: self.now,
            history=self.history,
            facts=self.around,
            of_days=self.of_days,
            keep=self.keep,
            card=lambda: self.card,
            wish=self.wishes.append,
            words=ENGLISH,
            say_date=date.isoformat,
            locale=lambda: "en",
            settings=self.paths.settings,
            edit=self.edit,
            environ=self.environ,
            emergency="112",
        )

    async def edit(self) -> None:
        """Open no editor."""
        self.edits += 1

    def history(self) -> History:
        """What was reported."""
        return recalled(self.paths)

    def facts(self) -> Iterator[Fact]:
        """Everything in the journal."""
        reader = Reader.open(self.paths.journal)
        try:
            yield from [entered.fact for entered in reader.facts()]
        finally:
            reader.close()

    def around(self, first: date, last: date) -> Iterator[Fact]:
        """What a report of these days is made from."""
        reader = Reader.open(self.paths.journal)
        try:
            found = reader.around(body_kinds(), KINDS, *days_read(first, last))
            yield from [entered.fact for entered in found]
        finally:
            reader.close()

    def of_days(self, kinds: Collection[type[Fact]], first: date, last: date) -> list[Fact]:
        """What is in the journal of these kinds and days."""
        reader = Reader.open(self.paths.journal)
        try:
            return [each.fact for each in reader.of_kinds(kinds, first=first, last=last)]
        finally:
            reader.close()

    def keep(self, request: BodyRequest) -> NotKept | None:
        """Have it kept as the program does."""
        if self.is_broken:
            return NotKept(why="the disk is full")
        try:
            outcome = keep(self.paths, request, self.now)
        except UnhunchError as error:
            return NotKept(why=str(error))
        if self.loses_answers:
            return NotKept(why="the daemon did not answer")
        return NotKept(why=outcome.why) if isinstance(outcome, Refused) else None

    def has(self, *facts: Fact) -> None:
        """These are in the journal already."""
        journal = SqliteJournal.open(self.paths.journal)
        journal.append(facts, durable=False)
        journal.close()

    def kinds(self) -> list[str]:
        """The facts so far, by name."""
        return [type(fact).__name__ for fact in self.facts()]

    def client(self) -> TestClient:
        """Somebody who speaks HTTP: no cookie yet, no redirect followed."""
        return TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def visitor(self, page: str = "checkin", *, accepted: bool = True) -> "Visitor":
        """A browser that came with a link to this page."""
        if accepted:
            self.keep(AcceptStatement())
        return Visitor(self.client(), self.entries.new_link(page))


class Visitor:
    """Does with forms what a browser does: cookie, Origin, Sec-Fetch-Site, hidden fields."""

    def __init__(self, client: httpx.Client, link: str) -> None:
        self.client = client
        self.page = self._follow(client.get(link))

    def opens(self, path: str) -> "Visitor":
        """Go to an address."""
        self.page = self._follow(self.client.get(path))
        return self

    def presses(self, button: str, **fields: str | list[str]) -> "Visitor":
        """Send the form on the page by this button, with these fields."""
        self.page = self._follow(self.sends(button, **fields))
        return self

    def sends(self, button: str, *, path: str = "", **fields: str | list[str]) -> httpx.Response:
        """Return the answer to the form, no redirect followed."""
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.text))
        action = re.search(r'<form method="post" action="([^"]+)"', self.text)
        assert action, self.text
        return self.client.post(
            path or action[1],
            data=hidden | {button: button} | fields,
            headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        )

    @property
    def text(self) -> str:
        """The page, as text that can be searched."""
        return unescape(self.page.text)

    @property
    def heading(self) -> str:
        """Its first heading."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        assert found, self.text
        return found[1]

    @property
    def path(self) -> str:
        """Where it is."""
        return self.page.request.url.raw_path.decode()

    def answers_no(self) -> "Visitor":
        """Answer what is left with what means no, or no change, up to the review."""
        while "Check your answers" != self.heading:
            meant = [word for word in NOTHING_NEW if f'name="choice" value="{word}"' in self.text]
            self.presses("next", **({"choice": meant[0]} if meant else {}))
            assert 200 == self.page.status_code, self.text
        return self

    def _follow(self, answer: httpx.Response) -> httpx.Response:
        while answer.status_code == 303:
            answer = self.client.get(answer.headers["location"])
        return answer
