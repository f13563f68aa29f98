"""A check-in that was acknowledged is kept; one that was not can be sent again and counts once."""

import random
import resource
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unhunch.errors import WireError
from unhunch.wire.address import UnixAddress
from unhunch.wire.client import ask_plainly

from .reported import everything, keep
from .terminal import Terminal
from .user import User

ALONE = """
import os, sys
from datetime import UTC, datetime
from unhunch.body.requests import CheckIn
from unhunch.config.paths import Paths
from unhunch.said import keep
paths = Paths.of(os.environ)
for number in range(int(sys.argv[1]), 100_000):
    request = CheckIn(pain=(("neck", 3),), no=("fever",), form=f"form {number}", hurt=None)
    keep(paths, request, datetime.now(UTC).astimezone())
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


@pytest.fixture
def accepted(user: User) -> Iterator[User]:
    """Somebody who may check in."""
    keep(user, everything()[:1])
    yield user
    user.stop()


def sends(user: User, number: int) -> dict[str, Any]:
    """Send a check-in over the wire, with a mark that belongs to the number."""
    request = {"do": "check_in", "pain": [["neck", 3]], "no": ["fever"], "form": f"form {number}"}
    return ask_plainly(UnixAddress(user.run / "unhunch" / "wire.sock"), request)


def marks(user: User) -> Counter[int]:
    """How often each check-in is in the journal."""
    return Counter(int(fact["form"].split()[1]) for fact in user.facts("checked_in"))


def once(numbers: range) -> Counter[int]:
    """Each of them once."""
    return Counter(dict.fromkeys(numbers, 1))


@pytest.mark.parametrize("seed", range(3))
def test_a_daemon_killed_amid_check_ins(accepted: User, seed: int) -> None:
    """What it acknowledged is there, at most one more; sent again after a new start it is one."""
    accepted.start()
    chance = random.Random(seed)
    acknowledged: list[int] = []

    def speak() -> None:
        try:
            for number in range(10_000):
                if not sends(accepted, number)["ok"]:
                    return
                acknowledged.append(number)
        except WireError:
            return

    speaking = threading.Thread(target=speak)
    speaking.start()
    wanted = chance.randint(1, 30)
    accepted.wait_until(lambda: len(acknowledged) >= wanted)
    accepted.ends(signal.SIGKILL)
    speaking.join(30)
    last = len(acknowledged)
    found = marks(accepted)
    accepted.start()
    again = [sends(accepted, number)["ok"] for number in (last, last - 1)]

    assert found in (once(range(last)), once(range(last + 1)))
    assert [True, True] == again
    assert once(range(last + 1)) == marks(accepted)


@pytest.mark.parametrize("seed", range(3))
def test_a_command_killed_amid_check_ins(accepted: User, seed: int) -> None:
    """The same without a daemon, where the command itself is the writer."""
    chance = random.Random(seed)
    with _alone(accepted, 0) as writer:
        assert writer.stdout is not None
        said = b"".join(writer.stdout.readline() for _ in range(chance.randint(1, 20)))
        said += writer.stdout.read(chance.randint(0, 20))
        writer.kill()
        said += writer.stdout.read()
    last = said.count(b"\n")
    found = marks(accepted)
    with _alone(accepted, last) as again:
        assert again.stdout is not None
        again.stdout.readline()
        again.kill()

    assert found in (once(range(last)), once(range(last + 1)))
    assert {1} == set(marks(accepted).values())
    assert set(range(last + 1)) <= set(marks(accepted))


def _alone(user: User, first: int) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-c", ALONE, str(first)]
    return subprocess.Popen(words, env=user.environment, stdout=subprocess.PIPE)


def test_a_terminal_killed_in_the_middle_of_the_questions(accepted: User) -> None:
    """A check-in that was half answered is not there, and the next one is not in its way."""
    person = Terminal(accepted, "checkin")
    person.answers("neck")
    assert "pain in your neck" in person.answers("8")
    assert "Does the pain spread?" in person.reads("> ")
    person.stop()
    before = accepted.facts()
    said = accepted("checkin", given="0\nn\nn\n")

    assert (["statement_accepted"], 0) == ([fact["kind"] for fact in before], said.code)
    assert [[]] == [fact["pain"] for fact in accepted.facts("checked_in")]


def test_a_disk_that_is_full_during_a_check_in(accepted: User) -> None:
    """It is refused with the reason, nothing of it is kept, and with room the same one goes in,
    once. A limit on the size of files is a full disk to the journal."""
    accepted.start()
    log = Path(f"{accepted.journal}-wal")
    most = max(log.stat().st_size, accepted.journal.stat().st_size, 64 * 1024)
    resource.prlimit(accepted.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    number, answer = -1, {"ok": True}
    while answer["ok"]:
        number += 1
        answer = sends(accepted, number)
    again = sends(accepted, number)
    kept = marks(accepted)
    told = accepted("status").out
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(accepted.pid, resource.RLIMIT_FSIZE, unlimited)
    at_last = [sends(accepted, number)["ok"] for _ in range(2)]

    assert [False, False] == [answer["ok"], again["ok"]]
    assert answer["refused"].startswith(f"{accepted.journal}: ")
    assert "neck" not in answer["refused"]
    assert "Not kept: " in told
    assert once(range(number)) == kept
    assert [True, True] == at_last
    assert once(range(number + 1)) == marks(accepted)
