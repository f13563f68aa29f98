"""The user's language: one gettext catalogue each. English is what stands in the code.

A catalogue is a value that is passed to whoever speaks; there is no language of the process.
"""

from collections.abc import Mapping
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("en", "de")
"""The languages that are complete, the source language first."""

_FILES = Path(__file__).parent / "locale"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def mark(text: str) -> str:
    """Return the text as it is: what stands here is said later, and belongs in the catalogues."""
    return text


class Catalogue:
    """Says things in one language. Values are filled in after the sentence was translated."""

    def __init__(self, language: str, found: NullTranslations) -> None:
        self.language = language
        self._found = found

    def say(self, text: str, /, **values: object) -> str:
        """Return the text in this language, its {names} filled in."""
        said = self._found.gettext(text) if text else text
        return said.format(**values) if values else said

    def many(self, one: str, more: str, count: int, /, **values: object) -> str:
        """Return the form that goes with this count, which is filled in as {count}."""
        return self._found.ngettext(one, more, count).format(count=count, **values)


ENGLISH = Catalogue("en", NullTranslations())


def catalogue(language: str, environ: Mapping[str, str]) -> Catalogue:
    """Return the catalogue of a language code, or for "auto" of the environment's language.

    A language that there is no catalogue for is English.
    """
    code = language if language != "auto" else _language_of(environ)
    file = _FILES / code / "LC_MESSAGES" / "unhunch.mo"
    if code == "en" or code not in LANGUAGES or not file.is_file():
        return ENGLISH
    with file.open("rb") as opened:
        return Catalogue(code, GNUTranslations(opened))


def _language_of(environ: Mapping[str, str]) -> str:
    """Return the two letters of the language that the desktop speaks; "en" when it says none."""
    for name in _VARIABLES:
        if value := environ.get(name):
            return value.split("_")[0].split(".")[0].lower()
    return "en"
