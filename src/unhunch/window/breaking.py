"""One break on the screens there are: which window shows what, and what a key or a press means."""

import json
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication

from ..card import Card
from . import look, wishes
from .buttons import Newest
from .frames import CardWindow, Cover, Window, is_native_wayland
from .panel import ROOMY, SNUG, Panel
from .picture import Pictures
from .pipe import Hidden, Keyboard, Pipe, Shows, Told
from .pointed import pointed_screen
from .sound import Chime
from .speech import Speech
from .where import Where

FIRM_FOR = 10.0
"""Seconds until a firm break shows its way out."""

THRICE = 3
TOGETHER = 2.0
"""So many presses of Esc within so many seconds are the way out of an emergency."""

ASKS_FOR = 120_000
"""Milliseconds for which the window asks where it hurt; the next check-in asks again."""

SETTLES = 500
"""Milliseconds in which a compositor is done with screens that come and go, often several at once:
sway 1.7 ends when a window is shown just as the last of them went."""


class Breaking:
    """Shows cards, one after the other. `over` ends the process."""

    def __init__(self, pipe: Pipe, over: Callable[[], None]) -> None:
        self._pipe = pipe
        self._over = over
        self._pictures = Pictures()
        self._newest = Newest()
        self._chime = Chime()
        self._speech = Speech(lambda: self._main)
        self._card: Card | None = None
        self._began = time.monotonic()
        self._escapes: list[float] = []
        self._panel: Panel | None = None
        self._where: Where | None = None
        self._main: Window | None = None
        self._covers: list[Cover] = []
        self._screen: QScreen | None = None
        self._pointed = False
        self._keyboard = False
        self._firm = QTimer()
        self._firm.setSingleShot(True)
        self._firm.timeout.connect(self._show_out)
        # Screens that come and go tell of it many times over.
        self._soon = QTimer()
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._rebuild)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screen_came)
        app.screenRemoved.connect(self._screen_went)
        app.styleHints().colorSchemeChanged.connect(self._rebuild)
        self._wishes = wishes.Wishes()
        self._wishes.changed.connect(self._heed)
        self._wishes.ask()
        for screen in app.screens():
            self._watch(screen)

    # --- what the daemon tells ------------------------------------------------------------------

    def take(self, told: Told | None) -> None:
        """Do what is told; None: the daemon is gone."""
        match told:
            case Shows(card=card):
                self.show_card(card)
            case Keyboard():
                self._keyboard = True
                self._rebuild()
            case Hidden() if self._where is not None:
                pass
            case Hidden() | None:
                self._over()

    def show_card(self, card: Card) -> None:
        """Show this."""
        before, self._card = self._card, card
        if self._where is not None:
            return
        if before is None or before.prompt != card.prompt:
            self._began, self._escapes = time.monotonic(), []
        if before is not None and before.step == card.step and before.firmness == card.firmness:
            assert self._panel is not None
            self._panel.show_card(card)
            self._fit()
            if card.note != before.note:
                self._speech.say(card.note)
            return
        self._rebuild()
        if card.sound and before is not None:
            self._chime.play()
        self._speech.say(card.said)

    # --- windows --------------------------------------------------------------------------------

    @property
    def _is_full(self) -> bool:
        card = self._card
        return card is not None and card.firmness != "card" and not card.is_question

    def _rebuild(self) -> None:
        """Make what is shown anew, in the window that there is, or in another kind of window."""
        card = self._card
        if card is None:
            return
        self._choose_screen()
        covers = self._is_full and self._where is None
        keyboard = self._keyboard or card.firmness != "card"
        main = self._main
        if main is None or isinstance(main, Cover) != covers or main.keyboard != keyboard:
            self._drop_windows()
            if covers:
                main = self._cover(keyboard=keyboard)
            else:
                main = CardWindow(card.name, self._escaped, keyboard=keyboard)
            self._main = main
        if self._where is not None:
            main.put(self._where)
            focus = self._where.take_focus
        else:
            focus = self._put_panel(card, main)
        self._arrange()
        if keyboard:
            focus()

    def _heed(self) -> None:
        """Look as the desktop was heard to wish it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if wishes.wants_dark() and look.is_light(app.palette()):
            app.setPalette(look.dark())
        self._rebuild()

    def _put_panel(self, card: Card, window: Window) -> Callable[[], None]:
        """Put a new panel into the window, as large as there is room for. Return what gives it the
        keyboard: to the button that had it."""
        before, covers = self._panel.focused() if self._panel else None, self._is_full
        for fit in ROOMY if covers else SNUG:
            panel = Panel(card, self._pressed, self._newest, self._pictures, fit, covers=covers)
            self._panel = panel
            window.put(panel)
            # With what may come later, so that nothing moves then.
            panel.widen()
            if self._screen is None or window.fit(self._screen):
                break
        panel.show_card(card)
        self._show_out()
        return lambda: panel.take_focus(before)

    def _cover(self, *, keyboard: bool) -> Cover:
        assert self._card is not None
        return Cover(self._card.name, self._escaped, self._point, self._hand_on, keyboard=keyboard)

    def _hand_on(self, event: QKeyEvent) -> None:
        """A compositor gave the keyboard to a cover that shows nothing."""
        if self._main is not None:
            self._main.take_key(event)

    def _drop_windows(self) -> None:
        _drop(*self._covers, *([self._main] if self._main else []))
        self._covers, self._main = [], None

    def _arrange(self) -> None:
        """Put the windows on the screens that there are; not while these come and go."""
        screens = self._choose_screen()
        if self._soon.isActive() or self._screen is None or self._main is None:
            return
        before, self._covers = self._covers, []
        if isinstance(self._main, Cover):
            for screen in screens:
                if screen is not self._screen:
                    there = (each for each in before if each.covered is screen)
                    cover = next(there, None) or next(iter(before), None)
                    if cover is None:
                        cover = self._cover(keyboard=False)
                    else:
                        before.remove(cover)
                    cover.place(screen)
                    self._covers.append(cover)
        _drop(*before)
        self._main.place(self._screen)

    def _point(self, cover: Cover) -> None:
        """The pointer is on this cover: there the exercise is to be, if that was a guess so far."""
        main = self._main
        if self._pointed or not isinstance(main, Cover):
            return
        self._pointed = True
        if cover is not main and (content := main.take()) is not None:
            self._covers = [each for each in self._covers if each is not cover] + [main]
            cover.put(content)
            cover.keyboard, main.keyboard = main.keyboard, cover.keyboard
            self._main, self._screen = cover, cover.covered
            # In letters that fit this screen; not while its event is still being handled.
            QTimer.singleShot(0, self._rebuild)

    def _fit(self) -> None:
        """Give what stands in the window now the room it needs."""
        if self._main is not None and self._screen is not None:
            self._main.fit(self._screen)

    def _choose_screen(self) -> list[QScreen]:
        """Stay on the screen that was chosen, or choose the one with the pointer; None where there
        is none. Return all of them."""
        # Where there is none, Qt has one without an extent, or keeps the last one as it was.
        screens = [each for each in QGuiApplication.screens() if not each.geometry().isEmpty()]
        if self._screen not in screens:
            there = pointed_screen()
            self._screen = there if there in screens else screens[0] if screens else None
            self._pointed = not is_native_wayland()
        return screens

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._look_again)
        screen.geometryChanged.connect(self._look_again)

    def _look_again(self) -> None:
        self._soon.start(SETTLES if is_native_wayland() else 0)

    def _screen_came(self, screen: QScreen) -> None:
        self._watch(screen)
        self._cover_anew()

    def _screen_went(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._screen = None
        self._cover_anew()

    def _cover_anew(self) -> None:
        """Where the compositor places the windows it may have moved any of them."""
        for window in (self._main, *self._covers):
            if isinstance(window, Cover):
                window.covered = None
        self._look_again()

    # --- ways out -------------------------------------------------------------------------------

    def _show_out(self) -> None:
        """A firm break shows its way out after a while; the others at once."""
        if self._panel is None or self._card is None:
            return
        left = FIRM_FOR - (time.monotonic() - self._began)
        waits = self._card.firmness == "firm" and left > 0
        self._panel.show_out(visible=not waits)
        self._fit()
        if waits and not self._firm.isActive():
            self._firm.start(round(left * 1000))

    def _escaped(self) -> None:
        """Esc: the plain way out where it is shown, and three times in a row always."""
        card, now = self._card, time.monotonic()
        self._escapes = [each for each in self._escapes if now - each < TOGETHER] + [now]
        if self._where is not None:
            self._located(None)
        elif card is not None and card.is_question:
            self._pressed(card.answers[0][0])
        elif card is not None and (
            card.firmness != "firm" or now - self._began >= FIRM_FOR or len(self._escapes) >= THRICE
        ):
            self._pressed(card.out[0][0])

    # --- what the person says ---------------------------------------------------------------------

    def _pressed(self, request: str) -> None:
        self._pipe.send(request)
        card = self._card
        if json.loads(request).get("answer") == "hurt" and card is not None:
            # It is kept already; where can be told now, or at the next check-in.
            self._where, self._panel = Where(card, self._located, self._newest), None
            self._firm.stop()
            self._rebuild()
            self._speech.say(card.where)
            QTimer.singleShot(ASKS_FOR, self._over)

    def _located(self, request: str | None) -> None:
        if request is not None:
            self._pipe.send(request)
        self._over()


def _drop(*windows: Window) -> None:
    for window in windows:
        window.hide()
        window.deleteLater()
