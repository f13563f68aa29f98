"""unhunch assess --history: files in, JSON out, and what is said of a bad one."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from .user import User

VIGNETTES = Path(__file__).parents[1] / "body" / "vignettes.json"
ONE = {"as_of": 2, "reports": [{"d": 0, "pain": {"neck": 8}}, {"d": 2, "pain": {"neck": 9}}]}


def ask(user: User, found: object) -> Any:
    """Return what the program answers to this as a history."""
    said = user("assess", "--history", "-", given=json.dumps(found))
    assert (0, "") == (said.code, said.err)
    return json.loads(said.out)


def refused(user: User, text: str) -> str:
    """Return what the program says of a bad history; it prints nothing else, and ends with 2."""
    said = user("assess", "--history", "-", given=text)
    assert (2, "") == (said.code, said.out)
    return said.err.strip()


def test_the_vignettes_file_is_assessed(user: User) -> None:
    """A list gives a list in its order, each with its id, level and rules."""
    said = user("assess", "--history", str(VIGNETTES), "--json")
    expected = json.loads(VIGNETTES.read_text(encoding="utf-8"))
    found = json.loads(said.out)

    assert [(each["id"], each["expected"]) for each in expected] == [
        (each["id"], each["level"]) for each in found
    ]
    assert all(
        set(each["rules"]) & set(answer["rules"])
        for each, answer in zip(expected, found, strict=True)
    )


def test_one_history_gives_one_object_with_the_facts_it_rests_on(user: User) -> None:
    """Level, rules, and each rule that fired with what was reported; days are those of the file."""
    found = ask(user, ONE)

    assert {"level", "rules", "fired"} == found.keys()
    assert ("soon", ["S8"]) == (found["level"], found["rules"])
    assert {
        "rule": "S8",
        "level": "soon",
        "group": "U",
        "flag": None,
        "days": [0, 2],
        "flags": [],
        "regions": ["neck"],
        "low": 8,
        "high": 9,
        "denied": [],
    } == found["fired"][0]
    assert ["S8", "W2", "K1"] == [each["rule"] for each in found["fired"]]


def test_a_list_of_none_gives_none(user: User) -> None:
    """An empty list is a list."""
    assert [] == ask(user, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"as_of": 1, "reports": [}', "-: line 1 column 26: is not JSON: Expecting value"),
        ("", "-: line 1 column 1: is not JSON: Expecting value"),
        ('{"as_of": NaN, "reports": []}', "-: is not JSON: NaN is not a number"),
        ("[" * 100_000, "-: is nested too deeply, expected a history or a list of them"),
        ('{"as_of": 1, "as_of": 2}', '-: is not JSON: key "as_of" stands twice in one object'),
        ("3", "-: 3, expected an object with as_of and reports"),
        (json.dumps([ONE, 3]), "-: [1]: 3, expected an object with as_of and reports"),
        (
            json.dumps(
                [ONE, {"id": "P9", "as_of": 1, "reports": [{"d": 0, "pain": {"neck": 11}}]}]
            ),
            '-: [1] ("P9").reports[0].pain.neck: 11, expected a whole number from 0 to 10',
        ),
    ],
)
def test_a_bad_history_ends_with_2_and_its_place(user: User, text: str, said: str) -> None:
    """What was found and what was expected, on standard error alone."""
    assert f"unhunch: {said}" == refused(user, text)


def test_a_file_that_cannot_be_read_is_named(user: User) -> None:
    """Not there, a folder, not text."""
    latin = user.folder / "latin.json"
    latin.write_bytes(b'{"id": "\xfc"}')
    missing = user("assess", "--history", "nowhere.json")
    folder = user("assess", "--history", str(user.folder))
    bytes_ = user("assess", "--history", str(latin))

    assert (2, "unhunch: nowhere.json: cannot be read: No such file or directory\n") == (
        missing.code,
        missing.err,
    )
    assert (2, True) == (folder.code, "cannot be read: Is a directory" in folder.err)
    assert (2, True) == (bytes_.code, "is not UTF-8 at byte 8" in bytes_.err)


def test_a_million_reports_are_answered_with_the_limit(user: User) -> None:
    """In bounded time and memory, with a sentence."""
    reports = ",".join(f'{{"d":{day},"pain":{{"neck":5}}}}' for day in range(1_000_000))
    said = refused(user, f'{{"as_of":1,"reports":[{reports}]}}')

    assert said.endswith(("expected at most 100000", "expected at most 32 MiB"))


def test_two_thousand_histories_take_two_seconds_at_most(user: User) -> None:
    """Start included; counted in processor time, so that a busy machine is not a slow program."""
    text = json.dumps(json.loads(VIGNETTES.read_text(encoding="utf-8")) * 100)
    before = os.times()
    said = user("assess", "--history", "-", given=text)
    after = os.times()
    took = after.children_user - before.children_user
    took += after.children_system - before.children_system

    assert 2000 == len(json.loads(said.out))
    assert 0 < took <= 2
