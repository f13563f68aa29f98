"""Where settings come from: a file's values, and variables above them."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

PREFIX = "UNHUNCH_"


class Written(PydanticBaseSettingsSource):
    """The values of a file that has been read."""

    def __init__(self, settings: type[BaseSettings], values: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._values = dict(values)

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return self._values.get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        return self._values


class Environment(Written):
    """Variables like UNHUNCH_REMINDERS__SITTING__AFTER=30m."""

    def __init__(self, settings: type[BaseSettings], environ: Mapping[str, str]) -> None:
        values: dict[str, Any] = {}
        for _, place, value in variables(settings, environ):
            put(values, place, value)
        super().__init__(settings, values)


def variables(
    settings: type[BaseSettings], environ: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Yield the variables that name a setting: name, place and value, outer tables first.

    Others that begin with UNHUNCH_ belong to someone else, such as UNHUNCH_CONFIG.
    """
    for name in sorted(environ):
        place = tuple(name.removeprefix(PREFIX).lower().split("__"))
        if name.startswith(PREFIX) and place[0] in settings.model_fields:
            yield name, place, read_value(environ[name])


def read_value(text: str) -> Any:
    """Return what the text means in TOML, or else the text itself: 30m needs no quotes here."""
    try:
        table = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return table["value"] if table.keys() == {"value"} else text


def put(values: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    """Set the value at this place; tables on the way are made, also instead of a plain value."""
    for part in place[:-1]:
        inner = values.get(part)
        values[part] = inner if isinstance(inner, dict) else {}
        values = values[part]
    values[place[-1]] = value
