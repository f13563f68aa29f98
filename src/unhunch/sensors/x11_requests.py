"""The X11 requests that the sensors send, as python-xlib's wire structures.

Imported only when an X11 display is to be asked: it imports Xlib. python-xlib has no SYNC
extension; its requests are here by the protocol of X11R7.7 (syncproto, "Encoding").
"""

import struct
import sys
from typing import Any

from Xlib.protocol import rq

ALARM_NOTIFY = 1
"""The SYNC event that an alarm went off, counted from the extension's first event."""

EVERY_ALARM_FIELD = 0b111111
ABSOLUTE = 0
POSITIVE_TRANSITION = 0
NEGATIVE_TRANSITION = 1


class QueryExtension(rq.ReplyRequest):  # type: ignore[misc]
    """Whether the server has an extension, and its numbers. Core protocol, opcode 98."""

    _request = rq.Struct(
        rq.Opcode(98),
        rq.Pad(1),
        rq.RequestLength(),
        rq.LengthOf("name", 2),
        rq.Pad(2),
        rq.String8("name"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("present"),
        rq.Card8("major_opcode"),
        rq.Card8("first_event"),
        rq.Card8("first_error"),
        rq.Pad(20),
    )


class InternAtom(rq.ReplyRequest):  # type: ignore[misc]
    """The number of a name. Core protocol, opcode 16."""

    _request = rq.Struct(
        rq.Opcode(16),
        rq.Bool("only_if_exists"),
        rq.RequestLength(),
        rq.LengthOf("name", 2),
        rq.Pad(2),
        rq.String8("name"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("atom"),
        rq.Pad(20),
    )


class GetNumbers(rq.ReplyRequest):  # type: ignore[misc]
    """GetProperty of 32-bit numbers: `value` is raw, see `numbers_of`. Core protocol, opcode 20."""

    _request = rq.Struct(
        rq.Opcode(20),
        rq.Bool("delete"),
        rq.RequestLength(),
        rq.Card32("window"),
        rq.Card32("property"),
        rq.Card32("type"),
        rq.Card32("offset"),
        rq.Card32("length"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("format"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("type"),
        rq.Card32("bytes_after"),
        rq.Card32("count"),
        rq.Pad(12),
        rq.Binary("value"),
    )


class SelectEvents(rq.Request):  # type: ignore[misc]
    """ChangeWindowAttributes with the event mask alone. Core protocol, opcode 2."""

    _request = rq.Struct(
        rq.Opcode(2),
        rq.Pad(1),
        rq.RequestLength(),
        rq.Card32("window"),
        rq.Card32("fields"),
        rq.Card32("events"),
    )


class QueryIdle(rq.ReplyRequest):  # type: ignore[misc]
    """MIT-SCREEN-SAVER QueryInfo: `idle` is milliseconds since the last input."""

    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(1), rq.RequestLength(), rq.Card32("drawable")
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("state"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("saver_window"),
        rq.Card32("til_or_since"),
        rq.Card32("idle"),
        rq.Card32("event_mask"),
        rq.Card8("kind"),
        rq.Pad(7),
    )


class InitializeSync(rq.ReplyRequest):  # type: ignore[misc]
    """SYNC Initialize: must come first. Version 3.0 has all that is used here."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(0),
        rq.RequestLength(),
        rq.Card8("major_version"),
        rq.Card8("minor_version"),
        rq.Pad(2),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("major_version"),
        rq.Card8("minor_version"),
        rq.Pad(22),
    )


class ListSystemCounters(rq.ReplyRequest):  # type: ignore[misc]
    """SYNC ListSystemCounters: `counters` is raw, see `counter_named`."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(1), rq.RequestLength())
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("count"),
        rq.Pad(20),
        rq.Binary("counters"),
    )


class CreateAlarm(rq.Request):  # type: ignore[misc]
    """SYNC CreateAlarm with every field of its value list."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(8),
        rq.RequestLength(),
        rq.Card32("alarm"),
        rq.Card32("fields"),
        rq.Card32("counter"),
        rq.Card32("value_type"),
        rq.Int32("value_high"),
        rq.Card32("value_low"),
        rq.Card32("test_type"),
        rq.Int32("delta_high"),
        rq.Card32("delta_low"),
        rq.Card32("events"),
    )


class DestroyAlarm(rq.Request):  # type: ignore[misc]
    """SYNC DestroyAlarm."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(11), rq.RequestLength(), rq.Card32("alarm"))


def numbers_of(answer: Any) -> tuple[int, ...]:
    """Return the numbers that GetNumbers found; none where the property is missing or of another
    kind."""
    if answer.format != 32:
        return ()
    return struct.unpack_from(f"={answer.count}I", bytes(answer.value))


def counter_named(name: bytes, counters: bytes) -> int | None:
    """Return the id of a system counter from the raw list, or None."""
    at = 0
    while at + 14 <= len(counters):
        identity = int.from_bytes(counters[at : at + 4], sys.byteorder)
        length = int.from_bytes(counters[at + 12 : at + 14], sys.byteorder)
        if counters[at + 14 : at + 14 + length] == name:
            return identity
        at += (14 + length + 3) & ~3
    return None
