"""The words of the questions: the same on the page, in the terminal and in a notification."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..body.question import CHECKED, NO, NONE, STILL, STOPPED, YES, Question
from ..body.terms import WORST
from .body import FLAGS, REGIONS
from .catalogue import Catalogue, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """A question in words.

    `more`: lines that explain it. `lines`: what everybody must read beside it. `options`: each
    option with its label, in order.
    """

    title: str
    more: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


TITLES: Mapping[str, str] = {
    "where": mark("Does anything hurt? Where?"),
    "hurt": mark("An exercise hurt you. Where does it still hurt?"),
    "radiates": mark("Does the pain spread?"),
    "tingling": mark("Any tingling or numbness in an arm, hand, leg or foot?"),
    "tingling_where": mark("Where is the tingling or numbness?"),
    "weakness": mark("Any new weakness in an arm, hand, leg or foot?"),
    "weakness_where": mark("Where is the weakness?"),
    "neuro_worse": mark("Is it spreading or getting stronger?"),
    "safety": mark("Tick any that are new or unusual for you."),
    "rapidly_worse": mark("Is it getting worse quickly?"),
    "sudden_onset": mark("Did the pain come on suddenly?"),
    "character": mark("What is the pain like?"),
    "impact": mark("What does the pain do to your day and night?"),
    "also": mark("Is any of this so?"),
    "kept": mark("Which of these did you not talk about?"),
}
SCORES: Mapping[str, str] = {
    "neck": mark("How bad is the pain in your neck?"),
    "upper_back": mark("How bad is the pain in your upper back?"),
    "shoulder_l": mark("How bad is the pain in your left shoulder?"),
    "shoulder_r": mark("How bad is the pain in your right shoulder?"),
    "arm_l": mark("How bad is the pain in your left arm, wrist or hand?"),
    "arm_r": mark("How bad is the pain in your right arm, wrist or hand?"),
    "lower_back": mark("How bad is the pain in your lower back?"),
}
STILL_SO = mark("You ticked: “{what}”. Is it still so?")
BRIDGE_ONE = mark("Since your last check-in on {date}, how has the pain been ({region})?")
BRIDGE_SOME = mark(
    "Since your last check-in on {date}, how has the pain been in these places? ({regions})"
)

EXPLAINED: Mapping[str, tuple[str, ...]] = {
    "still": (mark("Your answer decides whether the advice to get help stays."),),
    "bridge": (mark("There was no check-in for a while, and nothing is taken for granted."),),
    "hurt": (mark("The exercise is not offered while the place hurts."),),
    "where": (mark("Think of the time since your last check-in, up to 24 hours back."),),
    "score": (
        mark("Give the worst since your last check-in, up to 24 hours back."),
        mark("0 is no pain, 10 is the worst pain imaginable."),
    ),
    "radiates": (mark("Tick all that hold."),),
    "tingling": (mark("Pins and needles count too, also when nothing hurts."),),
    "tingling_where": (mark("Tick all that hold."),),
    "weakness": (mark("Something you could do last week and cannot do now."),),
    "weakness_where": (mark("Tick all that hold."),),
    "neuro_worse": (mark("The pain that spreads, the tingling or the weakness."),),
    "safety": (
        mark("These are asked of everybody. What you have had for long does not count."),
        mark("If you tick one, the others stay open. “None of these” answers all of them."),
    ),
    "rapidly_worse": (mark("Clumsy hands or walking: worse over hours or a few days."),),
    "sudden_onset": (mark("From one moment to the next, not over hours or days."),),
    "character": (mark("Tick all that hold."),),
    "impact": (mark("Tick all that hold."),),
    "also": (mark("Tick all that hold."),),
    "kept": (mark("What was not talked about stays open."),),
}
"""What explains a question, by its topic."""

EVERYBODY = mark(
    "If you have ever had cancer, have weak bones or take long-term steroids, new or unusual back "
    "or neck pain is a reason to ask for medical advice within a day."
)
"""Stands with the safety list for everybody, because none of it is ever asked (rules.md 6)."""

BETWEEN_THE_SHOULDERS = mark(
    "Public advice in the UK counts pain between the shoulders among the reasons to ask for an "
    "urgent appointment."
)
"""Stands with the safety list when new upper-back pain was reported (rules.md, introduction)."""

OPTIONS: Mapping[str, str] = {
    NO: mark("No"),
    YES: mark("Yes"),
    STILL: mark("It is still so"),
    STOPPED: mark("It has stopped"),
    CHECKED: mark("I've been checked for this"),
    "gone": mark("Gone"),
    "came_and_went": mark("It came and went"),
    "most_of_the_time": mark("There most of the time"),
    "dont_remember": mark("I don't remember"),
}
NOTHING: Mapping[str, str] = {
    "where": mark("Nothing hurts"),
    "hurt": mark("Nowhere any more"),
    "radiates": mark("It does not spread"),
    "kept": mark("We talked about all of them"),
}
NONE_OF_THESE = mark("None of these")
BEST, WORST_OF_ALL = mark("0: no pain"), mark("10: worst pain imaginable")
"""The ends of the scale (rules.md section 10)."""


def question_text(
    words: Catalogue, question: Question, say_date: Callable[[date], str]
) -> QuestionText:
    """Return what is asked, in words. `say_date`: how a day is written."""
    more = EXPLAINED.get(question.topic, ())
    lines: tuple[str, ...] = ()
    if question.key == "safety":
        lines = (EVERYBODY, BETWEEN_THE_SHOULDERS) if question.regions else (EVERYBODY,)
    return QuestionText(
        title=_title(words, question, say_date),
        more=tuple(words.say(each) for each in more),
        lines=tuple(words.say(each) for each in lines),
        options=tuple((each, option_text(words, question, each)) for each in question.options),
    )


def option_text(words: Catalogue, question: Question, option: str) -> str:
    """Return the label of one option of a question."""
    if question.topic == "score":
        return words.say({"0": BEST, str(WORST): WORST_OF_ALL}.get(option, "")) or option
    if option == NONE:
        return words.say(NOTHING.get(question.key, NONE_OF_THESE))
    for labels in (OPTIONS, REGIONS, FLAGS):
        if option in labels:
            return words.say(labels[option])
    raise ValueError(f"{question.key} has no option {option!r}")


def _title(words: Catalogue, question: Question, say_date: Callable[[date], str]) -> str:
    match question.topic:
        case "score":
            return words.say(SCORES[question.regions[0]])
        case "still":
            return words.say(STILL_SO, what=words.say(FLAGS[question.flags[0]]))
        case "bridge":
            named = [words.say(REGIONS[region]) for region in question.regions]
            day = say_date(question.since) if question.since else ""
            if len(named) == 1:
                return words.say(BRIDGE_ONE, date=day, region=named[0])
            return words.say(BRIDGE_SOME, date=day, regions=", ".join(named))
        case topic:
            return words.say(TITLES[topic])
