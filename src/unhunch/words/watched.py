"""The sentences about W1 to W7, K1 and N1, one function each: what is only kept an eye on."""

from collections.abc import Callable, Mapping

from ..body.assess import Fired
from ..body.terms import LIMB_FLAGS
from .counting import (
    Sentences,
    among,
    has,
    marked,
    on_days,
    pain_of,
    painkillers,
    scored_pain,
    several,
)
from .phrases import LIMB_SYMPTOMS, pain_phrases
from .teller import Teller, stopped


def _w1(teller: Teller, fired: Fired) -> Sentences:
    return (marked(teller, fired, pain_of(teller, fired)),)


def _w2(teller: Teller, fired: Fired) -> Sentences:
    return _anywhere(teller, fired)


def _anywhere(teller: Teller, fired: Fired) -> Sentences:
    """Tell W2 and K1, which look at every region at once."""
    seen = fired.evidence
    phrases = pain_phrases(teller.words, seen.regions, fired.group)
    if len(phrases) < 2 or not seen.high:
        return (marked(teller, fired, scored_pain(teller, fired)),)
    return (
        *several(teller, fired, phrases),
        teller.words.say("The highest score was {high} out of 10.", high=seen.high),
    )


def _w3(teller: Teller, fired: Fired) -> Sentences:
    phrases = among(teller, fired, LIMB_FLAGS, LIMB_SYMPTOMS)
    if len(phrases) > 1:
        return several(teller, fired, phrases)
    return (marked(teller, fired, phrases[0]),)


def _w4(teller: Teller, fired: Fired) -> Sentences:
    return (
        marked(teller, fired, scored_pain(teller, fired)),
        teller.words.say("Your last scores were lower than your first."),
    )


def _w5(teller: Teller, fired: Fired) -> Sentences:
    phrases = among(teller, fired, LIMB_FLAGS, LIMB_SYMPTOMS)
    return tuple(stopped(teller, what, fired.evidence.days) for what in phrases)


def _w6(teller: Teller, fired: Fired) -> Sentences:
    # C10 counts no scores, the other rules that W6 stands for count nothing else.
    if has(fired, "painkillers_most_days") and not fired.evidence.regions:
        told = painkillers(teller, fired)
    else:
        told = on_days(teller, fired, scored_pain(teller, fired))
    return (told, teller.words.say("You noted that you saw a professional in the last 6 weeks."))


def _w7(teller: Teller, fired: Fired) -> Sentences:
    return (
        teller.words.many(
            "You marked {what} on {count} day before a break in your check-ins.",
            "You marked {what} on {count} days before a break in your check-ins.",
            len(fired.evidence.days),
            what=pain_of(teller, fired),
        ),
    )


def _k1(teller: Teller, fired: Fired) -> Sentences:
    return _anywhere(teller, fired)


def _n1(teller: Teller, fired: Fired) -> Sentences:
    return (teller.words.say("There is no pain in your reports of the last 7 days."),)


WATCHED: Mapping[str, Callable[[Teller, Fired], Sentences]] = {
    "W1": _w1,
    "W2": _w2,
    "W3": _w3,
    "W4": _w4,
    "W5": _w5,
    "W6": _w6,
    "W7": _w7,
    "K1": _k1,
    "N1": _n1,
}
"""How each rule below `consider` is told, by the name it has in the specification."""
