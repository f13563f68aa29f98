"""What a browser sent of the settings' form, and what comes of it beside the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..config.edit import GONE
from ..config.entered import Texts, is_same, shown
from ..config.filled import Filled, filled, is_changed, texts_of, value_at
from ..config.form import Control, Group, Kind, form, open_tables
from ..config.lines import Place
from ..config.problem import Problem, dotted
from ..config.toml import Source
from ..sentence import Sentence
from ..sentence import joined as joined_words
from ..words.catalogue import Catalogue
from .settings_sheet import (
    NEW,
    labels,
    said,
)

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A setting of which the file and the form say different things. `yours`: empty when only the
    file changed; `is_both`: both did."""

    key: str
    label: str
    before: str
    now: str
    yours: str
    is_both: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A form that was sent. `seen`: the print of the file that it was made from. `texts`: by key.
    `own`: names of the user's own tables, by table; `names`: those that are to be made.
    `default`, `theirs`: the key of the control to put back. `wrong`: by key, why it is refused."""

    seen: str
    texts: Mapping[str, Texts] = field(default_factory=dict)
    own: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[Place, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    default: str = ""
    theirs: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, tuple[str, ...]]) -> "Given":
        """Return what the fields of a form say."""
        tables = tuple(open_tables())
        own = {each: sent.get(f"own {dotted(each)}", ()) for each in tables}
        names = {each: "".join(sent.get(f"name {dotted(each)}", ())).strip() for each in tables}
        whole = whole_form(own)
        texts = {
            control.key: _texts(control, sent[control.key])
            for control in whole.every_control()
            if control.key in sent
        }
        return cls(
            seen="".join(sent.get("seen", ())),
            texts=texts,
            own=own,
            names=names,
            removed=frozenset(sent.get("remove", ())),
            default="".join(sent.get("default", ())),
            theirs="".join(sent.get("theirs", ())),
        )

    def put_back(self, table: Table) -> "Given":
        """Return it with one control as it is without the file, or as the file has it."""
        key = self.default or self.theirs
        control = next((c for c in whole_form(self.own).every_control() if c.key == key), None)
        if control is None:
            return self
        texts = shown(control, None) if self.default else texts_of(control, table)
        return replace(self, texts={**self.texts, key: texts}, focus=key)

    def asked(self, table: Table) -> Filled:
        """Return the changes that this asks for in a file's table, and what cannot be read."""
        found = Filled()
        for group in _tables(whole_form(joined(self.own, own_in(table)))):
            if group.key in self.removed:
                found.changes[group.place] = GONE
            elif group.is_own and group.name == NEW:
                self._make(found, group, table)
            else:
                more = filled(group, table, self.texts)
                found.changes |= more.changes
                found.wrong |= more.wrong
        return found

    def refused(self, wrong: Mapping[str, str], problems: tuple[Problem, ...]) -> "Given":
        """Return it with what was said against it."""
        told: dict[str, str] = dict(wrong)
        for each in problems:
            key = _renamed(each.key, self.names)
            before = [told[key]] if key in told else []
            told[key] = joined_words("; ", [*before, each.expected])
        return replace(self, wrong=told)

    def onto(self, before: Table | None, source: Source) -> "Given":
        """Return it as if it had been made from this file: what was typed stays typed."""
        base = source.table if before is None else before
        kept = {
            control.key: self.texts[control.key]
            for control in whole_form(self.own).every_control()
            if control.key in self.texts and is_changed(control, self.texts[control.key], base)
        }
        # A table that is gone from the file stays in the form if something was typed into it.
        inner = {each.place: each for each in whole_form(self.own).every_group()}
        own = {
            place: tuple(
                name
                for name in names
                if any(each.key in kept for each in inner[(*place, name)].every_control())
            )
            for place, names in self.own.items()
        }
        return replace(self, seen=source.print, texts=kept, own=own)

    def beside(self, words: Catalogue, before: Table | None, now: Table) -> tuple[Beside, ...]:
        """Return every setting that changed in the file or in the form since the form was made."""
        base = now if before is None else before
        whole = whole_form(joined(self.own, own_in(now), own_in(base)))
        gone = words.say("remove it")
        removed = [
            Beside(key=each.key, label=each.label, before="", now="", yours=gone, is_both=False)
            for each in whole.every_group()
            if each.key in self.removed
        ]
        return (*removed, *self._differences(words, whole, base, now))

    def _differences(
        self, words: Catalogue, whole: Group, base: Table, now: Table
    ) -> Iterator[Beside]:
        called = dict(labels(words, whole))
        for control in whole.every_control():
            was, theirs = texts_of(control, base), texts_of(control, now)
            yours = self.texts.get(control.key, was)
            is_yours = not is_same(control, yours, was)
            is_theirs = not is_same(control, theirs, was)
            if is_yours or is_theirs:
                yield Beside(
                    key=control.key,
                    label=called[control.key],
                    before=said(words, control, was),
                    now=said(words, control, theirs),
                    yours=said(words, control, yours) if is_yours else "",
                    is_both=is_yours and is_theirs,
                )

    def _make(self, found: Filled, group: Group, table: Table) -> None:
        around = group.place[:-1]
        name = self.names.get(around, "")
        more = filled(group, {}, self.texts)
        if not name:
            if more.changes or more.wrong:
                found.wrong[group.key] = Sentence("give it a name")
            return
        if value_at(table, (*around, name)) is not None:
            found.wrong[group.key] = Sentence("there is one of this name already")
            return
        if "." in name or not name.isascii():
            found.wrong[group.key] = Sentence(
                "name it with small letters, digits, - and _, beginning with a letter"
            )
            return
        found.wrong |= more.wrong
        if not more.changes:
            found.changes[(*around, name)] = {}
        for place, value in more.changes.items():
            found.changes[(*around, name, *place[len(group.place) :])] = value


def whole_form(own: Mapping[Place, tuple[str, ...]]) -> Group:
    """Return the form with these tables of the user's own, and one that is to be made."""
    return form({place: (*own.get(place, ()), NEW) for place in open_tables()})


def _tables(group: Group) -> Iterator[Group]:
    """Yield each table without those in it; one of the user's own is whole."""
    yield replace(group, groups=())
    for inner in group.groups:
        if inner.is_own:
            yield inner
        else:
            yield from _tables(inner)


def own_in(table: Table) -> dict[Place, tuple[str, ...]]:
    """Return the names of the user's own tables in a file."""
    plain = {each.place: each for each in form({}).every_group()}
    return {
        place: tuple(
            name
            for name, inner in (value_at(table, place) or {}).items()
            if isinstance(inner, dict) and (*place, name) not in plain
        )
        for place in open_tables()
        if isinstance(value_at(table, place) or {}, dict)
    }


def joined(*several: Mapping[Place, tuple[str, ...]]) -> dict[Place, tuple[str, ...]]:
    """Return the names of all of these, each once; those of the last come first."""
    found: dict[Place, tuple[str, ...]] = {}
    for own in reversed(several):
        for place, names in own.items():
            known = found.get(place, ())
            found[place] = (*known, *(each for each in names if each not in known))
    return found


def _texts(control: Control, sent: Texts) -> Texts:
    """Return what was sent for a control: a box sends "no" first, and a list of boxes nothing."""
    if control.kind is Kind.CHECK:
        return sent[-1:]
    if control.kind is Kind.SEVERAL:
        return tuple(each for each in sent if each)
    return tuple(each.replace("\r\n", "\n") for each in sent)


def _renamed(key: str, names: Mapping[Place, str]) -> str:
    """Return the key in the form of a table that is to be made."""
    for place, name in names.items():
        new = dotted((*place, name))
        if name and (key == new or key.startswith(f"{new}.")):
            return dotted((*place, NEW)) + key[len(new) :]
    return key
