"""The X server's own alarm clock on its idle counter (SYNC extension, counter IDLETIME)."""

from datetime import timedelta

from .x11_connection import Connection
from .x11_requests import (
    ABSOLUTE,
    ALARM_NOTIFY,
    EVERY_ALARM_FIELD,
    NEGATIVE_TRANSITION,
    POSITIVE_TRANSITION,
    CreateAlarm,
    DestroyAlarm,
    InitializeSync,
    ListSystemCounters,
    counter_named,
)


class Alarms:
    """Rings each time the idle time reaches the gap, and each time it falls below it again."""

    def __init__(self, connection: Connection, opcode: int, event: int, counter: int) -> None:
        self._connection = connection
        self._opcode = opcode
        self._event = event
        self._counter = counter
        self._set: list[int] = []

    @classmethod
    async def open(cls, connection: Connection) -> "Alarms | None":
        """Return them, or None where the server has no such counter. Raise NotHere."""
        sync = await connection.extension("SYNC")
        if sync is None:
            return None
        opcode = sync.major_opcode
        await connection.ask(InitializeSync, opcode=opcode, major_version=3, minor_version=0)
        listed = await connection.ask(ListSystemCounters, opcode=opcode)
        counter = counter_named(b"IDLETIME", bytes(listed.counters))
        if counter is None:
            return None
        return cls(connection, opcode, sync.first_event + ALARM_NOTIFY, counter)

    def is_mine(self, event: int) -> bool:
        """Whether an event of this type is an alarm."""
        return event == self._event

    def set(self, gap: timedelta) -> None:
        """Ring for this gap and for no other."""
        for alarm in self._set:
            self._connection.tell(DestroyAlarm, opcode=self._opcode, alarm=alarm)
            self._connection.free_id(alarm)
        reached = gap // timedelta(milliseconds=1)
        self._set = [
            self._create(POSITIVE_TRANSITION, reached),
            self._create(NEGATIVE_TRANSITION, reached - 1),
        ]

    def _create(self, transition: int, value: int) -> int:
        alarm = self._connection.new_id()
        self._connection.tell(
            CreateAlarm,
            opcode=self._opcode,
            alarm=alarm,
            fields=EVERY_ALARM_FIELD,
            counter=self._counter,
            value_type=ABSOLUTE,
            value_high=value >> 32,
            value_low=value & 0xFFFFFFFF,
            test_type=transition,
            delta_high=0,
            delta_low=0,
            events=1,
        )
        return alarm
