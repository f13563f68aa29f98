"""Whatever comes in, the server stays up and answers the next good request."""

import asyncio
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.wire.address import UnixAddress
from unhunch.wire.client import ask
from unhunch.wire.messages import VERBS, Quit, done
from unhunch.wire.server import WireServer

lines = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(lambda text: text.encode(errors="replace")),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
    st.builds(
        lambda verb, name, value: json.dumps({"do": verb, name: value}).encode(),
        st.sampled_from(list(VERBS)),
        st.sampled_from(["length", "until", "answer", "prompt", "last", "do", "pain", "yes", "on"]),
        st.integers() | st.text(max_size=10) | st.none(),
    ),
)


async def answer(message):
    return done()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pieces=st.lists(st.tuples(lines, st.sampled_from([b"\n", b"", b"\r\n", b"\0"])), max_size=8),
    ends=st.sampled_from(["eof", "abort", "open"]),
)
def test_arbitrary_bytes_never_bring_it_down(tmp_path_factory, pieces, ends):
    """Any bytes, in any pieces, ended in any way: the next request is answered."""
    address = UnixAddress(tmp_path_factory.mktemp("wire") / "s")

    async def main():
        mistakes = []
        asyncio.get_running_loop().set_exception_handler(lambda _, told: mistakes.append(told))
        server = WireServer(address, answer)
        await server.start()
        _, writer = await asyncio.open_unix_connection(address.path)
        for line, end in pieces:
            writer.write(line + end)
            await asyncio.sleep(0)
        if ends == "eof":
            writer.write_eof()
        elif ends == "abort":
            writer.transport.abort()
        told = await asyncio.to_thread(ask, address, Quit())
        writer.close()
        await server.close()
        return mistakes, told

    assert ([], {"ok": True}) == asyncio.run(main())
