"""The guided break in a real browser, told by whoever answers in the daemon's place."""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Condition, Thread

import pytest
from playwright.sync_api import Page, Route, expect

from tests.cards import EXERCISE, LONG, OWN, PLAIN, QUESTION, running
from tests.real_cards import exercise, exercises
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

LAPTOP = {"width": 1350, "height": 600}
"""What a browser leaves of a screen of 1366 by 768 points."""


class Teller:
    """Answers requests of one line with the card, or one that is known when there is another, and
    keeps what else is asked for. `told`: so often a card was."""

    def __init__(self, address: UnixAddress) -> None:
        self.asked: list[dict[str, object]] = []
        self.told = 0
        self._card: Card | None = None
        self._news = Condition()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(address.path))
        self._door.listen()
        self._threads = [Thread(target=self._serve)]
        self._threads[0].start()
        self._is_over = False

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    @card.setter
    def card(self, card: Card | None) -> None:
        with self._news:
            self._card = card
            self._news.notify_all()

    def close(self) -> None:
        """Answer no more."""
        if self._is_over:
            return
        with self._news:
            self._is_over = True
            self._news.notify_all()
        self._door.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            thread = Thread(target=self._answer, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _answer(self, client: socket.socket) -> None:
        with client, client.makefile("rwb") as wire:
            request = json.loads(wire.readline())
            if request["do"] != "card":
                self.asked.append(request)
            with self._news:
                self._news.wait_for(lambda: self._is_over or self._is_news(request), timeout=20)
                self.told += request["do"] == "card"
                told = None if self._card is None else to_object(self._card)
            if self._is_over:
                return
            with suppress(OSError):
                wire.write(json.dumps({"ok": True, "card": told}).encode() + b"\n")
                wire.flush()

    def _is_news(self, request: dict[str, object]) -> bool:
        return self._card is None or self._card.key != request.get("unless")


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


def test_the_buttons_are_in_sight_on_a_laptop(open_page: Open, teller: Teller) -> None:
    """Each exercise in German, in a browser window on 1366 by 768: nobody has to scroll to stop."""
    keys = list(exercises())
    teller.card = exercise(keys[0], "de")
    page: Page = open_page("break", viewport=LAPTOP)
    below = {}
    for key in keys:
        teller.card = card = exercise(key, "de")
        expect(page.get_by_role("heading", level=1)).to_have_text(card.title)
        page.wait_for_load_state()
        lowest = page.get_by_role("button").last.bounding_box()
        assert lowest is not None
        below[key] = round(lowest["y"] + lowest["height"])

    assert {} == {key: at for key, at in below.items() if at > LAPTOP["height"]}


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


def test_a_double_click_presses_nothing_else(open_page: Open, teller: Teller) -> None:
    """After the last exercise "Stopped" stands where "Next" was; the press after that is one."""
    teller.card = running(30)
    page: Page = open_page("break")
    page.get_by_role("button", name="Next").hover()
    with page.expect_navigation():
        page.mouse.down()
        page.mouse.up()
    stopped = page.get_by_role("button", name="Stop")
    stopped.hover()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    click(page, "Back")

    assert ["next", "back"] == [each.get("move") for each in teller.asked]


def test_without_a_picture_the_seconds_are_counted(open_page: Open, teller: Teller) -> None:
    """In the ring, where the picture would be."""
    teller.card = running(40, PLAIN)
    page = open_page("break")
    seconds = page.locator(".seconds")
    before = seconds.text_content() or ""

    expect(seconds).not_to_have_text(before)
    expect(seconds).to_have_text(re.compile("^[0-9]+ s$"))
    expect(page.locator(".course svg")).to_have_count(1)


def until(claim: Callable[[], bool], within: float = 20.0) -> bool:
    """Whether it becomes true."""
    deadline = time.monotonic() + within
    while not claim() and time.monotonic() < deadline:
        time.sleep(0.05)
    return claim()


def test_who_wants_no_motion_sees_two_stills(open_page: Open, teller: Teller) -> None:
    """As the desktop asks, or the settings."""
    teller.card = EXERCISE
    page = open_page("break")

    expect(page.locator(".stills svg").first).to_be_visible()
    expect(page.locator(".film")).to_be_hidden()


def test_without_motion_the_ring_goes_on_in_steps(open_page: Open, teller: Teller) -> None:
    """The settings say so: no film, whatever the browser says, and one step a second."""
    teller.card = running(40, replace(EXERCISE, motion=False))
    page = open_page("break")
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    expect(page.locator(".only-stills svg").first).to_be_visible()
    expect(page.locator(".no-film")).to_be_hidden()
    steps = """() => new Promise((told) => {
        let count = 0;
        const ring = document.querySelector(".ring .left");
        new MutationObserver(() => { count += 1; }).observe(ring, { attributes: true });
        setTimeout(() => told(count), 1500);
    })"""

    assert 1 <= page.evaluate(steps) <= 2


def test_a_page_is_told_and_does_not_ask(open_page: Open, teller: Teller) -> None:
    """While nothing changes it waits for one answer: no more than the first two are given."""
    teller.card = running(300, replace(EXERCISE, lasts=timedelta(seconds=300)))
    page = open_page("break")
    ring = page.locator(".ring .left")
    before = ring.get_attribute("stroke-dashoffset")

    page.wait_for_function(
        "was => document.querySelector('.left').getAttribute('stroke-dashoffset') - was > .01",
        arg=float(before or 0),
    )

    assert 1 == teller.told


def test_a_page_that_is_closed_is_told_of(open_page: Open, teller: Teller) -> None:
    """Once the last one is, and not when it is fetched anew."""
    teller.card = running(300)
    first = open_page("break")
    second = first.context.new_page()
    second.goto(first.url)
    first.reload()
    first.close()
    second.get_by_role("button", name="Pause").wait_for()
    second.wait_for_timeout(4000)
    assert [] == teller.asked

    second.close()

    assert until(lambda: {"do": "card_left"} in teller.asked)


def test_what_comes_of_a_press_is_not_lost_to_the_news_of_it(
    open_page: Open, teller: Teller
) -> None:
    """The break ends with the press; the page that waits for news hears of that first."""
    teller.card = running(300)
    page = open_page("break")

    def ends_it(route: Route) -> None:
        teller.card = None
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/break", ends_it)
    click(page, "It hurt")

    expect(page.get_by_role("heading", name="Where did it hurt?")).to_be_visible()


def test_the_page_is_used_with_the_keyboard_alone(open_page: Open, teller: Teller) -> None:
    """The button that was pressed has the focus on the page that follows, whatever brought it."""
    teller.card = running(300)
    page = open_page("break")
    focused = "document.activeElement.textContent"
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "Next":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Next" == page.evaluate(focused)

    with page.expect_navigation():
        teller.card = running(300, replace(EXERCISE, place="3 of 3"))
    page.get_by_text("3 of 3").wait_for()

    assert "Next" == page.evaluate(focused)
    assert [{"do": "guide", "move": "next", "prompt": 1}] == teller.asked


def test_two_pages_follow_the_same_break(open_page: Open, teller: Teller) -> None:
    """What is pressed on one is seen on the other."""
    teller.card = running(300)
    first = open_page("break")
    second = first.context.new_page()
    second.goto(first.url)

    teller.card = replace(EXERCISE, note="Paused.")

    for page in (first, second):
        expect(page.get_by_role("status")).to_have_text("Paused.")


def test_a_page_outlives_a_daemon_that_starts_anew(
    open_page: Open, teller: Teller, served: Served
) -> None:
    """It says that nobody answers, and goes on with the one that comes."""
    teller.card = running(300)
    page = open_page("break")
    address = address_in(served.paths.runtime)
    assert isinstance(address, UnixAddress)
    teller.close()
    address.path.unlink()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")

    anew = Teller(address)
    anew.card = QUESTION

    expect(page.get_by_role("heading", name="How was that?")).to_be_visible()
    anew.close()
