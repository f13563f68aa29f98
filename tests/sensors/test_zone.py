"""The time zone, changed by a timedated on a private bus."""

import asyncio

import pytest
from dbus_fast import Variant

from tests.buses import connected
from tests.contracts.idle_sensor import until
from unhunch.bus import emit, owner_of
from unhunch.errors import NotHere
from unhunch.sensors.zone import ZoneWatch

TIMEDATE = "org.freedesktop.timedate1"
PROPERTIES = "org.freedesktop.DBus.Properties"


def test_a_new_zone_is_told_and_other_news_is_not(private_bus):
    """The traveller's appointments follow at once; NTP going on and off is nobody's business."""

    async def scene():
        async with connected(private_bus.address) as bus, connected(private_bus.address) as other:
            heard: list[str] = []
            watch = ZoneWatch(bus, heard.append)
            watch.start()
            await other.request_name(TIMEDATE)
            # By now the bus knows what the watch wants to hear.
            await owner_of(bus, TIMEDATE)
            for values in ({"NTP": Variant("b", True)}, {"Timezone": Variant("s", "Asia/Tokyo")}):
                body = [TIMEDATE, values, []]
                path = "/org/freedesktop/timedate1"
                emit(other, path, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)
            await until(lambda: heard)
            watch.close()
            watch.close()

        assert heard == ["Asia/Tokyo"]

    asyncio.run(scene())


def test_without_a_system_bus_the_watch_is_refused():
    """The daemon goes on without it and looks for itself."""
    with pytest.raises(NotHere, match="no system bus"):
        ZoneWatch(None, print).start()
