"""docs/platforms.md says what the scenario saw: its tables are made from the committed records.

`python -m tests.desktop.platforms` fails when they are stale; `--write` makes them anew.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .desktops import ALL, seen
from .desktops.guided import BREAKS
from .desktops.scenario import STEPS

FILE = Path(__file__).parents[2] / "docs/platforms.md"
BEGINS = "<!-- begins: made by `python -m tests.desktop.platforms --write` -->"
ENDS = "<!-- ends -->"


class Notes:
    """Numbered reasons, each told once, below the table."""

    def __init__(self) -> None:
        self._reasons: dict[str, int] = {}

    def cell(self, saw: seen.Seen) -> str:
        """Return what stands in the table."""
        if not saw.why:
            return saw.answer
        number = self._reasons.setdefault(saw.why, len(self._reasons) + 1)
        return f"{saw.answer} ({number})"

    def lines(self) -> Iterator[str]:
        """Yield the list of the reasons."""
        for why, number in self._reasons.items():
            yield f"{number}. {why}"


def stale() -> bool:
    """Whether docs/platforms.md says anything else than the records."""
    text = FILE.read_text(encoding="utf-8")
    return text != renewed(text)


def renewed(text: str) -> str:
    """Return the document with the part between the markers made anew."""
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{made(records())}\n\n{ENDS}{after}"


def records() -> list[seen.Record]:
    """Return the record of each desktop; an error when one has none."""
    found = {kind.name: seen.read(kind.name) for kind in ALL}
    missing = [name for name, record in found.items() if record is None]
    assert not missing, f"no records of {missing}: run the scenario with --record"
    return [record for record in found.values() if record is not None]


def made(seen_there: Sequence[seen.Record]) -> str:
    """Return the generated part."""
    notes = Notes()
    prompts = [each for each in STEPS if each not in BREAKS]
    parts = [
        [f"- **{name}**: {sentence(step.__doc__)}" for name, step in STEPS.items()],
        table(["prompts and tray", *prompts], saw(prompts, seen_there, notes)),
        table(["guided break", *BREAKS], saw(BREAKS, seen_there, notes)),
        notes.lines(),
        table(["desktop", "made of", "idle sensor"], map(ingredients, seen_there)),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def saw(steps: Iterable[str], seen_there: Sequence[seen.Record], notes: Notes) -> list[list[str]]:
    """Return a row for each desktop: what was seen there in these steps."""
    return [[each.title, *(notes.cell(each.saw[step]) for step in steps)] for each in seen_there]


def ingredients(record: seen.Record) -> list[str]:
    """Return a row: what the desktop was made of when it was recorded."""
    parts = ", ".join(dict.fromkeys(record.made_of.values()))
    return [record.title, parts, f"`{record.uses['idle']}`"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def sentence(text: str | None) -> str:
    """Return the first paragraph of a docstring on one line."""
    first, *_ = (text or "").split("\n\n")
    return " ".join(first.split())


def main() -> int:
    """Check, or write with --write; return the exit code."""
    if "--write" in sys.argv[1:]:
        FILE.write_text(renewed(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    elif stale():
        sys.stderr.write("docs/platforms.md: stale; python -m tests.desktop.platforms --write\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
