"""Malformed, oversized, slow and too many: the server answers or drops them, and goes on."""

import asyncio
import json

import pytest
from callers import BRIEF, GENEROUS, asked, condition, listening, raw, said, worded

from unhunch.errors import WireError
from unhunch.wire.address import LINE_LIMIT
from unhunch.wire.messages import Doctor, Quit, done
from unhunch.wire.server import Limits, WireServer

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
