"""Dates and numbers as the reader's country writes them."""

from collections.abc import Mapping
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

_VARIABLES = ("LC_ALL", "LC_TIME", "LANG")

BLANK = "\N{EN DASH}"
"""What stands where nothing is known."""


def locale_of(environ: Mapping[str, str], language: str) -> str:
    """Return the country's way of writing this language that the environment asks for, en_GB;
    the language alone where it asks for another language."""
    for name in _VARIABLES:
        if value := environ.get(name):
            code = value.split(".")[0].split("@")[0]
            return code if code.split("_")[0] == language else language
    return language


class Figures:
    """Values to text in one locale; one that is not known is written as English is."""

    def __init__(self, locale: str) -> None:
        try:
            self._locale = Locale.parse(locale, sep="-" if "-" in locale else "_")
        except (UnknownLocaleError, ValueError):
            self._locale = Locale("en")

    def day(self, day: date) -> str:
        """Return a date with its year: 2 Mar 2026."""
        return format_date(day, "medium", locale=self._locale)

    def day_of_month(self, day: date) -> str:
        """Return a date without its year: 2 Mar."""
        return format_skeleton("MMMd", day, locale=self._locale)

    def month(self, day: date) -> str:
        """Return the short name of a month."""
        return format_skeleton("MMM", day, locale=self._locale)

    def month_and_year(self, day: date) -> str:
        """Return the month of a day, in words, with its year."""
        return format_skeleton("yMMMM", day, locale=self._locale)

    def weekday(self, day: date) -> str:
        """Return the short name of the day of the week."""
        return format_date(day, "ccc", locale=self._locale)

    def weekday_and_day(self, day: date) -> str:
        """Return a date with its day of the week: Mon, 2 Mar."""
        return format_skeleton("MMMEd", day, locale=self._locale)

    def days(self, first: date, last: date) -> str:
        """Return two dates as a span, what they share written once."""
        if first == last:
            return self.day(first)
        return format_interval(first, last, "yMMMd", locale=self._locale)

    def number(self, value: float | None) -> str:
        """Return a number with at most one decimal; a dash where nothing is known."""
        return BLANK if value is None else format_decimal(value, "#,##0.#", locale=self._locale)

    def exactly(self, value: float) -> str:
        """Return a number with two decimals."""
        form = "0.00;\N{MINUS SIGN}0.00"
        return format_decimal(value, form, locale=self._locale)

    def change(self, value: float) -> str:
        """Return a number with its sign."""
        return format_decimal(value, "+#,##0.#;\N{MINUS SIGN}#,##0.#", locale=self._locale)
