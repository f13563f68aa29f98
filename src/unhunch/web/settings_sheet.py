"""The form of the settings as it is shown: what each control holds, may hold, and is told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..config.entered import Texts, is_default, shown
from ..config.filled import texts_of
from ..config.form import Control, Group, Kind
from ..config.problem import dotted
from ..words.catalogue import Catalogue, mark
from ..words.settings import is_word

NEW = "+"
"""Stands for the name of a table that is to be made."""

_LONG = 60
_FEW = 2
_A_NEW_ONE = mark("A new one of your own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One setting. `options`: value, words, whether it is chosen. `facts`: what it may be, and is
    by default. `has_default`: there is a value to go back to. `wrong`: why it is refused.
    `has_focus`: whether the page begins here."""

    key: str
    kind: str
    label: str
    help: str
    texts: Texts
    options: tuple[tuple[str, str, bool], ...]
    low: str
    high: str
    example: str
    longest: int | None
    facts: tuple[str, ...]
    has_default: bool
    is_default: bool
    wrong: str = ""
    has_focus: bool = False

    @property
    def id(self) -> str:
        """Its name in the page."""
        return "at-" + "".join(
            sign if sign.isalnum() or sign in "._+" else "-" for sign in self.key
        )

    @property
    def text(self) -> str:
        """What stands in it."""
        return "\n".join(self.texts)

    @property
    def is_long(self) -> bool:
        """Whether one line is too little for it."""
        lines = self.kind in ("lines", "table", "named") or "\n" in self.text.strip()
        return lines or len(self.text) > _LONG

    @property
    def is_number(self) -> bool:
        """Whether a browser's control for whole numbers can hold it."""
        return self.kind == "whole" and (self.text.lstrip("-").isdecimal() or not self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table, in the one named `around`. `own`: the name of one of the user's own; `is_new`: it is
    not there yet."""

    key: str
    around: str
    label: str
    help: str
    fields: tuple[Field, ...]
    parts: tuple["Part", ...]
    wrong: str = ""
    own: str = ""
    is_new: bool = False
    is_removed: bool = False

    @property
    def id(self) -> str:
        """Its name in the page."""
        return "in-" + "".join(
            sign if sign.isalnum() or sign in "._+" else "-" for sign in self.key
        )

    @property
    def is_small(self) -> bool:
        """Whether two of these fit beside each other."""
        return len(self.fields) <= _FEW and not self.parts

    @property
    def is_quiet(self) -> bool:
        """Whether nothing in it differs from the default, or is wrong: it can be folded."""
        fields = all(each.is_default and not each.wrong for each in self.fields)
        return fields and not self.wrong and all(each.is_quiet for each in self.parts)


@dataclass(slots=True, kw_only=True)
class Shown:
    """What is shown: the file's table, above it what was typed, and what is said about both.

    `typed`, `wrong`, `variables`: by key. `focus`: the key of the control to begin with.
    """

    table: Mapping[str, Any]
    typed: Mapping[str, Texts] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    removed: Collection[str] = ()
    focus: str = ""


def part_of(words: Catalogue, group: Group, state: Shown) -> Part:
    """Return the table as it is shown, with everything in it."""
    inner = [part_of(words, each, state) for each in group.groups]
    is_new = group.is_own and group.name == NEW
    return Part(
        key=group.key,
        around=dotted(group.place[:-1]),
        label=_called(words, group),
        help=words.say(group.meaning),
        fields=tuple(_field(words, each, state) for each in group.controls),
        parts=tuple(inner),
        wrong=state.wrong.get(group.key, ""),
        own=group.name if group.is_own and not is_new else "",
        is_new=is_new,
        is_removed=group.key in state.removed,
    )


def said(words: Catalogue, control: Control, texts: Texts) -> str:
    """Return what a control holds in words, on one line."""
    if control.kind is Kind.CHECK and texts[0] in ("true", "false"):
        return words.say("yes") if texts[0] == "true" else words.say("no")
    lines = [line for text in texts for line in text.splitlines() if line]
    if control.options:
        lines = [option_words(words, each) for each in lines]
    if lines and lines != ["[]"]:
        return ", ".join(lines)
    return words.say("not set") if control.default is None and not lines else words.say("none")


def option_words(words: Catalogue, option: str) -> str:
    """Return a word to choose in the user's language; a code as it is."""
    if option in ("true", "false"):
        return words.say("yes") if option == "true" else words.say("no")
    return words.say(option) if is_word(option) else option


def labels(words: Catalogue, group: Group, around: str = "") -> Iterator[tuple[str, str]]:
    """Yield the key of each control with what it is called, tables first."""
    for each in group.controls:
        yield each.key, f"{around}{words.say(each.label)}"
    for inner in group.groups:
        yield from labels(words, inner, f"{around}{_called(words, inner)}: ")


def first_wrong(part: Part) -> str:
    """Return the key of the first control, or table, that is wrong; empty when none is."""
    own = [part.key] if part.wrong else []
    fields = [each.key for each in part.fields if each.wrong]
    return next(iter([*own, *fields, *filter(None, map(first_wrong, part.parts))]), "")


def focused(part: Part, key: str) -> Part:
    """Return the same with the page beginning at this control."""
    return replace(
        part,
        fields=tuple(replace(each, has_focus=each.key == key) for each in part.fields),
        parts=tuple(focused(each, key) for each in part.parts),
    )


def _field(words: Catalogue, control: Control, state: Shown) -> Field:
    texts = state.typed.get(control.key, texts_of(control, state.table))
    return Field(
        key=control.key,
        kind=_kind(control, texts),
        label=words.say(control.label),
        help=words.say(control.meaning),
        texts=texts,
        options=tuple(_options(words, control, texts)),
        low=control.low,
        high=control.high,
        example=control.example,
        longest=control.longest,
        facts=tuple(_facts(words, control, state.variables.get(control.key, ""))),
        has_default=control.default is not None,
        is_default=is_default(control, texts),
        wrong=state.wrong.get(control.key, ""),
        has_focus=control.key == state.focus,
    )


def _facts(words: Catalogue, control: Control, variable: str) -> Iterator[str]:
    """Yield what a control may hold, what the default is, and what stands above the file."""
    match control.kind:
        case Kind.TEXT | Kind.LIST | Kind.TABLE if control.example:
            yield words.say("Like {example}.", example=control.example)
    match control.kind:
        case Kind.LIST:
            yield words.say("Several with commas between.")
        case Kind.LINES | Kind.TABLE | Kind.NAMED:
            yield words.say("One on each line.")
    if control.kind is Kind.FILE:
        yield words.say("This is changed in the file.")
    if control.low:
        yield words.say("From {low} to {high}.", low=control.low, high=control.high)
    yield words.say("Default: {value}.", value=said(words, control, shown(control, None)))
    is_list = control.kind in (Kind.LIST, Kind.LINES)
    if is_list and control.default is None and control.may_be_empty:
        yield words.say("For none at all, enter [].")
    if variable:
        yield words.say(
            "The variable {name} stands above it; what is saved here counts when that is gone.",
            name=variable,
        )


def _called(words: Catalogue, group: Group) -> str:
    if group.is_own:
        return words.say(_A_NEW_ONE) if group.name == NEW else group.label
    return words.say(group.label)


def _kind(control: Control, texts: Texts) -> str:
    # A box can be ticked or not; whatever else stands in the file has to be seen.
    if control.kind is Kind.CHECK and texts not in (("true",), ("false",)):
        return Kind.CHOICE.value
    return control.kind.value


def _options(words: Catalogue, control: Control, texts: Texts) -> Iterator[tuple[str, str, bool]]:
    known = control.options
    if control.kind is Kind.CHECK:
        known = ("true", "false")
    if control.kind is Kind.CHOICE and control.default is None:
        yield "", words.say("not set"), texts == ("",)
    if not known:
        return
    for option in known:
        yield option, option_words(words, option), option in texts
    for other in texts:
        if other and other not in known:
            yield other, other, True
