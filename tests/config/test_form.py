"""The form of the settings: a control for everything that can be set, and what it holds."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from unhunch.config.descriptions import inner_model, meanings
from unhunch.config.edit import GONE
from unhunch.config.entered import Unreadable, entered, is_default, is_same, literal, shown
from unhunch.config.exercises import ExercisesTable, ExerciseTable
from unhunch.config.filled import filled, texts_of
from unhunch.config.form import Control, Kind, form, own_group, schema
from unhunch.config.load import check
from unhunch.config.loaded import Loaded
from unhunch.config.model import Settings
from unhunch.config.reminders import OwnTable, RemindersTable
from unhunch.config.span import read_span
from unhunch.config.toml import Source
from unhunch.words.settings import texts

OWN = {("reminders",): ("tea",), ("exercises",): ("reach",)}
WHOLE = form(OWN)
CONTROLS = {each.key: each for each in WHOLE.every_control()}


def settings(model: type[BaseModel], place: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every setting of the model by its full name, with what it means."""
    said = meanings(model)
    for name, field in model.model_fields.items():
        kinds = [field.annotation, *getattr(field.annotation, "__args__", ())]
        inner = inner_model(field) or next(
            (k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None
        )
        if inner is not None:
            yield from settings(inner, (*place, name))
        else:
            yield ".".join((*place, name)), said[name]
    if model is RemindersTable:
        yield from settings(OwnTable, (*place, "tea"))
    if model is ExercisesTable:
        yield from settings(ExerciseTable, (*place, "reach"))


def test_every_setting_of_the_model_has_its_control() -> None:
    """With what the model says it means: a new one needs nothing else to be on the form."""
    assert dict(settings(Settings)) == {key: each.meaning for key, each in CONTROLS.items()}


def test_only_a_figure_is_left_for_the_file() -> None:
    """Every other kind of value that the model has today has a control of its own."""
    left = [key for key, each in CONTROLS.items() if each.kind in (Kind.RAW, Kind.FILE)]
    assert ["exercises.reach.figure"] == left


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("sit_stand_desk", Kind.CHECK),
        ("language", Kind.CHOICE),
        ("equipment", Kind.SEVERAL),
        ("idle_after", Kind.TEXT),
        ("prompt.per_hour", Kind.WHOLE),
        ("prompt.jitter", Kind.NUMBER),
        ("hours.mon", Kind.LIST),
        ("hours.dates", Kind.TABLE),
        ("reminders.stretch.sets", Kind.SEVERAL),
        ("reminders.tea.at", Kind.LIST),
        ("reminders.tea.items", Kind.LINES),
        ("reminders.tea.answers", Kind.NAMED),
    ],
)
def test_each_kind_of_value_has_its_control(key: str, kind: Kind) -> None:
    """By what the schema says of it."""
    assert kind is CONTROLS[key].kind


def test_a_control_says_its_bounds_and_its_default() -> None:
    """Of lengths and of numbers."""
    idle, hour = CONTROLS["idle_after"], CONTROLS["prompt.per_hour"]

    assert ("30s", "5m", "2m") == (idle.low, idle.high, idle.default)
    assert ("1", "60", 2) == (hour.low, hour.high, hour.default)
    assert "From" not in idle.meaning


@pytest.mark.parametrize("key", [key for key, each in CONTROLS.items() if each.kind is Kind.TEXT])
def test_an_example_is_within_the_bounds(key: str) -> None:
    """Or there is none: the default is one."""
    each = CONTROLS[key]

    if each.low and each.example:
        low, value, high = map(read_span, (each.low, each.example, each.high))
        assert low <= value <= high
    assert each.example or each.default is not None or not each.low


@pytest.mark.parametrize("key", CONTROLS)
def test_the_defaults_stand_in_the_controls(key: str) -> None:
    """What is shown for nothing in the file is the default, and changes nothing when it is sent."""
    control = CONTROLS[key]
    usual = shown(control, None)

    assert is_default(control, usual)
    assert {} == filled(WHOLE, {}, {key: usual}).changes


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sit_stand_desk", True),
        ("language", "de"),
        ("equipment", ["band"]),
        ("equipment", []),
        ("idle_after", "90s"),
        ("prompt.per_hour", 7),
        ("prompt.jitter", 0.25),
        ("hours.mon", ["09:00-12:00", "13:00-17:00"]),
        ("hours.sat", []),
        ("hours.quiet", ["22:00-07:00"]),
        ("hours.dates", {"2026-12-24": ["09:00-12:00"], "2026-12-25": []}),
        ("reminders.stretch.sets", ["legs", "neck"]),
        ("reminders.tea.at", ["09:30", "14:00"]),
        ("reminders.tea.items", ["One, two?", "Three = four?"]),
        ("reminders.tea.answers", ["done", "skip"]),
        ("reminders.tea.answers", {"Drank it": "done", "1 = 2": "skip"}),
    ],
)
def test_what_is_shown_is_read_as_what_it_was(key: str, value: object) -> None:
    """From the file into the control and back."""
    control = CONTROLS[key]

    assert value == entered(control, shown(control, value), value)


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("sit_stand_desk", "yes", '"yes"'),
        ("prompt.per_hour", "many", '"many"'),
        ("idle_after", 2, "2"),
        ("hours.mon", 9, "9"),
        ("hours.dates", ["x"], '["x"]'),
        ("reminders.tea.answers", True, "true"),
        ("language", {"de": 1}, "{ de = 1 }"),
    ],
)
def test_what_does_not_fit_is_shown_as_it_stands(key: str, value: object, text: str) -> None:
    """And is no change as long as nobody touches it."""
    control = CONTROLS[key]

    assert (text,) == shown(control, value)
    assert is_same(control, (f"{text} ",), shown(control, value))


@pytest.mark.parametrize(
    ("key", "text", "advice"),
    [
        ("prompt.per_hour", "two", "enter a whole number"),
        ("prompt.per_hour", "2.5", "enter a whole number"),
        ("prompt.jitter", "little", "enter a number, like 0.1"),
        ("prompt.jitter", ".", "enter a number, like 0.1"),
        ("hours.dates", "2026-12-24 =\n2026-12-24 = 9:00-10:00", "2026-12-24 stands there twice"),
        ("reminders.tea.answers", "A = done\nskip", 'write each line like "Drank it = done", or'),
        ("reminders.tea.answers", "A = done\nA = skip", "A stands there twice"),
    ],
)
def test_what_is_no_value_is_told(key: str, text: str, advice: str) -> None:
    """In words about what is entered, not about the file."""
    with pytest.raises(Unreadable, match=advice):
        entered(CONTROLS[key], (text,))


def test_a_comma_may_stand_before_the_tenths() -> None:
    """As in German."""
    assert 0.25 == entered(CONTROLS["prompt.jitter"], ("0,25",))


def test_the_same_length_is_the_default_however_it_is_written() -> None:
    """The file that comes with the program writes 60m where the model has 1h."""
    assert is_default(CONTROLS["reminders.stretch.every"], ("60m",))
    assert not is_default(CONTROLS["reminders.stretch.every"], ("61m",))
    assert not is_default(CONTROLS["holds.dnd.at_most"], ("60m",))


def test_boxes_keep_the_order_of_the_file() -> None:
    """Sets take turns: what stays keeps its place, what is new comes last."""
    control, before = CONTROLS["reminders.stretch.sets"], ["legs", "neck", "hands"]

    assert ["legs", "hands", "strength"] == entered(control, ("hands", "legs", "strength"), before)
    assert is_same(control, ("neck", "hands", "legs"), tuple(before))


def test_nothing_in_a_list_takes_the_line_away_or_is_written() -> None:
    """Where no list differs from an empty one, [] is written for the latter."""
    assert GONE is entered(CONTROLS["hours.sat"], ("",))
    assert [] == entered(CONTROLS["hours.sat"], ("[]",))
    assert [] == entered(CONTROLS["hours.quiet"], ("",))
    assert GONE is entered(CONTROLS["reminders.tea.days"], ())


def test_days_change_one_by_one() -> None:
    """So that what stands between their lines stays."""
    table = {"hours": {"dates": {"2026-12-24": ["09:00-12:00"], "2026-12-25": []}}}
    text = "2026-12-25 =\n2026-12-26 = 10:00-11:00"

    found = filled(WHOLE, table, {"hours.dates": (text,)}).changes

    assert {
        ("hours", "dates", "2026-12-24"): GONE,
        ("hours", "dates", "2026-12-26"): ["10:00-11:00"],
    } == found
    assert {
        ("hours", "dates", "2026-12-24"): GONE,
        ("hours", "dates", "2026-12-25"): GONE,
    } == filled(WHOLE, table, {"hours.dates": ("",)}).changes


def test_hours_of_its_own_go_with_the_last_of_them() -> None:
    """An empty table would mean something else: always."""
    table = {"reminders": {"eyes": {"hours": {"mon": ["09:00-10:00"], "quiet": []}}}}
    place = ("reminders", "eyes", "hours")

    def changed(**given: str) -> dict[tuple[str, ...], Any]:
        keys = {f"reminders.eyes.hours.{name}": (text,) for name, text in given.items()}
        return filled(WHOLE, table, keys).changes

    assert {(*place, "mon"): GONE} == changed(mon="")
    table["reminders"]["eyes"]["hours"].pop("quiet")
    assert {place: GONE} == changed(mon="")
    assert {(*place, "mon"): GONE, (*place, "tue"): ["08:00-09:00"]} == changed(
        mon="", tue="08:00-09:00"
    )


def test_a_setting_of_a_kind_that_is_not_known_is_shown_as_it_stands() -> None:
    """Whatever a later schema brings can be set."""
    control = Control(place=("odd",), kind=Kind.RAW, label="Odd", meaning="", default=[1, [2]])

    assert ("[1, [2]]",) == shown(control, None)
    assert [3] == entered(control, ("[3]",))
    assert "free" == entered(control, ("free",))


def test_what_is_said_of_settings_is_in_the_catalogues() -> None:
    """Every label, meaning and word to choose."""
    said = set(texts(schema()))
    groups = [each for each in WHOLE.every_group() if not each.is_own and each.place]

    assert {each.meaning for each in CONTROLS.values()} <= said
    assert {each.label for each in [*CONTROLS.values(), *groups]} <= said
    assert {each.meaning for each in groups} <= said
    assert own_group(next(g for g in WHOLE.every_group() if g.model), "tea").meaning in said


def test_every_control_changes_what_counts() -> None:
    """An example in each text is a value that the settings take."""
    table = {"reminders": {"tea": {"every": "50m", "text": "Tea?"}}}
    for control in CONTROLS.values():
        assert len(texts_of(control, table)) == 1 or control.kind is Kind.SEVERAL
        if control.kind is Kind.LIST and control.place[0] != "reminders":
            found = filled(WHOLE, table, {control.key: (control.example,)}).changes
            ((place, value),) = found.items()
            source = Source(name="", text="", table={place[0]: {place[1]: value}})
            assert isinstance(check(source, {}), Loaded), control.key


def test_a_value_is_written_as_in_the_file() -> None:
    """Quotes, brackets and braces included."""
    value = {"a b": [True, 'say "so"', 2.5], "ü": "ö"}
    assert '{ "a b" = [true, "say \\"so\\"", 2.5], "\\u00fc" = "ö" }' == literal(value)
