"""A day as text: settings, a script, and below a line the journal that it makes.

    # The sentence that this day proves.
    sit_stand_desk = true           settings, if they are not the program's own
    ====
    start 2026-03-02T09:00 Europe/Berlin
    works 25m
    ----
    09:00:00 bout_began
    09:20:00 cue_shown eyes

A fact is its moment, its kind, and what it says: what it must say in order, then what is not as
usual by name. The date and the offset are written where they change. A step that was refused is
the last line, after an exclamation mark. Which items a prompt names is left out.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path

from unhunch.config.load import check, read
from unhunch.config.toml import Source
from unhunch.desk.facts import Fact
from unhunch.desk.policy import Policy
from unhunch.journal.codec import kind_of
from unhunch.plain import to_plain
from unhunch.simulate.run import run
from unhunch.simulate.script import ScriptError, parse

DAYS = Path(__file__).parent / "days"
LEFT_OUT = ("at", "items")


@dataclass(frozen=True, kw_only=True)
class DayFile:
    """The parts of a day's file. `head` is everything above the journal, as it stands there."""

    head: str
    settings: str
    script: str
    journal: list[str]

    @property
    def comment(self) -> str:
        """What the day proves: the comment on its first lines."""
        lines = self.head.splitlines()
        end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
        return " ".join(line.removeprefix("#").strip() for line in lines[:end])


def read_day(path: Path) -> DayFile:
    """Return the parts of a day's file."""
    head, _, journal = path.read_text(encoding="utf-8").partition("----\n")
    settings, _, script = head.rpartition("====\n")
    return DayFile(head=head, settings=settings, script=script, journal=journal.splitlines())


def write_day(path: Path, day: DayFile, journal: list[str]) -> None:
    """Replace the lower half of a day's file."""
    path.write_text("\n".join([f"{day.head}----", *journal, ""]), encoding="utf-8")


def policy_of(settings: str) -> Policy:
    """Return what these settings ask for, without a seed."""
    source = Source(name="settings", text=settings, table=tomllib.loads(settings))
    outcome = check(source, {})
    assert not isinstance(outcome, tuple), outcome
    return outcome.policy


def load(name: str) -> Policy:
    """Return what a settings file beside the days asks for."""
    outcome = read(DAYS / name, {})
    assert not isinstance(outcome, tuple), outcome
    return outcome.policy


def journal_of(day: DayFile) -> list[str]:
    """Run the day and return its journal as lines."""
    facts = run(parse(day.script), policy_of(day.settings), load)
    return list(lines_of(facts))


def lines_of(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield each fact as a line, and a refused step as the last one."""
    before: datetime | None = None
    try:
        for fact in facts:
            yield f"{_moment(fact.at, before)} {kind_of(type(fact))}{_said(fact)}"
            before = fact.at
    except ScriptError as error:
        yield f"! {error}"


def _moment(at: datetime, before: datetime | None) -> str:
    day = f"{at:%Y-%m-%d} " if before is not None and at.date() != before.date() else ""
    text = f"{day}{at.time().isoformat()}"
    moved = before is not None and at.tzinfo != before.tzinfo
    return text + str(at.tzinfo).removeprefix("UTC") if moved else text


def _said(fact: Fact) -> str:
    words = []
    for each in fields(fact):
        value = getattr(fact, each.name)
        if each.name in LEFT_OUT:
            continue
        if each.default is MISSING:
            words.append(_value(value, fact.at))
        elif value is True:
            words.append(each.name)
        elif value != each.default:
            words.append(f"{each.name}={_value(value, fact.at)}")
    return "".join(f" {word}" for word in words)


def _value(value: object, at: datetime) -> str:
    match value:
        case None:
            return "unknown"
        case datetime():
            return _moment(value, at).replace(" ", "T")
        case timedelta() | date() | str() | int() | float():
            return str(to_plain(value))
        case tuple():
            return f"[{', '.join(map(str, value))}]"
        case _:
            raise TypeError(f"no short form for {value!r}")
