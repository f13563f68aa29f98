"""The check-in and the safety list as pages: one card a page, then what was answered, then sent.

Every page is a plain form. The answers are in memory until they are sent, whole and once.
"""

from dataclasses import replace
from datetime import date
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..body.checkin import filled, questions, request_of
from ..body.history import History
from ..body.requests import AcceptStatement
from ..body.terms import RULESET
from .asking import Asking
from .cards import Card, Unclear, answers_in, cards_of
from .drafts import Drafts, Form
from .lifetime import Lifetime
from .outside import Outside
from .suggesting import is_resting, present
from .view import View, turn_to

PURPOSES = ("checkin", "safety")


class CheckinPages:
    """Statement, cards, review, done."""

    def __init__(self, outside: Outside, view: View, drafts: Drafts, lifetime: Lifetime) -> None:
        self._outside = outside
        self._view = view
        self._drafts = drafts
        self._lifetime = lifetime
        self._asking = Asking(outside, view)

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/checkin", self.begin),
            Route("/safety", self.begin),
            Route("/statement/{purpose}", self.accept, methods=["POST"]),
            Route("/form/{mark}", self.ask),
            Route("/form/{mark}", self.answer, methods=["POST"]),
            Route("/form/{mark}/review", self.review),
            Route("/form/{mark}/review", self.send, methods=["POST"]),
            Route("/form/{mark}/done", self.done),
        ]

    async def begin(self, request: Request) -> Response:
        """Begin one, or go on with the one that was begun today; the statement comes first."""
        purpose = request.url.path.strip("/")
        if self._outside.history().accepted != RULESET:
            return self._asking.statement(request, purpose)
        if "anew" in request.query_params:
            self._drafts.discard(purpose)
        today = self._today()
        form = self._drafts.begun(purpose, today) or self._drafts.new(purpose, today)
        return turn_to(f"/form/{form.mark}")

    async def accept(self, request: Request) -> Response:
        """Have it noted that the statement was read."""
        purpose = request.path_params["purpose"]
        if purpose not in PURPOSES:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if failed := self._outside.keep(AcceptStatement()):
            return self._asking.statement(request, purpose, trouble=failed.why)
        return turn_to(f"/{purpose}")

    async def ask(self, request: Request) -> Response:
        """Show one card: the one that is named, or the first without an answer."""
        form = self._form(request)
        cards = self._cards(self._outside.history(), form)
        number = _number(request.query_params.get("card", ""), cards)
        if number is None:
            number = _first_open(cards, form)
        if number is None:
            return turn_to(f"/form/{form.mark}/review")
        return self._asking.card(request, form, cards[number], number)

    async def answer(self, request: Request) -> Response:
        """Keep what was answered in memory, and go on or back."""
        form, history = self._form(request), self._outside.history()
        if form.sent_on is not None:
            return turn_to(f"/form/{form.mark}/done")
        said = request.state.form
        cards = self._cards(history, form)
        keys = [card.key for card in cards]
        key = "".join(said.get("card", ()))
        if key not in keys:
            # An answer that was changed in another window has made it unasked.
            return turn_to(f"/form/{form.mark}")
        number = keys.index(key)
        is_back = "back" in said
        try:
            form.draft = filled(history, form.draft, answers_in(said, cards[number]))
        except Unclear as unclear:
            if not is_back:
                return self._asking.card(request, form, cards[number], number, str(unclear))
        if is_back:
            return turn_to(f"/form/{form.mark}?card={max(number, 1)}")
        if "review" in said:
            # Corrected from there: on to what that opened, or back.
            return turn_to(f"/form/{form.mark}")
        return turn_to(_after(self._cards(history, form), form, number))

    async def review(self, request: Request) -> Response:
        """Show what was answered, before it is sent."""
        form, history = self._form(request), self._outside.history()
        if form.sent_on is not None:
            return turn_to(f"/form/{form.mark}/done")
        cards = self._cards(history, form)
        if _first_open(cards, form) is not None:
            return turn_to(f"/form/{form.mark}")
        return self._asking.review(request, form, cards, self._today())

    async def send(self, request: Request) -> Response:
        """Have the answers noted: once, and for the day that was shown with them."""
        form, history = self._form(request), self._outside.history()
        if form.sent_on is not None:
            return turn_to(f"/form/{form.mark}/done")
        cards, today = self._cards(history, form), self._today()
        if "back" in request.state.form:
            return turn_to(f"/form/{form.mark}?card={len(cards)}")
        wanted = request_of(history, form.draft)
        if wanted is None:
            return turn_to(f"/form/{form.mark}")
        if request.state.form.get("day") != (today.isoformat(),):
            return self._asking.review(request, form, cards, today, status=HTTPStatus.CONFLICT)
        if failed := self._outside.keep(wanted):
            return self._asking.review(
                request,
                form,
                cards,
                today,
                trouble=failed.why,
                status=HTTPStatus.SERVICE_UNAVAILABLE,
            )
        form.sent_on = today
        # What was answered is in the journal now; here it is needed no more.
        form.draft = replace(form.draft, answers={})
        return turn_to(f"/form/{form.mark}/done")

    async def done(self, request: Request) -> Response:
        """Say what was noted and for which day, and show the suggestion if there is one."""
        form = self._form(request)
        if form.sent_on is None:
            return turn_to(f"/form/{form.mark}")
        suggestion = None if is_resting(self._outside) else present(self._outside)
        if suggestion is None:
            self._lifetime.finished()
        return self._view.page(
            request,
            "done.html",
            purpose=form.purpose,
            noted_for=form.sent_on,
            suggestion=suggestion,
        )

    def _form(self, request: Request) -> Form:
        form = self._drafts.get(request.path_params["mark"])
        if form is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return form

    def _cards(self, history: History, form: Form) -> tuple[Card, ...]:
        return cards_of(questions(history, form.draft))

    def _today(self) -> date:
        return self._outside.now().date()


def _number(named: str, cards: tuple[Card, ...]) -> int | None:
    """Return the place of the card that an address names by its number; None: there is none."""
    if not (named.isascii() and named.isdecimal() and len(named) < 4):
        return None
    number = int(named) - 1
    return number if 0 <= number < len(cards) else None


def _first_open(cards: tuple[Card, ...], form: Form) -> int | None:
    """Return the place of the first card without all its answers."""
    for number, card in enumerate(cards):
        if any(each.key not in form.draft.answers for each in card.questions):
            return number
    return None


def _after(cards: tuple[Card, ...], form: Form, number: int) -> str:
    """Return where Next leads: on, though a later one may have been answered before."""
    if number + 1 < len(cards):
        return f"/form/{form.mark}?card={number + 2}"
    return f"/form/{form.mark}/review"
