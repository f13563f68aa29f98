"""Which suggestion can be answered, and with what."""

from datetime import date

from .behind import flags_behind
from .history import History, Showing
from .requests import SuggestionAnswer
from .terms import Level

OFFERED = {
    Level.URGENT: (
        SuggestionAnswer.GETTING_HELP,
        SuggestionAnswer.SEEN,
        SuggestionAnswer.MISTAKE,
        SuggestionAnswer.OVER,
    ),
    Level.SOON: (
        SuggestionAnswer.BOOKED,
        SuggestionAnswer.SEEN,
        SuggestionAnswer.MISTAKE,
        SuggestionAnswer.OVER,
        SuggestionAnswer.TOMORROW,
    ),
    Level.CONSIDER: (
        SuggestionAnswer.BOOKED,
        SuggestionAnswer.SEEN,
        SuggestionAnswer.NOT_NOW,
        SuggestionAnswer.NEVER,
    ),
}
"""The answers of rules.md section 8, in its order."""

CLOSING = frozenset(
    {
        SuggestionAnswer.SEEN,
        SuggestionAnswer.MISTAKE,
        SuggestionAnswer.OVER,
        SuggestionAnswer.NEVER,
    }
)
"""After these a suggestion has no further answer; after the others it may get a better one."""


def open_suggestion(history: History) -> Showing | None:
    """Return the suggestion that can be answered: the newest, unless its answer closed it."""
    if not history.showings:
        return None
    newest = history.showings[-1]
    return None if any(answer in CLOSING for _, answer in newest.answers) else newest


def offered(history: History, showing: Showing, day: date) -> tuple[SuggestionAnswer, ...]:
    """Return the answers that a suggestion offers.

    "Ticked by mistake" and "it has stopped" only where something ticked stands behind it; the
    latter also for `consider` then, as its words for tingling have it (content.md).
    """
    answers = OFFERED.get(showing.level, ())
    if not flags_behind(history, day, showing.rules):
        over = (SuggestionAnswer.MISTAKE, SuggestionAnswer.OVER)
        return tuple(each for each in answers if each not in over)
    return answers if SuggestionAnswer.OVER in answers else (*answers, SuggestionAnswer.OVER)
