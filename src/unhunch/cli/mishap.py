"""How a mistake of ours is told: where it happened, and no word of what somebody reported.

The text of an exception may repeat a value: `KeyError('fever')`. It is told only where the error
comes from a part that never hears of the body; its kind and its places always are. Source lines
are left out for the same reason: in the rules they name what they look for.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

_PACKAGE = Path(__file__).parents[1]

SPEAKING = frozenset(("autostart", "bus.py", "config", "instance.py", "sensors"))
"""The parts that never hear of the body: what their errors say may be read by anybody."""

CARRYING = SPEAKING | {"__main__.py", "cli", "daemon"}
"""Beside them, what only calls them. An error that passes through any other part says nothing."""

LEFT_OUT = "(what it says is left out: it may repeat what was reported)"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class Formatter(logging.Formatter):
    """Writes every traceback as `lines_of` does, whoever logs it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return what is written of the record."""
        record.exc_text = None  # what another formatter made of the traceback would be taken
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        """Return the traceback."""
        return "\n".join(lines_of(ei[1])) if ei[1] is not None else ""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line above it; libraries repeat the error in it."""
        args = record.args if isinstance(record.args, tuple) else ()
        if record.exc_info and any(isinstance(each, BaseException) for each in args):
            record.message = record.msg % tuple(map(_named, args))
        return super().formatMessage(record)


def lines_of(error: BaseException) -> Iterator[str]:
    """Yield where an error and those behind it happened, the first cause first."""
    for each in reversed(list(_chain(error))):
        yield "Traceback (most recent call last):"
        for frame in traceback.extract_tb(each.__traceback__):
            yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        yield f"{type(each).__qualname__}: {_says(each)}"


def tell_of(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """Write what ended the program to standard error (`sys.excepthook`)."""
    sys.stderr.write("".join(f"{line}\n" for line in lines_of(error)))


def _chain(error: BaseException) -> Iterator[BaseException]:
    found: list[BaseException] = [error]
    for each in found:
        group = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        before = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        for new in (before, *group):
            if new is not None and new not in found:
                found.append(new)
    return iter(found)


def _says(error: BaseException) -> str:
    parts = [part for part in map(_part_of, traceback.extract_tb(error.__traceback__)) if part]
    speaks = bool(parts) and parts[-1] in SPEAKING and CARRYING.issuperset(parts)
    return str(error) if speaks else LEFT_OUT


def _part_of(frame: traceback.FrameSummary) -> str:
    """Return the package or module of ours that this frame belongs to; empty: it is not ours."""
    path = Path(frame.filename)
    return path.relative_to(_PACKAGE).parts[0] if path.is_relative_to(_PACKAGE) else ""


def _named(value: object) -> object:
    return type(value).__qualname__ if isinstance(value, BaseException) else value
