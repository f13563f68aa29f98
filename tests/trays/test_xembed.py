"""What `doctor` says about a desktop that has only the old tray."""

import gc
from collections.abc import Iterator
from shutil import which

import pytest
from Xlib import X
from Xlib.display import Display

from tests.xfce import start_x
from unhunch.trays.xembed import WAY_OUT, xembed_only


@pytest.fixture
def display() -> Iterator[str]:
    """An X server with nothing on it."""
    if which("Xvfb") is None:
        pytest.skip("needs the Debian package xvfb")
    server, name = start_x()
    yield name
    server.terminate()
    server.wait(20)


@pytest.fixture
def old_tray(display: str) -> Iterator[str]:
    """The same with the selection of an XEmbed tray owned."""
    connection = Display(display)
    root = connection.screen().root
    window = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    window.set_selection_owner(connection.intern_atom("_NET_SYSTEM_TRAY_S0"), X.CurrentTime)
    connection.sync()
    yield display
    connection.close()


def test_an_old_tray_alone_is_named_with_the_way_out(old_tray: str) -> None:
    """Someone owns the selection and nobody the watcher's name."""
    assert WAY_OUT == xembed_only(old_tray, has_watcher=False)


def test_with_a_watcher_it_does_not_matter(old_tray: str) -> None:
    """xfce4-panel offers both: there is nothing to say."""
    assert "" == xembed_only(old_tray, has_watcher=True)


def test_no_tray_at_all_is_not_an_old_tray(display: str) -> None:
    """A bare X server has neither."""
    assert "" == xembed_only(display, has_watcher=False)


# python-xlib leaves the sockets of failed connections to the collector, which is called here.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("name", ["", ":9999", ":99999", "nonsense", "wayland-0"])
def test_no_display_is_not_an_old_tray(name: str) -> None:
    """No X server, or a name that is none, is no error."""
    said = xembed_only(name, has_watcher=False)
    gc.collect()

    assert "" == said
