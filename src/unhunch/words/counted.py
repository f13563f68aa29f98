"""The sentences about C, S8, S10 and S14: the rules that count reports, one function each.

A number in a sentence is one of the evidence. What a rule alone guarantees is said without one.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..body.assess import Fired
from ..body.terms import RADIATES, TINGLING
from .counting import (
    Sentences,
    among,
    has,
    on_days,
    painkillers,
    scored_pain,
    several,
    window_of,
)
from .phrases import SOME_TINGLING, SPREADING_PAIN, flag_phrase, flag_phrases
from .teller import Teller
from .watched import WATCHED

_SPREADING = ("radiates_arm", "radiates_leg")
_TINGLING_ONE = ("tingling_arm_one", "tingling_leg_one")
_SPINE_COLUMN = (*RADIATES, *TINGLING, "worse_twist_extend", "constant")
_LAST_REPORTS = 6
"""Worsening compares the last three reports with the three before (rules.md section 5)."""
_SEVERE_WITHIN = 4
"""S8 (a) and (b) look at 4 days, so what rests on more is its worsening."""


# --- S: counted -------------------------------------------------------------------------------


def _s8(teller: Teller, fired: Fired) -> Sentences:
    if len(fired.evidence.days) >= _LAST_REPORTS:
        return _risen(teller, fired)
    beside = [
        teller.words.say("You also reported {what}.", what=flag_phrase(teller.words, flag))
        for flag in ("constant", "interferes")
        if has(fired, flag)
    ]
    within = replace(fired, evidence=replace(fired.evidence, window=_SEVERE_WITHIN))
    return (on_days(teller, within, scored_pain(teller, fired)), *beside)


def _risen(teller: Teller, fired: Fired) -> Sentences:
    return (
        teller.words.many(
            "On your last report day, you reported {what}.",
            "On your last {count} report days, you reported {what}.",
            len(fired.evidence.days),
            what=scored_pain(teller, fired),
        ),
        teller.words.say("Overall, the last 3 were higher than the 3 before."),
    )


def _s10(teller: Teller, fired: Fired) -> Sentences:
    return (
        on_days(teller, fired, scored_pain(teller, fired)),
        teller.words.say("On these days it disturbed your sleep, and nothing eased it."),
    )


def _s14(teller: Teller, fired: Fired) -> Sentences:
    phrases = among(teller, fired, (*_SPREADING, *TINGLING), SPREADING_PAIN)
    if fired.evidence.high:
        phrases.append(scored_pain(teller, fired))
    return several(teller, fired, phrases)


# --- C ----------------------------------------------------------------------------------------


def _lasting(teller: Teller, fired: Fired) -> Sentences:
    """Tell C1a, C1b and C1c: they differ in their window."""
    return (
        teller.words.many(
            "You've reported {what} on {count} day {window}, and it hasn't eased much.",
            "You've reported {what} on {count} days {window}, and it hasn't eased much.",
            len(fired.evidence.days),
            what=scored_pain(teller, fired),
            window=window_of(teller, fired),
        ),
    )


def _c1d(teller: Teller, fired: Fired) -> Sentences:
    return (
        on_days(teller, fired, scored_pain(teller, fired)),
        teller.words.say("By your reports, it began at least 12 weeks ago."),
    )


def _c1e(teller: Teller, fired: Fired) -> Sentences:
    return (
        teller.words.many(
            "You've reported {what} on {count} day since it began.",
            "You've reported {what} on {count} days since it began.",
            len(fired.evidence.days),
            what=scored_pain(teller, fired),
        ),
        teller.words.say("You said it was there most of the time while you did not check in."),
    )


def _c2(teller: Teller, fired: Fired) -> Sentences:
    return _risen(teller, fired)


def _c3(teller: Teller, fired: Fired) -> Sentences:
    phrases = among(teller, fired, RADIATES, SPREADING_PAIN)
    if has(fired, "worse_twist_extend"):
        # These days are those of either: on some of them it may only have been worse on twisting.
        twisted = flag_phrase(teller.words, "worse_twist_extend")
        return several(teller, fired, [*phrases, twisted])
    return (on_days(teller, fired, phrases[0]),)


def _c4(teller: Teller, fired: Fired) -> Sentences:
    return (
        teller.words.many(
            "You've reported {what} on {count} day.",
            "You've reported {what} on {count} days.",
            len(fired.evidence.days),
            what=among(teller, fired, _TINGLING_ONE, SOME_TINGLING)[0],
        ),
    )


def _c5(teller: Teller, fired: Fired) -> Sentences:
    named = set(fired.evidence.flags) & set(_SPINE_COLUMN)
    phrases = flag_phrases(teller.words, named)
    if fired.evidence.high:
        phrases.append(scored_pain(teller, fired))
    return (
        teller.words.say(
            "You've reported several things together {window}.", window=window_of(teller, fired)
        ),
        *(teller.words.say("You reported {what}.", what=phrase) for phrase in phrases),
    )


_ON_AND_OFF = 84
"""C6, intermittent: a window of 84 days; its flares are counted over 182."""


def _c6(teller: Teller, fired: Fired) -> Sentences:
    if fired.evidence.window is not None and fired.evidence.window > _ON_AND_OFF:
        more = teller.words.say("It eased and came back at least twice.")
    else:
        more = teller.words.say("It comes and goes.")
    return (on_days(teller, fired, scored_pain(teller, fired)), more)


def _c8(teller: Teller, fired: Fired) -> Sentences:
    return (
        on_days(teller, fired, scored_pain(teller, fired)),
        teller.words.say("On these days it stopped your work or sleep."),
    )


def _c9(teller: Teller, fired: Fired) -> Sentences:
    days = fired.evidence.days
    if not days or days[-1] == teller.today:
        return (teller.words.say("You reported that you are worried."),)
    date = teller.say_date(days[-1])
    return (teller.words.say("You reported on {date} that you are worried.", date=date),)


def _c10(teller: Teller, fired: Fired) -> Sentences:
    return (painkillers(teller, fired),)


SENTENCES: Mapping[str, Callable[[Teller, Fired], Sentences]] = {
    "S8": _s8,
    "S10": _s10,
    "S14": _s14,
    "C1a": _lasting,
    "C1b": _lasting,
    "C1c": _lasting,
    "C1d": _c1d,
    "C1e": _c1e,
    "C2": _c2,
    "C3": _c3,
    "C4": _c4,
    "C5": _c5,
    "C6": _c6,
    "C8": _c8,
    "C9": _c9,
    "C10": _c10,
    **WATCHED,
}
"""How each counting rule is told, by the name it has in the specification."""


def counted_sentences(teller: Teller, fired: Fired) -> Sentences:
    """Return what was reported, for a rule that counts."""
    return SENTENCES[fired.rule](teller, fired)
