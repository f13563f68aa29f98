"""What there is to suggest now, and which answers can be given to it."""

from dataclasses import dataclass

from ..body.assess import assess
from ..body.behind import flags_behind, open_flags
from ..body.history import History
from ..body.offer import offered, open_suggestion
from ..body.requests import (
    AnswerFlags,
    AnswerSuggestion,
    BodyRequest,
    NoteBooked,
    NoteSeen,
    Retract,
    SuggestionAnswer,
)
from ..body.terms import Level
from ..words.replies import reply_text
from ..words.suggesting import SuggestionText, suggestion_text
from .outside import NotKept, Outside

_ALONE = (
    SuggestionAnswer.BOOKED,
    SuggestionAnswer.SEEN,
    SuggestionAnswer.MISTAKE,
    SuggestionAnswer.OVER,
)
"""What can also be said when no suggestion was shown yet: it stands for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggestion as a page shows it. `answers`: those that can be given now, with their labels.

    `open_flags`: what was ticked and may have been discussed. `flags`: what stands behind it.
    """

    text: SuggestionText
    answers: tuple[tuple[SuggestionAnswer, str], ...]
    open_flags: tuple[str, ...]
    flags: tuple[str, ...]
    is_shown: bool

    @property
    def asks_about_visit(self) -> bool:
        """Whether "seen" is asked about: which of several things were discussed, and when."""
        return bool(self.open_flags)

    @property
    def level(self) -> Level:
        """The level as displayed."""
        return self.text.level


def present(outside: Outside) -> Suggestion | None:
    """Return the suggestion; None below `consider`."""
    history, today = outside.history(), outside.now().date()
    assessment = assess(history, today, outside.off)
    # A level is raised at once, and lowered by whoever keeps the facts (rules.md section 7).
    shown = max(history.level, assessment.level, key=lambda level: level.rank)
    if shown.rank < Level.CONSIDER.rank:
        return None
    text = suggestion_text(
        outside.words,
        assessment,
        shown,
        today,
        outside.say_date,
        emergency=outside.emergency,
        advice=outside.advice,
    )
    flags = flags_behind(history, today, assessment.rules)
    showing = open_suggestion(history)
    can = (
        offered(history, showing, today)
        if showing is not None
        else [each for each in _ALONE if flags or each in _ALONE[:2]]
    )
    return Suggestion(
        text=text,
        answers=tuple((answer, label) for answer, label in text.answers if answer in can),
        open_flags=open_flags(history, today),
        flags=flags,
        is_shown=showing is not None,
    )


def say(outside: Outside, suggestion: Suggestion, answer: SuggestionAnswer) -> str | NotKept:
    """Have an answer noted; return what is said to it."""
    for request in _requests(suggestion, answer):
        if failed := outside.keep(request):
            return failed
    return reply_text(outside.words, suggestion.level, answer, outside.emergency)


def _requests(suggestion: Suggestion, answer: SuggestionAnswer) -> tuple[BodyRequest, ...]:
    if suggestion.is_shown:
        return (AnswerSuggestion(answer=answer),)
    match answer:
        case SuggestionAnswer.BOOKED:
            return (NoteBooked(),)
        case SuggestionAnswer.SEEN:
            return (NoteSeen(),)
        case SuggestionAnswer.MISTAKE:
            return tuple(Retract(flag=flag) for flag in suggestion.flags)
        case SuggestionAnswer.OVER:
            return (AnswerFlags(no=suggestion.flags),)
        case _:
            return ()


def level_of(history: History, outside: Outside) -> Level:
    """Return the level that stands: what is displayed, or higher."""
    assessed = assess(history, outside.now().date(), outside.off).level
    return max(history.level, assessed, key=lambda level: level.rank)
