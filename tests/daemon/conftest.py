"""What the tests of the daemon share."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from .buses import Bus
from .outsides import Bench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """What the daemon sees with, impatient, on two buses with nobody on them."""
    if which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon (Debian package dbus)")
    for module in ("link", "linux", "questions", "sensing"):
        monkeypatch.setattr(f"unhunch.daemon.{module}.FIRST_PAUSE", 0.05)
        monkeypatch.setattr(f"unhunch.daemon.{module}.LAST_PAUSE", 0.2)
    session, system = Bus(tmp_path, "session"), Bus(tmp_path, "system")
    session.start()
    system.start()
    yield Bench(session, system)
    session.stop()
    system.stop()
