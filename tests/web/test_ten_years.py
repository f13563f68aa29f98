"""Ten years of journal, a million facts: what each page costs then, and that nothing stays."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import httpx2 as httpx
import pytest

from unhunch.config.paths import Paths, make_folders
from unhunch.instance import InstanceLock, lock_beside

from ..desktop.rig.cost import memory, spent
from ..week.ten_years import FACTS, write
from .rig import NOTHING_NEW
from .served import Served, surroundings

AT_MOST = 0.5
"""Seconds on a processor that a page may take, however busy the machine is. Measured (2026-11):
0.32 the dearest step of a check-in, 0.25 a safety list, 0.16 a report of twelve weeks, 0.20 to 0.30
one of a year, 0.13 the dearest page of "My week", 0.20 the dearest other."""

ALL_AT_MOST = 3.0
"""The same for a report that is asked to reach over all ten years: every bout and prompt of them is
read. Measured: 1.3 to 1.5."""

ROOM = 150
"""Megabytes that the process may have at its highest. Measured: 98 with that report."""

BEGINS = 1.0
"""Seconds on a processor from nothing to a link to a page. Measured: 0.31."""

WEEK = ("/week/day", "/week", "/week/month", "/week/together")
OTHERS = ("safety", "suggestion", "care", "break")
FILES = ("", "/sheet", "/unhunch-report.html", "/unhunch-report.json")


class Browser:
    """Somebody at the pages; knows what each of them took."""

    def __init__(self, served: Served, client: httpx.Client) -> None:
        self._served = served
        self._client = client
        self._page = httpx.Response(200)
        self.took: dict[str, float] = {}

    def opens(self, address: str) -> str:
        """Go to an address of the pages."""
        return self._timed(address, lambda: self._client.get(f"{self._served.origin}{address}"))

    def enters(self, page: str) -> str:
        """Come with a link to a page."""
        link = self._served.link(page)
        return self._timed(page, lambda: self._client.get(link))

    def presses(self, button: str, what: str, **fields: str) -> str:
        """Send the form on the page by this button."""
        text = unescape(self._page.text)
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', text))
        [action] = re.findall(r'<form method="post" action="([^"]+)"', text)
        sent = {"headers": {"Origin": "null"}, "data": hidden | {button: "1"} | fields}
        return self._timed(
            what, lambda: self._client.post(f"{self._served.origin}{action}", **sent)
        )

    @property
    def path(self) -> str:
        """Where it is."""
        return self._page.url.path

    def _timed(self, what: str, ask: Callable[[], httpx.Response]) -> str:
        # Time on the processor: others may keep this machine busy.
        before = spent(self._served.process.pid).cpu
        self._page = ask()
        took = spent(self._served.process.pid).cpu - before
        self.took[what] = max(took, self.took.get(what, 0.0))
        assert 200 == self._page.status_code, what
        return self._page.text


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The pages of one user, over ten years, in a process that ends whatever happens."""
    folder = tmp_path_factory.mktemp("ten_years")
    environ = surroundings(folder)
    paths = Paths.of(environ)
    make_folders(paths)
    now = datetime.now(UTC).astimezone()
    written = write(paths.journal, now.date(), now.tzinfo or UTC)
    running = Served(folder, environ)
    begun = spent(running.process.pid).cpu
    yield running
    assert (0, "") == running.end()
    assert FACTS <= written
    assert begun < BEGINS
    # The note of where it was is gone, what was locked is free, and beside the journal are SQLite's
    # own files alone.
    with InstanceLock(lock_beside(paths.journal)), InstanceLock(paths.runtime / "pages.lock"):
        pass
    assert {"pages.lock"} == {each.name for each in paths.runtime.iterdir()}
    assert {f"journal.db{more}" for more in ("", "-shm", "-wal", ".lock")} >= {
        each.name for each in paths.data.iterdir()
    }


@pytest.fixture
def browser(served: Served) -> Iterator[Browser]:
    """A browser of one's own."""
    with httpx.Client(
        follow_redirects=True, timeout=120, headers={"Sec-Fetch-Site": "same-origin"}
    ) as client:
        yield Browser(served, client)


def too_long(browser: Browser, at_most: float = AT_MOST) -> dict[str, float]:
    """What took longer than it may."""
    return {what: took for what, took in browser.took.items() if took > at_most}


@pytest.mark.timeout(600)
def test_any_page_of_ten_years_is_there_at_once(browser: Browser) -> None:
    """Today's and one of years ago, and each page that there is beside my week."""
    today = datetime.now(UTC).astimezone().date()
    browser.enters("week")
    for on in (today, date(today.year - 6, 3, 3)):
        for path in WEEK:
            assert "<svg" in browser.opens(f"{path}?on={on}")
    for page in OTHERS:
        browser.enters(page)

    assert {} == too_long(browser)


@pytest.mark.timeout(600)
def test_a_check_in_after_ten_years_goes_on_at_once(served: Served, browser: Browser) -> None:
    """From the statement over each card to what is said to it; it is kept."""
    page = browser.enters("checkin")
    if "/statement/" in page:
        page = browser.presses("accept", "statement")
    while 'name="send"' not in page:
        meant = [word for word in NOTHING_NEW if f'name="choice" value="{word}"' in page]
        page = browser.presses("next", "card", **({"choice": meant[0]} if meant else {}))
    browser.presses("send", "sent")

    assert browser.path.endswith("/done")
    assert {} == too_long(browser)


@pytest.mark.timeout(600)
def test_a_report_after_ten_years_is_made_at_once(served: Served, browser: Browser) -> None:
    """Of twelve weeks, of a year; all ten years take a moment. Also as files. Then nothing more is
    in memory than a desktop can spare."""
    today = datetime.now(UTC).astimezone().date()
    for days in (83, 365):
        browser.enters("report")
        first = today - timedelta(days=days)
        browser.presses("make", f"{days} days", **period(first, today))
        made = browser.path
        for each in FILES:
            browser.opens(f"{made}{each}")

    assert {} == too_long(browser)

    browser.enters("report")
    browser.presses("make", "all", **period(date(2000, 1, 1), today))
    highest = [
        int(line.split()[1]) / 1000
        for line in Path(f"/proc/{served.process.pid}/status").read_text().splitlines()
        if line.startswith("VmHWM:")
    ]

    assert {} == too_long(browser, ALL_AT_MOST)
    assert [] == [each for each in highest if each >= ROOM]
    assert memory(served.process.pid).alone < ROOM


def period(first: date, last: date) -> dict[str, str]:
    """The fields of a report's form."""
    return {"from": str(first), "to": str(last), "name": "", "free_text": "", "goals": ""}
