"""What is said when something about the body was kept. It repeats nothing of it."""

from ..body.facts import (
    Booked,
    CheckedIn,
    ExerciseHurt,
    FlagsAnswered,
    HurtLocated,
    Retracted,
    SeenProfessional,
    SuggestionAnswered,
)
from ..body.requests import SuggestionAnswer
from ..desk.facts import CheckInOpened, CheckInStepped
from ..fact import Fact
from .catalogue import Catalogue


def noted(words: Catalogue, fact: Fact, emergency: str) -> str:
    """Return the sentence; empty for a fact that goes without saying."""
    match fact:
        case SuggestionAnswered(level=level, answer=answer):
            from .replies import reply_text

            return reply_text(words, level, SuggestionAnswer(answer), emergency)
        case CheckedIn() | FlagsAnswered() | HurtLocated() | SeenProfessional() | Booked():
            return words.say("Noted.")
        case ExerciseHurt():
            return words.say("To note where it hurt: unhunch care hurt")
        case Retracted():
            return words.say("Taken back.")
        case CheckInStepped():
            return words.say("There is one more question.")
        case CheckInOpened():
            return words.say("The questions open in your browser.")
        case _:
            return ""
