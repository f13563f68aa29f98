"""What somebody reported is in the journal, and in nothing that anybody else might read."""

import json
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from unhunch.body.terms import FLAGS
from unhunch.errors import WireError
from unhunch.wire.address import UnixAddress
from unhunch.wire.client import ask_plainly

from .reported import TOLD_BY, end_pages, everything, keep
from .user import User

QUESTION = re.compile(r"Any pain in your neck, shoulders or back (today|since [^?]+)\?")
"""A question may stand anywhere (product.md section 4): it is the same whatever was reported."""

BREAKING = """
import sys
from unhunch.body import answer, suggest
from unhunch.cli import main

retract = answer._retract

def broken(history, at, flag):
    if flag == "calf_swelling":
        raise KeyError(f"{flag} in {history}")
    if flag == "shape_change":
        suggest.assess = explode
    return retract(history, at, flag)

def explode(history, *more):
    raise ValueError(f"no rule for {history.reports}")

answer._retract = broken
sys.exit(main(["run", "--verbose"]))
"""


@pytest.fixture
def ear(user: User) -> Iterator[socket.socket]:
    """Hears what systemd is told."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(user.folder / "notify"))
        ear.settimeout(10)
        yield ear


@pytest.fixture
def reporter(user: User, ear: socket.socket) -> Iterator[User]:
    """Somebody who reported everything there is, and whose daemon logs each decision."""
    keep(user, everything())
    user.start("-c", BREAKING, NOTIFY_SOCKET=str(user.folder / "notify"))
    yield user
    user.stop()
    end_pages(user)


def asks(user: User, **request: Any) -> dict[str, Any]:
    """Send a request as it stands; return the answer."""
    return ask_plainly(UnixAddress(user.run / "unhunch" / "wire.sock"), request)


def seen_by_others(user: User) -> str:
    """The log, `status` and `doctor`, in words and as JSON."""
    told = [user("status"), user("status", "--json"), user("doctor"), user("doctor", "--json")]
    return "\n".join([user.said(), *(said.out + said.err for said in told)])


def heard(ear: socket.socket) -> str:
    """What systemd was told so far."""
    ear.setblocking(False)
    said = b""
    try:
        while True:
            said += ear.recv(10_000) + b"\n"
    except BlockingIOError:
        return said.decode()


def telling(text: str) -> list[str]:
    """The words in it that tell something."""
    return sorted({found[0] for found in TOLD_BY.finditer(QUESTION.sub("", text))})


def test_the_words_would_be_recognised(user: User) -> None:
    """The check below can fail: `journal show` has every one of them."""
    keep(user, everything())
    shown = telling(user("journal", "show").out)

    assert set(FLAGS) <= set(shown)
    assert {"urgent", "E1", "lower_back", "level"} <= set(shown)


def test_what_is_reported_is_read_nowhere_else(reporter: User, ear: socket.socket) -> None:
    """Check-ins, wrong ones, ticks taken back, answers, a crash and its restart: the log with
    every decision, the diagnostics and the service manager hear nothing of it."""
    good = asks(reporter, do="check_in", pain=[["neck", 9]], yes=["fever"], no=["night_pain"])
    list_alone = reporter("checkin", "--safety", given="chest_pain, fever\n")
    retracted = reporter("care", "retract", "gait_change")
    answered = asks(reporter, do="suggestion", answer="getting_help")
    seen = asks(reporter, do="seen", who="gp", kept=["fever"])
    for wrong in WRONG:
        asks(reporter, **wrong)
    with pytest.raises(WireError):
        asks(reporter, do="retract", flag="calf_swelling")
    before = seen_by_others(reporter)
    with pytest.raises(WireError):
        asks(reporter, do="retract", flag="shape_change")
    code = reporter.ends()
    after = reporter.said() + reporter("status").out + reporter("doctor").out

    assert (True, 0, 0, True) == (good["ok"], list_alone.code, retracted.code, seen["ok"])
    assert "ok" in answered
    assert [] == telling(before)
    assert 1 == code
    assert [] == telling(after)
    assert "READY=1" in (told := heard(ear))
    assert [] == telling(told)


def test_the_log_says_that_and_where_it_went_wrong(reporter: User) -> None:
    """What is left out is left out of an entry that is there: kind and places can be read."""
    assert 0 == reporter("care", "retract", "gait_change").code
    with pytest.raises(WireError):
        asks(reporter, do="retract", flag="calf_swelling")
    reporter.wait_until(lambda: "a request could not be answered" in reporter.said())
    log = reporter.said()

    assert "a fact about the body" in log
    assert re.search(r"body/answer\.py\", line \d+, in on_said\n", log)
    assert "KeyError: (what it says is left out" in log


WRONG: list[dict[str, Any]] = [
    {"do": "check_in", "yes": "fever"},
    {"do": "check_in", "yes": ["fever", 7]},
    {"do": "check_in", "yes": ["fever"], "no": ["fever"]},
    {"do": "check_in", "yes": ["feverish"]},
    {"do": "check_in", "pain": [["neck", 11]]},
    {"do": "check_in", "pain": [["neck", "8"]]},
    {"do": "check_in", "pain": ["neck"]},
    {"do": "check_in", "pain": {"neck": 8}},
    {"do": "check_in", "pain": [["neck", 8], ["neck", 9]]},
    {"do": "check_in", "night_pain": True},
    {"do": "check_in", "bridge": "gone_since_the_fever"},
    {"do": "answer_flags", "yes": [["fever"]]},
    {"do": "retract", "flag": ["fever"]},
    {"do": "retract", "flag": "feverish"},
    {"do": "seen", "who": "a surgeon for my chest"},
    {"do": "seen", "on": "the day of the fever"},
    {"do": "booked", "on": "fever clinic"},
    {"do": "hurt", "regions": "neck"},
    {"do": "suggestion", "answer": "fever"},
    {"do": "bridge", "answer": "fever"},
]


@pytest.fixture
def accepted(user: User) -> Iterator[User]:
    """Somebody who may check in, and whose daemon runs."""
    keep(user, everything()[:1])
    user.start()
    yield user
    user.stop()


def test_a_wrong_request_is_not_repeated(accepted: User) -> None:
    """The complaint names the field and what was expected. A list of all words that there are
    tells nothing of what was sent."""
    before = accepted.facts()
    told = {json.dumps(wrong): asks(accepted, **wrong) for wrong in WRONG}
    listed = re.compile(r"(expected|takes)[ a-z]*:? .*")
    said = {sent: answer.get("wrong") or answer.get("refused") for sent, answer in told.items()}

    assert [] == [sent for sent, answer in told.items() if answer["ok"] or not said[sent]]
    assert {} == {sent: s for sent, s in said.items() if telling(listed.sub("", str(s)))}
    assert {} == {sent: s for sent, s in said.items() if re.search(r"feverish|surgeon|clin", s)}
    assert before == accepted.facts()
