"""The real client against the real server, on a Unix socket and on loopback TCP."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from unhunch.desk.requests import Pause, Stand
from unhunch.errors import JournalUnreadable, NoDaemon, WireError
from unhunch.wire.address import LINE_LIMIT, TcpAddress, UnixAddress, address_in
from unhunch.wire.client import ask
from unhunch.wire.messages import Doctor, Forget, Quit, Status, done, refused, to_object
from unhunch.wire.server import Limits, WireServer

GENEROUS = 20.0
BRIEF = timedelta(milliseconds=200)


async def answer(message):
    """A desk that can be asked for everything these tests need."""
    match message:
        case Stand():
            return refused("you are standing already")
        case Forget():
            raise JournalUnreadable("no space left")
        case Doctor():
            raise ZeroDivisionError("a mistake of ours")
        case Status():
            return done(text="x" * 5_000_000)
        case _:
            return done(echo=to_object(message))


@pytest.fixture(params=["unix", "tcp"])
def address(request, tmp_path):
    if request.param == "unix":
        return UnixAddress(tmp_path / "run" / "wire.sock")
    return TcpAddress(tmp_path / "run" / "wire.json")


@asynccontextmanager
async def listening(address, **limits):
    server = WireServer(address, answer, limits=Limits(**limits))
    await server.start()
    try:
        yield server
    finally:
        await server.close()


async def asked(address, message):
    return await asyncio.to_thread(ask, address, message)


async def raw(address, *, limit=LINE_LIMIT):
    """A connection for saying what the client never would."""
    if isinstance(address, UnixAddress):
        return await asyncio.open_unix_connection(address.path, limit=limit)
    port = json.loads(address.file.read_text())["port"]
    return await asyncio.open_connection("127.0.0.1", port, limit=limit)


async def said(address, sent: bytes) -> list[dict[str, object]]:
    """Send the bytes, end, and return what was answered until the server hung up."""
    reader, writer = await raw(address)
    writer.write(sent)
    try:
        writer.write_eof()
        heard = await asyncio.wait_for(reader.read(), GENEROUS)
    except (ConnectionError, OSError):
        heard = b""
    writer.close()
    return [json.loads(line) for line in heard.splitlines()]


def worded(address, line: bytes) -> bytes:
    """The line as it must be at this address: with the token where one is wanted."""
    if isinstance(address, UnixAddress):
        return line
    token = json.loads(address.file.read_text())["token"]
    return json.dumps(json.loads(line) | {"token": token}).encode() + b"\n"


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


MALFORMED = [
    (b"\n", "expected one JSON object in a line"),
    (b"pause\n", "expected one JSON object in a line"),
    (b'{"do": "pause"\n', "expected one JSON object in a line"),
    (b"\xff\xfe{}\n", "expected one JSON object in a line"),
    (b"[" * 50_000 + b"\n", "expected one JSON object in a line"),
    (b"1" * 5_000 + b"\n", "expected one JSON object in a line"),
    (b"[1]\n", "expected a JSON object"),
    (b"null\n", "expected a JSON object"),
]


@pytest.mark.parametrize(("line", "expected"), MALFORMED, ids=lambda each: str(each)[:20])
def test_a_malformed_line_gets_a_clear_answer(address, line, expected):
    """It is answered with what is wrong, and the connection may go on."""

    async def main():
        async with listening(address):
            return await said(address, line + worded(address, b'{"do": "sit"}\n'))

    first, second = asyncio.run(main())

    assert not first["ok"]
    assert expected in str(first["wrong"])
    assert second["ok"]


def test_an_oversized_line_is_told_and_dropped(address):
    """More than a line may hold is not kept in memory."""

    async def main():
        async with listening(address):
            reader, writer = await raw(address)
            writer.write(b"x" * (LINE_LIMIT + 2))
            heard = await asyncio.wait_for(reader.read(), GENEROUS)
            writer.close()
            return json.loads(heard), await asked(address, Quit())

    told, after = asyncio.run(main())

    assert (f"a request has at most {LINE_LIMIT} bytes", True) == (told["wrong"], after["ok"])


def test_a_client_that_never_finishes_its_line_is_dropped(address):
    """Half a request and then nothing costs the daemon some seconds of one connection."""

    async def main():
        async with listening(address, line=BRIEF):
            reader, writer = await raw(address)
            writer.write(b'{"do": "pau')
            heard = await asyncio.wait_for(reader.read(), GENEROUS)
            writer.close()
            return heard, await asked(address, Quit())

    heard, after = asyncio.run(main())

    assert (b"", True) == (heard, after["ok"])


def test_a_client_that_does_not_take_its_answer_is_dropped(address):
    """A client that asks for megabytes and reads none is let go."""

    async def main():
        async with listening(address, taking=BRIEF) as server:
            reader, writer = await raw(address, limit=1)
            writer.write(worded(address, b'{"do": "status"}\n'))
            await condition(lambda: server._clients)
            await condition(lambda: not server._clients)
            after = await asked(address, Quit())
            writer.close()
            return after, reader

    after, _ = asyncio.run(main())

    assert after["ok"]


def test_one_too_many_is_told(address):
    """The thirty-third waits its turn; the others are not disturbed."""

    async def main():
        async with listening(address, clients=2) as server:
            first, second = await raw(address), await raw(address)
            await condition(lambda: len(server._clients) == 2)
            reader, writer = await raw(address)
            told = json.loads(await asyncio.wait_for(reader.readline(), GENEROUS))
            for _, each in (first, second, (reader, writer)):
                each.close()
            await condition(lambda: not server._clients)
            return told, await asked(address, Quit())

    told, after = asyncio.run(main())

    assert ("too many connections, try again", True) == (told["wrong"], after["ok"])


def test_a_mistake_of_ours_is_loud_and_stays_with_one_client(address):
    """An error nobody foresaw reaches the loop's supervisor; the daemon goes on answering."""

    async def main():
        mistakes = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, told: mistakes.append(told["exception"]))
        async with listening(address):
            with pytest.raises(WireError, match="hung up before it answered"):
                await asked(address, Doctor())
            return mistakes, await asked(address, Quit())

    (mistake,), after = asyncio.run(main())

    assert (ZeroDivisionError, True) == (type(mistake), after["ok"])


def test_an_answer_under_way_is_finished_at_the_end(address):
    """Who asked the daemon to quit hears that it does."""

    async def main():
        going = asyncio.Event()

        async def slowly(message):
            going.set()
            await asyncio.sleep(0.1)
            return done()

        server = WireServer(address, slowly)
        await server.start()
        told = asyncio.create_task(asked(address, Quit()))
        await asyncio.wait_for(going.wait(), GENEROUS)
        await server.close()
        return await told

    assert {"ok": True} == asyncio.run(main())


def test_an_answer_that_never_comes_does_not_hold_up_the_end(address):
    """The daemon ends even when one answer hangs."""

    async def main():
        going = asyncio.Event()

        async def never(message):
            going.set()
            await asyncio.Event().wait()

        server = WireServer(address, never, limits=Limits(last_words=BRIEF))
        await server.start()
        _, writer = await raw(address)
        writer.write(worded(address, b'{"do": "quit"}\n'))
        await asyncio.wait_for(going.wait(), GENEROUS)
        await asyncio.wait_for(server.close(), GENEROUS)
        writer.close()

    asyncio.run(main())


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


def test_the_address_of_a_runtime_folder(tmp_path):
    """Where there are Unix sockets, one is used."""
    assert UnixAddress(tmp_path / "wire.sock") == address_in(tmp_path)


async def condition(holds) -> None:
    """Wait until it holds."""
    async with asyncio.timeout(GENEROUS):
        while not holds():
            await asyncio.sleep(0.01)
