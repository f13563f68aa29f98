"""The self-care page: what is often tried, as long as nothing more pressing stands."""

from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..body.resting import hurting, is_gentle_only
from ..body.terms import Level
from ..config.library import Library, read_checklist, read_library
from ..desk.policy import Item
from ..words.catalogue import Catalogue
from ..words.selfcare import self_care
from .outside import Outside
from .suggesting import level_of
from .view import View, turn_to

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
        level = level_of(outside, history)
        if level.rank >= Level.SOON.rank:
            return turn_to("/suggestion")
        today = outside.now().date()
        gentle = is_gentle_only(history, today)
        library = read_library(outside.equipment, without=outside.without)
        sections = self_care(
            outside.words,
            level,
            caution=" ".join(map(outside.words.tell, library.caution)),
            exercises=exercises(outside.words, library, hurting(history, today), gentle=gentle),
            checklist=[
                outside.words.say("{item}: {guidance}", item=item, guidance=guidance)
                for item, guidance in read_checklist()
            ],
            limb_symptoms=gentle,
        )
        return self._view.page(request, "care.html", sections=sections)


def exercises(
    words: Catalogue, library: Library, without: Collection[str], *, gentle: bool
) -> list[str]:
    """Return the exercises that may be shown now, each once, with what to leave it out for."""
    sets = [
        each
        for name, each in library.sets.items()
        if (name == _COMFORTABLE if gentle else each.offered)
    ]
    items = {item.key: item for each in sets for item in each.items.items}
    return [_told(words, item) for key, item in items.items() if key not in without]


def _told(words: Catalogue, item: Item) -> str:
    how = words.say("{exercise}: {steps}", exercise=item.text, steps=item.step)
    return f"{how} {words.tell(item.avoid)}".strip()
