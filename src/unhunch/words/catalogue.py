"""The user's language: one gettext catalogue each. English is what stands in the code.

A catalogue is a value that is passed to whoever speaks; there is no language of the process.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ..errors import UnhunchError
from ..sentence import Sentence
from ..sentence import mark as mark

LANGUAGES = ("en", "de")
"""The languages that are complete, the source language first."""

_FILES = Path(__file__).parent / "locale"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Translations(Protocol):
    """What a catalogue is made from: gettext's classes, or anything else with these two."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


class Catalogue:
    """Says things in one language. Values are filled in after the sentence was translated."""

    def __init__(self, language: str, found: Translations) -> None:
        self.language = language
        self._found = found

    def say(self, text: str, /, **values: object) -> str:
        """Return the text in this language, its {names} filled in. Sentences among the values are
        translated too."""
        said = self._found.gettext(text) if text else text
        return said.format(**self._told(values)) if values else said

    def many(self, one: str, more: str, count: int, /, **values: object) -> str:
        """Return the form that goes with this count, which is filled in as {count}."""
        said = self._found.ngettext(one, more, count)
        return said.format(count=count, **self._told(values))

    def tell(self, text: str | UnhunchError) -> str:
        """Return a Sentence, or what an error says, in this language; other text as it is."""
        if isinstance(text, UnhunchError):
            text = text.words
        return self.say(text.msgid, **text.values) if isinstance(text, Sentence) else text

    def _told(self, values: Mapping[str, object]) -> dict[str, object]:
        return {
            name: self.tell(value) if isinstance(value, Sentence) else value
            for name, value in values.items()
        }


class _AsWritten:
    """English: what stands in the code. Without gettext, which costs memory."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


ENGLISH = Catalogue("en", _AsWritten())


def catalogue(language: str, environ: Mapping[str, str]) -> Catalogue:
    """Return the catalogue of a language code, or for "auto" of the environment's language.

    A language that there is no catalogue for is English.
    """
    code = language if language != "auto" else _language_of(environ)
    file = _FILES / code / "LC_MESSAGES" / "unhunch.mo"
    if code == "en" or code not in LANGUAGES or not file.is_file():
        return ENGLISH
    from gettext import GNUTranslations

    with file.open("rb") as opened:
        return Catalogue(code, GNUTranslations(opened))


def _language_of(environ: Mapping[str, str]) -> str:
    """Return the two letters of the language that the desktop speaks; "en" when it says none."""
    named = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    code = _letters(named)
    # gettext(3): a list of languages to prefer, which counts only where there is a locale at all.
    if code not in ("", "c", "posix"):
        preferred = map(_letters, environ.get("LANGUAGE", "").split(":"))
        code = next((each for each in preferred if each in LANGUAGES), code)
    return code or "en"


def _letters(locale: str) -> str:
    return locale.split("_")[0].split(".")[0].split("@")[0].lower()
