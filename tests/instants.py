"""Instants at a desk, made of facts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from unhunch.config.load import default_policy
from unhunch.desk import facts as f
from unhunch.desk.evolve import fold
from unhunch.desk.instant import Instant
from unhunch.desk.policy import Policy
from unhunch.desk.seen import Seen
from unhunch.desk.state import initial

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
POLICY = replace(default_policy(), seed=None)


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after nine."""
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def sat_down() -> f.Fact:
    """A bout that began at nine."""
    return f.BoutBegan(at=NINE)


def prompted(*names: str, at: datetime | None = None, **more: object) -> f.PromptShown:
    """Prompt 1 was shown, by default at 9:46."""
    return f.PromptShown(at=at or after(46), prompt=1, reminders=names, **more)


def instant(
    facts: Iterable[f.Fact], now: datetime, policy: Policy = POLICY, **seen: object
) -> Instant:
    """The instant after these facts: somebody types, unless said otherwise."""
    state = fold(facts, initial(NINE))
    assert state is not None
    look = {"last_input": now, "typing": True} | seen
    return Instant(state=state, now=now, seen=Seen(**look), policy=policy)
