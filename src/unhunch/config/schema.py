"""`python -m unhunch.config.schema --write | --check`: what is made from the settings model.

That is config/unhunch.schema.json, for editors that complete and check, and docs/config.md.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from .descriptions import bounds, inner_model, meanings
from .exercises import ExerciseTable
from .model import Settings
from .reference import reference
from .reminders import OwnTable
from .span import write_span

_ROOT = Path(__file__).parents[3]


def schema() -> str:
    """Return the JSON schema of the settings file."""
    made = _tidy(Settings.model_json_schema(schema_generator=_Generator))
    for model in _models(Settings):
        where = made if model is Settings else made["$defs"][model.__name__]
        for name, words in meanings(model).items():
            limits = bounds(model.model_fields[name])
            more = f" From {limits.low} to {limits.high}." if limits else ""
            where["properties"][name]["description"] = words + more
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of Unhunch",
        "description": "What may stand in config.toml.",
    }
    return json.dumps(head | {k: v for k, v in made.items() if k not in head}, indent=2) + "\n"


def made_files(root: Path = _ROOT) -> dict[Path, str]:
    """Return what is made from the model, by where it belongs in the checkout."""
    return {
        root / "config" / "unhunch.schema.json": schema(),
        root / "docs" / "config.md": reference(),
    }


def main(arguments: Sequence[str]) -> int:
    """Write what is made from the model, or say which of it is stale (1)."""
    if list(arguments) not in (["--write"], ["--check"]):
        sys.stderr.write("usage: python -m unhunch.config.schema --write | --check\n")
        return 2
    files = made_files()
    stale = [path for path, text in files.items() if not path.exists() or path.read_text() != text]
    if arguments[0] == "--check":
        sys.stderr.writelines(f"{path} is stale; make it with --write\n" for path in stale)
        return 1 if stale else 0
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
    return 0


class _Generator(GenerateJsonSchema):
    """Writes defaults as they are written in the file."""

    def encode_default(self, dft: Any) -> Any:
        match dft:
            case timedelta():
                return write_span(dft)
            case time():
                return f"{dft:%H:%M}"
            case _:
                return super().encode_default(dft)


def _tidy(node: Any) -> Any:
    """Leave out what says nothing about a TOML file: titles, and null, which TOML has not."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    kinds = [each for each in node.get("anyOf", ()) if each != {"type": "null"}]
    if len(kinds) == 1:
        node = {key: value for key, value in node.items() if key != "anyOf"} | kinds[0]
    if "never" in node.get("pattern", "") and node.get("default", "") is None:
        node = node | {"default": "never"}
    return {
        key: _tidy(value)
        for key, value in node.items()
        if value is not None and not (key == "title" and isinstance(value, str))
    }


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    if model is Settings:
        yield from (OwnTable, ExerciseTable)
    for field in model.model_fields.values():
        inside = inner_model(field)
        if inside is not None:
            yield from _models(inside)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
