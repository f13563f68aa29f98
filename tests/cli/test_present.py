"""What `unhunch assess` says of one's own reports."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from unhunch.body import facts as f
from unhunch.body.history import History, recall
from unhunch.body.terms import RULESET, Level
from unhunch.cli.present import present, suggestion_lines
from unhunch.words.catalogue import ENGLISH


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings are there."""
    monkeypatch.setenv("HOME", str(tmp_path))


def after(*yes: str, level: Level, shown: str = "", **pain: int) -> History:
    """What was reported just now, with the suggestion that was shown of this rule, if any was."""
    now = datetime.now(UTC).astimezone()
    told = [
        f.StatementAccepted(at=now, ruleset=RULESET),
        f.CheckedIn(at=now, pain=tuple(pain.items()), yes=yes),
        f.LevelChanged(at=now, level=level, rules=(shown,)),
    ]
    if shown:
        told.append(f.SuggestionShown(at=now, level=level, rules=(shown,)))
    return recall(told)


def words_offered(history: History) -> list[str]:
    """The words that can be said to the suggestion."""
    lines = list(suggestion_lines(ENGLISH, present(history)))
    [*said] = [line.partition("Words: ")[2] for line in lines if "unhunch answer" in line]
    return [word.partition(" ")[0] for line in said for word in line.split("), ")]


def test_only_what_can_be_answered_is_offered() -> None:
    """A suggestion that rests on scores was not ticked by mistake; tingling can have stopped."""
    tick = after("weakness_arm_one", level=Level.SOON, shown="S2")
    scores = after(level=Level.SOON, shown="S8", neck=9)
    worried = after("worried", level=Level.CONSIDER, shown="C9")

    assert ["booked", "seen", "mistake", "over", "tomorrow"] == words_offered(tick)
    assert ["booked", "seen", "tomorrow"] == words_offered(scores)
    assert ["booked", "seen", "not_now", "never"] == words_offered(worried)


def test_what_was_not_put_in_front_of_anybody_cannot_be_answered() -> None:
    """Without a daemon nothing is: `unhunch answer` would refuse."""
    assert [] == words_offered(after("weakness_arm_one", level=Level.SOON))
