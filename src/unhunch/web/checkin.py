"""The check-in and the safety list as pages: one question a page, then what was answered, then sent.

Every page is a plain form. What was answered is in the draft; it is sent whole, once, at the end.
"""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..body.requests import AcceptStatement
from ..body.terms import RULESET
from .drafts import Draft, Drafts
from .lifetime import Lifetime
from .outside import Outside
from .questionnaire import Question, questions, request as request_of
from .reading import Unclear, answer_in
from .texts import LABELS, TITLES
from .view import View, turn_to


class CheckinPages:
    """Statement, questions, review, done."""

    def __init__(self, outside: Outside, view: View, drafts: Drafts, lifetime: Lifetime) -> None:
        self._outside = outside
        self._view = view
        self._drafts = drafts
        self._lifetime = lifetime

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/checkin", self.begin, name="checkin"),
            Route("/safety", self.begin, name="safety"),
            Route("/statement/{purpose}", self.accept, methods=["POST"]),
            Route("/form/{mark}", self.ask),
            Route("/form/{mark}", self.answer, methods=["POST"]),
            Route("/form/{mark}/review", self.review),
            Route("/form/{mark}/review", self.send, methods=["POST"]),
            Route("/form/{mark}/done", self.done),
        ]

    async def begin(self, request: Request) -> Response:
        """Begin one, or go on with the one that was begun; the statement comes first."""
        purpose = request.url.path.strip("/")
        if self._outside.history().accepted != RULESET:
            return self._view.page(request, "statement.html", purpose=purpose, statement=["Hello."], trouble="")
        if "anew" in request.query_params:
            self._drafts.discard(purpose)
        draft = self._drafts.unsent(purpose) or self._drafts.new(purpose)
        return turn_to(f"/form/{draft.mark}")

    async def accept(self, request: Request) -> Response:
        """Have it noted that the statement was read."""
        purpose = request.path_params["purpose"]
        if purpose not in ("checkin", "safety"):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        failed = self._outside.keep(AcceptStatement())
        if failed:
            return self._view.page(
                request, "statement.html", status=503, purpose=purpose, trouble=failed.why
            )
        return turn_to(f"/{purpose}")

    async def ask(self, request: Request) -> Response:
        """Show one question: the one that is named, or the first without an answer."""
        draft = self._draft(request)
        asked = self._questions(draft)
        named = request.query_params.get("step")
        question = next((each for each in asked if each.key == named), None) or _open(asked, draft)
        if question is None:
            return turn_to(f"/form/{draft.mark}/review")
        return self._question(request, draft, question)

    async def answer(self, request: Request) -> Response:
        """Keep the answer in the draft and go on, or back."""
        draft = self._draft(request)
        form = request.state.form
        asked = self._questions(draft)
        [step] = form.get("step", ("",))[:1]
        question = next((each for each in asked if each.key == step), None)
        if question is None:
            return turn_to(f"/form/{draft.mark}")
        is_back = "back" in form
        try:
            draft.answers[question.key] = answer_in(form, question)
        except Unclear as unclear:
            if not is_back:
                return self._question(request, draft, question, trouble=str(unclear), status=422)
        return turn_to(self._path(draft, question, -1 if is_back else 1))

    async def review(self, request: Request) -> Response:
        """Show what was answered, before it is sent."""
        draft = self._draft(request)
        if _open(self._questions(draft), draft) is not None:
            return turn_to(f"/form/{draft.mark}")
        return self._review(request, draft)

    async def send(self, request: Request) -> Response:
        """Have the answers noted: once, and for the day that was shown."""
        draft = self._draft(request)
        if not draft.is_sent:
            if _open(self._questions(draft), draft) is not None:
                return turn_to(f"/form/{draft.mark}")
            if "back" in request.state.form:
                return turn_to(self._path(draft, None, -1))
            if request.state.form.get("day") != (self._today().isoformat(),):
                return self._review(request, draft, is_new_day=True, status=409)
            failed = self._outside.keep(request_of(draft.answers, draft.purpose, draft.mark))
            if failed:
                return self._review(request, draft, trouble=failed.why, status=503)
            draft.is_sent = True
        return turn_to(f"/form/{draft.mark}/done")

    async def done(self, request: Request) -> Response:
        """Say what was noted and for which day."""
        draft = self._draft(request)
        if not draft.is_sent:
            return turn_to(f"/form/{draft.mark}")
        self._lifetime.finished()
        return self._view.page(request, "done.html", lines=(), words=f"It counts for {self._today()}.")

    def _draft(self, request: Request) -> Draft:
        draft = self._drafts.get(request.path_params["mark"])
        if draft is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return draft

    def _questions(self, draft: Draft) -> tuple[Question, ...]:
        now = self._outside.now()
        return questions(self._outside.history(), now, draft.answers, draft.purpose)

    def _path(self, draft: Draft, question: Question | None, by: int) -> str:
        """Return where the page before or after a question is; None: the review."""
        asked = self._questions(draft)
        place = len(asked) if question is None else asked.index(question)
        if not 0 <= place + by < len(asked):
            return f"/form/{draft.mark}/review" if by > 0 else f"/form/{draft.mark}"
        return f"/form/{draft.mark}?step={asked[place + by].key}"

    def _question(
        self, request: Request, draft: Draft, question: Question, *, trouble: str = "", status: int = 200
    ) -> Response:
        asked = self._questions(draft)
        return self._view.page(
            request,
            "question.html",
            status=status,
            draft=draft,
            question=question,
            title=TITLES[question.key][0],
            help=TITLES[question.key][1:],
            after=(),
            label=LABELS.__getitem__,
            where=f"Check-in, question {asked.index(question) + 1}",
            number=asked.index(question) + 1,
            given=dict(draft.answers.get(question.key, ())),
            trouble=trouble,
        )

    def _review(
        self,
        request: Request,
        draft: Draft,
        *,
        trouble: str = "",
        is_new_day: bool = False,
        status: int = 200,
    ) -> Response:
        return self._view.page(
            request,
            "review.html",
            status=status,
            draft=draft,
            answered=[
                (TITLES[each.key][0], [f"{LABELS[n]}: {v}" for n, v in draft.answers[each.key]], each.key)
                for each in self._questions(draft)
            ],
            today=self._today(),
            trouble=trouble,
            is_new_day=is_new_day,
        )

    def _today(self):
        return self._outside.now().date()


def _open(asked: tuple[Question, ...], draft: Draft) -> Question | None:
    """Return the first question without an answer."""
    return next((each for each in asked if each.key not in draft.answers), None)
