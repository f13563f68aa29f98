"""A language that puts every text of the program in brackets, its values outside of them.

What has letters outside of brackets in it went past the catalogue: it would stay English.
"""

import re
from string import Formatter

from unhunch.words.catalogue import Catalogue
from unhunch.words.extract import found


class Bracketed:
    """Translations into brackets. Knows what is in the catalogues, and remembers what is not."""

    def __init__(self) -> None:
        texts = [text for text, _ in found()]
        self._known = {
            text for each in texts for text in (each if isinstance(each, tuple) else [each])
        }
        self.unknown: set[str] = set()

    def gettext(self, message: str) -> str:
        has_words = any(sign.isalpha() for sign in re.sub(r"\{\w+\}", "", message))
        if has_words and message not in self._known:
            self.unknown.add(message)
        return bracketed(message) if has_words else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def pseudo() -> tuple[Catalogue, Bracketed]:
    """The language, and what it was asked to say."""
    brackets = Bracketed()
    return Catalogue("xx", brackets), brackets


def bracketed(message: str) -> str:
    """The text with brackets around all of it that is no value."""
    try:
        parts = list(Formatter().parse(message))
    except ValueError:
        return f"⟦{message}⟧"
    made = ""
    for text, name, _, _ in parts:
        text = text.replace("{", "{{").replace("}", "}}")
        made += f"⟦{text}⟧" if text.strip() else text
        made += "" if name is None else f"{{{name}}}"
    return made


def outside(text: str, *own: str) -> str:
    """What stands outside of all brackets; `own`: names and the like that are nobody's language."""
    rest = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    for each in sorted(own, key=len, reverse=True):
        rest = rest.replace(each, "")
    return rest if any(sign.isalpha() for sign in rest) else ""
