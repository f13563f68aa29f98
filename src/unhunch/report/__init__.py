"""The one-page report for a GP or physiotherapist: facts to data, data to a page or to JSON."""

from .as_json import to_json
from .build import build, days_read, usual_period
from .data import Period, Person, Report, TooLong
from .exposure import KINDS
from .figures import locale_of
from .page import to_html

__all__ = [
    "KINDS",
    "Period",
    "Person",
    "Report",
    "TooLong",
    "build",
    "days_read",
    "locale_of",
    "to_html",
    "to_json",
    "usual_period",
]
