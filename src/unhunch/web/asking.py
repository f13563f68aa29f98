"""What the pages of a questionnaire show."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from ..body.question import NONE, Answer, Question
from ..body.terms import WORST
from ..words.body import REGIONS, statement
from ..words.questionnaire import (
    BEST,
    EXPLAINED,
    WORST_OF_ALL,
    QuestionText,
    option_text,
    question_text,
)
from ..words.replies import number_words
from .cards import Card, scores_of
from .cards import Form as SentForm
from .drafts import Form
from .outside import Outside
from .suggesting import so_far
from .view import View


class Asking:
    """Makes the pages of a questionnaire."""

    def __init__(self, outside: Outside, view: View) -> None:
        self._outside = outside
        self._words = outside.words
        self._view = view

    def statement(self, request: Request, purpose: str, trouble: str = "") -> Response:
        """Return the first-run statement."""
        status = HTTPStatus.SERVICE_UNAVAILABLE if trouble else HTTPStatus.OK
        return self._view.page(
            request,
            "statement.html",
            status=status,
            purpose=purpose,
            trouble=trouble,
            statement=statement(self._words, self._outside.emergency),
        )

    def card(
        self, request: Request, form: Form, card: Card, number: int, trouble: str = ""
    ) -> Response:
        """Return the page of one card, with what was answered so far or was sent just now."""
        said = getattr(request.state, "form", {})
        answers = form.draft.answers
        return self._view.page(
            request,
            "card.html",
            status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
            form=form,
            card=card,
            text=self._text(card.head),
            more=self._more(card),
            number=number + 1,
            from_review="review" in request.query_params or "review" in said,
            chosen=said.get("choice", answers.get(card.head.key, ())),
            scores=_scores(answers, said),
            scale=range(WORST + 1),
            ends=(self._words.say(BEST), self._words.say(WORST_OF_ALL)),
            alone=NONE,
            region=self._region,
            trouble=trouble and self._words.say(trouble),
            urgent=so_far(self._outside, self._outside.history(), form.draft),
            **self._beside(card.head),
        )

    def review(
        self,
        request: Request,
        form: Form,
        cards: tuple[Card, ...],
        today: date,
        *,
        trouble: str = "",
        status: int = HTTPStatus.OK,
    ) -> Response:
        """Return what was answered, with the day that it counts for."""
        return self._view.page(
            request,
            "review.html",
            status=status,
            form=form,
            answered=[
                (number, self._text(card.head).title, self._told(card, form))
                for number, card in enumerate(cards, 1)
            ],
            today=today,
            is_other_day=status == HTTPStatus.CONFLICT or form.draft.day != today,
            trouble=trouble,
            urgent=so_far(self._outside, self._outside.history(), form.draft),
        )

    def _told(self, card: Card, form: Form) -> list[str]:
        """Return what was answered at a card, a line each."""
        if card.is_map:
            scores = {n: s for n, s in scores_of(form.draft.answers).items() if s}
            if not scores:
                return [self._words.say("No pain anywhere")]
            return [
                self._words.say("{region}: {score} of 10", region=self._region(name), score=score)
                for name, score in scores.items()
            ]
        answer = form.draft.answers.get(card.head.key, ())
        if not answer:
            return [self._words.say("Skipped")]
        return [option_text(self._words, card.head, each) for each in answer]

    def _text(self, question: Question) -> QuestionText:
        return question_text(self._words, question, self._outside.say_date)

    def _more(self, card: Card) -> tuple[str, ...]:
        """Return what explains a card; the map is about the scores, too."""
        if card.is_map:
            return tuple(self._words.say(line) for line in EXPLAINED["score"])
        return self._text(card.head).more

    def _region(self, region: str) -> str:
        return self._words.say(REGIONS[region])

    def _beside(self, question: Question) -> dict[str, str]:
        """Return what stands beside the safety list: whom to call, should it be now."""
        if question.topic != "safety":
            return {"emergency": ""}
        return {"emergency": number_words(self._words, self._outside.emergency)}


def _scores(answers: Mapping[str, Answer], said: SentForm) -> dict[str, str]:
    """Return the score that each region is shown with: what was sent just now, else the answer."""
    shown = {region: str(score) for region, score in scores_of(answers).items()}
    return {
        region: "".join(said.get(f"pain.{region}", (score,))) for region, score in shown.items()
    }
