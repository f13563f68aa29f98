"""What the program says before it is known in which language: English text with its values.

A Sentence is English to whoever takes it as text, in a log or in a comparison. Only a Sentence is
ever translated (words/catalogue.py): plain text is somebody's own, such as a name or a path.
"""

from collections.abc import Iterable
from typing import Any


class Sentence(str):
    """English text with its {names} filled in, which remembers both.

    Values may be Sentences themselves; they are translated too. Of an error what it says is kept.
    """

    msgid: str
    values: dict[str, Any]

    def __new__(cls, text: str, /, **values: Any) -> "Sentence":
        kept = {name: _kept(value) for name, value in values.items()}
        made = super().__new__(cls, text.format(**kept) if kept else text)
        made.msgid = text
        made.values = kept
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.msgid,), self.values


def mark(text: str) -> str:
    """Return the text as it is: what stands here is said later, and belongs in the catalogues."""
    return text


def one_of(options: Iterable[str]) -> Sentence:
    """Return the options, of which there is one at least, with "or" before the last."""
    *others, last = options
    if not others:
        return joined("", [last])
    return Sentence("{others} or {last}", others=", ".join(others), last=last)


def joined(between: str, parts: Iterable[str]) -> Sentence:
    """Return the parts in a row; those that are Sentences are translated one by one."""
    named = {f"part{number}": part for number, part in enumerate(parts)}
    return Sentence(between.join(f"{{{name}}}" for name in named), **named)


def _kept(value: object) -> object:
    """An error holds on to where it came from, and a Sentence is to be kept for long."""
    if isinstance(value, OSError):
        named = [] if value.filename is None else [str(value.filename)]
        return joined(": ", [*named, reason_of(value)])
    if not isinstance(value, BaseException):
        return value
    return value.args[0] if value.args and isinstance(value.args[0], Sentence) else str(value)


def reason_of(error: OSError) -> Sentence:
    """Return what the system says went wrong; words/system.py has what it commonly says."""
    return Sentence(error.strerror or str(error))
