"""`python -m unhunch.config.sheet --write | --check`: docs/exercises.md and its pictures."""

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..figures.svg import stills
from .figures import read_figures
from .paths import data_file
from .sheet_own import example, own_section

OWN_PICTURE = "exercises/your-own.svg"

_ROOT = Path(__file__).parents[3]

_HEAD = """# The exercises

Made by `python -m unhunch.config.sheet --write` from `config/exercises.toml`. Each row is one
exercise: its first and its last pose, and between them what is held. What moves is green; the arrow
shows where to. [Your own](#your-own-exercise) are a few lines: see the end.

{caution}
"""


def made_files(root: Path = _ROOT) -> dict[Path, str]:
    """Return the sheet and its pictures, by where they belong in the checkout."""
    library = tomllib.loads(data_file("exercises.toml").read_text(encoding="utf-8"))
    figures, docs = read_figures(), root / "docs"
    parts, files = [_HEAD.format(caution=" ".join(library["caution"]))], {}
    for each in library["exercises"]:
        picture = f"exercises/{each['key']}.svg"
        figure = figures[each["key"]]
        files[docs / picture] = stills(figure, each["name"], each["steps"], alone=True)
        parts.append(_entry(each, picture))
    _, own, figure = example()
    files[docs / OWN_PICTURE] = stills(figure, own["name"], own["do"], alone=True)
    parts.append(own_section(OWN_PICTURE, library["avoid"]))
    return {docs / "exercises.md": "\n".join(parts), **files}


def _entry(exercise: dict[str, Any], picture: str) -> str:
    return (
        f"## {exercise['number']}. {exercise['name']}\n\n"
        f"![{exercise['steps']}]({picture})\n\n"
        f"{exercise['steps']}. {exercise['dose']}.\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Write the sheet, or say what of it is stale (1)."""
    match list(arguments):
        case ["--write"]:
            for path, text in made_files().items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return 0
        case ["--check"]:
            stale = [
                path
                for path, text in made_files().items()
                if not path.exists() or path.read_text(encoding="utf-8") != text
            ]
            sys.stderr.writelines(f"{path} is stale; make it with --write\n" for path in stale)
            return 1 if stale else 0
        case _:
            sys.stderr.write("usage: python -m unhunch.config.sheet --write | --check\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
