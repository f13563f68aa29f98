"""The language that the settings name, read without checking them: for commands, which are quick.

A file that cannot be read says nothing here; whoever checks it says what is wrong.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "UNHUNCH_LANGUAGE"

AUTO = "auto"
"""The language of the desktop."""


def language_in(settings: Path, environ: Mapping[str, str]) -> str:
    """Return a language code, or "auto"."""
    if named := environ.get(VARIABLE):
        return named.strip("\"'")
    try:
        found = tomllib.loads(settings.read_text(encoding="utf-8-sig")).get("language", AUTO)
    except (OSError, ValueError, RecursionError):
        return AUTO
    return found if isinstance(found, str) else AUTO
