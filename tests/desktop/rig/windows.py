"""Where windows are on an X screen, in its own pixels: programs may count in larger ones."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

from .sight import Box


def windows_of(display: str, title: str) -> list[Box]:
    """Return where the visible windows of this title are, from left to right."""
    asked = Display(display)
    try:
        found = [_place(each) for each in _tree(asked.screen().root, title)]
    finally:
        asked.close()
    return sorted(found, key=lambda box: box.x)


def side_by_side(display: str, wide: int, count: int) -> bool:
    """Put the windows that are so wide beside each other, as the outputs of a compositor that they
    are. Return whether there are so many."""
    asked = Display(display)
    try:
        children = asked.screen().root.query_tree().children
        found = [each for each in children if each.get_geometry().width == wide]
        for place, window in enumerate(sorted(found, key=lambda each: each.id)):
            window.configure(x=place * wide, y=0)
        asked.sync()
    finally:
        asked.close()
    return len(found) == count


def _tree(window: Any, title: str) -> Iterator[Any]:
    with suppress(XError):  # it went away while we looked
        for each in window.query_tree().children:
            if each.get_attributes().map_state == X.IsViewable:
                if each.get_wm_name() == title and each.get_wm_class():
                    yield each
                yield from _tree(each, title)


def _place(window: Any) -> Box:
    shape = window.get_geometry()
    at = window.translate_coords(shape.root, 0, 0)
    return Box(-at.x, -at.y, shape.width, shape.height)
