"""What the scenario keeps: records, and what a failing step says."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .desktops import ALL
from .desktops.desktop import AnyDesktop, Cannot
from .desktops.seen import YES, Record, Seen
from .desktops.sitting import Sitting

RECORD = Record("Some (X11)", {"panel": "p 1"}, {"idle": "x11"}, {"menu": Seen("no", "why: so")})


class Blank:
    """A desktop and a program on which nothing is, but for a screen to look at."""

    name, title, logs = "blank", "Blank", Path("logs")

    def screenshot(self, name: str) -> Path:
        """Say where it would be."""
        return Path(f"{name}.png")

    def __call__(self, *words: str) -> Any:
        """Answer a command."""
        return self

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Answer a request."""
        return {"ok": True, "idle_sensor": "none", "channel": "none"}

    out = "nothing"

    def log(self) -> str:
        """Nothing was written."""
        return ""


@pytest.fixture
def blank() -> Sitting:
    """Somebody sits in front of nothing."""
    return Sitting(Blank(), Blank())  # type: ignore[arg-type]


@pytest.mark.parametrize("saw", [YES, Seen("no", "there is no tray"), Seen("unknown", "a: b")])
def test_what_was_seen_is_read_as_it_was_written(saw: Seen) -> None:
    """An answer and its reason are one line in the record."""
    assert saw == Seen.of(str(saw))


def test_versions_may_differ_and_nothing_else() -> None:
    """A newer panel is no difference; another answer, reason or idle sensor is."""
    same = replace(RECORD, made_of={"panel": "p 2"})
    other = [
        replace(RECORD, saw={"menu": YES}),
        replace(RECORD, saw={"menu": Seen("no", "otherwise")}),
        replace(RECORD, saw={}),
        replace(RECORD, uses={"idle": "none"}),
    ]

    assert [] == RECORD.differences(same)
    assert [1, 1, 1, 1] == [len(RECORD.differences(each)) for each in other]


def test_what_a_desktop_cannot_do_is_kept_with_the_reason(blank: Sitting) -> None:
    """It is no failure and no skip."""

    def step(here: Sitting) -> Seen:
        raise Cannot("it has no tray")

    blank.tries("icon", step)

    assert {"icon": Seen("no", "it has no tray")} == dict(blank.saw)


def test_a_failing_step_says_where_to_look(blank: Sitting) -> None:
    """Desktop, step, screenshot and logs are in the failure."""

    def step(here: Sitting) -> Seen:
        raise AssertionError("nobody home")

    with pytest.raises(AssertionError) as failure:
        blank.tries("lock", step)

    for part in ("Blank", "'lock'", "nobody home", "scenario-blank-lock-failed.png", "logs"):
        assert part in str(failure.value)


def test_a_desktop_says_its_name() -> None:
    """A subclass without a name would overwrite another one's record."""
    names = [kind.name for kind in ALL]

    assert len(names) == len(set(names))
    assert all(issubclass(kind, AnyDesktop) for kind in ALL)
