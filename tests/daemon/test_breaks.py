"""The window of a break, or its page, seen from the daemon: started, told, heard, done without."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import wraps
from pathlib import Path

import pytest

from tests.cards import EXERCISE, QUESTION
from tests.waiting import until
from unhunch.config.loaded import BreakLook
from unhunch.daemon import breaks as module
from unhunch.daemon.break_place import has_qt, place_told
from unhunch.daemon.breaks import Breaks
from unhunch.daemon.window import Child
from unhunch.desk.policy import Answer, Move
from unhunch.desk.requests import GiveAnswer, Guide
from unhunch.errors import UnhunchError
from unhunch.wire.messages import Message
from unhunch.words.catalogue import ENGLISH

WAITS = 10.0

FAKE = """
import json, os, sys, time
def say(text):
    print(text, flush=True)
for line in sys.stdin:
    told = json.loads(line)
    with open({log!r}, "a") as log:
        log.write(line)
    {does}
"""


def on_a_loop(test: Callable[..., Coroutine[None, None, None]]) -> Callable[..., None]:
    """Run a test on a loop of its own."""

    @wraps(test)
    def run(**fixtures: object) -> None:
        asyncio.run(test(**fixtures))

    return run


class Window:
    """A process that writes down what it is told, and what came of it here."""

    def __init__(self, folder: Path, does: str) -> None:
        self.log = folder / "told"
        self.asked: list[Message] = []
        self.heard = asyncio.Event()
        self.ended = asyncio.Event()
        script = FAKE.format(log=str(self.log), does=does)
        self.child = Child({}, self.ask, self.ended.set, (sys.executable, "-c", script))

    async def ask(self, message: Message) -> None:
        """Take what a button asks for."""
        self.asked.append(message)
        self.heard.set()

    def told(self) -> list[dict[str, object]]:
        """What the process was told."""
        return [json.loads(each) for each in self.log.read_text().splitlines()]


async def within(waiting: Callable[[], object]) -> None:
    """Wait, but not for ever."""
    async with asyncio.timeout(WAITS):
        await waiting()  # type: ignore[misc]


@on_a_loop
async def test_what_a_button_asks_for_is_heard(tmp_path: Path) -> None:
    """The process says requests as the wire knows them."""
    window = Window(tmp_path, """say('{"shown": true}'); say(told["show"]["turns"][2][0])""")
    window.child.show(EXERCISE)

    await within(window.heard.wait)

    assert [Guide(move=Move.NEXT, prompt=1)] == window.asked
    assert window.child.take_keyboard()
    await window.child.close()


@on_a_loop
async def test_the_same_card_is_told_once(tmp_path: Path) -> None:
    """Each settle shows the scene; the process hears only of what changed, and its end."""
    window = Window(tmp_path, 'sys.exit() if "hide" in told else None')
    for card in (EXERCISE, EXERCISE, QUESTION, QUESTION):
        window.child.show(card)
    window.child.hide()

    await within(window.ended.wait)

    told = [next(iter(each)) for each in window.told()]
    assert ["show", "show", "hide"] == told


@on_a_loop
async def test_nonsense_costs_nothing(tmp_path: Path) -> None:
    """What is no request is not done, and the next one is."""
    says = """say("?"); say('{"do":"fly"}'); say(told["show"]["answers"][0][0])"""
    window = Window(tmp_path, says)
    window.child.show(EXERCISE)

    await within(window.heard.wait)

    assert [GiveAnswer(answer=Answer.DONE, prompt=1)] == window.asked
    await window.child.close()


@on_a_loop
async def test_a_process_that_ends_is_told_of(tmp_path: Path) -> None:
    """With its exit code, once."""
    window = Window(tmp_path, "sys.exit(3)")
    window.child.show(EXERCISE)

    await within(window.ended.wait)

    assert "code 3" == window.child.why


@on_a_loop
async def test_one_that_shows_nothing_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that hangs must not keep the break from being seen elsewhere."""
    monkeypatch.setattr("unhunch.daemon.window.SHOWN_WITHIN", 0.3)
    window = Window(tmp_path, "pass")
    window.child.show(EXERCISE)

    await within(window.ended.wait)

    assert "nothing shown" in window.child.why


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("[say('{}') for _ in range(10000)]", "more than anybody can press"),
        ("say('x' * 2**17)", "a line without an end"),
        ("sys.stdout.close(); os.close(1); time.sleep(600)", "closed its output"),
    ],
    ids=["floods", "one long line", "says nothing more"],
)
@on_a_loop
async def test_one_whose_buttons_nobody_would_hear_is_ended(
    tmp_path: Path, does: str, why: str
) -> None:
    """A window that stays must be one that works."""
    window = Window(tmp_path, f"""say('{{"shown": true}}'); {does}""")
    window.child.show(EXERCISE)

    await within(window.ended.wait)

    assert why in window.child.why


@on_a_loop
async def test_one_that_does_not_read_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hangs, and what it is told is not kept for ever."""
    monkeypatch.setattr("unhunch.daemon.window.UNREAD", 2**16)
    window = Window(tmp_path, """say('{"shown": true}'); time.sleep(600)""")
    window.child.show(EXERCISE)
    await until(lambda: window.child.has_shown)
    for number in range(200):
        window.child.show(replace(EXERCISE, do=f"{number}" * 1000))

    await within(window.ended.wait)

    assert "does not read" in window.child.why


@pytest.mark.parametrize(("asks", "within_name"), [(False, "LEAVES_WITHIN"), (True, "ASKS_WITHIN")])
@on_a_loop
async def test_one_that_does_not_leave_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asks: bool, within_name: str
) -> None:
    """Soon, or when the time to say where it hurt is over."""
    others = {"LEAVES_WITHIN", "ASKS_WITHIN"} - {within_name}
    monkeypatch.setattr(f"unhunch.daemon.window.{within_name}", 0.2)
    monkeypatch.setattr(f"unhunch.daemon.window.{others.pop()}", 600.0)
    hurts = """say(told["show"]["answers"][1][0])""" if asks else "None"
    window = Window(tmp_path, f""""show" in told and (say('{{"shown": true}}'), {hurts})""")
    window.child.show(EXERCISE)
    await until(lambda: window.child.has_shown and bool(window.asked) == asks)

    window.child.hide()
    await within(window.ended.wait)

    assert "not gone within 0.2 s" == window.child.why


class Windows:
    """Breaks in a stand-in window, and what it leaves behind. `does`: with each line."""

    def __init__(self, folder: Path, does: str) -> None:
        self.changes = 0
        script = FAKE.format(log=str(folder / "told"), does=does)
        command = (sys.executable, "-S", "-c", script)
        self.breaks = Breaks(
            {"DISPLAY": ":7"}, self._ask, self._changed, self._open, lambda: True, command
        )

    async def _ask(self, message: Message) -> None:
        return None

    def _changed(self) -> None:
        self.changes += 1

    async def _open(self) -> None:
        raise AssertionError("there is a window")


def left() -> tuple[int, int, set[str]]:
    """Open files, tasks and processes of ours."""
    processes = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return len(list(Path("/proc/self/fd").iterdir())), len(asyncio.all_tasks()), set(processes)


FATES = """
    fate = told.get("show", {}).get("place")
    if fate:
        say('{"shown": true}')
        fates = [fate]
        if fate == "dies":
            os.abort()
    elif fates == ["goes"]:
        sys.exit()
"""


@on_a_loop
async def test_a_hundred_breaks_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the window went by itself, died in the middle, or had to be ended."""
    monkeypatch.setattr("unhunch.daemon.window.LEAVES_WITHIN", 1.0)
    windows = Windows(tmp_path, FATES)
    before = left()

    for number in range(100):
        fate = ("goes", "dies", "stays")[number % 3]
        card = replace(EXERCISE, prompt=number, place=fate)
        changes = windows.changes
        assert windows.breaks.show(card)
        if fate == "dies":
            await until(lambda: windows.changes > changes)  # noqa: B023
            assert not windows.breaks.show(card)
        windows.breaks.hide()

    await until(lambda: left() == before)


@on_a_loop
async def test_where_nothing_could_be_shown_there_is_no_window(tmp_path: Path) -> None:
    """A break that is asked for then needs something else to be seen on. It is tried again."""
    windows = Windows(tmp_path, "sys.exit(4)")
    assert "window" == windows.breaks.where

    assert windows.breaks.show(EXERCISE)
    await until(lambda: windows.changes)

    assert "" == windows.breaks.where
    assert windows.breaks.show(replace(EXERCISE, prompt=2))
    await windows.breaks.close()


def test_without_a_display_there_is_no_window(tmp_path: Path) -> None:
    """Nor a page."""
    breaks = Breaks({}, Windows(tmp_path, "")._ask, lambda: None, Windows(tmp_path, "")._open)

    assert "" == breaks.where


class Page:
    """Breaks without a window, or with one that has no display. `changes`: the scene was to be
    shown anew."""

    def __init__(self, fails: bool = False, has_window: bool = False) -> None:
        self.opened = 0
        self.changes = asyncio.Event()
        self._fails = fails
        self.breaks = Breaks({}, self._ask, self.changes.set, self._open, lambda: has_window)

    async def _ask(self, message: Message) -> None:
        raise AssertionError("a page asks over the wire")

    async def _open(self) -> None:
        self.opened += 1
        if self._fails:
            raise UnhunchError("no browser came")


@on_a_loop
async def test_without_a_window_a_page_is_opened_once() -> None:
    """As long as it asks how the break stands, it is where the break is shown."""
    page = Page()

    shown = [page.breaks.show(EXERCISE), page.breaks.show(QUESTION)]
    await asyncio.sleep(0)

    assert ([True, True], 1) == (shown, page.opened)
    await page.breaks.close()


@on_a_loop
async def test_a_page_that_is_closed_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The break goes on in a notification; the next one has a page again."""
    monkeypatch.setattr(module, "LOOKS_WITHIN", 0.05)
    page = Page()
    assert page.breaks.show(EXERCISE)
    page.breaks.page_asked()

    await within(page.changes.wait)

    assert not page.breaks.show(EXERCISE)
    assert page.breaks.show(replace(EXERCISE, prompt=2))
    await page.breaks.close()


@on_a_loop
async def test_a_page_that_waits_is_told_of_what_changes() -> None:
    """And of the end; not of the same card once more."""
    page = Page()
    assert page.breaks.show(EXERCISE)
    waiting = asyncio.ensure_future(page.breaks.news())
    await asyncio.sleep(0)

    assert page.breaks.show(EXERCISE)
    await asyncio.sleep(0)
    assert not waiting.done()
    assert page.breaks.show(QUESTION)
    await within(lambda: waiting)

    waiting = asyncio.ensure_future(page.breaks.news())
    await asyncio.sleep(0)
    page.breaks.hide()
    await within(lambda: waiting)
    await page.breaks.close()


@on_a_loop
async def test_without_news_it_is_answered_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that lasts for ever would be nobody's."""
    monkeypatch.setattr(module, "NEWS_WITHIN", 0.05)

    await within(Page().breaks.news)


@on_a_loop
async def test_a_page_that_says_that_it_was_closed_is_not_waited_for() -> None:
    """The break goes on in a notification at once, and on the page again when it is there after
    all; no second one is opened."""
    page = Page()
    assert page.breaks.show(EXERCISE)
    page.breaks.page_asked()
    await asyncio.sleep(0)

    page.breaks.page_left()
    assert page.changes.is_set()
    assert not page.breaks.show(EXERCISE)

    page.breaks.page_asked()
    assert page.breaks.show(EXERCISE)
    await asyncio.sleep(0)
    assert 1 == page.opened
    await page.breaks.close()


@on_a_loop
async def test_a_page_of_an_earlier_break_is_not_missed() -> None:
    """It says that it was closed while the next one is being opened."""
    page = Page()
    assert page.breaks.show(EXERCISE)

    page.breaks.page_left()

    assert page.breaks.show(EXERCISE)
    await page.breaks.close()


@on_a_loop
async def test_without_a_browser_it_is_a_notification() -> None:
    """At once, not after the patience for a page."""
    page = Page(fails=True)
    assert page.breaks.show(EXERCISE)

    await within(page.changes.wait)

    assert not page.breaks.show(EXERCISE)


@on_a_loop
async def test_no_page_is_opened_that_nobody_asked_for() -> None:
    """A break that began by itself takes the focus from nobody."""
    page = Page()

    assert not page.breaks.show(replace(EXERCISE, by_itself=True))
    assert 0 == page.opened


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("by_itself", [False, True])
@on_a_loop
async def test_where_no_window_can_be_shown_it_is_the_page(by_itself: bool) -> None:
    """The real window's process, without a display, gives up in a moment: a break that somebody
    started goes on on its page, another in a notification."""
    page = Page(has_window=True)
    card = replace(EXERCISE, by_itself=by_itself)
    assert page.breaks.show(card)

    await within(page.changes.wait)

    assert by_itself is not page.breaks.show(card)
    await asyncio.sleep(0)
    assert (1 - by_itself, True) == (page.opened, page.breaks.failed)
    await page.breaks.close()


@pytest.mark.parametrize(
    ("environ", "firmness", "found"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, "card", False),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "card", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "full", True),
        ({"DISPLAY": ":0"}, "card", True),
    ],
)
def test_the_doctor_knows_where_a_card_has_no_place(
    environ: dict[str, str], firmness: str, found: bool
) -> None:
    """Before anybody has waited for one in vain."""
    told = place_told(ENGLISH, BreakLook(firmness=firmness), environ)

    if has_qt():
        assert (found, found) == (told["on"] == "window", told["why"] == "")
    assert "page" == place_told(ENGLISH, BreakLook(), {"DISPLAY": ":0"}, failed=True)["on"]
    assert "notification" == place_told(ENGLISH, BreakLook(window=False), environ)["on"]
