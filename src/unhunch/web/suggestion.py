"""The suggestion as a page, and the answers to it."""

from datetime import date
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..body.requests import NoteSeen, SuggestionAnswer
from ..body.terms import PROFESSIONALS
from ..words.body import FLAGS
from ..words.body import PROFESSIONALS as NAMES
from .lifetime import Lifetime
from .outside import NotKept, Outside
from .suggesting import Suggestion, present, say
from .view import View, turn_to


class SuggestionPages:
    """The suggestion, and what was discussed with whom."""

    def __init__(self, outside: Outside, view: View, lifetime: Lifetime) -> None:
        self._outside = outside
        self._view = view
        self._lifetime = lifetime

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/suggestion", self.show),
            Route("/suggestion", self.answer, methods=["POST"]),
            Route("/suggestion/seen", self.ask_about_visit),
            Route("/suggestion/seen", self.note_visit, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show what there is to suggest."""
        return self._show(request, present(self._outside))

    async def answer(self, request: Request) -> Response:
        """Have the answer noted, and say what it means."""
        suggestion = present(self._outside)
        given = "".join(request.state.form.get("answer", ()))
        if suggestion is None or given not in [each for each, _ in suggestion.answers]:
            # Answered elsewhere meanwhile, or not an answer to this: show what stands now.
            return turn_to("/suggestion")
        said = say(self._outside, suggestion, SuggestionAnswer(given))
        if isinstance(said, NotKept):
            return self._show(request, suggestion, said.why)
        return self._noted(request, said, suggestion)

    async def ask_about_visit(self, request: Request) -> Response:
        """Ask when it was, with whom, and what was discussed."""
        suggestion = present(self._outside)
        if suggestion is None:
            return turn_to("/suggestion")
        return self._visit(request, suggestion)

    async def note_visit(self, request: Request) -> Response:
        """Have the visit noted."""
        suggestion = present(self._outside)
        if suggestion is None:
            return turn_to("/suggestion")
        form, today = request.state.form, self._outside.now().date()
        try:
            on = date.fromisoformat("".join(form.get("on", ())))
        except ValueError:
            trouble = self._view.words.say("That is no date. Choose the day of the visit.")
            return self._visit(request, suggestion, trouble, HTTPStatus.UNPROCESSABLE_ENTITY)
        person = "".join(form.get("who", ()))
        if person not in ("", *PROFESSIONALS):
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        told = form.get("discussed", ())
        kept = tuple(flag for flag in suggestion.open_flags if flag not in told)
        if on == today and not person and not kept and suggestion.is_shown:
            said = say(self._outside, suggestion, SuggestionAnswer.SEEN)
        else:
            visit = NoteSeen(on=None if on == today else on, who=person, kept=kept)
            said = self._outside.keep(visit) or ""
        if isinstance(said, NotKept):
            return self._visit(request, suggestion, said.why, HTTPStatus.SERVICE_UNAVAILABLE)
        return self._noted(request, said or self._view.words.say("Noted as seen."), suggestion)

    def _show(self, request: Request, suggestion: Suggestion | None, trouble: str = "") -> Response:
        return self._view.page(
            request,
            "suggestion.html",
            status=HTTPStatus.SERVICE_UNAVAILABLE if trouble else HTTPStatus.OK,
            suggestion=suggestion,
            trouble=trouble,
        )

    def _visit(
        self,
        request: Request,
        suggestion: Suggestion,
        trouble: str = "",
        status: int = HTTPStatus.OK,
    ) -> Response:
        words = self._view.words
        return self._view.page(
            request,
            "visit.html",
            status=status,
            today=self._outside.now().date(),
            people=[(each, words.say(NAMES[each])) for each in PROFESSIONALS],
            discussed=[(flag, words.say(FLAGS[flag])) for flag in suggestion.open_flags],
            trouble=trouble,
        )

    def _noted(self, request: Request, said: str, suggestion: Suggestion) -> Response:
        self._lifetime.finished()
        return self._view.page(request, "noted.html", said=said, summary=suggestion.text.summary)
