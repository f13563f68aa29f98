"""What a picked menu entry or a pressed button means, as a request."""

from datetime import timedelta

from ..desk.policy import Answer, Move
from ..desk.requests import (
    GiveAnswer,
    Guide,
    Meeting,
    Pause,
    Request,
    Resume,
    Sit,
    Stand,
    TakeBreak,
)
from ..plain import read_length


def request_of(key: str, *, at_sight: bool = False) -> Request | None:
    """Return the request behind a key of face.py; None for keys that ask nothing of the desk."""
    try:
        return _request_of(key, at_sight)
    except ValueError:
        return None


def _request_of(key: str, at_sight: bool) -> Request | None:
    verb, *rest = key.split(":", 3)
    match verb, rest:
        case "answer", [number, answer, label]:
            return GiveAnswer(
                answer=Answer(answer), prompt=int(number), label=label, at_sight=at_sight
            )
        case "later", [number, minutes]:
            length = timedelta(minutes=int(minutes))
            return GiveAnswer(answer=Answer.LATER, prompt=int(number), length=length)
        case "guide", [number, move]:
            return Guide(move=Move(move), prompt=int(number))
        case "pause", ["tomorrow"]:
            return Pause(tomorrow=True)
        case "pause", ["resume"]:
            return Pause()
        case "pause", [length_text]:
            return Pause(length=read_length(length_text))
        case "meeting", [length_text]:
            return Meeting(length=read_length(length_text))
        case "resume", []:
            return Resume()
        case "stand", []:
            return Stand()
        case "sit", []:
            return Sit()
        case "break", []:
            return TakeBreak()
        case _:
            return None
