"""The guided break in a real browser, told by whoever answers in the daemon's place."""

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.cards import EXERCISE, LONG, OWN, PLAIN, QUESTION, running
from unhunch.card import Card, to_object
from unhunch.wire.address import UnixAddress, address_in

from ..served import Served
from .conftest import Open
from .hands import click
from .test_looks import NARROW, SHOTS, TARGETS, WIDE, is_too_wide, violations

CARDS = {
    "exercise": EXERCISE,
    "own": OWN,
    "own-without-picture": PLAIN,
    "long": LONG,
    "question": QUESTION,
}


class Teller:
    """Answers requests of one line with the card, and keeps what else is asked for."""

    def __init__(self, address: UnixAddress) -> None:
        self.card: Card | None = None
        self.asked: list[dict[str, object]] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(address.path))
        self._door.listen()
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        """Answer no more."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            with client, client.makefile("rwb") as wire:
                request = json.loads(wire.readline())
                if request["do"] != "card":
                    self.asked.append(request)
                told = None if self.card is None else to_object(self.card)
                wire.write(json.dumps({"ok": True, "card": told}).encode() + b"\n")


@pytest.fixture
def teller(served: Served) -> Iterator[Teller]:
    """The daemon's place, taken."""
    address = address_in(served.paths.runtime)
    assert isinstance(address, UnixAddress)
    made = Teller(address)
    yield made
    made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", list(CARDS))
def test_the_page_can_be_used_by_everybody(
    open_page: Open, teller: Teller, scheme: str, name: str
) -> None:
    """No serious finding of axe-core, no scrolling sideways, nothing too small to hit."""
    SHOTS.mkdir(exist_ok=True)
    teller.card = CARDS[name]
    page = open_page("break", viewport=WIDE, color_scheme=scheme)

    wrong = violations(page)
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        wrong += ["scrolls sideways"] * is_too_wide(page)
        wrong += page.evaluate(TARGETS)
        shot = SHOTS / f"break-{name}-{scheme}-{size['width']}.png"
        page.screenshot(path=shot, full_page=True)

    assert [] == wrong


def test_the_page_follows_the_break(open_page: Open, teller: Teller) -> None:
    """What changed elsewhere is there without a press; a press asks what the window asks."""
    teller.card = running(30)
    page: Page = open_page("break")
    click(page, "Next")
    assert [{"do": "guide", "move": "next", "prompt": 1}] == teller.asked

    teller.card = replace(EXERCISE, note="The time waits while you type.")
    expect(page.get_by_role("status")).to_have_text("The time waits while you type.")
    teller.card = QUESTION
    expect(page.get_by_role("heading", name="How was that?")).to_be_visible()
    teller.card = None
    expect(page.get_by_role("heading", name="The break is over.")).to_be_visible()


def test_without_a_picture_the_seconds_are_counted(open_page: Open, teller: Teller) -> None:
    """In the ring, where the picture would be."""
    teller.card = running(40, PLAIN)
    page = open_page("break")
    seconds = page.locator(".seconds")
    before = seconds.text_content() or ""

    expect(seconds).not_to_have_text(before)
    expect(seconds).to_have_text(re.compile("^[0-9]+ s$"))
    expect(page.locator(".course svg")).to_have_count(1)


def test_who_wants_no_motion_sees_two_stills(open_page: Open, teller: Teller) -> None:
    """As the desktop asks, or the settings."""
    teller.card = EXERCISE
    page = open_page("break")

    expect(page.locator(".stills svg").first).to_be_visible()
    expect(page.locator(".film")).to_be_hidden()
