"""The answers to a suggestion, and what is said after each."""

from unhunch.body.requests import SuggestionAnswer as A
from unhunch.body.terms import Level
from unhunch.words.catalogue import ENGLISH
from unhunch.words.replies import OFFERED, reply_text


def test_the_answers_are_those_of_the_specification() -> None:
    """rules.md section 8, with their labels and in their order; the last one is content.md's."""
    assert {
        level: [(answer, ENGLISH.say(label)) for answer, label in answers.items()]
        for level, answers in OFFERED.items()
    } == {
        Level.URGENT: [
            (A.GETTING_HELP, "I'm getting help"),
            (A.SEEN, "I've already been checked"),
            (A.MISTAKE, "Ticked by mistake"),
            (A.OVER, "It has stopped"),
        ],
        Level.SOON: [
            (A.BOOKED, "Booked"),
            (A.SEEN, "Already seen"),
            (A.MISTAKE, "Ticked by mistake"),
            (A.OVER, "It has stopped"),
            (A.TOMORROW, "Remind me tomorrow"),
        ],
        Level.CONSIDER: [
            (A.BOOKED, "Booked"),
            (A.SEEN, "Already seen"),
            (A.NOT_NOW, "Not now (2 weeks)"),
            (A.NEVER, "Don't suggest this for this episode"),
            (A.OVER, "It has stopped"),
        ],
    }


def test_each_answer_is_replied_to() -> None:
    """Each of the fourteen, and none that was not offered."""
    replies = {
        (level, answer): reply_text(ENGLISH, level, answer, "") for level in Level for answer in A
    }

    offered = {(level, answer) for level, answers in OFFERED.items() for answer in answers}
    assert offered == {key for key, reply in replies.items() if reply}
    assert replies[Level.URGENT, A.OVER] == (
        "Good. Because it can come back, please tell a health professional today that it happened."
    )
    assert replies[Level.URGENT, A.GETTING_HELP].endswith("call your local emergency number.")
