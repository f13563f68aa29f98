"""Pages as HTML: one environment of templates, each page with the words and the session's token."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ..errors import UnhunchError
from ..words.catalogue import mark
from .outside import Outside

_TEMPLATES = Path(__file__).parent / "templates"

_WORDS_FOR = {
    HTTPStatus.FORBIDDEN: (
        mark("This page is closed"),
        mark(
            "The link to it works once, in the browser that it opened in. Open the page again "
            "from the tray menu, or with the command that you used."
        ),
    ),
    HTTPStatus.NOT_FOUND: (
        mark("There is no such page"),
        mark("Nothing is lost. Open the page again from the tray menu."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        mark("Something went wrong here"),
        mark("It is a mistake of the program. Nothing was noted by this step."),
    ),
}
_UNREADABLE = mark("Your notes cannot be read now")
_WORDS_ELSE = (mark("This cannot be read"), mark("Nothing was noted. Go back and try again."))


class View:
    """Makes pages in one language."""

    def __init__(self, outside: Outside) -> None:
        words = self.words = outside.words
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            say=words.say, many=words.many, lang=words.language, day=outside.say_date
        )

    def page(
        self, request: Request, template: str, *, status: int = HTTPStatus.OK, **values: Any
    ) -> HTMLResponse:
        """Return a page of this template."""
        session = getattr(request.state, "session", None)
        token = session.token if session else ""
        return HTMLResponse(
            self._templates.get_template(template).render(token=token, **values),
            status_code=status,
        )

    def refusal(self, request: Request, status: int) -> Response:
        """Return the page that says that there is no page, with nothing of the request in it."""
        title, words = _WORDS_FOR.get(HTTPStatus(status), _WORDS_ELSE)
        return self.page(
            request, "refusal.html", status=status, title=title, words=self.words.say(words)
        )

    def trouble(self, request: Request, error: UnhunchError) -> Response:
        """Return the page for what a user can be told: a journal that cannot be read."""
        return self.page(
            request,
            "refusal.html",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            title=_UNREADABLE,
            words=self.words.tell(error),
        )


def turn_to(path: str) -> RedirectResponse:
    """Return the answer to a form: look there now."""
    return RedirectResponse(path, status_code=HTTPStatus.SEE_OTHER)
