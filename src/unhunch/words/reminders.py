"""What the program's own reminders are called. The user's own keep the names they were given."""

from ..sentence import mark
from .catalogue import Catalogue

TITLES = {
    "sitting": mark("Time to get up"),
    "stretch": mark("Stretch break"),
    "checkin": mark("How do you feel?"),
    "posture": mark("Posture check"),
    "eyes": mark("Eyes"),
}
"""The titles of the program's own reminders."""

NAMES = {
    "sitting": mark("sitting"),
    "stretch": mark("stretch"),
    "checkin": mark("check-in"),
    "posture": mark("posture"),
    "eyes": mark("eyes"),
}
"""Their names where one of several is named, as in "stretch in 13 min"."""

IN_A_ROW = {
    "sitting": mark("sitting"),
    "stretch": mark("a stretch"),
    "checkin": mark("a check-in"),
    "posture": mark("a posture check"),
    "eyes": mark("eyes"),
}
"""Their names after "Also due:"."""


def title_words(words: Catalogue, reminder: str) -> str:
    """Return the title of a reminder by its name; one of the user's own is titled by it."""
    if reminder in TITLES:
        return words.say(TITLES[reminder])
    return reminder.replace("_", " ").capitalize()


def name_words(words: Catalogue, reminder: str) -> str:
    """Return the name of a reminder; that of the user's own is never translated."""
    return words.say(NAMES[reminder]) if reminder in NAMES else reminder
