"""`python -m unhunch.words.extract --write | --check`: the catalogues, from what is in the code.

Only for whoever changes the program: it needs Babel. --write brings unhunch.pot and the .po files
up to date and makes the .mo files of them; --check says what is stale or not translated.
"""

import ast
import io
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from . import settings
from .catalogue import LANGUAGES

_ROOT = Path(__file__).parents[3]
_LOCALE = Path(__file__).parent / "locale"
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
"""A date of making would make every catalogue stale at once."""

Found = tuple[str | tuple[str, str], str]
"""A text, or its forms for one and for more, and the file it stands in."""

SAY = ("say", "mark", "Sentence")
"""What says its first argument, or keeps it to be said."""

HELP = ("help", "description", "epilog", "title")
"""Arguments of the command line's parser that are said."""


def found(root: Path = _ROOT) -> Iterator[Found]:
    """Yield every text of the program that a user can see, in a steady order."""
    for file in sorted((root / "src" / "unhunch").rglob("*.py")):
        where = file.relative_to(root).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        for call in sorted(calls, key=lambda each: (each.lineno, each.col_offset)):
            yield from ((text, where) for text in _said_by(call, in_parser="/cli/" in where))
    for file in sorted((root / "src" / "unhunch").rglob("*.html")):
        where = file.relative_to(root).as_posix()
        yield from ((text, where) for text in _said_in_page(file.read_text(encoding="utf-8")))
    for name, texts in (("exercises.toml", _exercises), ("workstation.toml", _workstation)):
        table = tomllib.loads((root / "config" / name).read_text(encoding="utf-8"))
        yield from ((text, f"config/{name}") for text in texts(table))
    schema = root / "config" / "unhunch.schema.json"
    for text in settings.texts(json.loads(schema.read_text(encoding="utf-8"))):
        yield text, "config/unhunch.schema.json"


def template(root: Path = _ROOT) -> Catalog:
    """Return the catalogue of all texts, translated into nothing."""
    made = _empty(None)
    for text, where in found(root):
        if isinstance(text, tuple) and text[0] in made:
            made.delete(text[0])
        message = made.add(text, locations=[(where, None)])  # type: ignore[list-item]
        (made[text] or message).flags.clear()
    return made


def renewed(language: str, texts: Catalog) -> Catalog:
    """Return the language's catalogue with these texts: what is new is empty, what is gone left
    out, and what was translated stays."""
    file = _po(language)
    old = Catalog(locale=language)
    if file.is_file():
        with file.open("rb") as opened:
            old = read_po(opened, locale=language)
    made = _empty(language)
    for message in texts:
        if message.id:
            before = old.get(message.id)
            said = before.string if before is not None and not before.fuzzy else ""
            added = made.add(message.id, said, locations=message.locations)
            added.flags.clear()
    return made


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        header_comment="# The texts of Unhunch. Made by: make words",
        project="Unhunch",
        version="",
        msgid_bugs_address="",
        copyright_holder="the Unhunch authors",
        last_translator="the Unhunch authors",
        language_team="the Unhunch authors",
        charset="utf-8",
        fuzzy=False,
        creation_date=_LONG_AGO,
        revision_date=_LONG_AGO,
    )


def wanting(catalogue: Catalog) -> list[str]:
    """Return the texts that are not translated."""
    return [_named(message) for message in catalogue if message.id and not _is_complete(message)]


def made_files(root: Path = _ROOT) -> dict[Path, bytes]:
    """Return what belongs to the catalogues, by its place."""
    texts = template(root)
    files = {_LOCALE / "unhunch.pot": _po_text(texts)}
    for language in LANGUAGES[1:]:
        catalogue = renewed(language, texts)
        files[_po(language)] = _po_text(catalogue)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        files[_po(language).with_suffix(".mo")] = compiled.getvalue()
    return files


def main(arguments: Sequence[str]) -> int:
    """Write the catalogues, or say what is stale; either way what is not translated (1)."""
    if list(arguments) not in (["--write"], ["--check"]):
        sys.stderr.write("usage: python -m unhunch.words.extract --write | --check\n")
        return 2
    files = made_files()
    stale = [path for path, made in files.items() if not path.exists() or path.read_bytes() != made]
    for path in stale:
        if arguments[0] == "--check":
            sys.stderr.write(f"{path} is stale; make it with --write\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
    missing = [
        f"{language}: not translated: {text}\n"
        for language in LANGUAGES[1:]
        for text in wanting(renewed(language, template()))
    ]
    sys.stderr.writelines(missing)
    return 1 if missing or (stale and arguments[0] == "--check") else 0


# --- what is in the code ---------------------------------------------------------------------


def _said_by(call: ast.Call, *, in_parser: bool) -> Iterator[str | tuple[str, str]]:
    name = _name(call.func)
    if name in SAY and call.args:
        yield from _texts(call.args[0])
    if name == "many" and len(call.args) > 1:
        one, more = list(_texts(call.args[0])), list(_texts(call.args[1]))
        yield from zip(one, more, strict=True)
    if name == "Refused":
        yield from _named_texts(call, ("why",))
    if in_parser:
        yield from _named_texts(call, HELP)
        if name == "_command" and len(call.args) > 2:
            yield from _texts(call.args[2])


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _named_texts(call: ast.Call, names: Sequence[str]) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg in names:
            yield from _texts(keyword.value)


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _texts(body)
            yield from _texts(other)


def _said_in_page(template: str) -> Iterator[str | tuple[str, str]]:
    """Yield what a page says by itself, with say("…") and many("…", "…", count)."""
    for _, name, texts in extract_from_ast(Environment().parse(template), ("say", "many")):
        given = [text for text in (texts if isinstance(texts, tuple) else (texts,)) if text]
        if name == "many" and len(given) > 1:
            yield given[0], given[1]
        elif given:
            yield given[0]


# --- what is in the files that come with the program -----------------------------------------


def _exercises(table: dict[str, Any]) -> Iterator[str]:
    yield from table["caution"]
    yield from table["avoid"].values()
    yield from (each["title"] for each in table["sets"])
    for each in table["exercises"]:
        yield each["name"]
        yield each["steps"]
        yield each["target"].removesuffix(" strength")
        if any(sign.isalpha() for sign in each["dose"]):
            yield each["dose"]
        yield from (text for entry in each["avoid"] if (text := _narrowed(entry, table["avoid"])))


def _narrowed(entry: str, codes: dict[str, str]) -> str:
    """Return what stands after a code in brackets, or the whole of an entry without one."""
    code, _, rest = entry.partition(" ")
    return rest.strip("()") if code in codes else entry


def _workstation(table: dict[str, Any]) -> Iterator[str]:
    for each in table["items"]:
        yield from (each["item"], each["guidance"], each["cue"])


# --- files -----------------------------------------------------------------------------------


def _po(language: str) -> Path:
    return _LOCALE / language / "LC_MESSAGES" / "unhunch.po"


def _po_text(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    # Babel names its version, and would make the file another with each.
    lines = written.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b'"Generated-By:'))


def _is_complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def _named(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
