"""A desktop for every test that asks for one."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from .rig.browser import Browser, pages_of
from .rig.desktop import Desktop
from .rig.home import Home
from .rig.needs import skip_without
from .rig.unhunch import Unhunch

HERE = Path(__file__).parent


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home with nothing of Unhunch in it."""
    with tempfile.TemporaryDirectory(prefix="unhunch-") as run:
        yield Home(tmp_path, Path(run))


@pytest.fixture
def logs(request: pytest.FixtureRequest) -> Path:
    """Where the programs of this test write; kept until the test runs again."""
    name: str = request.node.name
    folder = HERE / "logs" / name
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[Desktop]:
    """A desktop without a panel and without a notification server."""
    skip_without()
    with Desktop(home, logs, HERE / "shots") as desktop:
        yield desktop


@pytest.fixture
def desktop(session: Desktop) -> Desktop:
    """A desktop with a panel and a notification server."""
    session.panel.start()
    session.notifyd.start()
    return session


@pytest.fixture
def unhunch(session: Desktop, logs: Path) -> Iterator[Unhunch]:
    """Unhunch for the user of the desktop; its daemon is started by the test."""
    program = Unhunch(session.environment, logs)
    yield program
    program.stop()


@pytest.fixture
def browser(session: Desktop, home: Home, logs: Path) -> Iterator[Browser]:
    """A browser that the desktop opens links with. Ask for it before the daemon is started."""
    opener = Browser(home.folder, logs, session.environment)
    yield opener
    opener.quit()
    for pid in pages_of(home):
        os.kill(pid, signal.SIGTERM)


@pytest.fixture
def begun(desktop: Desktop, browser: Browser, unhunch: Unhunch) -> Desktop:
    """A desktop on which Unhunch runs and somebody is there."""
    unhunch.start()
    desktop.person.moves()
    return desktop


@pytest.fixture
def accepted(begun: Desktop, unhunch: Unhunch) -> Desktop:
    """The same, by somebody who has accepted the first-run statement."""
    assert unhunch.ask({"do": "accept_statement"})["ok"]
    return begun


@pytest.fixture
def alone(home: Home, logs: Path) -> Iterator[Unhunch]:
    """Unhunch for a user without any desktop: no display, no D-Bus, no terminal."""
    program = Unhunch(home.environment(), logs)
    yield program
    program.stop()
