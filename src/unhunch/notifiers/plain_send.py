"""`python -m unhunch.notifiers.plain_send`: one notice, JSON on stdin, through plyer; then the end.

Exit 0: sent. 1: nobody can have seen it, with the reason as the last line of stderr.
"""

import asyncio
import json
import subprocess
import sys
import warnings
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
DEFAULT_SECONDS = 10

ANSWERS_IN = 2.0
"""Seconds in which a server that runs says its name. What one that does not is sent, it shows when
it wakes up, long after somebody has answered."""


def main() -> int:
    """Send what stdin says."""
    notice = json.load(sys.stdin)
    title, body, seconds = notice["title"], notice["body"], notice["seconds"]
    # On Linux plyer would go on about the way it did not take.
    warnings.simplefilter("ignore")
    if sys.platform == "linux":
        return _send_linux(title, body, seconds)
    plyer = import_module("plyer")
    timeout = round(seconds) or DEFAULT_SECONDS
    plyer.notification.notify(title=title, message=body, app_name="Unhunch", timeout=timeout)
    return 0


def _send_linux(title: str, body: str, seconds: float) -> int:
    # plyer asks nobody: without a server dbus-python raises, notify-send fails and is not heard.
    if why := asyncio.run(_why_not()):
        sys.stderr.write(f"{why}\n")
        return 1
    notification: Any = import_module("plyer.platforms.linux.notification")
    markup = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Not plyer's own choice: where there is a folder /app it builds a command line out of the text.
    if find_spec("dbus") is not None:
        notification.NotifyDbus()._notify(
            title=title, message=markup, app_name="Unhunch", timeout=round(seconds)
        )
        return 0
    # plyer does not look at how notify-send ends.
    notification.subprocess = SimpleNamespace(call=subprocess.check_call)
    notification.NotifySendNotification()._notify(
        # A title that begins with a dash would be an option: U+2060 is nothing to see.
        title=f"\u2060{title}" if title.startswith("-") else title,
        message=f"\u2060{markup}" if markup.startswith("-") else markup,
        icon="unhunch",
        hint="string:desktop-entry:unhunch",
        app_name="Unhunch",
        expire_time=str(round(seconds * 1000)),
    )
    return 0


async def _why_not() -> str:
    """Return why no notification can be seen here, or an empty string."""
    from ..bus import call, can_be_started, connect_session, disconnect, owner_of
    from ..errors import BusError
    from ..sentence import mark

    try:
        bus = await connect_session()
    except BusError as error:
        return str(error)
    try:
        if owner := await owner_of(bus, NAME):
            await call(bus, owner, PATH, NAME, "GetServerInformation", timeout=ANSWERS_IN)
            return ""
        if await can_be_started(bus, NAME):
            return ""
        return mark("no notification server is running")
    except BusError as error:
        return str(error)
    finally:
        await disconnect(bus)


if __name__ == "__main__":
    sys.exit(main())
