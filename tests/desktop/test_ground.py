"""The ground the program stands on, when it is bad: what it says, and that it breaks nothing."""

import sqlite3
from contextlib import closing

import pytest

from .rig import wire
from .rig.desktop import ITEMS, Desktop
from .rig.home import Home
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_a_corrupt_journal_is_left_alone(home: Home, alone: Unhunch) -> None:
    """A journal that is no database stops the start, is named, and is not touched."""
    home.journal.parent.mkdir(parents=True)
    home.journal.write_text("not a database, whatever it is")
    code = alone.ends()

    assert code == 1
    assert str(home.journal) in alone.log()
    assert home.journal.read_text() == "not a database, whatever it is"


def test_a_newer_journal_is_left_alone(home: Home, alone: Unhunch) -> None:
    """A journal of a later version stops the start with a sentence, and stays as it is."""
    alone.start()
    alone.stop()
    with closing(sqlite3.connect(home.journal)) as journal:
        journal.execute("PRAGMA user_version = 999")
    code = alone.ends()

    assert code == 1
    assert "newer" in alone.log()
    assert "Traceback" not in alone.log()


def test_settings_that_are_a_folder_are_named(home: Home, alone: Unhunch) -> None:
    """The program starts with its defaults and says that the settings file is a folder."""
    home.settings.mkdir(parents=True)
    alone.start()

    assert "this is a folder" in alone("status").out


def test_a_home_that_takes_no_files_is_named(home: Home, alone: Unhunch) -> None:
    """Where the journal cannot be made the start ends with a sentence, not with a traceback."""
    home.journal.parent.parent.mkdir(parents=True)
    home.journal.parent.write_text("in the way")
    code = alone.ends()

    assert code == 1
    assert str(home.journal.parent) in alone.log()
    assert "Traceback" not in alone.log()


def test_a_session_bus_that_dies_and_comes_back(session: Desktop, unhunch: Unhunch) -> None:
    """Without the bus requests are still taken; on a new one the icon is there again."""
    session.panel.start()
    unhunch.start()
    wait_until(lambda: icons(session), "the panel has the icon")
    session.session_bus.stop()
    session.panel.stop()
    assert unhunch("pause", "30m").code == 0
    session.session_bus.start()
    session.xfconfd.stop()
    session.xfconfd.start()
    session.panel.start()

    wait_until(lambda: icons(session), "the new panel has the icon", timeout=90)


def icons(desktop: Desktop) -> list[str]:
    """Return who has an icon in the panel; the accessibility bus may be gone."""
    names = ("ss", ITEMS.name, "RegisteredStatusNotifierItems")
    items: list[str] = wire.call(desktop.session_bus.address, ITEMS, "Get", *names).value
    return items
