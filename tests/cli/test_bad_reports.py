"""What no check-in can be, sent to a running daemon: a clear refusal, and nothing is kept."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from unhunch.body.terms import FLAGS, REGIONS

from .reported import end_pages, everything, keep
from .user import User


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[User]:
    """Somebody who may check in, and whose daemon runs."""
    user = User(tmp_path_factory.mktemp("user"))
    keep(user, everything()[:1])
    user.start()
    yield user
    user.stop()


def sends(user: User, line: str) -> dict[str, Any]:
    """Send a line as it stands; return the answer."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(20)
        wire.connect(str(user.run / "unhunch" / "wire.sock"))
        wire.sendall(line.encode() + b"\n")
        answer: dict[str, Any] = json.loads(wire.makefile("rb").readline())
        return answer


def check_in(**more: object) -> str:
    """A check-in as a line."""
    return json.dumps({"do": "check_in", "form": "bad"} | more)


BAD = [
    (check_in(yes=["x"] * 10_000), "yes: expected at most 100, got 10000"),
    (check_in(yes=["fever"] * 10_000), "a request has at most 65536 bytes"),
    (check_in(form="f" * 50_000), "form: expected words of at most 64 letters"),
    (check_in(form="f" * 100_000), "a request has at most 65536 bytes"),
    (check_in(pain=[["neck", 11]]), "A score is outside the scale; expected 0 to 10."),
    (check_in(pain=[["neck", -1]]), "A score is outside the scale; expected 0 to 10."),
    (check_in(pain=[["neck", 10**400]]), "A score is outside the scale; expected 0 to 10."),
    (check_in(pain=[["neck", True]]), "pain: expected a whole number"),
    (check_in(pain=[["neck", 4.0]]), "pain: expected a whole number"),
    (check_in(pain=[["neck", "4"]]), "pain: expected a whole number"),
    (check_in(pain=[["neck", float("nan")]]), "pain: expected a whole number"),
    (check_in(pain=[["neck", float("inf")]]), "pain: expected a whole number"),
    (check_in(pain=[["neck", None]]), "pain: expected a whole number"),
    (check_in(pain=[["neck", 4], ["neck", 5]]), "A region has two scores"),
    (check_in(pain=[["knee", 4]]), "Unknown region; expected one of: neck, "),
    (check_in(pain=[["neck\ud800", 4]]), "pain: expected text"),
    (check_in(form="\ud800"), "form: expected text"),
    (check_in(yes=["fever\udfff"]), "yes: expected text"),
    (check_in(yes=["Fever"]), "Unknown flag; expected one of: "),
    (check_in(yes=["fever"], no=["fever"]), "answered both yes and no"),
    (check_in(bridge="gone"), "Nothing was ever reported"),
    (check_in(at="2020-01-01T00:00:00Z"), "check_in has nothing of that name; it takes pain, yes"),
    ('{"do": "seen", "on": "2026-02-30"}', "on: expected a date like 2026-08-20"),
    ('{"do": "seen", "on": "2026-13-01"}', "on: expected a date like 2026-08-20"),
    ('{"do": "seen", "on": "2099-01-01"}', "The day of the visit is yet to come"),
    ('{"do": "booked", "on": "0001-01-01"}', "That day is too long ago"),
]


@pytest.mark.parametrize(("line", "why"), BAD, ids=lambda each: each[:60])
def test_what_no_check_in_can_be_is_refused(running: User, line: str, why: str) -> None:
    """The sentence says what was expected; the journal stays as it was."""
    before = running.facts()
    answer = sends(running, line)

    assert not answer["ok"]
    assert why in str(answer.get("wrong") or answer.get("refused"))
    assert before == running.facts()


def test_the_largest_check_in_there_can_be_is_kept(user: User) -> None:
    """Every region at its worst and every flag ticked fits into a request."""
    keep(user, everything()[:1])
    user.start()
    pain = [[region, 10] for region in REGIONS]
    try:
        answer = sends(user, check_in(pain=pain, yes=FLAGS, safety_list=True, form="f" * 64))
        [kept] = user.facts("checked_in")
    finally:
        user.stop()
        end_pages(user)

    assert answer["ok"]
    assert (pain, list(FLAGS)) == (kept["pain"], kept["yes"])
