"""What a server listens on, what may lie in its way, and who may come in."""

import asyncio
import json
import os
import socket
import subprocess
import sys

import pytest
from callers import answer, asked, listening, said

from unhunch.errors import NoDaemon, WireError
from unhunch.wire.address import TcpAddress, UnixAddress, address_in
from unhunch.wire.client import ask
from unhunch.wire.messages import Quit
from unhunch.wire.server import WireServer


def test_a_stale_socket_is_replaced(tmp_path):
    """What a killed daemon left behind does not keep the next one from starting."""
    address = UnixAddress(tmp_path / "wire.sock")
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(address.path))
    left.close()

    async def main():
        with pytest.raises(NoDaemon):
            ask(address, Quit())
        async with listening(address):
            return await asked(address, Quit())

    assert asyncio.run(main())["ok"]


def test_a_socket_in_use_is_left_alone(tmp_path):
    """A daemon of another journal in the same folder is not cut off from its callers."""
    address = UnixAddress(tmp_path / "wire.sock")

    async def main():
        async with listening(address):
            with pytest.raises(WireError, match="another program answers at"):
                await WireServer(address, answer).start()
            return await asked(address, Quit())

    assert asyncio.run(main())["ok"]


def test_a_file_in_the_way_is_left_alone(tmp_path):
    """Something that is no socket is named, not removed."""
    address = UnixAddress(tmp_path / "wire.sock")
    address.path.write_text("mine")
    with pytest.raises(WireError, match="is in the way"):
        asyncio.run(WireServer(address, answer).start())

    assert "mine" == address.path.read_text()


def test_a_path_too_long_for_a_socket_is_told(tmp_path):
    """Server and client say the same, with the way out."""
    address = UnixAddress(tmp_path / ("x" * 100) / "wire.sock")
    with pytest.raises(WireError, match=r"too long for a socket .* set XDG_RUNTIME_DIR"):
        asyncio.run(WireServer(address, answer).start())
    with pytest.raises(WireError, match="too long for a socket"):
        ask(address, Quit())


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """A runtime folder that is a file ends in one sentence, not a traceback."""
    (tmp_path / "run").touch()
    with pytest.raises(WireError, match="cannot listen"):
        asyncio.run(WireServer(UnixAddress(tmp_path / "run" / "wire.sock"), answer).start())


def test_only_this_user_gets_in_by_the_files(address):
    """Socket and token file are 0600, whatever the umask."""

    async def main():
        async with listening(address):
            file = address.path if isinstance(address, UnixAddress) else address.file
            return file.stat().st_mode & 0o777

    before = os.umask(0)
    try:
        mode = asyncio.run(main())
    finally:
        os.umask(before)

    assert 0o600 == mode


@pytest.mark.skipif(os.getuid() != 0, reason="becoming somebody else needs root")
def test_another_user_is_dropped(tmp_path, caplog):
    """Even with every file right open, the kernel says who is asking, and it is not us."""
    tmp_path.chmod(0o777)
    address = UnixAddress(tmp_path / "wire.sock")
    script = (
        "import os, socket\n"
        "os.setuid(65534)\n"
        "s = socket.socket(socket.AF_UNIX)\n"
        "s.connect('wire.sock')\n"
        'try:\n    s.sendall(b\'{"do": "quit"}\\n\'); print(s.recv(100))\n'
        "except OSError:\n    print(b'')\n"
    )

    async def main():
        async with listening(address):
            address.path.chmod(0o777)
            return await asyncio.to_thread(
                subprocess.run,
                [sys.executable, "-c", script],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )

    told = asyncio.run(main())

    assert ("b''\n", "") == (told.stdout, told.stderr)
    assert ["a connection of another user was dropped"] == caplog.messages


@pytest.mark.parametrize("token", [None, "", "guess", 7, "\ud800"])
def test_without_the_right_word_nothing_is_done(tmp_path, token):
    """On TCP who cannot read the user's file is turned away."""
    address = TcpAddress(tmp_path / "wire.json")
    line = json.dumps({"do": "quit"} | ({} if token is None else {"token": token}))

    async def main():
        async with listening(address):
            return await said(address, line.encode() + b"\n")

    (told,) = asyncio.run(main())

    assert {"ok": False, "wrong": "token: not the one in the daemon's file"} == told


def test_the_address_of_a_runtime_folder(tmp_path):
    """Where there are Unix sockets, one is used."""
    assert UnixAddress(tmp_path / "wire.sock") == address_in(tmp_path)
