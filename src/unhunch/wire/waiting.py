"""The asking side for who has a loop that must not stand still while the daemon takes its time."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from ..errors import NoDaemon, WireError
from ..sentence import Sentence, reason_of
from .address import Address
from .client import opened_by, read_answer

LONGEST = 2**20
"""Bytes of an answer."""


async def ask_waiting(
    address: Address, request: Mapping[str, object], *, patience: float
) -> dict[str, Any]:
    """Send the request and return the answer, which may come after up to `patience` seconds.

    Raise NoDaemon when nobody listens, WireError when no answer comes that can be understood.
    """
    place, request = opened_by(address, request)
    try:
        async with asyncio.timeout(patience):
            line = await _exchange(place, json.dumps(request).encode() + b"\n")
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError) as error:
        raise NoDaemon(Sentence("Unhunch is not running")) from error
    except TimeoutError as error:
        raise WireError(
            Sentence("the daemon did not answer within {patience} s", patience=f"{patience:g}")
        ) from error
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise WireError(Sentence("the daemon hung up before it answered")) from error
    except OSError as error:
        raise WireError(
            Sentence("the daemon cannot be asked: {reason}", reason=reason_of(error))
        ) from error
    return read_answer(line)


async def _exchange(place: str | tuple[str, int], line: bytes) -> bytes:
    if isinstance(place, str):
        reader, writer = await asyncio.open_unix_connection(place, limit=LONGEST)
    else:
        reader, writer = await asyncio.open_connection(*place, limit=LONGEST)
    try:
        writer.write(line)
        return await reader.readuntil(b"\n")
    finally:
        writer.transport.abort()
