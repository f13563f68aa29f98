"""What every test may ask for: a private session bus that nobody else is on."""

import os
import subprocess
from collections.abc import Generator, Iterator
from pathlib import Path
from shutil import which

import pytest

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class PrivateBus:
    """A dbus-daemon of our own, which starts no service but those in its folder `services`."""

    def __init__(self, folder: Path) -> None:
        self.services = folder / "services"
        self.services.mkdir(parents=True)
        config = folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(folder=folder, services=self.services))
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def stop(self) -> None:
        """End the daemon, and with it every connection. May be called twice."""
        self._process.terminate()
        self._process.communicate(timeout=20)


@pytest.fixture
def private_bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateBus]:
    """A bus for one test."""
    if which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon (Debian package dbus)")
    bus = PrivateBus(tmp_path_factory.mktemp("bus"))
    yield bus
    bus.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for want of a Debian package into a failure where .ci/run installed them all."""
    report = yield
    lacks = report.skipped and "Debian package" in str(report.longrepr)
    if lacks and os.environ.get("UNHUNCH_DESKTOP") == "required":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped where it is required: {report.longrepr}"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--record`: what the scenario sees on a desktop becomes its committed record."""
    parser.addoption("--record", action="store_true", help="keep what the scenario sees")
