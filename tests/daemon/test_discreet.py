"""What the log of each decision says of facts, one kind after the other."""

import json
import re
from pathlib import Path

import pytest

from unhunch.body.terms import FLAGS, REGIONS, Level
from unhunch.daemon.discreet import OF_THE_BODY, loggable
from unhunch.desk.facts import PromptAnswered, PromptShown, PromptWithdrawn
from unhunch.desk.policy import Answer
from unhunch.fact import Fact
from unhunch.journal.codec import from_object, private_kinds

GOLDEN = Path(__file__).parents[1] / "journal" / "golden" / "v1.jsonl"
LINES = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
TELLING = re.compile("|".join((*FLAGS, *REGIONS, Level.URGENT, Level.SOON, Level.SELF_CARE)))


def read(line: dict[str, object]) -> Fact:
    """The fact in a line."""
    fact = from_object(line)
    assert fact is not None
    return fact


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["kind"]))
def test_of_the_body_only_that_there_was_a_fact(line: dict[str, object]) -> None:
    """Of every kind that there is; all others are told, or there would be nothing to log."""
    told = str(loggable(read(line)))

    assert (line["kind"] in private_kinds()) == (told == OF_THE_BODY)
    assert [] == TELLING.findall(told)


def test_what_of_the_desk_tells_of_the_body() -> None:
    """That an exercise hurt, that exercises rest, and which ones are left."""
    at = read(LINES[0]).at
    hurt = PromptAnswered(at=at, prompt=1, answer=Answer.HURT, by="user")
    rests = PromptWithdrawn(at=at, prompt=1, why="care")
    safe = PromptShown(at=at, prompt=1, reminders=("stretch",), items=(("stretch", "chin-tuck"),))

    assert [OF_THE_BODY, OF_THE_BODY] == [loggable(hurt), loggable(rests)]
    assert PromptShown(at=at, prompt=1, reminders=("stretch",)) == loggable(safe)
