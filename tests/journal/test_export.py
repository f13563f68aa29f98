"""The journal for other programs."""

import csv
import json
from datetime import UTC, datetime, timedelta

from unhunch.desk.facts import BoutEnded, HoldBegan, PromptShown
from unhunch.desk.policy import Hold
from unhunch.journal.codec import known_kinds
from unhunch.journal.export import csv_lines, json_lines
from unhunch.ports import Entered

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHOWN = PromptShown(
    at=NINE,
    prompt=1,
    reminders=("sitting", "Tee; grün"),
    items=(("stretch", "chin-tuck"), ("stretch", "wall, angel")),
)


def test_json_lines_hold_one_fact_each():
    """What `journal export` writes is read back line by line."""
    lines = list(json_lines([Entered(7, SHOWN), Entered(9, BoutEnded(at=NINE, sat=None))]))
    first, second = map(json.loads, lines)

    assert (7, "prompt_shown", ["sitting", "Tee; grün"]) == (
        first["number"],
        first["kind"],
        first["reminders"],
    )
    assert {
        "number": 9,
        "at": "2026-03-02T09:00:00+00:00",
        "kind": "bout_ended",
        "sat": None,
    } == second


def test_csv_has_a_column_for_every_field():
    """A spreadsheet gets one heading for all kinds, empty cells where a fact has no such field."""
    facts = [
        Entered(1, SHOWN),
        Entered(2, BoutEnded(at=NINE, sat=timedelta(minutes=50))),
        Entered(3, HoldBegan(at=NINE, hold=Hold.DND)),
    ]
    shown, ended, held = csv.DictReader(csv_lines(facts))

    assert ("1", "sitting;Tee; grün", "stretch=chin-tuck;stretch=wall, angel", "no") == (
        shown["number"],
        shown["reminders"],
        shown["items"],
        shown["again"],
    )
    assert ("bout_ended", "PT50M", "") == (ended["kind"], ended["sat"], ended["prompt"])
    assert ("dnd", "") == (held["hold"], held["until"])


def test_no_field_takes_the_place_of_another():
    """Number, at and kind are the journal's own: no fact has a field of these names."""
    names = {name for kind in known_kinds().values() for name in kind.__dataclass_fields__}

    assert {"number", "kind"} & names == set()
