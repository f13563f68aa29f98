"""What a notification server can do, and how a notice is put to it."""

from dataclasses import dataclass

from dbus_fast import Variant

from ..bus import sendable
from ..ports import Ability, Notice

DEFAULT = "default"
MOST_ACTIONS = 3
"""GNOME draws three; LXQt makes a list of four."""

DRAWS_DEFAULT = frozenset({"Xfce Notify Daemon", "lxqt-notificationd"})
"""Servers, by the name in GetServerInformation, on which "default" is a button like the others."""

DRAWS_NO_BUTTONS = frozenset({"dunst", "mako"})
"""Servers that claim actions and show at most that there are some."""

RETRIES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between questions to a new server: GNOME's has its name before it can answer."""

SETTLES_IN = {"gnome-shell": 3.0}
"""Seconds in which a server that has just started may take away at once what it shows."""


@dataclass(frozen=True, slots=True)
class Server:
    """Who answers, and what it can do."""

    owner: str
    name: str
    capabilities: frozenset[str]

    def abilities(self) -> frozenset[Ability]:
        """What this server can do, in our words."""
        able = {Ability.CONFIRMS, Ability.REWORDS}
        if "actions" in self.capabilities:
            if self.name not in DRAWS_NO_BUTTONS:
                able.add(Ability.BUTTONS)
            if self.name not in DRAWS_DEFAULT:
                able.add(Ability.BODY_CLICK)
        return frozenset(able)


def notify_arguments(server: Server, notice: Notice, icon: str, replaces: int) -> list[object]:
    """Return what Notify is called with, susssasa{sv}i; `replaces` 0: nothing."""
    abilities = server.abilities()
    hint = "" if Ability.BUTTONS in abilities else notice.hint
    title, body = notice.title, "\n".join(part for part in (notice.body, hint) if part)
    if "body" not in server.capabilities:
        title, body = " · ".join(part for part in (title, body) if part), ""
    if "body-markup" in server.capabilities:
        body = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    on_screen = notice.on_screen
    return [
        "Unhunch",
        replaces,
        icon,
        sendable(title),
        sendable(body),
        _actions(server, notice),
        _hints(notice),
        0 if on_screen is None else max(1, round(on_screen.total_seconds() * 1000)),
    ]


def _actions(server: Server, notice: Notice) -> list[str]:
    if "actions" not in server.capabilities:
        return []
    actions = []
    for button in notice.buttons[:MOST_ACTIONS]:
        actions += [sendable(button.key), sendable(button.label)]
    if Ability.BODY_CLICK in server.abilities():
        actions += [DEFAULT, "Seen"]
    return actions


def _hints(notice: Notice) -> dict[str, Variant]:
    hints = {
        # GNOME brings a replaced notice to the front again unless it is of low urgency.
        "urgency": Variant("y", 2 if notice.urgent else 0 if notice.quiet else 1),
        "desktop-entry": Variant("s", "unhunch"),
        "category": Variant("s", "x-unhunch.reminder"),
    }
    if notice.sound and not notice.quiet:
        hints["sound-name"] = Variant("s", "dialog-information")
    else:
        hints["suppress-sound"] = Variant("b", True)
    return hints
