"""Words for the weekly notice and the weekly question: counts, and no word of praise or blame."""

from datetime import timedelta

from ..body.terms import Level
from ..desk.reviewing import Review
from ..desk.weekly import Sums
from .catalogue import Catalogue
from .notices import neutral_notice
from .times import date_words, span_words

ALIKE = timedelta(minutes=5)
"""A smaller difference a day is called none."""


def week_title(words: Catalogue, review: Review) -> str:
    """Return the first line of the weekly notice."""
    return words.say("Your week to {day}", day=date_words(words, review.until))


def week_body(words: Catalogue, review: Review) -> str:
    """Return what the weekly notice says: one sentence about sitting, and a neutral one where
    something that was reported waits to be read."""
    lines = [] if review.now is None else [_sitting(words, review.now, review.before)]
    if review.reported:
        lines.append(neutral_notice(words, Level.SOON).body)
    return "\n".join(lines)


def _sitting(words: Catalogue, now: Sums, before: Sums | None) -> str:
    told = {
        "span": span_words(words, now.a_day),
        "on_days": words.many("on {count} day", "on {count} days", now.days),
        "breaks": words.many("{count} break", "{count} breaks", now.breaks),
    }
    if before is None:
        sat = words.say("You sat {span} a day {on_days}, and took {breaks}.", **told)
        return f"{sat} {words.say('There is too little of the week before to compare.')}"
    more = now.a_day - before.a_day
    if abs(more) < ALIKE:
        return words.say(
            "You sat {span} a day {on_days}, about as long as in the week before, and took"
            " {breaks}.",
            **told,
        )
    told["change"] = span_words(words, abs(more))
    if more > timedelta(0):
        return words.say(
            "You sat {span} a day {on_days}, {change} more than in the week before, and took"
            " {breaks}.",
            **told,
        )
    return words.say(
        "You sat {span} a day {on_days}, {change} less than in the week before, and took {breaks}.",
        **told,
    )
