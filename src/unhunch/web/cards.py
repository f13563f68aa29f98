"""The questionnaire in pages: which questions stand on one, and what a form says to them.

Nothing that comes in is trusted. The body map is one page: where it hurts, and how much.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..body.question import NONE, SKIPPED, Answer, Kind, Question, pain_of
from ..body.terms import REGIONS, WORST
from ..words.catalogue import mark

Form = Mapping[str, tuple[str, ...]]

MAP = "map"
_ON_THE_MAP = ("where", "score")

CHOOSE_ONE = mark("Choose an answer, or skip the question.")
CHOOSE_SOME = mark("Choose what fits, or “None of these”, or skip the question.")
NEEDED = mark("Choose an answer. This one cannot be skipped.")
CONTRADICTION = mark("You chose “None of these” and something else. Choose one or the other.")
SCORE = mark("A score is a whole number from 0 to 10.")


class Unclear(ValueError):
    """A form that is no answer yet, with a sentence (a msgid) for who filled it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One page: one question, or the body map with all of its questions."""

    questions: tuple[Question, ...]

    @property
    def head(self) -> Question:
        """The question that stands above the page."""
        return self.questions[0]

    @property
    def is_map(self) -> bool:
        """Whether it is the body map."""
        return self.head.topic in _ON_THE_MAP

    @property
    def key(self) -> str:
        """Its name in a form."""
        return MAP if self.is_map else self.head.key


def cards_of(asked: tuple[Question, ...]) -> tuple[Card, ...]:
    """Return the pages of these questions, in their order."""
    cards: list[Card] = []
    for question in asked:
        if question.topic in _ON_THE_MAP and cards and cards[-1].is_map:
            cards[-1] = Card(questions=(*cards[-1].questions, question))
        else:
            cards.append(Card(questions=(question,)))
    return tuple(cards)


def answers_in(form: Form, card: Card) -> dict[str, Answer]:
    """Return what was answered, by the keys of questions. Raise Unclear."""
    if card.is_map:
        return _scores(form)
    question = card.head
    if "skip" in form and not question.needed:
        return {question.key: SKIPPED}
    chosen = form.get("choice", ())
    if NONE in chosen and len(chosen) > 1:
        raise Unclear(CONTRADICTION)
    if not chosen or not question.takes(chosen):
        raise Unclear(_complaint(question))
    return {question.key: tuple(each for each in question.options if each in chosen)}


def _scores(form: Form) -> dict[str, Answer]:
    """Return the answers to where it hurts, and how much at each place that is not at 0."""
    scale = [str(score) for score in range(WORST + 1)]
    given = {region: form.get(f"pain.{region}", ("0",)) for region in REGIONS}
    # Looked up, not read as numbers: int() takes digits of any script, signs and blanks.
    if any(len(score) != 1 or score[0] not in scale for score in given.values()):
        raise Unclear(SCORE)
    hurts = {region: score for region, score in given.items() if score != ("0",)}
    where = tuple(hurts) or (NONE,)
    return {"where": where, **{f"score:{region}": score for region, score in hurts.items()}}


def scores_of(answers: Mapping[str, Answer]) -> dict[str, int]:
    """Return the score of each region as the map shows it."""
    return dict.fromkeys(REGIONS, 0) | pain_of(answers)


def _complaint(question: Question) -> str:
    if question.needed:
        return NEEDED
    return CHOOSE_ONE if question.kind is Kind.ONE else CHOOSE_SOME
