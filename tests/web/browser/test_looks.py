"""How every page looks, and whether everybody can use it: light and dark, narrow, wide, enlarged.

What was seen lies in tests/web/shots/ afterwards, for a person to look at.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from ..served import Served
from .conftest import Open
from .hands import accept
from .walk import walk

HERE = Path(__file__).parents[1]
SHOTS = HERE / "shots"
AXE = HERE / "axe" / "axe.min.js"
NARROW, WIDE = {"width": 360, "height": 780}, {"width": 1440, "height": 900}

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST = 24
"""Pixels: WCAG 2.2, 2.5.8 "Target Size (Minimum)"."""

TARGETS = """() => [...document.querySelectorAll(
        'button, .button, .pill, .choice, .change a, select, input, textarea')]
    .map(each => [each.innerText, each.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on the page that is serious or critical."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "tags => axe.run({runOnly: tags, resultTypes: ['violations'], iframes: false})"
    found: dict[str, Any] = page.evaluate(run, RULES)
    return [
        f"{each['id']}: {node['html'][:120]}: {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def is_too_wide(page: Page) -> bool:
    """Whether the page must be scrolled sideways."""
    wide: bool = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.timeout(600)
def test_every_page_can_be_used_by_everybody(open_page: Open, served: Served, scheme: str) -> None:
    """No serious finding of axe-core, no scrolling sideways, nothing too small to hit."""
    SHOTS.mkdir(exist_ok=True)
    page = open_page(viewport=WIDE, color_scheme=scheme)
    found = {}

    for name in walk(served, page):
        wrong = violations(page)
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            wrong += ["scrolls sideways"] * is_too_wide(page)
            wrong += page.evaluate(TARGETS)
            page.screenshot(path=SHOTS / f"{name}-{scheme}-{size['width']}.png", full_page=True)
        if wrong:
            found[name] = wrong

    assert {} == found


@pytest.mark.timeout(600)
def test_every_page_can_be_enlarged(open_page: Open, served: Served) -> None:
    """At 200 % on a small screen, and with text twice as large, nothing is cut or runs out."""
    page = open_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    found = {}

    for name in walk(served, page):
        wrong = ["zoomed"] * is_too_wide(page)
        page.evaluate("() => document.documentElement.style.fontSize = '200%'")
        wrong += ["large text"] * is_too_wide(page)
        page.evaluate("() => document.documentElement.style.fontSize = ''")
        if wrong:
            found[name] = wrong

    assert {} == found


def test_the_focus_can_be_seen(open_page: Open) -> None:
    """Whatever Tab leads to has a line around it, 3 pixels wide, on every control of the map."""
    page = open_page()
    accept(page)
    look = """() => {
        const here = document.activeElement;
        const shown = here.closest('.pill') ? here.nextElementSibling : here;
        const style = getComputedStyle(shown);
        return [here.name, style.outlineStyle, style.outlineWidth].join(' ');
    }"""

    for _ in range(8):
        page.keyboard.press("Tab")
        name, *line = page.evaluate(look).split()
        assert ["solid", "3px"] == line, name


def test_no_part_of_the_body_is_ever_red(open_page: Open) -> None:
    """A score is a number and one quiet hue: the worst looks like the mildest."""
    page = open_page()
    accept(page)
    page.locator("#at-neck .pill", has_text="1").first.click()
    page.locator("#at-lower_back .pill", has_text="10").click()
    look = "part => getComputedStyle(part).fill"

    mild, worst = (
        page.locator(f".part[data-region={region}] path").evaluate(look)
        for region in ("neck", "lower_back")
    )

    assert mild == worst
    red, green, blue = (int(each) for each in mild[4:-1].split(","))
    assert red < green <= blue


def test_a_screen_reader_hears_region_and_score(open_page: Open) -> None:
    """Each row is a group with its region's name; the drawing is left out."""
    page = open_page()
    accept(page)

    heard = page.locator("main").aria_snapshot()

    assert '- group "Left shoulder":' in heard
    assert '- radio "0" [checked]' in heard
    assert "img" not in heard
