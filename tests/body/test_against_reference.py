"""Two readings of rules.md, written apart, come to the same on histories drawn at random."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from unhunch.body.assess import Assessment, assess
from unhunch.body.history import BridgeAnswer, History, Leave, Report, Retraction, Visit
from unhunch.body.terms import FLAGS

from .histories import random_history
from .reference import LEVELS, fired, highest

Told = Mapping[str, Any]
Rules = set[tuple[str, str]]

HISTORIES = int(os.environ.get("HISTORIES", "3000"))
"""How many are compared."""

SEED = os.environ.get("HISTORIES_SEED", "1")
"""Another number draws other histories."""

SOME = 10
"""Into so many tests they are divided, so that a run shows more than one difference."""

DAY_0 = datetime(2026, 1, 1, tzinfo=UTC)


# --- a history in the format of vignettes.md, as the program keeps it ------------------------


def day(number: int) -> date:
    """Return the calendar day of a day number."""
    return moment({"d": number}).date()


def moment(told: Told) -> datetime:
    """Return when it was told; at midnight where only the day is known."""
    return DAY_0 + timedelta(days=told["d"] + told.get("t", 0))


def at(told: Told) -> datetime | None:
    """Return when it was told; None where only the day is known."""
    return moment(told) if "t" in told else None


def report(told: Told) -> Report:
    """Return the check-in, or the answers to flags alone."""
    yes = frozenset(told.get("flags", ()))
    no = frozenset(FLAGS if "*" in told.get("no", ()) else told.get("no", ()))
    return Report(
        day=day(told["d"]),
        at=at(told),
        completed=told.get("completed", True),
        pain={region: score for region, score in told.get("pain", {}).items() if score > 0},
        yes=yes,
        no=no - yes,
    )


def as_history(told: Told) -> History:
    """Return the history as the engine takes it."""
    events = told.get("events", ())
    of = {kind: [e for e in events if e["type"] == kind] for kind in EVENTS}
    return History(
        reports=tuple(report(each) for each in told["reports"]),
        visits=tuple(Visit(day=day(e["d"]), at=at(e)) for e in of["seen"]),
        retractions=tuple(
            Retraction(day=day(e["d"]), at=at(e), flag=e["flag"]) for e in of["retract"]
        ),
        bridges=tuple(
            BridgeAnswer(day=day(e["d"]), at=at(e), answer=e["answer"]) for e in of["bridge"]
        ),
        booked=tuple(day(e["d"]) for e in of["booked"]),
        leaves=tuple(Leave(first=day(e["d"]), last=day(e["until"])) for e in of["pause"]),
    )


EVENTS = ("seen", "retract", "bridge", "booked", "pause")


def by_the_engine(told: Told) -> Rules:
    """Return the rules that fire, and at which level, as the program has it."""
    return rules_of(assess(as_history(told), day(told["as_of"])))


def rules_of(found: Assessment) -> Rules:
    """Return the rules that fired, each with its level."""
    return {(each.rule, each.level.value) for each in found.fired}


# --- the smallest history that shows a difference --------------------------------------------


def smaller(told: Told) -> Iterator[dict[str, Any]]:
    """Yield the history without one of its reports, events, answers or scores."""
    for part in ("reports", "events"):
        for i, each in enumerate(told[part]):
            rest = [*told[part][:i], *told[part][i + 1 :]]
            yield {**told, part: rest}
            for less in less_said(each):
                yield {**told, part: [*told[part][:i], less, *told[part][i + 1 :]]}


def less_said(told: Told) -> Iterator[dict[str, Any]]:
    """Yield the report or event without its time, one of its flags, denials or scores."""
    if "t" in told:
        yield {key: value for key, value in told.items() if key != "t"}
    for answers in ("flags", "no"):
        for answer in told.get(answers, ()):
            yield {**told, answers: [each for each in told[answers] if each != answer]}
    for region in told.get("pain", {}):
        yield {**told, "pain": {r: s for r, s in told["pain"].items() if r != region}}


def shrink(told: Told, differs: Callable[[Told], bool]) -> Told:
    """Return a smallest history that still differs: nothing can be left out of it."""
    for less in smaller(told):
        if differs(less):
            return shrink(less, differs)
    return told


def difference(told: Told, engine: Callable[[Told], Rules]) -> str:
    """Return what to print: both readings of a smallest history on which they differ."""
    told = shrink(told, lambda less: engine(less) != fired(less))
    here, there = engine(told), fired(told)
    return (
        f"the engine alone: {sorted(here - there)}, the reference alone: {sorted(there - here)}\n"
        f'{{"as_of": {told["as_of"]},\n "reports": [\n  '
        + ",\n  ".join(json.dumps(each) for each in told["reports"])
        + '],\n "events": [\n  '
        + ",\n  ".join(json.dumps(each) for each in told["events"])
        + "]}"
    )


# --- the comparison --------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(SOME))
def test_both_readings_find_the_same_rules_at_the_same_levels(part: int) -> None:
    """Whatever was reported, the program says what a slow reading of rules.md says."""
    rng = Random(f"{SEED}, {part}")
    for _ in range(HISTORIES // SOME):
        told = random_history(rng)
        expected = fired(told)
        found = assess(as_history(told), day(told["as_of"]))

        if expected != rules_of(found):
            pytest.fail(difference(told, by_the_engine), pytrace=False)
        assert highest(expected) == (found.level.value, set(found.rules))


@pytest.mark.parametrize("rule", ["E5", "S8", "C1b", "C4", "W5"])
def test_a_rule_left_out_is_found_and_shown_by_a_small_history(rule: str) -> None:
    """An engine without this rule does not pass, and the history shown is one to be read."""

    def without(told: Told) -> Rules:
        return {each for each in fired(told) if each[0] != rule} or {("N1", "none")}

    rng = Random(SEED)
    drawn = (random_history(rng) for _ in range(HISTORIES))
    told = next(each for each in drawn if without(each) != fired(each))
    small = shrink(told, lambda less: without(less) != fired(less))

    assert len(small["reports"]) <= 6
    assert f"the reference alone: [('{rule}', " in difference(told, without)


def test_every_rule_is_fired_by_the_histories_compared() -> None:
    """The comparison speaks of every row of the table, and of faded items at each level."""
    faded = {"E": ("urgent", "soon", "consider"), "S": ("soon", "consider")}
    counts = {"S8", "S10", "S14"}
    items = [f"E{n}" for n in range(1, 8)]
    items += [f"S{n}" for n in (1, 2, 3, 4, 5, 9, 11, 12, 13, 15)]
    wanted = {(rule, level) for rule in items for level in faded[rule[0]]}
    wanted |= {(rule, "soon") for rule in counts}
    wanted |= {
        (f"C{n}", "consider")
        for n in ["1a", "1b", "1c", "1d", "1e", "2", "3", "4", "5", "6", "8", "9", "10"]
    }
    wanted |= {(f"W{n}", "watch") for n in range(1, 8)} | {("K1", "self_care"), ("N1", "none")}
    rng = Random(1)
    found: Rules = set()
    for _ in range(5000):
        found |= fired(random_history(rng))
        if wanted <= found:
            break

    assert wanted == found
    assert {level for _, level in wanted} == set(LEVELS)
