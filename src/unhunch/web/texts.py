"""Words of questions, until they come from unhunch.words."""

from ..body.question import Question
from ..words.catalogue import Catalogue, mark
from ..words.phrases import FLAGS as FLAG_NAMES

REGION_NAMES: dict[str, str] = {}


TITLES = {
    "where": (
        mark("Where does it hurt, and how much?"),
        mark("For each place, the worst since your last check-in, up to 24 hours back."),
    ),
    "safety": (mark("Is any of this new or unusual for you?"),),
}
OTHER = {
    "none": mark("None of these"),
    "yes": mark("Yes"),
    "no": mark("No"),
    "still": mark("Still there"),
    "stopped": mark("It has stopped"),
    "checked": mark("I've been checked for it"),
}


def title(words: Catalogue, question: Question) -> str:
    return words.say(
        TITLES.get(question.topic, (question.topic.replace("_", " ").capitalize() + "?",))[0]
    )


def help_lines(words: Catalogue, question: Question) -> tuple[str, ...]:
    return tuple(words.say(each) for each in TITLES.get(question.topic, ("",))[1:])


def label(words: Catalogue, option: str) -> str:
    return words.say(
        REGION_NAMES.get(option)
        or FLAG_NAMES.get(option)
        or OTHER.get(option)
        or option.replace("_", " ").capitalize()
    )


def after_lines(words: Catalogue, question: Question) -> tuple[str, ...]:
    return ()


WHO = {
    "gp": mark("GP"),
    "physio": mark("Physiotherapist"),
    "pharmacist": mark("Pharmacist"),
    "occupational_health": mark("Occupational health"),
    "other": mark("Somebody else"),
}


def who(words: Catalogue, person: str) -> str:
    return words.say(WHO[person])
