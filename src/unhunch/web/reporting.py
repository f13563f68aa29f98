"""The report: what a person adds to it, then the page to print and the files to take along.

What makes it is loaded with the first one: most visits to these pages are for something else.
"""

import base64
import hashlib
import json
import re
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from .. import __version__
from ..config.library import exercise_names
from .entries import secret
from .outside import Outside
from .view import View, turn_to

_MOST = 4


if TYPE_CHECKING:
    from ..report import Report


class ReportPages:
    """Asks, makes, shows. A report is in memory alone, and only as long as the process."""

    def __init__(self, outside: Outside, view: View) -> None:
        self._outside = outside
        self._view = view
        self._made: dict[str, Report] = {}

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/report", self.ask),
            Route("/report", self.make, methods=["POST"]),
            Route("/report/{mark}", self.show),
            Route("/report/{mark}/sheet", self.sheet),
            Route("/report/{mark}/unhunch-report.html", self.as_file),
            Route("/report/{mark}/unhunch-report.json", self.as_data),
        ]

    async def ask(self, request: Request) -> Response:
        """Ask for what only the person knows."""
        return self._ask(request)

    async def make(self, request: Request) -> Response:
        """Make the report."""
        from ..report import Period, Person, build

        form, now = request.state.form, self._outside.now()
        given = {name: "".join(values) for name, values in form.items()}
        try:
            period = Period(from_=_day(given, "from"), to=_day(given, "to"))
            if period.from_ > period.to:
                raise ValueError("the first day is after the last")
            person = Person(
                name=given.get("name"),
                free_text=given.get("free_text"),
                goals=given.get("goals"),
            )
        except ValueError:
            return self._ask(request, given, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        report = build(
            self._outside.facts(period.from_, period.to),
            now,
            period,
            person,
            self._outside.words,
            __version__,
            self._outside.locale(),
        )
        while len(self._made) >= _MOST:
            del self._made[next(iter(self._made))]
        mark = secret()
        self._made[mark] = report
        return turn_to(f"/report/{mark}")

    async def show(self, request: Request) -> Response:
        """Show the report in a frame, with what can be done with it."""
        self._report(request)
        shown = self._view.page(request, "report_made.html", mark=request.path_params["mark"])
        shown.headers["Content-Security-Policy"] = _FRAMING
        return shown

    async def sheet(self, request: Request) -> Response:
        """Return the report alone, as it is printed."""
        html = self._html(request)
        shown = HTMLResponse(html)
        style = _style_of(html)
        shown.headers["Content-Security-Policy"] = (
            f"default-src 'none'; style-src {style}; frame-ancestors 'self'; base-uri 'none'; "
            "form-action 'none'"
        )
        shown.headers["X-Frame-Options"] = "SAMEORIGIN"
        return shown

    async def as_file(self, request: Request) -> Response:
        """Return the page as a file to keep."""
        return Response(
            self._html(request),
            media_type="text/html",
            headers={"Content-Disposition": 'attachment; filename="unhunch-report.html"'},
        )

    async def as_data(self, request: Request) -> Response:
        """Return the data as a file to keep."""
        from ..report import to_json

        return Response(
            json.dumps(to_json(self._report(request)), ensure_ascii=False, indent=2),
            media_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="unhunch-report.json"'},
        )

    def _html(self, request: Request) -> str:
        from ..report import to_html

        words = self._outside.words
        names = {key: words.say(name) for key, name in exercise_names().items()}
        return to_html(self._report(request), words, names | dict(self._outside.own_exercises))

    def _report(self, request: Request) -> "Report":
        report = self._made.get(request.path_params["mark"])
        if report is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return report

    def _ask(
        self, request: Request, given: dict[str, str] | None = None, status: int = HTTPStatus.OK
    ) -> Response:
        from ..report import usual_period
        from ..report.data import LONGEST_NAME, LONGEST_TEXT

        usual = usual_period(self._outside.now().date())
        shown: dict[str, Any] = {
            "from": usual.from_.isoformat(),
            "to": usual.to.isoformat(),
            "name": "",
            "free_text": "",
            "goals": "",
        }
        return self._view.page(
            request,
            "report.html",
            status=status,
            given=shown | (given or {}),
            longest_text=LONGEST_TEXT,
            longest_name=LONGEST_NAME,
            is_wrong=status != HTTPStatus.OK,
        )


_FRAMING = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def _day(given: dict[str, str], name: str) -> date:
    return date.fromisoformat(given.get(name, ""))


def _style_of(html: str) -> str:
    """Return the policy's word for the one style sheet that a report carries: its own hash."""
    hashes = [
        base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        for style in re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    ]
    return " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
