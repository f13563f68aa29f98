"""The old X11 tray, which we do not use: its icons get no clicks and have no menu. For `doctor`."""

from Xlib import error as xerror
from Xlib.display import Display

from ..sentence import Sentence

WAY_OUT = Sentence(
    "this desktop has only an XEmbed tray, which cannot show a menu;"
    " a StatusNotifier host such as snixembed in the session's autostart makes the icon appear,"
    " and every menu entry is also a command (unhunch --help)"
)


def xembed_only(display: str, *, has_watcher: bool) -> str:
    """Return the way out where an XEmbed tray is all there is, else an empty string.

    `display` is $DISPLAY; empty or unreachable: no XEmbed tray. Blocks for as long as the X server
    takes to answer.
    """
    if has_watcher or not display or not _has_xembed_tray(display):
        return ""
    return WAY_OUT


def _has_xembed_tray(name: str) -> bool:
    """Whether someone owns the selection that stands for the tray (System Tray Protocol 0.4)."""
    try:
        display = Display(name)
    except (xerror.DisplayError, xerror.ConnectionClosedError, OSError, OverflowError):
        return False
    try:
        selection = display.intern_atom(f"_NET_SYSTEM_TRAY_S{display.get_default_screen()}")
        return bool(display.get_selection_owner(selection))
    except (xerror.ConnectionClosedError, OSError):
        return False
    finally:
        display.close()
