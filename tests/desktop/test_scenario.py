"""One scenario on every desktop: what each can do is seen, and is what the record says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unhunch.config.paths import Paths
from unhunch.daemon.alive import AliveFile
from unhunch.daemon.clock import boot_id, read_clocks
from unhunch.desk.facts import BoutBegan

from .desktops import ALL, AnyDesktop, seen
from .desktops.scenario import STEPS
from .desktops.settings import AT_DESK, AT_ONCE
from .desktops.sitting import Sitting
from .rig.home import Home
from .rig.needs import skip_without
from .rig.unhunch import Unhunch

pytestmark = pytest.mark.desktop

SHOTS = Path(__file__).parent / "shots"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_scenario(
    kind: type[AnyDesktop], home: Home, logs: Path, request: pytest.FixtureRequest
) -> None:
    """Every step, in their order, on one start of the desktop; `--record` keeps what was seen."""
    skip_without(kind.programs)
    with kind(home, logs, SHOTS) as desktop:
        unhunch = Unhunch(desktop.environment, logs)
        try:
            now = plays(Sitting(desktop, unhunch))
        finally:
            unhunch.stop()
    if request.config.getoption("--record"):
        seen.write(kind.name, now)
    committed = seen.read(kind.name)

    assert committed is not None, f"no record of {kind.name} yet; make one with --record"
    assert not committed.differences(now), differs(kind, committed.differences(now))


def plays(here: Sitting) -> seen.Record:
    """Start Unhunch and take every step; return what was seen."""
    _has_been_there(here, AT_DESK)
    here.desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    here.unhunch.settings(AT_ONCE)
    here.unhunch.start()
    here.desktop.moves()
    for capability, step in STEPS.items():
        here.tries(capability, step)
    return here.record()


def _has_been_there(here: Sitting, lasted: timedelta) -> None:
    """Have the program remember somebody at this desk, until a moment ago."""
    now, paths = datetime.now(UTC), Paths.of(here.desktop.environment)
    here.desktop.home.remembers(BoutBegan(at=now - lasted))
    paths.alive.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    AliveFile(paths.alive, boot_id()).touch(read_clocks(), now)


def differs(kind: type[AnyDesktop], differences: list[str]) -> str:
    """Return what the failure says: what is otherwise, and what to do when it is right so."""
    lines = [f"{kind.title} is not as the record says (--record makes this the record):"]
    return "\n  ".join([*lines, *differences])
