"""What a run saw of a desktop, and the committed record of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

FOLDER = Path(__file__).parent / "seen"


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether something works on a desktop: "yes", "no" or "unknown", and the reason."""

    answer: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.answer}: {self.why}" if self.why else self.answer

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what was written."""
        answer, _, why = text.partition(": ")
        return cls(answer, why)


YES = Seen("yes")


@dataclass(frozen=True, slots=True)
class Record:
    """What one run saw.

    `made_of`: each part of the desktop and its version, which may change without anybody's doing.
    `uses`: what Unhunch chose there. `saw`: each capability, in the order of the scenario.
    """

    title: str
    made_of: Mapping[str, str]
    uses: Mapping[str, str]
    saw: Mapping[str, Seen]

    def differences(self, now: "Record") -> list[str]:
        """Return what a later run saw otherwise, one line each; versions may differ."""
        lines = [
            f"{name} was {self.saw.get(name)}; now it is {now.saw.get(name)}"
            for name in {**self.saw, **now.saw}
            if self.saw.get(name) != now.saw.get(name)
        ]
        if self.uses != now.uses:
            lines.append(f"Unhunch used {self.uses}; now it uses {now.uses}")
        return lines


def read(name: str) -> Record | None:
    """Return the committed record of a desktop; None: there is none."""
    file = FOLDER / f"{name}.json"
    if not file.exists():
        return None
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    saw = {each: Seen.of(text) for each, text in kept.pop("saw").items()}
    return Record(saw=saw, **kept)


def write(name: str, record: Record) -> None:
    """Make this the record of a desktop."""
    plain = asdict(record) | {"saw": {each: str(seen) for each, seen in record.saw.items()}}
    text = json.dumps(plain, indent=2, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
