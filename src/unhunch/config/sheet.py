"""`python -m unhunch.config.sheet --write | --check`: docs/exercises.md and its pictures.

`python -m unhunch.config.sheet FILE FOLDER` draws the exercises of another file into a folder, or
says what is wrong with them: for who writes an exercise.
"""

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..figures.figure import Figure
from ..figures.svg import film, stills
from .figures import check_figures, read_figures
from .paths import data_file

_ROOT = Path(__file__).parents[3]

_HEAD = """# The exercises

Made by `python -m unhunch.config.sheet --write` from `config/exercises.toml`. Each row is one
exercise: its first and its last pose, and between them what is held. What moves is green; the arrow
shows where to.

{caution}
"""


def made_files(root: Path = _ROOT) -> dict[Path, str]:
    """Return the sheet and its pictures, by where they belong in the checkout."""
    library = tomllib.loads(data_file("exercises.toml").read_text(encoding="utf-8"))
    figures, docs = read_figures(), root / "docs"
    parts, files = [_HEAD.format(caution=library["caution"])], {}
    for each in library["exercises"]:
        picture = f"exercises/{each['key']}.svg"
        figure = figures[each["key"]]
        files[docs / picture] = stills(figure, each["name"], each["steps"], alone=True)
        parts.append(_entry(each, picture))
    return {docs / "exercises.md": "\n".join(parts), **files}


def _entry(exercise: dict[str, Any], picture: str) -> str:
    return (
        f"## {exercise['number']}. {exercise['name']}\n\n"
        f"![{exercise['steps']}]({picture})\n\n"
        f"{exercise['steps']}. {exercise['dose']}.\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Write the sheet, or say what of it is stale (1), or draw another file (1: it is wrong)."""
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
        case [file, folder] if not file.startswith("-"):
            return _draw(Path(file), Path(folder))
        case _:
            sys.stderr.write(
                "usage: python -m unhunch.config.sheet --write | --check | FILE FOLDER\n"
            )
            return 2


def _draw(file: Path, folder: Path) -> int:
    try:
        found = check_figures(file.read_bytes(), file.name)
        if isinstance(found, tuple):
            sys.stderr.writelines(f"{problem}\n" for problem in found)
            return 1
        folder.mkdir(parents=True, exist_ok=True)
        for key, figure in found.items():
            _draw_one(folder / key, key, figure)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _draw_one(path: Path, title: str, figure: Figure) -> None:
    path.with_suffix(".svg").write_text(stills(figure, title, "", alone=True), encoding="utf-8")
    moving = path.with_name(f"{path.name}-film.svg")
    moving.write_text(film(figure, title, "", alone=True), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
