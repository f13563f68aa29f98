"""A diary as text: what a person reported on which day, and what the rules say to it."""

import re
from datetime import UTC, date, datetime, time

from unhunch.body.assess import Assessment, assess
from unhunch.body.history import BridgeAnswer, History, Leave, Report, Retraction, Visit
from unhunch.body.reading import date_of
from unhunch.body.terms import FLAGS, REGIONS

LINE = re.compile(r"(?P<day>\d+)(?: (?P<clock>\d\d:\d\d))?: ?(?P<what>.*)")


def diary(*lines: str) -> History:
    """Return the history that these lines tell, each "DAY [HH:MM]: …", in the order given.

    A check-in: `neck=4 tingling_arm_one no=fever no=*`; nothing at all: no pain. Flags without a
    check-in: `flags fever`. Events: `seen [kept=FLAG]`, `retracts FLAG`, `bridges ANSWER`,
    `leave DAY`.
    """
    told: dict[str, list[object]] = {}
    for text in (each.strip() for line in lines for each in line.splitlines() if each.strip()):
        found = LINE.fullmatch(text)
        assert found is not None, text
        day = date_of(int(found["day"]))
        at = _moment(day, found["clock"])
        name, value = _told(day, at, found["what"].split())
        told.setdefault(name, []).append(value)
    return History(**{name: tuple(values) for name, values in told.items()})  # type: ignore[arg-type]


def on(days: "range | list[int] | tuple[int, ...]", what: str) -> str:
    """Return the same line for each of these days."""
    return "\n".join(f"{day}: {what}" for day in days)


def assessed(history: History | str, day: int, off: tuple[str, ...] = ()) -> Assessment:
    """Return what the rules say at the end of a day."""
    return assess(diary(history) if isinstance(history, str) else history, date_of(day), off)


def fired(history: History | str, day: int) -> dict[str, str]:
    """Return the rules that fire, each with the highest level at which it does."""
    return {each.rule: each.level.value for each in reversed(assessed(history, day).fired)}


def _moment(day: date, clock: str | None) -> datetime | None:
    return datetime.combine(day, time.fromisoformat(clock), UTC) if clock else None


def _told(day: date, at: datetime | None, words: list[str]) -> tuple[str, object]:
    match words:
        case ["seen", *kept]:
            flags = frozenset(each.removeprefix("kept=") for each in kept)
            return "visits", Visit(day=day, at=at, kept=flags)
        case ["retracts", flag]:
            return "retractions", Retraction(day=day, at=at, flag=flag)
        case ["bridges", answer]:
            return "bridges", BridgeAnswer(day=day, at=at, answer=answer)
        case ["leave", last]:
            return "leaves", Leave(first=day, last=date_of(int(last)))
        case ["flags", *said]:
            return "reports", _report(day, at, said, completed=False)
        case _:
            return "reports", _report(day, at, words, completed=True)


def _report(day: date, at: datetime | None, words: list[str], *, completed: bool) -> Report:
    scores = dict(each.split("=") for each in words if "=" in each and not each.startswith("no="))
    denied = {each.removeprefix("no=") for each in words if each.startswith("no=")}
    yes = {each for each in words if "=" not in each}
    no = set(FLAGS) - yes if "*" in denied else denied
    assert scores.keys() <= set(REGIONS), words
    assert yes | no <= set(FLAGS), words
    return Report(
        day=day,
        at=at,
        completed=completed,
        pain={region: int(score) for region, score in scores.items() if score != "0"},
        yes=frozenset(yes),
        no=frozenset(no),
    )
