"""One scenario on every desktop: what each can do is seen, and is what the record says."""

from pathlib import Path

import pytest

from .desktops import ALL, AnyDesktop, seen
from .desktops.scenario import AT_ONCE, STEPS
from .desktops.sitting import Sitting
from .rig.home import Home
from .rig.needs import missing_packages
from .rig.unhunch import Unhunch

pytestmark = pytest.mark.desktop

SHOTS = Path(__file__).parent / "shots"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_scenario(
    kind: type[AnyDesktop], home: Home, logs: Path, request: pytest.FixtureRequest
) -> None:
    """Every step, in their order, on one start of the desktop; `--record` keeps what was seen."""
    if missing := missing_packages(kind.programs):
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")
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
    here.unhunch.settings(AT_ONCE)
    here.unhunch.start()
    here.desktop.moves()
    for capability, step in STEPS.items():
        here.tries(capability, step)
    return here.record()


def differs(kind: type[AnyDesktop], differences: list[str]) -> str:
    """Return what the failure says: what is otherwise, and what to do when it is right so."""
    lines = [f"{kind.title} is not as the record says (--record makes this the record):"]
    return "\n  ".join([*lines, *differences])
