"""How each notification server tells of do-not-disturb: the one table of servers.

What each of them says was seen on Debian 12 (docs/adr/0013-do-not-disturb-by-its-server.md).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import (
    DISCONNECTED,
    NO_REPLY,
    PROPERTIES,
    Rule,
    call,
    get_property,
    owner_of,
)
from ..errors import BusError, NotHere
from ..sentence import Sentence
from .gsettings import CHANGED, concerns, get_setting

NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"

DUNST = "org.dunstproject.cmd0"
MAKO = "fr.emersion.Mako"
MAKO_PATH = "/fr/emersion/Mako"
MAKO_MODES = frozenset({"do-not-disturb", "dnd"})
"""mako has no do-not-disturb, only modes that the user names. These are the manual's own example
(mako(5)) and its usual short form; what another mode hides is in the user's settings alone."""

SWAYNC = "org.erikreider.swaync.cc"
SWAYNC_PATH = "/org/erikreider/swaync/cc"
XFCONF = "org.xfce.Xfconf"
XFCONF_PATH = "/org/xfce/Xfconf"
XFCONF_NOT_SET = "org.xfce.Xfconf.Error.PropertyNotFound"


def _all(message: Message) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to know whether do-not-disturb is on.

    `ask` raises BusError or NotHere when that cannot be told now. After a signal that fits one of
    `rules`, and of which `is_news` holds, and after a change of `file`, the answer may be another.
    `is_pushed`: there is such a signal or change whenever it is.
    """

    name: str
    ask: Callable[[], Awaitable[bool]]
    rules: tuple[Rule, ...] = ()
    is_news: Callable[[Message], bool] = _all
    file: Path | None = None
    is_pushed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Who shows notifications now."""

    bus: MessageBus
    owner: str
    name: str
    vendor: str


async def server_of(bus: MessageBus, owner: str) -> Server:
    """Return who this owner of the notifications is. Raise BusError."""
    about = await call(bus, owner, NOTIFICATIONS_PATH, NOTIFICATIONS, "GetServerInformation")
    name, vendor = [str(each)[:60] for each in [*about, "", ""][:2]]
    return Server(bus=bus, owner=owner, name=name, vendor=vendor)


async def way_of(server: Server, environ: Mapping[str, str]) -> Way | None:
    """Return how this server tells of do-not-disturb, None: not at all.

    Raise BusError when it has to be asked and does not answer.
    """
    match server.name, server.vendor:
        case "gnome-shell", _:
            return _setting("org.gnome.desktop.notifications", "show-banners", "false", environ)
        case "cinnamon", _:
            schema = "org.cinnamon.desktop.notifications"
            return _setting(schema, "display-notifications", "false", environ)
        case "Notification Daemon", "MATE":
            path = "/org/mate/notification-daemon/"
            return _setting("org.mate.NotificationDaemon", "do-not-disturb", "true", environ, path)
        case "Xfce Notify Daemon", _:
            return _xfce(server)
        case "dunst", _:
            return _dunst(server)
        case "mako", _:
            return await _mako(server)
        case "SwayNotificationCenter", _:
            return _swaync(server)
        case "lxqt-notificationd", _:
            return _lxqt(environ)
        case _:
            return await _inhibited(server)


def _setting(schema: str, key: str, hides: str, environ: Mapping[str, str], path: str = "") -> Way:
    """A key of GSettings; `path` is its place in dconf where the schema's name does not say it."""
    dconf = (path or f"/{schema.replace('.', '/')}/") + key

    async def ask() -> bool:
        return await get_setting(schema, key, environ) == hides

    def is_news(message: Message) -> bool:
        return concerns(message, dconf)

    return Way(name=f"gsettings {schema} {key}", ask=ask, rules=(CHANGED,), is_news=is_news)


def _xfce(server: Server) -> Way:
    channel, key = "xfce4-notifyd", "/do-not-disturb"

    async def ask() -> bool:
        # Never start it. The server does, and keeps it running.
        if not await owner_of(server.bus, XFCONF):
            raise NotHere(Sentence("{name} is not on the session bus", name=XFCONF))
        asked = (server.bus, XFCONF, XFCONF_PATH, XFCONF, "GetProperty", "ss", [channel, key])
        try:
            answer = await call(*asked)
        except BusError as error:
            if error.name == XFCONF_NOT_SET:
                return False
            raise
        return _flag(getattr(_only(answer), "value", None))

    changed, removed = (
        Rule(sender=XFCONF, path=XFCONF_PATH, interface=XFCONF, member=member, arg0=channel)
        for member in ("PropertyChanged", "PropertyRemoved")
    )

    def is_news(message: Message) -> bool:
        return message.body[1:2] == [key]

    return Way(name=f"xfconf {channel} {key}", ask=ask, rules=(changed, removed), is_news=is_news)


def _dunst(server: Server) -> Way:
    async def ask() -> bool:
        asked = (server.bus, server.owner, NOTIFICATIONS_PATH, DUNST, "paused")
        return _flag(await get_property(*asked))

    # It tells of what dunstctl does, and not of the signals SIGUSR1 and SIGUSR2.
    rule = _properties_of(server, NOTIFICATIONS_PATH, DUNST)
    return Way(name=f"{DUNST} paused", ask=ask, rules=(rule,), is_pushed=False)


async def _mako(server: Server) -> Way:
    async def listed() -> bool:
        answer = await call(server.bus, server.owner, MAKO_PATH, MAKO, "ListModes")
        return _has_mode(_only(answer))

    async def told() -> bool:
        return _has_mode(await get_property(server.bus, server.owner, MAKO_PATH, MAKO, "Modes"))

    rule = _properties_of(server, MAKO_PATH, MAKO)
    try:
        await told()
    except BusError as error:
        _raise_if_silent(error)
        # Before 1.8 there is no property, and nothing tells of a change.
        return Way(name=f"{MAKO} ListModes", ask=listed, is_pushed=False)
    return Way(name=f"{MAKO} Modes", ask=told, rules=(rule,))


def _swaync(server: Server) -> Way:
    async def ask() -> bool:
        return _flag(_only(await call(server.bus, server.owner, SWAYNC_PATH, SWAYNC, "GetDnd")))

    rules = tuple(
        Rule(sender=server.owner, path=SWAYNC_PATH, interface=SWAYNC, member=member)
        for member in ("Subscribe", "SubscribeV2")
    )
    return Way(name=f"{SWAYNC} GetDnd", ask=ask, rules=rules)


def _lxqt(environ: Mapping[str, str]) -> Way:
    folder = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "/")) / ".config")
    path = Path(folder) / "lxqt" / "notifications.conf"

    async def ask() -> bool:
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise NotHere(Sentence("{path}: {error}", path=path, error=error)) from error
        return "doNotDisturb=true" in [line.replace(" ", "") for line in lines]

    return Way(name=f"doNotDisturb in {path}", ask=ask, file=path)


async def _inhibited(server: Server) -> Way | None:
    """The property that KDE's server has, and any other may have."""

    async def ask() -> bool:
        asked = (server.bus, server.owner, NOTIFICATIONS_PATH, NOTIFICATIONS, "Inhibited")
        return _flag(await get_property(*asked))

    try:
        await ask()
    except NotHere:
        return None
    except BusError as error:
        _raise_if_silent(error)
        return None
    rule = _properties_of(server, NOTIFICATIONS_PATH, NOTIFICATIONS)
    return Way(name=f"{NOTIFICATIONS} Inhibited", ask=ask, rules=(rule,))


def _properties_of(server: Server, path: str, interface: str) -> Rule:
    return Rule(
        sender=server.owner,
        path=path,
        interface=PROPERTIES,
        member="PropertiesChanged",
        arg0=interface,
    )


def _raise_if_silent(error: BusError) -> None:
    """A server that answers with an error has not what was asked for; a silent one may have."""
    if error.name in (NO_REPLY, DISCONNECTED):
        raise error


def _only(answer: list[Any]) -> Any:
    return answer[0] if len(answer) == 1 else None


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotHere(Sentence("it answers neither yes nor no"))
    return value


def _has_mode(modes: Any) -> bool:
    if not isinstance(modes, list):
        raise NotHere(Sentence("it answers neither yes nor no"))
    return not MAKO_MODES.isdisjoint(str(mode).lower() for mode in modes)
