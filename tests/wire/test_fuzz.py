"""Whatever comes in, the server stays up and answers the next good request."""

import asyncio
import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.body.answer import on_said
from unhunch.body.facts import CheckedIn, StatementAccepted
from unhunch.body.history import recall
from unhunch.body.requests import BodyRequest
from unhunch.body.terms import FLAGS, REGIONS, RULESET
from unhunch.fact import Refused
from unhunch.journal.codec import from_object, payload_of, to_object
from unhunch.wire.address import UnixAddress
from unhunch.wire.client import ask
from unhunch.wire.messages import VERBS, Malformed, Quit, done, parse
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


ACCEPTED = recall([StatementAccepted(at=datetime(2026, 3, 2, tzinfo=UTC), ruleset=RULESET)])
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
words = st.sampled_from((*FLAGS[:4], *REGIONS[:2], "gone", "gp", "fever", "x" * 65, "\ud800", ""))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 11) | st.floats() | words | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=2),
    max_leaves=6,
)
names = sorted({field.name for kind in get_args(BodyRequest) for field in fields(kind)})


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    verb=st.sampled_from([verb for verb, kind in VERBS.items() if kind in get_args(BodyRequest)]),
    given_fields=st.dictionaries(st.sampled_from(names), values, max_size=4)
    | st.fixed_dictionaries(
        {
            "pain": st.lists(st.tuples(st.sampled_from(REGIONS), st.integers(-1, 11)).map(list)),
            "yes": st.lists(st.sampled_from(FLAGS), max_size=3),
            "no": st.lists(st.sampled_from(FLAGS), max_size=3),
        }
    ),
)
def test_whatever_is_said_of_the_body_is_kept_whole_or_not_at_all(verb, given_fields):
    """It is no request, or is refused, or becomes facts that the journal keeps and reads back;
    and no complaint repeats a word of it."""
    given_words = json.loads(json.dumps({"do": verb, **given_fields}))
    try:
        outcome = on_said(ACCEPTED, NOON, parse(given_words))
    except Malformed as error:
        assert not any(word in str(error) for word in ("fever", "x" * 65, "\ud800"))
        return
    if isinstance(outcome, Refused):
        assert "x" * 65 not in outcome.why and "\ud800" not in outcome.why
        return

    assert list(outcome) == [from_object(json.loads(json.dumps(to_object(f)))) for f in outcome]
    assert all(payload_of(fact).encode() for fact in outcome)
    assert all(1 <= n <= 10 for f in outcome if isinstance(f, CheckedIn) for _, n in f.pain)
