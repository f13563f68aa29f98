"""My week in a real browser: without scripts, by keyboard alone, on paper, in high contrast."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from unhunch.desk import facts as f

from ...week.journals import days_at_the_desk
from ..served import Served
from .conftest import Open

PATHS = ("week/day", "week", "week/month", "week/together")


@pytest.fixture
def lived(served: Served) -> str:
    """Ten weeks at the desk; return the address of a day of the last but one."""
    now = datetime.now(UTC).astimezone()
    yesterday = now.date() - timedelta(days=1)
    served.has(*days_at_the_desk(yesterday - timedelta(days=70), yesterday, now.tzinfo or UTC))
    return f"?on={now.date() - timedelta(days=now.weekday() + 5)}"


def goes(page: Page, served: Served, path: str) -> None:
    """Go there in the same window."""
    page.goto(f"{served.origin}/{path}")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_needs_a_script(chromium: Browser, served: Served, lived: str, path: str) -> None:
    """Charts and tables are there where a browser runs none."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.link("week"))
    goes(page, served, path + lived)

    assert 0 < page.locator("svg.chart:visible").count()
    assert 0 < page.locator("table").count()
    context.close()


def test_each_chart_has_a_name_and_a_table(open_page: Open, served: Served, lived: str) -> None:
    """What a screen reader hears of a chart leads to the table, whose head cells are named."""
    page = open_page("week")
    for path in PATHS:
        goes(page, served, path + lived)
        for chart in page.get_by_role("img").all():
            assert "The table has the same numbers." in str(chart.get_attribute("aria-label"))
        assert 0 < page.locator("th[scope=row]").count()
        assert page.locator("table").count() == page.locator("caption").count()


def test_everything_is_reached_by_keyboard(open_page: Open, served: Served, lived: str) -> None:
    """Tabs, turning, the folded table and its days, each with a visible focus."""
    page = open_page("week")
    goes(page, served, "week/month" + lived)
    reached = []

    for _ in range(9):
        page.keyboard.press("Tab")
        name, style, width = page.evaluate(
            """() => {
                const here = document.activeElement, look = getComputedStyle(here);
                return [here.innerText || here.ariaLabel, look.outlineStyle, look.outlineWidth];
            }"""
        )
        assert ("solid", "3px") == (style, width), name
        reached.append(name)
        if name == "Show the table":
            break
    page.keyboard.press("Enter")

    assert ["Day", "Week", "Month", "What goes together", "Earlier"] == reached[:5]
    assert page.locator("details table").is_visible()


def test_on_paper_every_table_is_open_and_everything_is_light(
    open_page: Open, served: Served, lived: str
) -> None:
    """Also from a dark screen; what only leads elsewhere is not printed."""
    page = open_page("week", color_scheme="dark")
    goes(page, served, "week/month" + lived)

    page.emulate_media(media="print", color_scheme="dark")

    assert page.locator("details table").is_visible()
    assert not page.locator(".tabs").is_visible()
    paper = page.evaluate("() => getComputedStyle(document.querySelector('main')).backgroundColor")
    assert "rgb(255, 254, 251)" == paper


@pytest.mark.parametrize(("media", "width"), [("print", 680), ("screen", 1440)])
def test_a_long_name_hides_no_numbers(
    open_page: Open, served: Served, lived: str, media: Literal["print", "screen"], width: int
) -> None:
    """On A4 and on a wide screen each column is there, and the bars keep their room."""
    served.has(
        f.PromptShown(
            at=datetime.now(UTC), prompt=7, reminders=("look_after_the_plants_on_the_window_sill",)
        )
    )
    page = open_page("week", viewport={"width": width, "height": 900})
    page.emulate_media(media=media)

    assert [] == page.evaluate(
        """() => [...document.querySelectorAll('.scroll, main')]
            .filter(each => each.scrollWidth > each.clientWidth)
            .map(each => `${each.innerText}: ${each.scrollWidth} > ${each.clientWidth}`)"""
    )
    assert page.locator("tbody th").get_by_text("look after the plants on the window sill").count()
    assert (
        page.locator("svg.stacked:visible").get_by_text("look after the plants on the wi…").count()
    )


def test_on_a_small_screen_names_stay_beside_their_numbers(
    open_page: Open, served: Served, lived: str
) -> None:
    """However far the table is moved sideways."""
    page = open_page("week", viewport={"width": 360, "height": 780})
    goes(page, served, "week" + lived)
    table = page.get_by_role("region", name="Reminders, and what became of them")
    name = table.locator("tbody th").first

    table.evaluate("each => each.scrollLeft = 1000")

    left, edge = name.bounding_box(), table.bounding_box()
    assert left is not None and edge is not None
    assert table.evaluate("each => each.scrollLeft") > 0
    assert round(edge["x"]) == round(left["x"])


def test_a_line_breaks_where_nothing_was_reported(
    open_page: Open, served: Served, lived: str
) -> None:
    """As many dots as days with a check-in, whose lines join neighbours alone."""
    page = open_page("week")
    goes(page, served, "week/month" + lived)
    page.get_by_text("Show the table").click()
    known = page.locator("tbody tr td:nth-child(2)").all_inner_texts()
    runs = "".join("x" if each else " " for each in known).split()

    chart = page.locator("svg.line").first

    assert len("".join(runs)) == chart.locator("circle").count()
    assert len([run for run in runs if len(run) > 1]) == chart.locator("path.nofill").count()
