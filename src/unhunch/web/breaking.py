"""The guided break as a page, where its window is not installed: the card and its buttons."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..body.requests import LocateHurt
from ..body.terms import REGIONS
from ..card import Card
from ..config.figures import figure_in, read_figures
from ..figures.figure import Figure
from ..figures.svg import film, stills
from ..words.body import REGIONS as NAMES
from ..words.catalogue import Catalogue
from .guard import HEADERS
from .lifetime import Lifetime
from .outside import NotKept, Outside
from .view import View, turn_to

MAY = ("answer", "guide")
"""What a button of the card can ask for."""

POLICY = HEADERS["Content-Security-Policy"] + "; connect-src 'self'"
"""This page alone asks by itself how the break stands."""


class BreakPages:
    """The card, what changes on it, and where it hurt."""

    def __init__(self, outside: Outside, view: View, lifetime: Lifetime) -> None:
        self._outside = outside
        self._view = view
        self._lifetime = lifetime

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/break", self.show),
            Route("/break", self.press, methods=["POST"]),
            Route("/break/now", self.now),
            Route("/break/where", self.where),
            Route("/break/where", self.locate, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show how the break stands; after its end, that it is over."""
        card = self._outside.card()
        if card is None:
            self._lifetime.finished()
            return self._view.page(request, "break_over.html")
        figure = figure_in(card.figure) if card.figure else self._figures.get(card.picture)
        drawn: tuple[Callable[[Figure, str, str], str], ...] = (film, stills)
        page = self._view.page(
            request,
            "break.html",
            card=card,
            left=self._left(card),
            key=_key(card),
            pictures=[each(figure, card.title, card.do) for each in drawn] if figure else [],
        )
        page.headers["Content-Security-Policy"] = POLICY
        return page

    async def now(self, request: Request) -> Response:
        """Tell what is not the same any more: seconds left, and the key of what is shown."""
        card = self._outside.card()
        if card is None:
            return JSONResponse({"key": ""})
        return JSONResponse({"key": _key(card), "left": self._left(card), "runs": bool(card.until)})

    async def press(self, request: Request) -> Response:
        """Have done what a button asks for; what the daemon refuses shows in what comes next."""
        wish = _wish("".join(request.state.form.get("request", ())))
        if wish is not None:
            self._outside.wish(wish)
        is_hurt = wish is not None and wish.get("answer") == "hurt"
        return turn_to("/break/where" if is_hurt else "/break")

    async def where(self, request: Request) -> Response:
        """Ask where it hurt."""
        return self._ask_where(request)

    async def locate(self, request: Request) -> Response:
        """Have noted where it hurt."""
        regions = tuple(each for each in request.state.form.get("where", ()) if each in REGIONS)
        if regions:
            said = self._outside.keep(LocateHurt(regions=regions))
            if isinstance(said, NotKept):
                return self._ask_where(request, said.why)
        return turn_to("/break")

    def _ask_where(self, request: Request, trouble: str = "") -> Response:
        regions = _regions(self._outside.words)
        return self._view.page(request, "break_where.html", regions=regions, trouble=trouble)

    def _left(self, card: Card) -> float:
        return card.left_at(self._outside.now()).total_seconds()

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return read_figures()


def _regions(words: Catalogue) -> list[tuple[str, str]]:
    return [(each, words.say(NAMES[each])) for each in REGIONS]


def _key(card: Card) -> str:
    return json.dumps([*card.step, card.note])


def _wish(text: str) -> Mapping[str, object] | None:
    """Return what a button asks for; None for what no button of a card can."""
    try:
        wish = json.loads(text)
    except ValueError:
        return None
    return wish if isinstance(wish, dict) and wish.get("do") in MAY else None
