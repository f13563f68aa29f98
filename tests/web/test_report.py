"""The report as pages: what is asked, what is shown, and what can be taken along."""

import base64
import hashlib
import json
import re
from datetime import timedelta

import pytest

from unhunch.body.facts import CheckedIn

from .rig import MORNING, Pages, Visitor

PERIOD = {"from": "2026-02-01", "to": "2026-03-02"}


def made(pages: Pages, **texts: str) -> Visitor:
    """Return a visitor who has made a report of a diary with one entry."""
    pages.has(CheckedIn(at=MORNING - timedelta(days=1), pain=(("neck", 6),)))
    return pages.visitor("report").presses("make", **PERIOD, **texts)


def test_the_last_twelve_weeks_are_offered(pages: Pages) -> None:
    """Whoever wants nothing else has only to press the button."""
    text = pages.visitor("report").text

    assert 'name="from" value="2025-12-09"' in text
    assert 'name="to" value="2026-03-02"' in text


def test_the_report_is_shown_with_what_was_typed(pages: Pages) -> None:
    """Scores and the person's own words stand on the sheet, and in the data."""
    visitor = made(pages, free_text="My neck <b>hurts</b>", name="A. Person")
    mark = visitor.path

    sheet = visitor.client.get(f"{mark}/sheet").text
    data = json.loads(visitor.client.get(f"{mark}/unhunch-report.json").text)

    assert "My neck &lt;b&gt;hurts&lt;/b&gt;" in sheet
    assert "A. Person" in sheet
    assert "My neck <b>hurts</b>" == data["person"]["free_text"]
    assert {"from": "2026-02-01", "to": "2026-03-02"} == data["meta"]["period"]


def test_files_are_saved_under_a_name(pages: Pages) -> None:
    """A page and data, as attachments, and the page is the sheet as it was shown."""
    visitor = made(pages)
    page = visitor.client.get(f"{visitor.path}/unhunch-report.html")
    data = visitor.client.get(f"{visitor.path}/unhunch-report.json")

    assert 'attachment; filename="unhunch-report.html"' == page.headers["content-disposition"]
    assert 'attachment; filename="unhunch-report.json"' == data.headers["content-disposition"]
    assert visitor.client.get(f"{visitor.path}/sheet").text == page.text


def test_the_sheet_may_use_its_own_style_and_nothing_else(pages: Pages) -> None:
    """The style sheet in it is allowed by its hash; only our own page may frame it."""
    visitor = made(pages)
    sheet = visitor.client.get(f"{visitor.path}/sheet")
    [style] = re.findall("<style>(.*?)</style>", sheet.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'self'; "
        "base-uri 'none'; form-action 'none'"
    ) == sheet.headers["content-security-policy"]
    assert "script" not in sheet.text.lower()


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": "2026-03-03", "to": "2026-03-02"},
        {"from": "2026-02-30"},
        {"to": ""},
        {"free_text": "a" * 281},
        {"name": "a" * 100},
    ],
    ids=str,
)
def test_what_makes_no_report_is_asked_again(pages: Pages, wrong: dict[str, str]) -> None:
    """Impossible dates and texts too long for the page: what was typed is still there."""
    fields = PERIOD | {"goals": "a plan"} | wrong
    visitor = pages.visitor("report").presses("make", **fields)

    assert 422 == visitor.page.status_code
    assert 'role="alert"' in visitor.text
    assert "a plan</textarea>" in visitor.text


def test_a_report_of_nothing_can_be_made(pages: Pages) -> None:
    """An empty diary gives a page with gaps, not an error."""
    visitor = pages.visitor("report", accepted=False).presses("make", **PERIOD)

    assert "Your report" == visitor.heading
    assert 200 == visitor.client.get(f"{visitor.path}/sheet").status_code


def test_a_report_of_another_process_is_gone(pages: Pages) -> None:
    """It was never written down."""
    visitor = pages.visitor("report").opens("/report/somebody")

    assert 404 == visitor.page.status_code
