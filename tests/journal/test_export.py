"""The journal for other programs."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from unhunch.body.facts import CheckedIn, HurtLocated, LevelChanged, SeenProfessional
from unhunch.body.terms import Level
from unhunch.desk.facts import BoutEnded, HoldBegan, PromptShown
from unhunch.desk.policy import Hold
from unhunch.journal.codec import from_object, known_kinds
from unhunch.journal.export import csv_lines, json_lines
from unhunch.ports import Entered
from unhunch.simulate.text import line_of

GOLDEN = Path(__file__).parent / "golden" / "v1.jsonl"

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


def every_golden_fact() -> list[Entered]:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    facts = [from_object(json.loads(line)) for line in lines]
    return [Entered(number, fact) for number, fact in enumerate(facts, 1) if fact is not None]


def test_every_fact_comes_back_out_of_its_line():
    """What was exported as JSON lines is read back as it was, facts about the body too."""
    exported = every_golden_fact()
    lines = [json.loads(line) for line in json_lines(exported)]

    assert exported == [Entered(line["number"], from_object(line)) for line in lines]


def test_a_check_in_in_a_table():
    """Scores are pairs, flags a list; a check-in with no pain has empty cells."""
    full = CheckedIn(
        at=NINE,
        pain=(("neck", 4), ("arm_l", 10)),
        yes=("tingling_arm_one", "worried"),
        no=("fever",),
        safety_list=True,
        form="0f3a9c",
    )
    level = LevelChanged(at=NINE, level=Level.SOON, rules=("S2", "S5"))
    seen = SeenProfessional(at=NINE, on=date(2026, 3, 1), who="gp", kept=("fever",))
    facts = [full, CheckedIn(at=NINE), level, seen]
    rows = list(csv.DictReader(csv_lines(Entered(n, fact) for n, fact in enumerate(facts))))

    names = ("pain", "yes", "no", "safety_list", "form")
    assert ["neck=4;arm_l=10", "tingling_arm_one;worried", "fever", "yes", "0f3a9c"] == [
        rows[0][name] for name in names
    ]
    assert ["", "", "", "no", ""] == [rows[1][name] for name in names]
    assert ("soon", "S2;S5") == (rows[2]["level"], rows[2]["rules"])
    assert ("2026-03-01", "gp", "fever") == tuple(rows[3][name] for name in ("on", "who", "kept"))


def test_a_check_in_in_a_line():
    """`journal show` is for the person whose body it is: what was said, and nothing else."""
    full = CheckedIn(at=NINE, pain=(("neck", 4), ("arm_l", 10)), yes=("worried",), no=("fever",))

    assert "2026-03-02 09:00:00+00:00 checked_in pain=neck:4,arm_l:10 yes=worried no=fever" == (
        line_of(full)
    )
    assert "2026-03-02 09:00:00+00:00 checked_in" == line_of(CheckedIn(at=NINE))
    assert "2026-03-02 09:00:00+00:00 hurt_located" == line_of(HurtLocated(at=NINE))


def test_no_field_takes_the_place_of_another():
    """Number, at and kind are the journal's own: no fact has a field of these names."""
    names = {name for kind in known_kinds().values() for name in kind.__dataclass_fields__}

    assert {"number", "kind"} & names == set()
