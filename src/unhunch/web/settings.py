"""The settings as a form. Saved through the same code as `unhunch config set`.

What a form was made from is remembered by the file's print, so that it can be said what has changed
since. What reads the settings is loaded with the first one: most visits are for something else.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..errors import UnhunchError
from ..words.catalogue import mark
from .outside import Outside
from .view import View, turn_to

if TYPE_CHECKING:
    from ..config.toml import Source
    from .settings_form import Given

_MOST = 16

_SAVED = {
    "yes": mark("Saved. It counts at once, without a restart."),
    "no": mark("Nothing was changed."),
}

Table = Mapping[str, Any]


class Seen:
    """Files that forms were made from, by their print. They outlive a change of the settings."""

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {"": {}}

    def remember(self, print: str, table: Table) -> None:
        """Keep what stood in the file; the oldest goes."""
        self._tables.pop(print, None)
        while len(self._tables) >= _MOST:
            del self._tables[next(iter(self._tables))]
        self._tables[print] = table

    def recall(self, print: str) -> Table | None:
        """Return what stood in it; None: it is too long ago."""
        return {} if print == "" else self._tables.get(print)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands above the form. `conflict`: what differs, by setting."""

    saved: str = ""
    trouble: tuple[str, ...] = ()
    conflict: "tuple[Any, ...] | None" = None


class SettingsPages:
    """Shows the form, takes it, and opens the file itself."""

    def __init__(
        self, outside: Outside, view: View, seen: Seen, renew: Callable[[], Awaitable[None]]
    ) -> None:
        self._outside = outside
        self._view = view
        self._seen = seen
        self._renew = renew

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/settings", self.show),
            Route("/settings", self.take, methods=["POST"]),
            Route("/settings/editor", self.edit, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show the form with what the file says."""
        from .settings_form import Given

        source = self._read()
        if isinstance(source, str):
            return self._broken(request, source)
        done = request.query_params.get("saved", "")
        saved = self._outside.words.say(_SAVED.get(done, ""))
        return self._form(request, source, Given(seen=source.print), Said(saved=saved))

    async def take(self, request: Request) -> Response:
        """Save what was filled in, or fill in one control, or say why nothing was saved."""
        from .settings_form import Given

        given = Given.of(request.state.form)
        source = self._read()
        if isinstance(source, str):
            return self._broken(request, source)
        if given.default or given.theirs:
            return self._form(request, source, given.put_back(source.table), Said())
        if source.print != given.seen:
            return self._conflict(request, source, given)
        return await self._save(request, source, given)

    async def edit(self, request: Request) -> Response:
        """Have the file opened with what the desktop opens text files with."""
        trouble = ""
        try:
            await self._outside.edit()
        except UnhunchError as error:
            trouble = self._outside.words.tell(error)
        return self._view.page(
            request,
            "settings_editor.html",
            trouble=trouble,
            path=str(self._outside.settings),
        )

    async def _save(self, request: Request, source: "Source", given: "Given") -> Response:
        from ..config.edit import Stale, change

        asked = given.asked(source.table)
        if not asked.wrong and not asked.changes:
            return turn_to("/settings?saved=no")
        outcome = () if asked.wrong else change(self._outside.settings, asked.changes, given.seen)
        if isinstance(outcome, Stale):
            again = self._read()
            if isinstance(again, str):
                return self._broken(request, again)
            return self._conflict(request, again, given)
        if not asked.wrong and not outcome:
            await self._renew()
            return turn_to("/settings?saved=yes")
        return self._form(
            request, source, given.refused(asked.wrong, outcome), Said(), is_refused=True
        )

    def _conflict(self, request: Request, source: "Source", given: "Given") -> Response:
        before = self._seen.recall(given.seen)
        told = given.beside(self._outside.words, before, source.table)
        return self._form(
            request,
            source,
            given.onto(before, source),
            Said(conflict=told),
            status=HTTPStatus.CONFLICT,
        )

    def _form(
        self,
        request: Request,
        source: "Source",
        given: "Given",
        said: Said,
        *,
        status: int = HTTPStatus.OK,
        is_refused: bool = False,
    ) -> Response:
        from .settings_page import page_of

        self._seen.remember(source.print, source.table)
        sheet = page_of(self._outside, source, given, is_refused=is_refused)
        if is_refused:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        return self._view.page(
            request,
            "settings.html",
            status=status,
            sheet=sheet,
            said=said,
            seen=given.seen,
            is_refused=is_refused,
        )

    def _broken(self, request: Request, complaint: str) -> Response:
        return self._view.page(
            request,
            "settings_broken.html",
            status=HTTPStatus.CONFLICT,
            trouble=complaint,
            path=str(self._outside.settings),
        )

    def _read(self) -> "Source | str":
        """Return the file, or what is wrong with it as a whole."""
        from ..config.problem import Problem
        from ..config.toml import read_source

        found = read_source(self._outside.settings)
        return self._outside.words.tell(found.words) if isinstance(found, Problem) else found
