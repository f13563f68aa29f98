"""Facts as text and back: what was written once is read for ever."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.desk.facts import BoutEnded, CueShown, HoldBegan, PromptShown
from unhunch.desk.policy import Hold
from unhunch.journal.codec import (
    fact_from,
    from_object,
    kind_of,
    known_kinds,
    payload_of,
    to_object,
)
from unhunch.plain import length_text, read_length

GOLDEN = Path(__file__).parent / "golden" / "v1.jsonl"
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def golden_lines() -> list[dict[str, object]]:
    return [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", golden_lines(), ids=lambda line: f"{line['kind']}")
def test_every_golden_line_is_read_and_written_as_it_stands(line):
    """A fact written by any released version comes back with every field it had."""
    fact = from_object(line)

    assert fact is not None
    assert line == {name: to_object(fact)[name] for name in line}


def test_every_kind_of_fact_has_a_golden_line():
    """A new kind of fact is a promise, and the promise is on file."""
    assert set(known_kinds()) == {str(line["kind"]) for line in golden_lines()}


def test_every_optional_field_has_been_on_file():
    """A field with a default stands in at least one golden line of its kind."""
    given_fields = {(str(line["kind"]), name) for line in golden_lines() for name in line}
    wanted = {
        (kind, name)
        for kind in known_kinds()
        for line in golden_lines()
        if line["kind"] == kind
        for name in to_object(from_object(line))  # type: ignore[arg-type]
    }

    assert wanted == {(kind, name) for kind, name in given_fields if name != "number"}


def test_the_kind_is_the_class_name_in_snake_case():
    """What every reader may rely on: BoutEnded is bout_ended."""
    assert kind_of(BoutEnded) == "bout_ended"


def test_a_field_of_a_later_version_is_left_out():
    """An older program reads a newer fact and ignores what it does not know."""
    fact = fact_from(CueShown, NINE, '{"reminder": "eyes", "brightness": [1, {"x": 2}]}')

    assert CueShown(at=NINE, reminder="eyes") == fact


def test_a_kind_of_a_later_version_is_no_fact_to_us():
    """An unknown kind is skipped, not an error."""
    assert from_object({"at": NINE.isoformat(), "kind": "moon_rose"}) is None


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "{}",
        '{"hold": "moonlight"}',
        '{"hold": 3}',
        '{"hold": "dnd", "until": "yesterday"}',
        '{"hold": "dnd", "until": "2026-03-02T09:00:00"}',
        '{"hold": "dnd", "until": 7}',
        "[" * 60_000,
    ],
)
def test_a_senseless_payload_is_a_value_error(payload):
    """Whatever stands in the payload, reading it raises the one error that the reader counts."""
    with pytest.raises(ValueError, match=r"."):
        fact_from(HoldBegan, NINE, payload)


def test_the_payload_keeps_defaults_and_leaves_out_the_moment():
    """Defaults are written too: a later change of a default does not change the past."""
    payload = payload_of(HoldBegan(at=NINE, hold=Hold.DND))

    assert {"hold": "dnd", "until": None, "fixed": False} == json.loads(payload)


LENGTHS = [
    (timedelta(0), "PT0S"),
    (timedelta(hours=1, minutes=5, seconds=30), "PT1H5M30S"),
    (timedelta(minutes=-5), "-PT5M"),
    (timedelta(days=2), "PT48H"),
    (timedelta(seconds=1, microseconds=500_000), "PT1.5S"),
    (timedelta(microseconds=1), "PT0.000001S"),
    (timedelta(minutes=50), "PT50M"),
]


@pytest.mark.parametrize(("length", "text"), LENGTHS)
def test_lengths_are_hours_minutes_and_seconds(length, text):
    """Days are hours, nothing is left out but zeros, and a length of nothing is PT0S."""
    assert (text, length) == (length_text(length), read_length(text))


@given(st.timedeltas())
def test_every_length_comes_back_to_the_microsecond(length):
    """No length is changed by being kept."""
    assert length == read_length(length_text(length))


@pytest.mark.parametrize(
    "text", ["", "PT", "-PT", "P1D", "1H", "PT5", "PT1M1H", "PT1.5H", " PT1S", "PT1S\n", "PT٣S"]
)
def test_what_is_no_length_is_refused(text):
    """Only what `length_text` can write is read."""
    with pytest.raises(ValueError, match="expected a length like PT1H5M30S"):
        read_length(text)


def test_a_length_beyond_all_time_is_refused():
    """A number too large for the type is a value error and no other."""
    with pytest.raises(ValueError, match="expected a shorter length"):
        read_length("PT99999999999999H")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    at=st.datetimes(
        min_value=datetime(1980, 1, 1),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.timezones(),
    ),
    prompt=st.integers(),
    names=st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
)
def test_any_prompt_comes_back_as_it_was(at, prompt, names):
    """Text of every script, any number and any zone survive the journal."""
    offset = at.utcoffset()
    shown = PromptShown(
        at=at,
        prompt=prompt,
        reminders=tuple(names),
        items=tuple(zip(names, reversed(names), strict=True)),
    )

    back = from_object(json.loads(json.dumps(to_object(shown))))

    assert back is not None
    assert replace(shown, at=back.at) == back
    assert (at.astimezone(UTC), offset) == (back.at.astimezone(UTC), back.at.utcoffset())
