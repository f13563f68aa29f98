"""The user's web browser: what the desktop opens links with, and a hand on it."""

import json
import socket
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Error, Page, sync_playwright

from ...leftovers import programs_of
from .home import Home
from .waiting import wait_until

CHROMIUM = "/usr/bin/chromium"

OPENER = """#!/bin/sh
exec {chromium} --no-sandbox --disable-gpu --disable-quic --no-first-run \\
    --no-default-browser-check --disable-background-networking --disable-sync \\
    --disable-component-update \\
    --password-store=basic --force-renderer-accessibility=false \\
    --user-data-dir={profile} --remote-debugging-port={port} --window-size=1000,700 "$@" \\
    >>{log} 2>&1
"""
"""Stands for xdg-open: a real Chromium with a window, and nothing that it fetches by itself."""


NONE = "#!/bin/sh\nexit 3\n"
"""What xdg-open does where there is no browser (xdg-open(1), exit codes)."""


class Browser:
    """Opens what the desktop is asked to open. `environment` gets it in front of the PATH."""

    def __init__(self, home: Path, logs: Path, environment: MutableMapping[str, str]) -> None:
        self._port = _free_port()
        folder = home / "bin"
        folder.mkdir()
        opener = self._opener = folder / "xdg-open"
        opener.write_text(
            OPENER.format(
                chromium=CHROMIUM,
                profile=home / "chromium",
                port=self._port,
                log=logs / "chromium.log",
            )
        )
        opener.chmod(0o700)
        environment["PATH"] = f"{folder}:{environment['PATH']}"

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Wait until a window shows one of our pages, and hand it over."""
        with sync_playwright() as playwright:
            wait_until(self._shows_ours, "the browser shows our page", timeout=60)
            there = playwright.chromium.connect_over_cdp(self._address, timeout=90_000)
            pages = there.contexts[0].pages

            def ours() -> Page | None:
                return next((page for page in pages if "127.0.0.1" in page.url), None)

            found = wait_until(ours, "the browser shows our page")
            assert found is not None
            found.set_default_timeout(20_000)
            yield found

    def is_missing(self) -> None:
        """From now on there is none to open links with."""
        self._opener.write_text(NONE)

    def quit(self) -> None:
        """Close it, as the user does at the end of the day."""
        try:
            with sync_playwright() as playwright:
                there = playwright.chromium.connect_over_cdp(self._address)
                there.new_browser_cdp_session().send("Browser.close")
        except Error:
            return  # it was never opened, or has ended

    def _shows_ours(self) -> bool:
        """Whether a tab has one of our pages; before that there is nothing to take hold of."""
        try:
            with urlopen(f"{self._address}/json/list", timeout=5) as told:
                tabs = json.load(told)
        except OSError:
            return False
        return any("//127.0.0.1:" in tab["url"] and tab["type"] == "page" for tab in tabs)

    @property
    def _address(self) -> str:
        return f"http://127.0.0.1:{self._port}"


def pages_of(home: Home) -> list[int]:
    """Return the processes that serve pages to the user of this home."""
    named = ((pid, Path(f"/proc/{pid}/cmdline")) for pid in programs_of(home.folder))
    return [pid for pid, words in named if b"unhunch.web" in words.read_bytes().split(b"\0")]


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port
