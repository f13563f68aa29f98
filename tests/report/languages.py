"""Languages to try the page in."""

from unhunch.words.catalogue import Catalogue


class Wordy:
    """Says everything with half as many letters again, and a word more at least."""

    def gettext(self, message: str) -> str:
        return message + " äußerst" * max(1, round(len(message) / 20))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


WORDY = Catalogue("de", Wordy())
"""Longer than German is: what has room in it has room in any language we speak."""
