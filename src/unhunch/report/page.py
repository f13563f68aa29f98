"""The report as one self-contained HTML page that prints to one sheet of A4, in black alone.

It stays one page however long the diary is: tables are cut to a few rows and say how many more
there are, the picture shows the last 26 weeks at most, and the person's texts have a length.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..words.catalogue import Catalogue
from .data import Report
from .figures import Figures
from .view import Page, Speech
from .view_course import course, regions
from .view_days import care, exposure, impact, tried
from .view_person import own_words, who
from .view_safety import safety
from .view_symptoms import character

_TEMPLATES = Path(__file__).parent / "templates"


def to_html(
    report: Report, catalogue: Catalogue, exercises: Mapping[str, str] | None = None
) -> str:
    """Return the page. `exercises`: their names by key; a key without one is told as it is."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speech = Speech(catalogue, Figures(report.meta.locale))
    page = view(report, speech, exercises or {})
    return environment.get_template("report.html").render(page=page)


def view(report: Report, speech: Speech, exercises: Mapping[str, str]) -> Page:
    """Return what stands on the page, in the order in which a professional reads it."""
    meta = report.meta
    return Page(
        language=speech.words.language,
        title=speech.say("Pain diary: summary for a health professional"),
        name=report.person.name or "",
        who=who(report, speech),
        own_words=own_words(report.person, speech),
        safety=safety(report.safety_list, speech),
        wide=(regions(report, speech), course(report, speech), character(report, speech)),
        narrow=(
            impact(report.impact, speech),
            exposure(report.exposure, speech),
            tried(report, speech, exercises),
        ),
        care=care(report, speech),
        footer=speech.say(
            "Self-reported with {app} {version}, ruleset {ruleset}. Not a diagnosis, "
            "not validated. Scores are worst pain in the last 24 h, 0-10.",
            app=meta.app,
            version=meta.version,
            ruleset=meta.ruleset,
        ),
    )
