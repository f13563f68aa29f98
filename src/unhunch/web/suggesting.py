"""What there is to suggest now, and which answers can be given to it."""

from dataclasses import dataclass

from ..body.assess import Assessment
from ..body.behind import flags_behind, open_flags
from ..body.checkin import Draft
from ..body.facts import CheckedIn
from ..body.history import History, tell
from ..body.offer import offered, open_suggestion
from ..body.question import STILL, YES, pain_of, told
from ..body.requests import (
    AnswerFlags,
    AnswerSuggestion,
    BodyRequest,
    NoteBooked,
    NoteSeen,
    Retract,
    SuggestionAnswer,
)
from ..body.suggest import assessed, displayed, is_silenced, wanted
from ..body.terms import FLAGS, Level
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
    assessment = assessed(history, today, outside.off)
    shown = displayed(history, today, outside.off).level
    if shown.rank < Level.CONSIDER.rank:
        return None
    text = _text(outside, assessment, shown, _raised(outside, history, assessment, shown))
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


def is_resting(outside: Outside) -> bool:
    """Whether the user was heard about this suggestion, and it need not be shown again by now.

    Only `consider` ever rests on a page; a new rule or a higher level ends the rest (rules.md
    section 8).
    """
    history, now = outside.history(), outside.now()
    shown = displayed(history, now.date(), outside.off)
    if shown.level is not Level.CONSIDER or not history.showings:
        return False
    is_answered = bool(history.showings[-1].answers) or is_silenced(history, now.date())
    return is_answered and wanted(history, shown, now, works=lambda day: True) is None


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


def level_of(outside: Outside, history: History) -> Level:
    """Return the level as displayed now."""
    return displayed(history, outside.now().date(), outside.off).level


def so_far(outside: Outside, history: History, draft: Draft) -> SuggestionText | None:
    """Return what is said at once to answers that were not sent yet: None unless it is urgent."""
    now = outside.now()
    said = draft.answers
    ticked = {flag for answer in said.values() for flag in answer}
    ticked |= {key for key, answer in said.items() if answer == (YES,)} | told(said, STILL)
    report = CheckedIn(
        at=now,
        pain=tuple(pain_of(said).items()),
        yes=tuple(flag for flag in FLAGS if flag in ticked),
    )
    assessment = assessed(tell(history, report), now.date(), outside.off)
    if not report.yes or assessment.level is not Level.URGENT:
        return None
    return _text(outside, assessment, Level.URGENT)


def _raised(
    outside: Outside, history: History, assessment: Assessment, shown: Level
) -> Assessment | None:
    """Return what raised the level, where it is displayed only because it is lowered late."""
    if history.raised_at is None or shown.rank <= assessment.level.rank:
        return None
    return assessed(history, history.raised_at.date(), outside.off)


def _text(
    outside: Outside, assessment: Assessment, shown: Level, raised: Assessment | None = None
) -> SuggestionText:
    return suggestion_text(
        outside.words,
        assessment,
        shown,
        assessment.day,
        outside.say_date,
        emergency=outside.emergency,
        advice=outside.advice,
        raised=raised,
    )
