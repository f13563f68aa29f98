"""What a person does at this desktop: look, click, pick, press, type."""

import time
from collections.abc import Callable

from .hands import RIGHT, Hands
from .sight import Sight, Thing
from .waiting import wait_until

PLUGIN = "wrapper-2.0"
"""The process in which Xfce's panel runs its tray, and so the menus of the icons in it."""

SERVER = "xfce4-notifyd"
ENTRIES = ("menu item", "check menu item", "radio menu item", "menu")
READS_FOR = 0.8
"""Seconds a person takes, at least, to read a prompt."""


class Person:
    """Sees only what is on the screen, and touches nothing but pointer and keyboard."""

    def __init__(
        self, sight: Sight, hands: Hands, panel: str = PLUGIN, server: str = SERVER
    ) -> None:
        """`panel`, `server`: the programs that draw the tray and the notifications."""
        self._sight = sight
        self._hands = hands
        self._panel = panel
        self._server = server

    def sees_icon(self) -> bool:
        """Whether there is an icon in the tray: in these tests it can only be Unhunch's."""
        return self._sight.find("push button", program=self._panel) is not None

    def sees_notice(self, text: str = "") -> bool:
        """Whether a notification with this text is on the screen."""
        return self._sight.find("label", text, self._server) is not None

    def reads_notice(self, text: str = "") -> None:
        """Wait for a notification and read it: nobody presses a button in the first second.

        An answer in the first half second counts as an accident (product.md 3.8).
        """
        seen_since = None

        def has_read() -> bool:
            nonlocal seen_since
            if not self.sees_notice(text):
                seen_since = None
                return False
            seen_since = seen_since or time.monotonic()
            return time.monotonic() - seen_since > 1

        wait_until(has_read, f"a notification with {text!r} is on the screen, and stays")

    def reads_menu(self) -> list[str]:
        """Return the entries of the menu that is open, top to bottom."""
        return [thing.name for thing in self._entries()]

    def clicks_icon(self) -> None:
        """Click the tray icon, as soon as it is there."""
        self._hands.click(self._sight.wait_for("push button", program=self._panel).box)

    def opens_menu(self) -> None:
        """Right-click the tray icon and wait for the menu."""
        icon = self._sight.wait_for("push button", program=self._panel)
        self._hands.click(icon.box, RIGHT)
        wait_until(self.reads_menu, "the menu is open")

    def leaves_menu(self) -> None:
        """Close the menu without picking anything."""
        self._hands.key("Escape")
        wait_until(lambda: not self.reads_menu(), "the menu is closed")

    def picks(self, *labels: str) -> None:
        """Open the menu and click an entry, by way of the submenus named before it."""
        self.opens_menu()
        for label in labels:
            entry = self._waits_for(label)
            self._hands.click(entry.box)

    def presses(self, label: str) -> None:
        """Read the notification, then click one of its buttons."""
        seen = time.monotonic()
        # Nobody reads and presses within half a second; such a press is no answer (product.md 3.8).
        wait_until(lambda: time.monotonic() - seen > READS_FOR, "the notification is read")
        self.clicks(self.finds_button(label))

    def finds_button(self, label: str) -> Thing:
        """Look for a button of the notification until it is there."""
        return self._sight.wait_for("push button", label, self._server)

    def clicks(self, thing: Thing) -> None:
        """Click in the middle of something seen before."""
        self._hands.click(thing.box)

    def points_at(self, thing: Thing) -> None:
        """Move the pointer onto something seen before."""
        self._hands.point(thing.box)

    def clicks_there(self) -> None:
        """Click where the pointer is."""
        self._hands.press()

    def moves(self) -> None:
        """Move the pointer a little: a sign of life."""
        self._hands.move(600, 400)
        self._hands.move(640, 420)

    def works_until(self, condition: Callable[[], bool], why: str, timeout: float = 150) -> None:
        """Work, with a rest of 8 s now and then: a good moment for a prompt (product.md 3.3)."""
        rests_until = 0.0

        def works() -> bool:
            nonlocal rests_until
            if time.monotonic() > rests_until:
                self.moves()
                rests_until = time.monotonic() + 8
            return condition()

        wait_until(works, why, timeout)

    def types(self, text: str) -> None:
        """Type into the window that has the focus."""
        self._hands.type(text)

    def _entries(self) -> list[Thing]:
        found = (thing for thing in self._sight.things() if self._is_entry(thing))
        return sorted(found, key=lambda thing: thing.box.y)

    def _waits_for(self, label: str) -> Thing:
        def find() -> Thing | None:
            return next((entry for entry in self._entries() if entry.name == label), None)

        found = wait_until(find, f"the menu has an entry {label!r}; it has {self.reads_menu()}")
        assert found is not None
        return found

    def _is_entry(self, thing: Thing) -> bool:
        """Whether this is a line of a menu (a menu that is nobody's line has no name)."""
        return thing.program == self._panel and thing.role in ENTRIES and thing.name != ""
