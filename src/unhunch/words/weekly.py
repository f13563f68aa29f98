"""Words for the weekly notice and the weekly question: counts, and no word of praise or blame."""

from datetime import timedelta

from ..body.terms import Level
from ..desk.policy import Asks
from ..desk.reviewing import Review
from ..desk.weekly import Sums
from .catalogue import Catalogue
from .notices import neutral_notice
from .times import date_words, span_words

ALIKE = timedelta(minutes=5)
"""A smaller difference a day is called none."""


def week_title(words: Catalogue, asks: Asks | None) -> str:
    """Return the first line of the notice or of the question."""
    if asks is Asks.WEEK:
        return words.say("Your week")
    return words.say("How many prompts?")


def how_many(words: Catalogue) -> str:
    """Return the weekly question."""
    return words.say("Were there too many prompts in the last days, the right number, or too few?")


def week_body(words: Catalogue, review: Review) -> str:
    """Return what the weekly notice says: one sentence about sitting, and a neutral one where
    something that was reported waits to be read."""
    lines = [] if review.now is None else [_sitting(words, review, review.now)]
    if review.reported:
        lines.append(neutral_notice(words, Level.SOON).body)
    return "\n".join(lines)


def _sitting(words: Catalogue, review: Review, now: Sums) -> str:
    told = {
        "day": date_words(words, review.until),
        "span": span_words(words, now.a_day),
        "on_days": words.many("on {count} day", "on {count} days", now.days),
        "breaks": words.many("{count} break", "{count} breaks", now.breaks),
    }
    if review.before is None:
        return words.say(
            "In the 7 days to {day} you sat {span} a day {on_days} and took {breaks}; there is too"
            " little of the 7 days before to compare.",
            **told,
        )
    more = now.a_day - review.before.a_day
    if abs(more) < ALIKE:
        return words.say(
            "In the 7 days to {day} you sat {span} a day {on_days}, about as long as in the 7 days"
            " before, and took {breaks}.",
            **told,
        )
    told["change"] = span_words(words, abs(more))
    if more > timedelta(0):
        return words.say(
            "In the 7 days to {day} you sat {span} a day {on_days}, {change} more than in the"
            " 7 days before, and took {breaks}.",
            **told,
        )
    return words.say(
        "In the 7 days to {day} you sat {span} a day {on_days}, {change} less than in the 7 days"
        " before, and took {breaks}.",
        **told,
    )
