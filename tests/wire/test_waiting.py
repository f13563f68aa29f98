"""The client that waits without standing still, against the real server."""

import asyncio

import pytest
from callers import condition, listening

from unhunch.errors import NoDaemon, WireError
from unhunch.wire.address import UnixAddress
from unhunch.wire.waiting import ask_waiting


def test_an_answer_comes_as_to_any_other_client(address):
    """On a Unix socket and on loopback TCP."""

    async def main():
        async with listening(address):
            return await ask_waiting(address, {"do": "sit"}, patience=10.0)

    assert {"ok": True, "echo": {"do": "sit"}} == asyncio.run(main())


def test_without_a_daemon_it_says_so(address):
    """At once."""
    with pytest.raises(NoDaemon):
        asyncio.run(ask_waiting(address, {"do": "sit"}, patience=10.0))


def test_it_waits_no_longer_than_it_may(tmp_path):
    """For one who listens and says nothing; for one who hangs up; for one without an end."""

    async def main(says):
        async def serve(reader, writer):
            writer.write(says)
            if not says:
                await reader.read()
            writer.close()

        path = tmp_path / "wire.sock"
        server = await asyncio.start_unix_server(serve, path)
        try:
            await ask_waiting(UnixAddress(path), {"do": "sit"}, patience=0.3)
        finally:
            server.close()
            await condition(lambda: len(asyncio.all_tasks()) == 1)

    for says in (b"", b"half", b"nonsense\n", b"x" * 2**21):
        with pytest.raises(WireError):
            asyncio.run(main(says))
