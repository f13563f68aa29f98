"""A file's bytes -> a TOML table, or the one problem that is in the way."""

import re
import stat
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..sentence import Sentence, mark, reason_of
from .problem import Problem

LARGEST = 1_000_000

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TRUTH = dict.fromkeys(("yes", "on", "true"), "true") | dict.fromkeys(
    ("no", "off", "false"), "false"
)
_UNQUOTED = re.compile(r"\s*([\w.\"'-]+)\s*=\s*([^\s\"'\[{#][^\"'#]*?)\s*(?:#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A settings file that is valid TOML; a missing one is empty.

    `print`: by which its bytes are known again (`print_of`); "" when there is no file.
    """

    name: str
    text: str
    table: dict[str, Any]
    print: str = ""


def print_of(content: bytes) -> str:
    """Return what tells these bytes from any others."""
    return sha256(content).hexdigest()


def read_source(path: Path) -> Source | Problem:
    """Return the file's table, an empty one when there is no file, or what is wrong with it."""
    try:
        kind = path.stat().st_mode
        # A pipe would keep us waiting for ever.
        if stat.S_ISDIR(kind):
            return Problem(source=path.name, expected=Sentence("this is a folder, not a file"))
        if not stat.S_ISREG(kind):
            return Problem(source=path.name, expected=Sentence("this is not an ordinary file"))
        if path.stat().st_size > LARGEST:
            return Problem(
                source=path.name, expected=Sentence("larger than 1 MB; this cannot be settings")
            )
        content = path.read_bytes()
    except FileNotFoundError:
        return Source(name=path.name, text="", table={})
    except OSError as error:
        return Problem(
            source=path.name,
            expected=Sentence("cannot be read: {reason}", reason=reason_of(error)),
        )
    return parse(content, path.name)


def parse(content: bytes, name: str) -> Source | Problem:
    """Return the table that the bytes spell, or what is wrong with them."""
    try:
        # Windows editors begin UTF-8 with a byte order mark.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(
            source=name, line=line, expected=Sentence("not UTF-8 text; save the file as UTF-8")
        )
    try:
        return Source(name=name, text=text, table=tomllib.loads(text), print=print_of(content))
    except tomllib.TOMLDecodeError as error:
        return _broken(text, name, str(error))
    except RecursionError:
        return Problem(source=name, expected=Sentence("too many brackets within brackets"))


def _broken(text: str, name: str, message: str) -> Problem:
    match = _PLACE.search(message)
    lines = text.splitlines() or [""]
    number = int(match[1]) if match and match[1] else max(len(lines), 1)
    written = _printable(lines[min(number, len(lines)) - 1].strip())
    bare = _UNQUOTED.fullmatch(written)
    if bare and re.search("[A-Za-z:]", bare[2]) and not _is_value(bare[2]):
        meant = _TRUTH.get(bare[2].lower(), f'"{bare[2]}"')
        return Problem(
            source=name,
            line=number,
            key=bare[1],
            value=bare[2],
            expected=Sentence("write {key} = {meant}", key=bare[1], meant=meant),
        )
    return Problem(
        source=name,
        line=number,
        expected=Sentence(
            "this cannot be read: {reason}, in: {written}",
            reason=_reason(message),
            written=written[:60],
        ),
    )


def _reason(message: str) -> Sentence:
    """Return what tomllib says in words for somebody who has never heard of TOML."""
    said = _PLACE.sub("", message)
    twice = re.fullmatch(r"Cannot (?:declare|mutate immutable namespace|overwrite) .*", said)
    known = {
        "Illegal character '\\n'": mark("a closing quote is missing"),
        "Unterminated string": mark("a closing quote is missing"),
        "Unclosed array": mark("a closing ] or a comma is missing"),
        "Unclosed inline table": mark("a closing } or a comma is missing"),
        "Expected '=' after a key in a key/value pair": mark("an = is missing"),
        "Expected ']' at the end of a table declaration": mark("a closing ] is missing"),
        'Expected "\'"': mark("a closing quote is missing"),
        "Invalid value": mark("a value is missing or not one that TOML knows"),
        "Invalid statement": mark("write a setting as name = value"),
    }
    if twice:
        return Sentence("this table or setting stands here for the second time")
    return Sentence(known.get(said, _printable(f"{said[:1].lower()}{said[1:]}")))


def _printable(text: str) -> str:
    # It is shown in a terminal, where control characters can do harm.
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _is_value(text: str) -> bool:
    try:
        tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return False
    return True
