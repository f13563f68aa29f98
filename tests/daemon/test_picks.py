"""Keys of the menu and of buttons, as requests."""

from datetime import timedelta

import pytest

from unhunch.daemon.face import key_of
from unhunch.daemon.picks import request_of
from unhunch.desk.policy import Answer, Choice, Move
from unhunch.desk.requests import GiveAnswer, Guide, Meeting, Pause, Resume, Sit, Stand, TakeBreak


@pytest.mark.parametrize(
    ("key", "request_"),
    [
        ("later:3:15", GiveAnswer(answer=Answer.LATER, prompt=3, length=timedelta(minutes=15))),
        ("pause:PT30M", Pause(length=timedelta(minutes=30))),
        ("pause:tomorrow", Pause(tomorrow=True)),
        ("pause:resume", Pause()),
        ("meeting:PT1H", Meeting(length=timedelta(hours=1))),
        ("resume", Resume()),
        ("stand", Stand()),
        ("sit", Sit()),
        ("break", TakeBreak()),
        ("guide:3:go_on", Guide(move=Move.GO_ON, prompt=3)),
    ],
)
def test_a_key_is_a_request(key: str, request_: object) -> None:
    """Each as it is meant."""
    assert request_of(key) == request_


@pytest.mark.parametrize("label", ["Done", "Tea: done?", ":", "a:b:c:d", ""])
def test_an_answer_keeps_its_label(label: str) -> None:
    """Whatever the user wrote in it."""
    key = key_of(7, Choice(label=label, answer=Answer.DONE))

    assert request_of(key, at_sight=True) == GiveAnswer(
        answer=Answer.DONE, prompt=7, label=label, at_sight=True
    )


@pytest.mark.parametrize(
    "key",
    [
        "",
        "quit",
        "default",
        "answer",
        "answer:x:done:Done",
        "answer:1:maybe:x",
        "pause:5",
        "guide:1:off",
    ],
)
def test_what_is_no_request_is_none(key: str) -> None:
    """And no error: keys come back from programs that we did not write."""
    assert request_of(key) is None
