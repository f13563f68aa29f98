"""Values to text on standard output: the one place of the program that prints."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any


def say(text: str) -> None:
    """Print a line."""
    print(text)  # noqa: T201


def complain(text: str) -> None:
    """Print a line where errors go."""
    print(f"unhunch: {text}", file=sys.stderr)  # noqa: T201


def say_json(value: Mapping[str, Any] | list[Any]) -> None:
    """Print a value as JSON that a person can read too."""
    say(json.dumps(value, indent=2, ensure_ascii=False))


def say_lines(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        say(line)
