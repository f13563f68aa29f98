"""What the desktop says of its user's eyes: less motion, more contrast, dark colours.

Qt tells of contrast since 6.10 and of motion since 6.12, and of all of it on few desktops. So the
desktop's portal is asked as well (org.freedesktop.portal.Settings): its keys, GNOME's and KDE's. A
portal that does not run is not started, and one that does not answer is not waited for.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant
from PySide6.QtGui import QGuiApplication

PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
SETTINGS = "org.freedesktop.portal.Settings"

STILL, CONTRAST, DARK = "wants-still", "wants-contrast", "wants-dark"
"""Properties of the application: what was heard."""


def _is_none(value: Any) -> bool:
    # KDE keeps the factor as text: 0 is no animation.
    try:
        return float(value) == 0
    except (TypeError, ValueError):
        return False


ASKED: dict[tuple[str, str], tuple[str, Callable[[Any], bool]]] = {
    ("org.freedesktop.appearance", "reduced-motion"): (STILL, lambda value: value == 1),
    ("org.gnome.desktop.interface", "enable-animations"): (STILL, lambda value: value is False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"): (STILL, _is_none),
    ("org.freedesktop.appearance", "color-scheme"): (DARK, lambda value: value == 1),
    ("org.freedesktop.appearance", "contrast"): (CONTRAST, lambda value: value == 1),
    ("org.gnome.desktop.a11y.interface", "high-contrast"): (CONTRAST, lambda value: value is True),
}
"""Namespace and key: which wish it is, and the values that are a yes."""


def wants_still() -> bool:
    """Whether the desktop asks for less motion."""
    return _heard(STILL) or _hint("motionPreference", "ReducedMotion")


def wants_contrast() -> bool:
    """Whether the desktop asks for more contrast."""
    return _heard(CONTRAST) or _hint("contrastPreference", "HighContrast")


def wants_dark() -> bool:
    """Whether the desktop's portal asks for dark colours. Qt's own palette follows on some desktops
    only."""
    return _heard(DARK)


class Wishes(QObject):
    """Asks once, when a break begins. `changed`: something is wished for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calls: list[QDBusPendingCallWatcher] = []

    def ask(self) -> None:
        """Ask, and return at once."""
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for (space, key), (wish, is_yes) in ASKED.items():
            question = QDBusMessage.createMethodCall(*PORTAL, SETTINGS, "Read")
            question.setArguments([space, key])
            question.setAutoStartService(False)
            call = QDBusPendingCallWatcher(bus.asyncCall(question), self)
            call.finished.connect(
                lambda call, wish=wish, is_yes=is_yes: self._told(call, wish, is_yes)
            )
            self._calls.append(call)

    def _told(
        self, call: QDBusPendingCallWatcher, wish: str, is_yes: Callable[[Any], bool]
    ) -> None:
        told: list[Any] = [] if call.isError() else call.reply().arguments()
        value = told[0] if told else None
        while isinstance(value, QDBusVariant):
            value = value.variant()
        if is_yes(value) and not _heard(wish):
            _application().setProperty(wish, True)
            self.changed.emit()


def _application() -> QObject:
    app = QGuiApplication.instance()
    assert app is not None
    return app


def _heard(wish: str) -> bool:
    app = QGuiApplication.instance()
    return app is not None and bool(app.property(wish))


def _hint(name: str, yes: str) -> bool:
    if QGuiApplication.instance() is None:
        return False
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    wish = getattr(hints(), name, None) if hints else None
    return bool(wish and wish().name == yes)
