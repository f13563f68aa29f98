"""A settings file -> what the program goes by, or everything that is wrong with it."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from ..desk.policy import Policy
from .complaint import problems
from .convert import convert
from .exercises import own_items
from .library import Library, read_library
from .loaded import Loaded
from .model import Settings
from .numbers import country_of
from .problem import Problem
from .toml import Source, read_source

Outcome = Loaded | tuple[Problem, ...]


def read(path: Path | None, environ: Mapping[str, str]) -> Outcome:
    """Return what the file asks for, variables above it, or all that is wrong (never nothing).

    A missing file, and None, mean the defaults. The file is only read.
    """
    source = Source(name="", text="", table={}) if path is None else read_source(path)
    return (source,) if isinstance(source, Problem) else check(source, environ)


def check(source: Source, environ: Mapping[str, str]) -> Outcome:
    """Return what the text asks for, or all that is wrong with it."""
    settings = settings_in(source, environ)
    if not isinstance(settings, Settings):
        return settings
    return convert(settings, library_for(settings), country_of(environ))


def settings_in(source: Source, environ: Mapping[str, str]) -> Settings | tuple[Problem, ...]:
    """Return the settings of the text, or all that is wrong with it."""
    try:
        return Settings.of(source.table, environ)
    except ValidationError as error:
        return problems(error, source, environ)


def library_for(settings: Settings) -> Library:
    """Return the exercises for these settings, the user's own among them."""
    own, without = own_items(settings.exercises), settings.reminders.stretch.without
    return read_library(settings.equipment, own, without)


def default_policy() -> Policy:
    """Return the program's own defaults: no file, no variables, no seed."""
    return convert(Settings.of({}, {}), read_library()).policy
