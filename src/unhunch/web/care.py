"""The self-care page: what is often tried, as long as nothing more pressing stands."""

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..body.history import History
from ..body.lately import report_days
from ..body.terms import Level
from ..config.library import read_checklist, read_library
from ..words.selfcare import self_care
from .outside import Outside
from .suggesting import level_of
from .view import View, turn_to

LIMB_SYMPTOMS_LAST = timedelta(days=14)
"""So long after tingling, weakness or spreading pain only the comfortable set is offered."""

_COMFORTABLE = "comfortable"


class CarePages:
    """One page."""

    def __init__(self, outside: Outside, view: View) -> None:
        self._outside = outside
        self._view = view

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [Route("/care", self.show)]

    async def show(self, request: Request) -> Response:
        """Show it; while `soon` or `urgent` stands, the suggestion in its place."""
        outside, history = self._outside, self._outside.history()
        level = level_of(history, outside)
        if level.rank >= Level.SOON.rank:
            return turn_to("/suggestion")
        today = outside.now().date()
        limbs = has_limb_symptoms(history, today)
        library = read_library(outside.equipment)
        sections = self_care(
            outside.words,
            level,
            caution=library.caution,
            exercises=exercises(library, hurting(history, today), limbs=limbs),
            checklist=read_checklist(),
            limb_symptoms=limbs,
        )
        return self._view.page(request, "care.html", sections=sections)
