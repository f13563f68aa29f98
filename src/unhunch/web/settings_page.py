"""The whole page of the settings: what the file says, what was typed, and what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..config.environment import variables
from ..config.filled import is_changed
from ..config.form import Group
from ..config.load import check
from ..config.loaded import Loaded
from ..config.model import Settings
from ..config.problem import dotted
from ..config.toml import Source
from ..words.catalogue import Catalogue
from .outside import Outside
from .settings_form import Given, joined, own_in, whole_form
from .settings_sheet import Part, Shown, first_wrong, focused, part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole form. `rest`: what is wrong in no place of it. `names`: typed names of what is to
    be made. `is_there`: whether there is a file."""

    part: Part
    rest: tuple[str, ...]
    names: Mapping[str, str]
    is_there: bool
    path: str


def page_of(outside: Outside, source: Source, given: Given, *, is_refused: bool) -> Page:
    """Return the form: what the file says, what was typed above it, and what is wrong.

    `is_refused`: what was sent is not saved, and the page begins at the first thing that is wrong.
    """
    words = outside.words
    whole = whole_form(joined(given.own, own_in(source.table)))
    wrong, rest = _complaints(words, whole, source, given)
    state = Shown(
        table=source.table,
        typed=given.texts,
        wrong=wrong,
        variables={dotted(place): name for name, place, _ in variables(Settings, outside.environ)},
        removed=given.removed,
        focus=given.focus,
    )
    part = part_of(words, whole, state)
    if is_refused and (key := first_wrong(part)):
        part = focused(part, key)
    return Page(
        part=part,
        rest=rest,
        names={dotted(place): name for place, name in given.names.items()},
        is_there=bool(source.print),
        path=str(outside.settings),
    )


def _complaints(
    words: Catalogue, whole: Group, source: Source, given: Given
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return by key what is told in its place, and what has none."""
    controls = {each.key: each for each in whole.every_control()}
    keys = controls.keys() | {each.key for each in whole.every_group()}
    wrong: dict[str, str] = {}
    rest: list[str] = []
    for key, expected in given.wrong.items():
        told = words.tell(expected)
        if found := _nearest(key, keys):
            wrong[found] = f"{wrong[found]}; {told}" if found in wrong else told
        else:
            rest.append(f"{key}: {told}" if key else told)
    outcome = check(source, {})
    for problem in () if isinstance(outcome, Loaded) else outcome:
        found = _nearest(problem.key, keys)
        control, typed = controls.get(found), given.texts.get(found)
        if not found:
            rest.append(words.tell(problem.words))
        elif not (control and typed and is_changed(control, typed, source.table)):
            # What stands in the file is told as long as it stands in the form, too.
            wrong.setdefault(found, words.tell(problem.words))
    return wrong, tuple(rest)


def _nearest(key: str, keys: Collection[str]) -> str:
    """Return the control or table of the form that a problem belongs to; empty for none."""
    while key and key not in keys:
        key = key.rpartition(".")[0]
    return key
