"""Values as plain JSON and back, for the journal and the wire.

Moments are ISO 8601 with their offset, lengths ISO 8601 in hours, minutes and seconds
(PT1H5M30S, -PT5M), enums their value, tuples arrays. Reading is strict: a number is no text.
"""

import math
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[object], Any]

_LENGTH = re.compile(r"(-)?PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,6}))?S)?", re.ASCII)


class Unread(ValueError):
    """Raised for a plain value that is not what was expected.

    `wanted` says what was, without a word of what was given; `got` is that, where it is told.
    """

    def __init__(self, wanted: str, got: str = "") -> None:
        super().__init__(f"{wanted}, got {got}" if got else wanted)
        self.wanted = wanted
        self.got = got


def length_text(length: timedelta) -> str:
    """Return the length as ISO 8601 in hours, minutes and seconds; exact to the microsecond."""
    sign, rest = ("-", -length) if length < timedelta(0) else ("", length)
    seconds = rest.days * 86400 + rest.seconds
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    fraction = f".{rest.microseconds:06}".rstrip("0") if rest.microseconds else ""
    text = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes)
    if seconds or fraction or not text:
        text += f"{seconds}{fraction}S"
    return f"{sign}PT{text}"


def read_length(text: str) -> timedelta:
    """Return the length that `length_text` wrote. Raise Unread for anything else."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise Unread("expected a length like PT1H5M30S", repr(text))
    sign, hours, minutes, seconds, fraction = found.groups(default="")
    try:
        length = timedelta(
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=int(seconds or 0),
            microseconds=int(fraction.ljust(6, "0")),
        )
    except (OverflowError, ValueError) as error:
        raise Unread("expected a shorter length", repr(text[:40])) from error
    return -length if sign else length


def to_plain(value: object) -> Any:
    """Return the value as JSON knows it. Raise TypeError for one this program does not keep."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str() | float():
            return value
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return length_text(value)
        case tuple():
            return [to_plain(part) for part in value]
        case _:
            raise TypeError(f"no plain form for {type(value).__name__}")


def fields_to_plain(value: Any, *, leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """Return the fields of a dataclass as a JSON object, defaults included."""
    left_out = frozenset(leave_out)
    return {
        field.name: to_plain(getattr(value, field.name))
        for field in fields(value)
        if field.name not in left_out
    }


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a dataclass: how to read it, and whether it can be left out."""

    read: Reader
    required: bool


@cache
def slots_of(kind: Any) -> Mapping[str, Slot]:
    """Return how each field of the dataclass is read. Raise TypeError for an unknown type."""
    hints = get_type_hints(kind)
    return {
        field.name: Slot(
            reader(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    }


def read_fields(kind: Any, given: Mapping[str, object], **known: Any) -> dict[str, Any]:
    """Return the arguments for the dataclass. Raise Unread with the field and what is wrong.

    Fields that it does not have are left out, and so are absent ones that have a default. `known`:
    arguments that are there already; what is given under their names is not looked at.
    """
    arguments = known
    for name, slot in slots_of(kind).items():
        if name in known:
            continue
        if name in given:
            try:
                arguments[name] = slot.read(given[name])
            except Unread as error:
                raise Unread(f"{name}: {error.wanted}", error.got) from error
        elif slot.required:
            raise Unread(f"{name}: missing")
    return arguments


@cache
def reader(kind: Any) -> Reader:
    """Return a function that reads a plain value as this type or raises Unread."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if get_origin(kind) in (Union, UnionType):
        return _optional_reader(get_args(kind))
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_reader(kind)
    raise TypeError(f"no plain form for {kind}")


def _optional_reader(kinds: tuple[Any, ...]) -> Reader:
    (inner,) = (reader(kind) for kind in kinds if kind is not NoneType)
    return lambda value: None if value is None else inner(value)


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    def read_any(value: object) -> tuple[Any, ...]:
        return tuple(inner(part) for part in _array(value))

    def read_exact(value: object) -> tuple[Any, ...]:
        parts = _array(value)
        if len(parts) != len(inners):
            raise Unread(f"expected {len(inners)} values", str(len(parts)))
        return tuple(read(part) for read, part in zip(inners, parts, strict=True))

    inners = tuple(reader(kind) for kind in kinds if kind is not Ellipsis)
    inner = inners[0]
    return read_any if Ellipsis in kinds else read_exact


def _enum_reader(kind: type[Enum]) -> Reader:
    def read(value: object) -> Enum:
        if value not in known:
            raise Unread(f"expected one of {', '.join(map(str, known))}", shown(value))
        return kind(value)

    known = [member.value for member in kind]
    return read


def shown(value: object) -> str:
    """Return a plain value as it stands in a complaint: short, on one line."""
    text = ascii(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Unread("expected an array", shown(value))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unread("expected text", shown(value))
    # JSON can carry half a surrogate pair, which no file can keep.
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Unread("expected text", shown(value))
    # The same few words come in every fact of a kind: ten years of them share one text each.
    return sys.intern(value) if type(value) is str else value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unread("expected true or false", shown(value))
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unread("expected a whole number", shown(value))
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unread("expected a number", shown(value))
    try:
        number = float(value)
    except OverflowError as error:
        raise Unread("expected a smaller number", shown(value)) from error
    if not math.isfinite(number):
        raise Unread("expected a number", shown(value))
    return number


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError as error:
        raise Unread("expected a moment with its offset", shown(value)) from error
    if moment.tzinfo is None:
        raise Unread("expected a moment with its offset", shown(value))
    return moment


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(_text(value))
    except ValueError as error:
        raise Unread("expected a date like 2026-08-20", shown(value)) from error
    if day.isoformat() != value:  # ISO 8601 also knows 20260820 and weeks
        raise Unread("expected a date like 2026-08-20", shown(value))
    return day


def _length(value: object) -> timedelta:
    if not isinstance(value, str):
        raise Unread("expected a length like PT25M", shown(value))
    return read_length(value)


_SIMPLE: Mapping[Any, Reader] = {
    str: _text,
    bool: _truth,
    int: _whole,
    float: _number,
    datetime: _moment,
    date: _day,
    timedelta: _length,
}
