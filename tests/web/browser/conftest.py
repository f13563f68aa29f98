"""A real browser, and real pages to show in it.

One Chromium for all of these tests. It lives no longer than they do: while Playwright's synchronous
half is at work, no test can run an asyncio loop of its own.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ..served import Served

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    found = which("chromium")
    if found is None:
        pytest.skip("needs chromium (Debian package chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The pages of one user, in their process; it must not say anything while they are used."""
    running = Served(tmp_path)
    yield running
    assert (0, "") == running.end()


@pytest.fixture
def open_page(chromium: Browser, served: Served) -> Iterator[Open]:
    """Opens a page in a browser window of its own, and watches what the window does meanwhile."""
    hosts: set[str] = set()
    complaints: list[str] = []
    contexts = []

    def opened(page: str = "checkin", **options: Any) -> Page:
        context = chromium.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(20_000)
        context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        context.on("console", lambda said: complaints.append(said.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        shown = context.new_page()
        shown.goto(served.link(page))
        return shown

    yield opened
    for context in contexts:
        context.close()
    assert {urlsplit(served.first_link).netloc} == hosts
    # A form that is refused is a page, and Chromium writes its status to the console.
    assert [] == [text for text in complaints if not text.startswith("Failed to load resource")]
