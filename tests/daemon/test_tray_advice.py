"""What `doctor` says about a tray of the old kind."""

import pytest

from unhunch.daemon import linux
from unhunch.daemon.linux import Linux
from unhunch.daemon.probe import _deaf
from unhunch.daemon.stage import Stage


@pytest.mark.parametrize(
    ("environ", "asked"),
    [
        ({"DISPLAY": ":7"}, [":7"]),
        ({"DISPLAY": ":7", "WAYLAND_DISPLAY": "wayland-0"}, []),
        ({}, []),
    ],
)
def test_an_x_server_is_asked_where_it_has_the_panel(
    environ: dict[str, str], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Wayland nobody waits for an X server that has yet to start, and none is started."""
    displays: list[str] = []

    def look(display: str, *, has_watcher: bool) -> str:
        displays.append(display)
        return "advice"

    monkeypatch.setattr(linux, "xembed_only", look)
    advice = Linux(environ, Stage(lambda: 0.0), _deaf()).tray_advice()

    assert asked == displays
    assert advice == ("advice" if asked else "")
