"""What the sentences about counts have in common: what, on how many days, over how long."""

from collections.abc import Iterable, Sequence

from ..body.assess import Fired
from .phrases import flag_phrases, in_order, pain_phrase, scored, window_phrase
from .teller import Teller

Sentences = tuple[str, ...]


def pain_of(teller: Teller, fired: Fired) -> str:
    """Return where it hurt."""
    return pain_phrase(teller.words, fired.evidence.regions, fired.group)


def scored_pain(teller: Teller, fired: Fired) -> str:
    """Return where it hurt and how much."""
    seen = fired.evidence
    return scored(teller.words, pain_of(teller, fired), seen.low, seen.high)


def among(teller: Teller, fired: Fired, flags: Iterable[str], otherwise: str) -> list[str]:
    """Return the phrases of the flags that are among these, what belongs together in one phrase.

    `otherwise` where the evidence names none: nothing is told that was not reported.
    """
    wanted = in_order(flags)
    own = [flag for flag in wanted if flag == fired.flag]
    named = [flag for flag in wanted if flag in fired.evidence.flags]
    return flag_phrases(teller.words, own or named) or [teller.words.say(otherwise)]


def has(fired: Fired, flag: str) -> bool:
    """Whether the rule rests on this flag."""
    return flag in fired.evidence.flags


def window_of(teller: Teller, fired: Fired) -> str:
    """Return how far back the rule looked."""
    return window_phrase(teller.words, fired.evidence.window)


def on_days(teller: Teller, fired: Fired, what: str) -> str:
    """Return that this was reported, on how many days."""
    return teller.words.many(
        "You've reported {what} on {count} day {window}.",
        "You've reported {what} on {count} days {window}.",
        len(fired.evidence.days),
        what=what,
        window=window_of(teller, fired),
    )


def marked(teller: Teller, fired: Fired, what: str) -> str:
    """Return the same in the word of the milder levels."""
    return teller.words.many(
        "You've marked {what} on {count} day {window}.",
        "You've marked {what} on {count} days {window}.",
        len(fired.evidence.days),
        what=what,
        window=window_of(teller, fired),
    )


def several(teller: Teller, fired: Fired, phrases: Sequence[str]) -> Sentences:
    """Tell several things in a sentence each: one with all of them would be too long."""
    return (
        *(teller.words.say("You reported {what}.", what=phrase) for phrase in phrases),
        teller.words.many(
            "This was on {count} day {window}.",
            "Together this was on {count} days {window}.",
            len(fired.evidence.days),
            window=window_of(teller, fired),
        ),
    )


def painkillers(teller: Teller, fired: Fired) -> str:
    """Return what C10 rests on."""
    return teller.words.many(
        "On {count} day {window}, you reported using painkillers on most days.",
        "On {count} days {window}, you reported using painkillers on most days.",
        len(fired.evidence.days),
        window=window_of(teller, fired),
    )
