"""What compositors say of their outputs, read."""

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

from unhunch.window.pointed import middle, read_kwin, read_sway

SUPPORT = """Platform
========
Name: KWin::X11WindowedBackend

Screens
=======
Active screen follows mouse:  yes
Number of Screens: 2

Screen 0:
---------
Name: DP-1
Enabled: 1
Manufacturer:
Geometry: 0,0,1000x800
Scale: 1
Refresh Rate: 60000
Screen 1:
---------
Name: HDMI-A-1
Enabled: 1
Geometry: 1000,0,3000x800
Scale: 1.5
"""
"""From KWin 5.27, shortened."""


def output(x: int, wide: int, *, focused: bool, active: bool = True) -> dict[str, object]:
    """An output as sway tells it."""
    rect = {"x": x, "y": 0, "width": wide, "height": 600}
    return {"name": f"X11-{x}", "rect": rect, "focused": focused, "active": active}


def test_sway_tells_of_the_focused_output() -> None:
    """One that is switched off is none."""
    told = [output(0, 800, focused=False), output(800, 400, focused=True)]
    off = output(0, 0, focused=False, active=False)

    found = middle(list(read_sway([*told, off])))

    assert found is not None
    assert (1000 / 1200, 0.5) == pytest.approx((found.x(), found.y()))


def test_kwin_tells_of_the_active_output_by_its_name() -> None:
    """The place is in the description for people, and parts of the whole are all that counts: X11
    programs may be told sizes by another scale."""
    found = middle(list(read_kwin("HDMI-A-1", SUPPORT)))

    assert found is not None
    assert (2500 / 4000, 0.5) == pytest.approx((found.x(), found.y()))


@pytest.mark.parametrize("said", ["", SUPPORT.replace("Geometry", "Place")])
def test_who_says_nothing_that_is_known_tells_of_none(said: str) -> None:
    """A later KWin may speak otherwise; then it is a guess again."""
    assert middle(list(read_kwin("HDMI-A-1", said))) is None
    assert middle(list(read_sway([]))) is None
