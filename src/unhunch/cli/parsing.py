"""argparse in the user's language: it asks gettext itself, for the language of the whole process,
and there is none. What it says to users is said here instead.
"""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from ..sentence import Sentence, mark
from ..words.catalogue import Catalogue

_SAYS = {
    r"the following arguments are required: (?P<names>.*)": mark(
        "the following arguments are required: {names}"
    ),
    r"unrecognized arguments: (?P<names>.*)": mark("unrecognized arguments: {names}"),
    r"argument (?P<name>\S+): invalid choice: (?P<value>'.*') \(choose from (?P<known>.*)\)": mark(
        "argument {name}: invalid choice: {value} (choose from {known})"
    ),
    r"argument (?P<name>\S+): expected one argument": mark(
        "argument {name}: expected one argument"
    ),
    r"argument (?P<name>\S+): invalid int value: (?P<value>.*)": mark(
        "argument {name}: invalid int value: {value}"
    ),
    r"argument (?P<name>\S+): not allowed with argument (?P<other>.*)": mark(
        "argument {name}: not allowed with argument {other}"
    ),
    r"argument (?P<name>\S+): ignored explicit argument (?P<value>.*)": mark(
        "argument {name}: ignored explicit argument {value}"
    ),
    r"ambiguous option: (?P<value>\S+) could match (?P<known>.*)": mark(
        "ambiguous option: {value} could match {known}"
    ),
}
"""What argparse of Python 3.11 to 3.14 says of a wrong command line, as sentences with values."""


OWN = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
)
"""What argparse itself says in a help text."""


class Parser(argparse.ArgumentParser):
    """Says in the language of `words` what its arguments and commands say in English."""

    def __init__(self, *, words: Catalogue, **more: Any) -> None:
        super().__init__(formatter_class=_formatter(words), **more)
        self._words = words

    def error(self, message: str) -> NoReturn:
        """Say how to use the command and what is wrong, and exit with 2."""
        self.exit(2, f"{self.format_usage()}{self.prog}: {self._words.tell(_sentence(message))}\n")


def _sentence(message: str) -> str:
    for pattern, text in _SAYS.items():
        if found := re.fullmatch(pattern, message):
            return Sentence(text, **found.groupdict())
    return message


def _formatter(words: Catalogue) -> type[argparse.HelpFormatter]:
    """Return the class of help texts in this language: everything that is shown goes through it."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            said = words.say("usage: ") if prefix is None else prefix
            super().add_usage(usage, actions, groups, said)

        def add_text(self, text: str | None) -> None:
            super().add_text(text and words.say(text))

        def start_section(self, heading: str | None) -> None:
            super().start_section(heading and words.say(heading))

        def _get_help_string(self, action: argparse.Action) -> str | None:
            return action.help and words.say(action.help)

    return Formatter
