"""What stands in a control <-> what stands in the file.

A control holds one text, or as many as are ticked. What cannot be shown in it, because somebody
wrote something else into the file, is shown as it stands there, and is left alone until it is
changed.
"""

import json
import re
from typing import Any

from ..sentence import Sentence
from .edit import GONE
from .environment import read_value
from .form import Control, Kind
from .problem import dotted
from .span import read_span

Texts = tuple[str, ...]

NOTHING = "[]"
"""What is typed for a list that is there and has nothing in it, where none at all differs."""

_YES, _NO = "true", "false"


class Unreadable(ValueError):
    """What was entered is none of this kind of value. Says what to enter, as a Sentence."""

    def __init__(self, advice: Sentence) -> None:
        super().__init__(advice)
        self.advice = advice


def shown(control: Control, value: Any) -> Texts:
    """Return what the control holds for a value of the file; None: the default counts."""
    if value is None:
        value = control.default
    if value is None:
        return () if control.kind is Kind.SEVERAL else ("",)
    texts = _shown(control, value)
    return (literal(value),) if texts is None else texts


def entered(control: Control, texts: Texts, before: Any = None) -> Any:
    """Return the value for the file, GONE for none. `before`: the value whose order is kept.

    Raise Unreadable.
    """
    if control.kind is Kind.SEVERAL:
        return _several(control, texts, before)
    text = "\n".join(texts).replace("\r\n", "\n").strip()
    if not text and control.default is None:
        return GONE
    match control.kind:
        case Kind.CHECK:
            return {_YES: True, _NO: False}.get(text, text)
        case Kind.CHOICE if control.options == (_YES, _NO):
            return {_YES: True, _NO: False}.get(text, text)
        case Kind.WHOLE:
            return _whole(text)
        case Kind.NUMBER:
            return _number(text)
        case Kind.LIST:
            return [] if text == NOTHING else _split(text, "[,;\n]")
        case Kind.LINES:
            return [] if text == NOTHING else _split(text, "\n")
        case Kind.TABLE:
            return _table(text)
        case Kind.NAMED:
            return _named(text)
        case Kind.RAW:
            return read_value(text)
        case _:
            return text


def is_same(control: Control, one: Texts, other: Texts) -> bool:
    """Whether two contents of a control say the same."""
    if control.kind is Kind.SEVERAL:  # a browser sends them in the order of the page
        return {*one} == {*other}
    return _plain(one) == _plain(other)


def is_default(control: Control, texts: Texts) -> bool:
    """Whether this comes to the default: "60m" does where "1h" is."""
    usual = shown(control, None)
    if is_same(control, texts, usual):
        return True
    try:
        return control.kind is Kind.TEXT and read_span(texts[0].strip()) == read_span(usual[0])
    except (IndexError, ValueError):
        return False


def literal(value: Any) -> str:
    """Return a value as it stands in a file."""
    match value:
        case bool():
            return _YES if value else _NO
        case str():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            inside = ", ".join(f"{dotted((k,))} = {literal(v)}" for k, v in value.items())
            return f"{{ {inside} }}"
        case _:
            return str(value)


def _shown(control: Control, value: Any) -> Texts | None:
    """Return what the control holds; None when it is not made for such a value."""
    is_texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    match control.kind:
        case Kind.CHECK if isinstance(value, bool):
            return (literal(value),)
        case Kind.CHOICE if isinstance(value, str | bool):
            return (value if isinstance(value, str) else literal(value),)
        case Kind.WHOLE | Kind.NUMBER if isinstance(value, int | float):
            return (literal(value),)
        case Kind.TEXT if isinstance(value, str):
            return (value,)
        case Kind.SEVERAL | Kind.LIST | Kind.LINES if isinstance(value, str):
            return (value,)
        case Kind.SEVERAL if is_texts:
            return tuple(value)
        case Kind.LIST | Kind.LINES if is_texts:
            empty = "" if control.default is not None else NOTHING
            return ((", " if control.kind is Kind.LIST else "\n").join(value) or empty,)
        case Kind.TABLE if isinstance(value, dict):
            return ("\n".join(f"{k} = {_in_line(v)}".rstrip() for k, v in value.items()),)
        case Kind.NAMED if is_texts:
            return ("\n".join(value),)
        case Kind.NAMED if isinstance(value, dict):
            return ("\n".join(f"{k} = {v}" for k, v in value.items()),)
        case _:
            return None


def _in_line(value: Any) -> str:
    is_texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return ", ".join(value) if is_texts else literal(value)


def _plain(texts: Texts) -> list[str]:
    lines = [line.strip() for text in texts for line in text.strip().splitlines()]
    return [line for line in lines if line]


def _several(control: Control, texts: Texts, before: Any) -> Any:
    ticked = [text for text in texts if text]
    if not ticked and control.default is None:
        return GONE
    known = before if isinstance(before, list) else control.default or []
    order = [each for each in known if each in ticked]
    return [*order, *(each for each in ticked if each not in order)]


def _whole(text: str) -> int:
    if re.fullmatch("[+-]?[0-9]{1,9}", text) is None:
        raise Unreadable(Sentence("enter a whole number"))
    return int(text)


def _number(text: str) -> float:
    try:
        # Where a comma is written before the tenths, it is meant so here, too.
        if re.fullmatch("[+-]?[0-9]{0,9}([.,][0-9]{0,9})?", text) is None:
            raise ValueError
        return float(text.replace(",", "."))
    except ValueError:
        raise Unreadable(Sentence("enter a number, like 0.1")) from None


def _split(text: str, between: str) -> list[str]:
    return [part.strip() for part in re.split(between, text) if part.strip()]


def _table(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _split(text, "\n"):
        name, _, values = line.partition("=")
        name = name.strip().strip("\"'")
        if name in found:
            raise Unreadable(Sentence("{name} stands there twice", name=name))
        found[name] = [] if values.strip() == NOTHING else _split(values, "[,;]")
    return found


def _named(text: str) -> list[str] | dict[str, str]:
    lines = _split(text, "\n") if "=" in text else _split(text, "[,;\n]")
    if not any("=" in line for line in lines):
        return lines
    found: dict[str, str] = {}
    for line in lines:
        name, equals, answer = (part.strip() for part in line.rpartition("="))
        if not equals:
            raise Unreadable(Sentence('write each line like "Drank it = done", or none of them'))
        if name in found:
            raise Unreadable(Sentence("{name} stands there twice", name=name))
        found[name] = answer
    return found
