"""Answers of other people's programs, which may be of any kind: what is no answer is an error."""

from collections.abc import Sequence
from typing import Any, TypeVar

from dbus_fast.aio import MessageBus

from ..bus import INVALID_SIGNATURE, call
from ..errors import BusError
from ..sentence import Sentence

Kind = TypeVar("Kind")


async def ask(
    kind: type[Kind],
    bus: MessageBus,
    destination: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    body: Sequence[Any] = (),
    timeout: float = 5.0,
) -> Kind:
    """Call a method and return the one value of its answer. Raise BusError as `call` does, and when
    the answer is not one value of this kind."""
    answer = await call(bus, destination, path, interface, member, signature, body, timeout)
    return of_kind(kind, answer[0] if len(answer) == 1 else None, member)


def of_kind(kind: type[Kind], value: object, what: str) -> Kind:
    """Return the value. Raise BusError when it is of another kind."""
    if not isinstance(value, kind):
        words = Sentence("{member}: an answer of another kind than expected", member=what)
        raise BusError(INVALID_SIGNATURE, words)
    return value
