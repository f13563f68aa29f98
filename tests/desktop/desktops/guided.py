"""The scenario's guided breaks: one from its prompt to its answer, one that covers the screen, and
one whose window is killed. No prompt is open before the first and after the last.
"""

import os
import re
import signal

from ..rig.break_window import NAME, PROGRAM, Card, child_now, child_of
from ..rig.screen import HEIGHT, WIDTH
from ..rig.sight import Thing
from ..rig.waiting import wait_until
from .desktop import PATIENCE
from .seen import YES, Seen
from .settings import AT_ONCE, COVERING, STRETCH_DUE
from .sitting import Sitting

STRETCH = "Stretch"
WAITS = "The time waits while you type"
ASKS_HOW = "How was that?"
PLACE = re.compile(r"\d of \d")


def starts(here: Sitting) -> Seen:
    """The stretch prompt is started by its button, in the menu or by the command; a card appears,
    and what is typed goes on into the window into which it went before. It has no entry in the
    taskbar."""
    if here.status()["prompt"] is not None:
        here.asks({"do": "answer", "answer": "done"})
    here.sees_no_prompt()
    file = here.desktop.starts_writing()
    here.until(lambda: here.writes("before", file), "the window takes what is typed")
    here.settings(STRETCH_DUE)
    wait_until(lambda: here.desktop.sees_notice(STRETCH), "the stretch prompt is there", PATIENCE)
    how = here.answers("Start", "start")
    here.unhunch.wait_for_fact("prompt_answered", answer="start", by="user")
    here.settings(AT_ONCE)
    Card(here.desktop).sees("push button", "Next")
    here.shoots("break card")
    wait_until(lambda: here.writes("during", file), "the same window still takes it", 30)
    assert not _in_taskbar(here)
    return Seen("yes", how)


def _in_taskbar(here: Sitting) -> list[Thing]:
    """Return what is called like the card, and is not the card. On Wayland the card is none of the
    window manager's windows."""
    if here.desktop.environment["XDG_SESSION_TYPE"] == "wayland":
        return []
    things = here.desktop.sight.things()
    return [each for each in things if NAME in each.name and each.program != PROGRAM]


def waits(here: Sitting) -> Seen:
    """Who types on sees that the time waits, and every letter arrives; it goes on when the hands
    rest."""
    if blind := here.why_blind():
        return Seen("no", blind)
    card = Card(here.desktop)

    def types_on() -> bool:
        here.desktop.hands.type("on ")
        return _note(here).startswith(WAITS)

    wait_until(types_on, "the time waits", PATIENCE)
    card.sees("label", WAITS)
    here.shoots("break card waits")
    wait_until(lambda: not card.finds("label", WAITS), "the time goes on", PATIENCE)
    halts = [fact["halted"] for fact in here.unhunch.facts("break_moved")]
    assert halts[-2:] == ["typing", None], halts
    written = here.desktop.written
    wait_until(lambda: here.writes("typed", written), "every letter arrives", 30)
    assert "on on on" in written.read_text()
    here.desktop.stops_writing()
    return YES


def ends(here: Sitting) -> Seen:
    """Its buttons turn it to the last exercise and to the question; the answer is kept, and nothing
    of the card is left, nor of its process."""
    card, number = Card(here.desktop), here.status()["prompt"]["prompt"]
    place = ""

    def has_turned() -> bool:
        return _place(here) != place

    while (place := _place(here)) != ASKS_HOW:
        card.presses("Next")
        wait_until(has_turned, f"{place} is over")
    here.shoots("break question")
    card.presses("Good")
    here.unhunch.wait_for_fact("prompt_answered", prompt=number, answer="done", by="user")
    _is_gone(here, card)
    return YES


def covers(here: Sitting) -> Seen:
    """A break that covers the screen does, and takes the keyboard: Esc ends it."""
    here.settings(COVERING)
    card, number = _begins(here), here.status()["prompt"]["prompt"]

    def fills() -> bool:
        return any(
            (each.box.width, each.box.height) == (WIDTH, HEIGHT)
            for each in here.desktop.sight.things(PROGRAM)
        )

    wait_until(fills, "the screen is covered", PATIENCE)
    card.sees("push button", "Next")
    here.shoots("break full")
    here.desktop.hands.key("Escape")
    here.unhunch.wait_for_fact("prompt_answered", prompt=number, answer="stopped", by="user")
    _is_gone(here, card)
    here.settings(AT_ONCE)
    return YES


def dies(here: Sitting) -> Seen:
    """The card's process is killed: the break goes on in a notification, and is answered."""
    card, number = _begins(here), here.status()["prompt"]["prompt"]
    card.sees("push button", "Next")
    os.kill(child_of(here.unhunch.pid), signal.SIGKILL)
    here.until(lambda: here.desktop.sees_notice(STRETCH), "the break is in a notification")
    here.shoots("break in a notification")
    assert not card.is_there()
    here.asks({"do": "answer", "answer": "done"})
    here.unhunch.wait_for_fact("prompt_answered", prompt=number, answer="done", by="user")
    here.until(lambda: not here.desktop.sees_notice(STRETCH), "the notification is gone")
    return YES


def _begins(here: Sitting) -> Card:
    """Have a break begin, as `unhunch break` and the menu do."""
    here.desktop.moves()
    here.asks({"do": "break"})
    child_of(here.unhunch.pid)
    return Card(here.desktop)


def _note(here: Sitting) -> str:
    """Return why the break stands still, as the program says it; empty: it goes on."""
    card = here.asks({"do": "card"})["card"]
    return "" if card is None else str(card.get("note", ""))


def _place(here: Sitting) -> str:
    """Return which exercise the card shows, "2 of 3", or the question that it asks at the end."""

    def reads() -> str:
        names = [each.name for each in here.desktop.sight.things(PROGRAM)]
        return next((name for name in names if PLACE.fullmatch(name) or name == ASKS_HOW), "")

    return wait_until(reads, "the card says where it is")


def _is_gone(here: Sitting, card: Card) -> None:
    """Wait until nothing of the window is left."""
    wait_until(lambda: not card.is_there(), "nothing of the window is to be seen")
    wait_until(lambda: child_now(here.unhunch.pid) is None, "its process has ended")


BREAKS = {
    "break starts": starts,
    "break waits": waits,
    "break ends": ends,
    "break covers": covers,
    "window dies": dies,
}
"""The steps, in their order."""
