"""Charts as SVG inside the page, by pygal (docs/adr/0018-charts-are-drawn-by-pygal.md).

pygal draws; how it looks is in static/charts.css, so that light, dark and paper are one picture.
What pygal adds for pages of its own (style, script, tooltips) is taken out again: the pages'
Content-Security-Policy lets none of it run. The numbers stand in a table beside each chart.
"""

import sys
from collections.abc import Callable, Sequence
from math import ceil
from typing import Any
from xml.etree import ElementTree

import pygal
from markupsafe import Markup

# pygal puts a finder for maps that we do not have into every later import of the process, of a
# kind that Python warned of since 3.10 and no longer knows since 3.12 (`find_module`).
sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != "pygal"]

Number = float | None
Spell = Callable[[float], str]

WIDE = 640
"""The width of a chart that fills the page, in its own units: about as many pixels there."""

SMALL = 300
"""The width of one of several that stand side by side, and of any on a small screen."""

_PLAIN: dict[str, Any] = {
    "js": (),
    "css": (),
    "classes": ("chart",),
    "disable_xml_declaration": True,
    "show_legend": False,
    "margin": 4,
    "margin_right": 12,
    "truncate_label": -1,
    "allow_interruptions": True,
    "print_values": False,
}
_FINE = 5
"""Steps of an axis above this are its multiples."""

_LEFT_OUT = ("style", "script", "desc", "title")


def spans(spells: Sequence[tuple[float, float]], words: str, ticks: Sequence[float]) -> Markup:
    """Return spells along one line, each from a number to a number, between the outer ticks."""

    def drawn(width: int, high: int, every: int) -> Markup:
        shown = list(ticks)[::every]
        start = ticks[0]
        chart = _chart(pygal.HorizontalStackedBar, width, high, range=(0, ticks[-1] - start))
        chart.y_labels = [{"value": tick - start, "label": f"{tick:g}"} for tick in shown]
        chart.x_labels = [""]
        # Bars on top of each other: from where the last one ended to this one, then this one.
        reached = start
        for begin, end in spells:
            chart.add(None, [max(0.0, begin - reached)])
            chart.add(None, [end - max(begin, reached)])
            reached = max(end, reached)
        return _svg(chart, words, "spans")

    return _both(drawn(WIDE, 84, 1), drawn(SMALL, 74, 2))


def bars(
    values: Sequence[Number],
    labels: Sequence[str],
    words: str,
    *,
    marked: Sequence[str] | None = None,
    spell: Spell,
) -> Markup:
    """Return a bar for each value. `marked`: only these labels are written."""

    def drawn(width: int, high: int) -> Markup:
        chart = _chart(pygal.Bar, width, high)
        chart.y_labels = _whole(max(value or 0 for value in values))
        chart.value_formatter = spell
        _label(chart, labels, marked)
        chart.add(None, list(values))
        return _svg(chart, words, "bars")

    return _both(drawn(WIDE, 180), drawn(SMALL, 150))


def stacked(rows: Sequence[str], parts: Sequence[tuple[str, Sequence[int]]], words: str) -> Markup:
    """Return a lying bar for each row, made of its parts one after the other.

    A name that would leave the bars no room is cut; the table has it whole.
    """

    def drawn(width: int, each: int, longest: int) -> Markup:
        high = 40 + each * len(rows)
        chart = _chart(pygal.HorizontalStackedBar, width, high)
        chart.y_labels = _whole(max(map(sum, zip(*(each for _, each in parts), strict=True))))
        chart.value_formatter = _plain
        chart.x_labels = [_shorten(row, longest) for row in reversed(rows)]
        for name, values in parts:
            chart.add(name, list(reversed(values)))
        return _svg(chart, words, "stacked")

    return _both(drawn(WIDE, 34, 32), drawn(SMALL, 30, 16))


def line(
    values: Sequence[Number],
    labels: Sequence[str],
    words: str,
    *,
    marked: Sequence[str],
    most: float,
) -> Markup:
    """Return values from 0 to `most` as dots joined by a line; where there is None it breaks."""
    chart = _chart(pygal.Line, SMALL, 120, range=(0, most), dots_size=2)
    chart.y_labels = [0, most / 2, most]
    chart.value_formatter = _plain
    _label(chart, labels, marked)
    chart.add(None, list(values))
    return _svg(chart, words, "line")


def dots(
    pairs: Sequence[tuple[float, float]],
    words: str,
    *,
    most: float,
    titles: tuple[str, str],
    ticks: Sequence[tuple[float, str]],
) -> Markup:
    """Return a dot for each pair: the first to the right, the second upwards from 0 to `most`.

    `ticks`: numbers along the axis to the right with their labels, outermost first and last.
    """

    def drawn(width: int, high: int, every: int) -> Markup:
        chart = _chart(pygal.XY, width, high, range=(0, most), stroke=False, dots_size=4)
        chart.margin_right = 28
        chart.xrange = (ticks[0][0], ticks[-1][0])
        chart.y_labels = [0, most / 2, most]
        chart.value_formatter = _plain
        chart.x_labels = [{"value": value, "label": label} for value, label in ticks[::every]]
        chart.x_title, chart.y_title = titles
        chart.add(None, list(pairs))
        return _svg(chart, words, "dots")

    return _both(drawn(WIDE, 300, 1), drawn(SMALL, 240, 2))


def _shorten(name: str, longest: int) -> str:
    """Return the name, cut to so many letters with a sign that it is."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _whole(most: float) -> list[int]:
    """Return whole numbers from 0 to `most` or a little more, four steps at most."""
    step = max(1, ceil(most / 4))
    if step > _FINE:
        step = ceil(step / _FINE) * _FINE
    return list(range(0, ceil(most / step) * step + 1, step))


def _plain(value: float) -> str:
    return f"{value:g}"


def _chart(kind: Callable[..., Any], width: int, height: int, **more: Any) -> Any:
    return kind(width=width, height=height, **_PLAIN, **more)


def _label(chart: Any, labels: Sequence[str], marked: Sequence[str] | None) -> None:
    chart.x_labels = list(labels)
    if marked is not None:
        chart.x_labels_major = list(marked)
        chart.show_minor_x_labels = False


def _both(wide: Markup, small: Markup) -> Markup:
    """Return the same chart for a wide and for a small screen; the style sheet shows one."""
    return Markup('<div class="wide">{}</div><div class="narrow">{}</div>').format(wide, small)


def _svg(chart: Any, words: str, kind: str) -> Markup:
    """Return the picture with `words` for who cannot see it, and nothing that acts by itself."""
    root = chart.render_tree()
    for parent in list(root.iter()):
        for child in list(parent):
            is_tooltip = "tooltip-overlay" in child.get("class", "")
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT or is_tooltip:
                parent.remove(child)
    root.attrib.pop("id", None)
    root.set("class", f"chart {kind}")
    root.set("role", "img")
    root.set("aria-label", words)
    # Made by ElementTree out of numbers and escaped texts.
    return Markup(ElementTree.tostring(root, encoding="unicode"))
