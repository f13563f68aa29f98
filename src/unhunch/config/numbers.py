"""Whom to call, by country: config/numbers.toml. Nothing is ever dialled."""

from collections.abc import Mapping
from dataclasses import dataclass

from .paths import data_file

LOCALES = ("LC_ALL", "LC_TELEPHONE", "LANG")
"""The variables that tell a country, the most telling first (locale(7))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Whom to call in an emergency, and for advice; empty: not known."""

    emergency: str = ""
    advice: str = ""


def numbers_for(country: str) -> Numbers:
    """Return the numbers of a country by its two letters; none where it is not known."""
    import tomllib  # the daemon needs only what is above

    table = tomllib.loads(data_file("numbers.toml").read_text(encoding="utf-8"))
    for each in table["numbers"]:
        if country in each["countries"]:
            return Numbers(emergency=each["emergency"], advice=each.get("advice", ""))
    return Numbers()


def country_of(environ: Mapping[str, str]) -> str:
    """Return the country of the desktop's locale, like DE of de_DE.UTF-8; empty: it says none."""
    for name in LOCALES:
        if value := environ.get(name):
            return _country_in(value)
    return ""


def _country_in(locale: str) -> str:
    country = locale.split(".")[0].split("@")[0].partition("_")[2]
    return country.upper() if len(country) == 2 and country.isalpha() else ""
