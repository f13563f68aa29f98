"""The sentences about rules that count reports: C, S8, S10, S14, W, K1 and N1, one function each.

A number in a sentence is one of the evidence. What a rule alone guarantees is said without one.
"""

from collections.abc import Callable, Iterable

from ..body.assess import Fired
from ..body.terms import LIMB_FLAGS, RADIATES, TINGLING
from .phrases import flag_phrase, in_order, listed, pain_phrase, scored, window_phrase
from .teller import Teller

Sentences = tuple[str, ...]

_SPREADING = ("radiates_arm", "radiates_leg")
_TINGLING_ONE = ("tingling_arm_one", "tingling_leg_one")
_SPINE_COLUMN = (*RADIATES, *TINGLING, "worse_twist_extend", "constant")
_LAST_REPORTS = 6
"""Worsening compares the last three reports with the three before (rules.md section 5)."""


def _pain(teller: Teller, fired: Fired) -> str:
    return pain_phrase(teller.words, fired.evidence.regions, fired.group)


def _scored(teller: Teller, fired: Fired) -> str:
    seen = fired.evidence
    return scored(teller.words, _pain(teller, fired), seen.low, seen.high)


def _those(teller: Teller, fired: Fired, flags: Iterable[str]) -> str:
    """Return the flags of the evidence that are among these; all of these when it names none."""
    wanted = in_order(flags)
    if fired.flag in wanted:
        return flag_phrase(teller.words, fired.flag)
    found = [flag for flag in wanted if flag in fired.evidence.flags] or list(wanted)
    return listed(teller.words, [flag_phrase(teller.words, flag) for flag in found])


def _has(fired: Fired, flag: str) -> bool:
    return flag in fired.evidence.flags


def _window(teller: Teller, fired: Fired) -> str:
    return window_phrase(teller.words, fired.evidence.window)


def _on_days(teller: Teller, fired: Fired, what: str) -> str:
    return teller.words.many(
        "You've reported {what} on {count} day {window}.",
        "You've reported {what} on {count} days {window}.",
        len(fired.evidence.days),
        what=what,
        window=_window(teller, fired),
    )


def _marked(teller: Teller, fired: Fired, what: str) -> str:
    return teller.words.many(
        "You've marked {what} on {count} day {window}.",
        "You've marked {what} on {count} days {window}.",
        len(fired.evidence.days),
        what=what,
        window=_window(teller, fired),
    )


# --- S: counted -------------------------------------------------------------------------------


def _s8(teller: Teller, fired: Fired) -> Sentences:
    beside = [
        teller.words.say("You also reported {what}.", what=flag_phrase(teller.words, flag))
        for flag in ("constant", "interferes")
        if _has(fired, flag)
    ]
    return (
        _on_days(teller, fired, _scored(teller, fired)),
        *beside,
        *(_risen(teller) if len(fired.evidence.days) >= _LAST_REPORTS else ()),
    )


def _risen(teller: Teller) -> Sentences:
    return (teller.words.say("Overall, your last 3 reports were higher than the 3 before."),)


def _s10(teller: Teller, fired: Fired) -> Sentences:
    return (
        _on_days(teller, fired, _scored(teller, fired)),
        teller.words.say("On these days it disturbed your sleep, and nothing eased it."),
    )


def _s14(teller: Teller, fired: Fired) -> Sentences:
    flags = in_order(set(fired.evidence.flags) & {*_SPREADING, *TINGLING})
    phrases = [flag_phrase(teller.words, flag) for flag in flags or _SPREADING]
    if fired.evidence.high:
        phrases.append(_scored(teller, fired))
    return (
        *(teller.words.say("You reported {what}.", what=phrase) for phrase in phrases),
        teller.words.many(
            "This was on {count} day {window}.",
            "Together this was on {count} days {window}.",
            len(fired.evidence.days),
            window=_window(teller, fired),
        ),
    )


# --- C ----------------------------------------------------------------------------------------


def _lasting(teller: Teller, fired: Fired) -> Sentences:
    """Tell C1a, C1b and C1c: they differ in their window."""
    return (
        teller.words.many(
            "You've reported {what} on {count} day {window}, and it hasn't eased much.",
            "You've reported {what} on {count} days {window}, and it hasn't eased much.",
            len(fired.evidence.days),
            what=_scored(teller, fired),
            window=_window(teller, fired),
        ),
    )


def _c1d(teller: Teller, fired: Fired) -> Sentences:
    return (
        _on_days(teller, fired, _scored(teller, fired)),
        teller.words.say("By your reports, it began at least 12 weeks ago."),
    )


def _c1e(teller: Teller, fired: Fired) -> Sentences:
    return (
        _on_days(teller, fired, _scored(teller, fired)),
        teller.words.say("You said it was there most of the time while you did not check in."),
    )


def _c2(teller: Teller, fired: Fired) -> Sentences:
    return (_on_days(teller, fired, _scored(teller, fired)), *_risen(teller))


def _c3(teller: Teller, fired: Fired) -> Sentences:
    near = _has(fired, "radiates_neck_shoulder") and not any(_has(fired, f) for f in _SPREADING)
    flags = RADIATES if _has(fired, "radiates_neck_shoulder") else _SPREADING
    told = _those(teller, fired, ("radiates_neck_shoulder",) if near else flags)
    if not _has(fired, "worse_twist_extend"):
        return (_on_days(teller, fired, told),)
    return (
        _on_days(teller, fired, told),
        teller.words.say("You also reported that twisting or leaning back makes it worse."),
    )


def _c4(teller: Teller, fired: Fired) -> Sentences:
    return (
        teller.words.many(
            "You've reported {what} on {count} day.",
            "You've reported {what} on {count} days.",
            len(fired.evidence.days),
            what=_those(teller, fired, _TINGLING_ONE),
        ),
    )


def _c5(teller: Teller, fired: Fired) -> Sentences:
    phrases = [
        flag_phrase(teller.words, flag)
        for flag in in_order(set(fired.evidence.flags) & set(_SPINE_COLUMN))
    ]
    if fired.evidence.high:
        phrases.append(_scored(teller, fired))
    return (
        teller.words.say(
            "You've reported several things together {window}.", window=_window(teller, fired)
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
    return (_on_days(teller, fired, _scored(teller, fired)), more)


def _c8(teller: Teller, fired: Fired) -> Sentences:
    return (
        _on_days(teller, fired, _scored(teller, fired)),
        teller.words.say("On these days it stopped your work or sleep."),
    )


def _c9(teller: Teller, fired: Fired) -> Sentences:
    days = fired.evidence.days
    if not days or days[-1] == teller.today:
        return (teller.words.say("You reported that you are worried."),)
    date = teller.say_date(days[-1])
    return (teller.words.say("You reported on {date} that you are worried.", date=date),)


def _c10(teller: Teller, fired: Fired) -> Sentences:
    what = _those(teller, fired, ("painkillers_most_days",))
    return (_on_days(teller, fired, what),)


# --- W, K, N ----------------------------------------------------------------------------------


def _w1(teller: Teller, fired: Fired) -> Sentences:
    return (_marked(teller, fired, _pain(teller, fired)),)


def _w2(teller: Teller, fired: Fired) -> Sentences:
    return (_marked(teller, fired, _scored(teller, fired)),)


def _w3(teller: Teller, fired: Fired) -> Sentences:
    return (_marked(teller, fired, _those(teller, fired, LIMB_FLAGS)),)


def _w4(teller: Teller, fired: Fired) -> Sentences:
    return (
        _marked(teller, fired, _scored(teller, fired)),
        teller.words.say("Your last scores were lower than your first."),
    )


def _w5(teller: Teller, fired: Fired) -> Sentences:
    what, days = _those(teller, fired, LIMB_FLAGS), fired.evidence.days
    if not days:
        return (teller.words.say("You reported {what}, and later that it had stopped.", what=what),)
    return (
        teller.words.say(
            "You reported {what} on {date}, and later that it had stopped.",
            what=what,
            date=teller.say_date(days[-1]),
        ),
    )


def _w6(teller: Teller, fired: Fired) -> Sentences:
    medicine = _has(fired, "painkillers_most_days") and not fired.evidence.regions
    what = flag_phrase(teller.words, "painkillers_most_days")
    return (
        _on_days(teller, fired, what if medicine else _scored(teller, fired)),
        teller.words.say("You noted that you saw a professional in the last 6 weeks."),
    )


def _w7(teller: Teller, fired: Fired) -> Sentences:
    return (
        teller.words.many(
            "You marked {what} on {count} day before a break in your check-ins.",
            "You marked {what} on {count} days before a break in your check-ins.",
            len(fired.evidence.days),
            what=_pain(teller, fired),
        ),
    )


def _k1(teller: Teller, fired: Fired) -> Sentences:
    return (_marked(teller, fired, _scored(teller, fired)),)


def _n1(teller: Teller, fired: Fired) -> Sentences:
    return (teller.words.say("There is no pain in your reports of the last 7 days."),)


SENTENCES: dict[str, Callable[[Teller, Fired], Sentences]] = {
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
"""How each counting rule is told, by the name it has in the specification."""


def counted_sentences(teller: Teller, fired: Fired) -> Sentences:
    """Return what was reported, for a rule that counts."""
    return SENTENCES[fired.rule](teller, fired)
