"""The self-care page: what is often tried, as long as nothing more pressing stands."""

from collections.abc import Collection
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..body.history import History
from ..body.lately import report_days
from ..body.terms import RADIATES, TINGLING, WEAKNESS, Level
from ..config.library import Library, read_checklist, read_library
from ..words.catalogue import Catalogue
from ..words.selfcare import self_care
from .outside import Outside
from .suggesting import level_of
from .view import View, turn_to

LIMB_SYMPTOMS_LAST = timedelta(days=14)
"""So long after tingling, weakness or spreading pain only the comfortable set is offered."""

_LIMB_SYMPTOMS = frozenset({*RADIATES, *TINGLING, *WEAKNESS}) - {"radiates_neck_shoulder"}
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
            caution=outside.words.say(library.caution),
            exercises=exercises(outside.words, library, hurting(history, today), limbs=limbs),
            checklist=[
                outside.words.say("{item}: {guidance}", item=item, guidance=guidance)
                for item, guidance in read_checklist()
            ],
            limb_symptoms=limbs,
        )
        return self._view.page(request, "care.html", sections=sections)


def has_limb_symptoms(history: History, day: date) -> bool:
    """Whether an arm or a leg was reported to tingle, be weak or have pain in the last 14 days."""
    return any(
        report.yes & _LIMB_SYMPTOMS and day - LIMB_SYMPTOMS_LAST < report.day <= day
        for report in history.reports
    )


def hurting(history: History, day: date) -> frozenset[str]:
    """Return the exercises that hurt, as long as the place hurts or nobody said where it is."""
    days = report_days(history, day)
    pain = days[max(days)] if days else {}
    return frozenset(
        exercise
        for hurt in history.hurts
        if hurt.regions is None or any(pain.get(region) for region in hurt.regions)
        for exercise in hurt.exercises
    )


def exercises(
    words: Catalogue, library: Library, without: Collection[str], *, limbs: bool
) -> list[str]:
    """Return the exercises that may be shown now, each once, with what to leave it out for."""
    sets = [
        each
        for name, each in library.sets.items()
        if (name == _COMFORTABLE if limbs else each.offered)
    ]
    items = {item.key: item for each in sets for item in each.items.items}
    return [
        words.say("{exercise}: {steps}", exercise=words.say(item.text), steps=words.say(item.step))
        for key, item in items.items()
        if key not in without
    ]
