"""What is said before it is known in which language."""

import copy
import errno
import os
import pickle

import pytest

from unhunch.errors import NotHere, UnhunchError
from unhunch.fact import Refused
from unhunch.sentence import Sentence, joined, one_of, reason_of
from unhunch.words.catalogue import ENGLISH, Catalogue

GERMAN = {
    "{count} apples on the {where}": "{where}: {count} Äpfel",
    "table": "Tisch",
    "nothing is paused": "nichts hat Pause",
    "No space left on device": "kein Platz",
    "{path}: {reason}": "{path}: {reason}",
    "{others} or {last}": "{others} oder {last}",
}


class Known:
    """Translations as gettext has them."""

    def gettext(self, message: str) -> str:
        return GERMAN.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


WORDS = Catalogue("de", Known())


def test_a_sentence_is_english_to_whoever_takes_it_as_text() -> None:
    """In a log, in a comparison, in a key."""
    said = Sentence("{count} apples on the {where}", count=3, where="table")

    assert "3 apples on the table" == said
    assert "say: 3 apples on the table" == f"say: {said}"


def test_it_is_translated_with_its_values() -> None:
    """Values may change places; Sentences among them are translated, names are not."""
    said = Sentence("{count} apples on the {where}", count=3, where=Sentence("table"))

    assert "Tisch: 3 Äpfel" == WORDS.tell(said)
    assert "table: 3 Äpfel" == WORDS.tell(
        Sentence("{count} apples on the {where}", count=3, where="table")
    )


def test_plain_text_is_somebody_s_own() -> None:
    """A reminder that a person called "table" keeps its name."""
    assert "table" == WORDS.tell("table")


def test_braces_without_values_are_only_braces() -> None:
    """A Sentence without values is not filled in."""
    said = Sentence("write { on = true }")

    assert "write { on = true }" == said == WORDS.tell(said)


def test_an_error_is_told_in_the_language() -> None:
    """Also one that stands within another's sentence, and what the system said."""
    inner = NotHere(Sentence("table"))
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    outer = UnhunchError(Sentence("{path}: {reason}", path="/x", reason=inner))

    assert "Tisch" == WORDS.tell(inner)
    assert "/x: Tisch" == WORDS.tell(outer)
    assert "kein Platz" == WORDS.tell(reason_of(full))
    assert "/x: kein Platz" == WORDS.tell(Sentence("{path}: {reason}", path="/x", reason=full))


def test_a_refusal_is_always_the_program_s() -> None:
    """Whether it was written with values or as plain words."""
    assert "nichts hat Pause" == WORDS.tell(Refused(why="nothing is paused").why)


def test_rows_are_translated_part_by_part() -> None:
    """What joins them is no language's."""
    parts = [Sentence("table"), "chair", Sentence("table")]

    assert "Tisch; chair; Tisch" == WORDS.tell(joined("; ", parts))
    assert "" == joined("; ", [])
    assert '"a", "b" oder "c"' == WORDS.tell(one_of(['"a"', '"b"', '"c"']))
    assert '"a"' == one_of(['"a"'])


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_a_copy_says_the_same(again: object) -> None:
    """With all that it was made from."""
    said = Sentence("{count} apples on the {where}", count=3, where=Sentence("table"))
    copied = again(said)  # type: ignore[operator]

    assert (said, said.msgid, said.values) == (copied, copied.msgid, copied.values)


def test_english_is_what_stands_in_the_code() -> None:
    """Whatever the count."""
    forms = [ENGLISH.many("{count} day", "{count} days", count) for count in (0, 1, 2)]

    assert ["0 days", "1 day", "2 days"] == forms
