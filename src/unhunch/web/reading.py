"""The fields of a form as the answer to a question. Nothing that comes in is trusted."""

from collections.abc import Mapping

from ..body.terms import WORST
from ..words.catalogue import mark
from .questionnaire import NONE_OF_THESE, Answer, Kind, Question

Form = Mapping[str, tuple[str, ...]]

UNKNOWN = "unknown"

NOTHING = mark("Choose what fits, or “None of these”.")
CONTRADICTION = mark("You chose “None of these” and something else. Choose one or the other.")
ONE = mark("Choose one of the answers.")
SCORE = mark("A score is a whole number from 0 to 10.")


class Unclear(ValueError):
    """A form that is no answer yet, with a sentence (a msgid) for who filled it in."""


def answer_in(form: Form, question: Question) -> Answer:
    """Return what was answered. Raise Unclear."""
    match question.kind:
        case Kind.BODY_MAP:
            return tuple((region, _score(form, region)) for region in question.options)
        case Kind.YES_NO:
            return _flags(form, question)
        case Kind.ONE:
            [*chosen] = _chosen(form, question.options)
            if len(chosen) != 1:
                raise Unclear(ONE)
            return ((chosen[0], "yes"),)
        case Kind.SEVERAL | Kind.SAFETY_LIST:
            return _several(form, question)


def _score(form: Form, region: str) -> str:
    given = form.get(f"pain.{region}", ("0",))
    # Digits of other scripts are digits, too, to str.isdigit.
    if len(given) != 1 or given[0] not in {str(score) for score in range(WORST + 1)}:
        raise Unclear(SCORE)
    return given[0]


def _flags(form: Form, question: Question) -> Answer:
    said = [(flag, form.get(f"flag.{flag}", (UNKNOWN,))) for flag in question.options]
    if any(given not in (("yes",), ("no",), (UNKNOWN,)) for _, given in said):
        raise Unclear(ONE)
    return tuple((flag, given[0]) for flag, given in said if given[0] != UNKNOWN)


def _several(form: Form, question: Question) -> Answer:
    chosen = _chosen(form, (*question.options, NONE_OF_THESE))
    if not chosen:
        raise Unclear(NOTHING)
    if NONE_OF_THESE in chosen and len(chosen) > 1:
        raise Unclear(CONTRADICTION)
    return tuple((each, "yes") for each in chosen)


def _chosen(form: Form, options: tuple[str, ...]) -> list[str]:
    given = form.get("choice", ())
    if not set(given) <= set(options):
        raise Unclear(ONE)
    return [each for each in options if each in given]
