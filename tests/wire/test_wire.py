"""The real client against the real server, on a Unix socket and on loopback TCP."""

import asyncio
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from callers import BRIEF, asked, listening, said, worded

from unhunch.desk.requests import Pause, Stand
from unhunch.errors import NoDaemon, WireError
from unhunch.wire.address import TcpAddress, UnixAddress
from unhunch.wire.client import ask
from unhunch.wire.messages import Forget, Quit, Status


def test_a_request_is_answered(address):
    """What the client asks arrives as a value, and the answer comes back."""

    async def main():
        async with listening(address):
            return await asked(address, Pause(length=timedelta(minutes=25)))

    told = asyncio.run(main())

    assert (True, "PT25M") == (told["ok"], told["echo"]["length"])


def test_a_refusal_comes_back_with_its_reason(address):
    """A request that is not done says why, and so does one that failed for a known reason."""

    async def main():
        async with listening(address):
            forget = Forget(everything=True)
            return [await asked(address, message) for message in (Stand(), forget)]

    assert [
        {"ok": False, "refused": "you are standing already"},
        {"ok": False, "refused": "no space left"},
    ] == asyncio.run(main())


def test_a_long_answer_arrives_whole(address):
    """A long status is not cut off."""

    async def main():
        async with listening(address):
            return await asked(address, Status())

    assert 5_000_000 == len(asyncio.run(main())["text"])


def test_several_requests_on_one_connection(address):
    """One connection may ask again, and each line has its answer, in order."""

    async def main():
        async with listening(address):
            lines = [worded(address, b'{"do": "sit"}\n'), worded(address, b'{"do": "stand"}\n')]
            return await said(address, b"".join(lines))

    assert [True, False] == [told["ok"] for told in asyncio.run(main())]


def test_many_at_once(address):
    """Twenty people at twenty keyboards are all answered."""

    async def main():
        async with listening(address):
            return await asyncio.gather(*(asked(address, Quit()) for _ in range(20)))

    assert [True] * 20 == [told["ok"] for told in asyncio.run(main())]


def test_nobody_there(address):
    """No file, no daemon: the client says it at once."""
    with pytest.raises(NoDaemon, match="Unhunch is not running"):
        ask(address, Quit())


def test_nobody_there_any_more(address):
    """After a clean end there is no daemon, and nothing is left in the folder."""

    async def main():
        async with listening(address) as server:
            await server.close()

    asyncio.run(main())
    with pytest.raises(NoDaemon):
        ask(address, Quit())

    folder = address.path if isinstance(address, UnixAddress) else address.file
    assert [] == list(folder.parent.iterdir())


def test_a_daemon_that_hangs_is_told(tmp_path):
    """A daemon that takes the request and never answers costs the caller its patience, no more."""
    address = UnixAddress(tmp_path / "wire.sock")
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(address.path))
        deaf.listen()
        with pytest.raises(WireError, match=r"did not answer within 0\.2 s"):
            ask(address, Quit(), patience=BRIEF)


@pytest.mark.parametrize("said", [b"hello\n", b"[]\n", b'{"ok": 1}\n', b"\xff\n", b"[" * 9999])
def test_an_answer_that_is_none_is_told(tmp_path, said):
    """The client trusts nobody either."""
    address = UnixAddress(tmp_path / "wire.sock")

    async def babble(reader, writer):
        await reader.readline()
        writer.write(said)
        writer.close()

    async def main():
        server = await asyncio.start_unix_server(babble, address.path)
        async with server:
            with pytest.raises(WireError):
                await asked(address, Quit())

    asyncio.run(main())


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"port": "x", "token": ""}'])
def test_a_spoiled_token_file_is_told(tmp_path, content):
    """A file that tells no port is a complaint with its name."""
    address = TcpAddress(tmp_path / "wire.json")
    address.file.write_text(content)
    with pytest.raises(WireError, match=r"wire\.json does not tell"):
        ask(address, Quit())


def test_asking_needs_no_event_loop():
    """`unhunch status` is a short process: the client brings no asyncio along."""
    script = "import sys, unhunch.wire.client; print('asyncio' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert b"False\n" == told.stdout
