"""Hears when the time zone of the machine is changed by its settings.

A link put to /etc/localtime by hand is not heard; who cares looks at it when awake.
"""

from collections.abc import Callable

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import PROPERTIES, Rule, Stop, match
from ..errors import NotHere
from ..sentence import Sentence

TIMEDATE = "org.freedesktop.timedate1"


class ZoneWatch:
    """Calls `changed` with the name of the new zone."""

    def __init__(self, bus: MessageBus | None, changed: Callable[[str], None]) -> None:
        self._bus = bus
        self._changed = changed
        self._stop: Stop | None = None

    def start(self) -> None:
        """Begin. Raise NotHere without a system bus. The service comes and goes as needed."""
        if self._bus is None:
            raise NotHere(Sentence("there is no system bus"), lasting=True)
        rule = Rule(
            sender=TIMEDATE,
            path="/org/freedesktop/timedate1",
            interface=PROPERTIES,
            member="PropertiesChanged",
            arg0=TIMEDATE,
        )
        self._stop = match(self._bus, rule, self._heard)

    def close(self) -> None:
        """Stop listening."""
        if self._stop is not None:
            self._stop()

    def _heard(self, message: Message) -> None:
        zone = message.body[1].get("Timezone")
        if zone is not None:
            self._changed(str(zone.value))
