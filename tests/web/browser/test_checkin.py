"""A check-in in a real browser: with the mouse, with the keyboard, without scripts."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from unhunch.body.facts import CheckedIn

from ..served import Served
from .conftest import Open
from .hands import (
    REVIEW,
    accept,
    answers_no,
    answers_the_rest,
    click,
    enters,
    focused,
    heading,
    tabs_to,
)


def checked_in(served: Served) -> list[CheckedIn]:
    """Return the check-ins in the journal."""
    return [fact for fact in served.facts() if isinstance(fact, CheckedIn)]


def test_with_the_mouse(open_page: Open, served: Served) -> None:
    """From the link to "Noted": tap the drawing, choose a number, answer, look over, send."""
    page = open_page()
    accept(page)

    page.locator(".part[data-region=upper_back] path").click()
    expect(focused(page)).to_have_attribute("name", "pain.upper_back")
    page.locator("#at-upper_back .pill", has_text="6").click()
    expect(page.locator(".part[data-region=upper_back] text")).to_have_text("6")
    click(page, "Next")
    answers_the_rest(page)
    expect(page.locator(".answers")).to_contain_text("Upper back: 6 of 10")
    click(page, "Send")

    assert "Noted" == heading(page)
    [told] = checked_in(served)
    assert (("upper_back", 6),) == told.pain
    assert told.safety_list


def test_with_the_keyboard_alone(open_page: Open, served: Served) -> None:
    """Tab, arrows, space and Enter reach everything, in the order of the page."""
    page = open_page()
    tabs_to(page, "button[name=accept]")
    enters(page)

    tabs_to(page, "[name='pain.neck']")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    tabs_to(page, "[name='pain.lower_back']")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".part[data-region=neck] text")).to_have_text("4")
    tabs_to(page, "button[name=next]")
    enters(page)
    while heading(page) != REVIEW:
        tabs_to(page, "input[name=choice]")
        while not page.evaluate("['no', 'none'].includes(document.activeElement.value)"):
            is_one = page.evaluate("document.activeElement.type === 'radio'")
            page.keyboard.press("ArrowDown" if is_one else "Tab")
        if not focused(page).is_checked():
            page.keyboard.press("Space")
        tabs_to(page, "button[name=next]")
        enters(page)
    tabs_to(page, "button[name=send]")
    enters(page)

    assert "Noted" == heading(page)
    assert [(("neck", 4), ("lower_back", 1))] == [told.pain for told in checked_in(served)]


def test_without_scripts(open_page: Open, served: Served) -> None:
    """All of it works as plain forms; a tap on the drawing leads to the row by its address."""
    page = open_page(java_script_enabled=False)
    accept(page)

    page.locator(".part[data-region=neck] path").click()
    assert page.url.endswith("#at-neck")
    page.locator("#at-neck .pill", has_text="2").click()
    click(page, "Next")
    answers_the_rest(page)
    click(page, "Send")

    assert "Noted" == heading(page)
    assert [(("neck", 2),)] == [told.pain for told in checked_in(served)]


def test_back_and_corrected(open_page: Open, served: Served) -> None:
    """The program's Back and the browser's both lead to the answers that were given."""
    page = open_page()
    accept(page)
    page.locator("#at-neck .pill", has_text="8").click()
    click(page, "Next")
    answers_no(page)

    click(page, "Back")
    click(page, "Back")
    expect(page.locator("#at-neck input[value='8']")).to_be_checked()
    expect(page.locator(".part[data-region=neck] text")).to_have_text("8")
    page.locator("#at-neck .pill", has_text="0").first.click()
    click(page, "Next")
    answers_no(page)
    page.go_back()
    answers_no(page)
    answers_the_rest(page)
    click(page, "Send")

    assert [()] == [told.pain for told in checked_in(served)]


def test_sent_twice(open_page: Open, served: Served) -> None:
    """Sent, the browser's Back, sent again: one check-in."""
    page = open_page()
    accept(page)
    click(page, "Next")
    answers_the_rest(page)
    click(page, "Send")

    page.go_back()
    if heading(page) == REVIEW:
        click(page, "Send")

    assert "Noted" == heading(page)
    assert 1 == len(checked_in(served))


def test_the_link_leaves_the_address_and_the_history(open_page: Open) -> None:
    """No token in the address bar, and none to go back to."""
    page = open_page()

    assert page.url.endswith("/checkin")
    assert 2 == page.evaluate("history.length")  # the blank page, and this one
    page.go_back()
    assert "about:blank" == page.url


def test_none_of_these_takes_the_other_ticks_off(open_page: Open) -> None:
    """And the other way round: the page never shows both."""
    page = open_page()
    accept(page)
    page.goto(page.url.partition("/form")[0] + "/safety")
    fever, none = page.locator("input[value=fever]"), page.locator("input[value=none]")

    fever.check()
    none.check()
    expect(fever).not_to_be_checked()
    fever.check()
    expect(none).not_to_be_checked()


def test_what_is_urgent_is_on_the_screen_at_once(open_page: Open) -> None:
    """After the tick the next page begins with what to do, in sight without scrolling."""
    page = open_page(viewport={"width": 1280, "height": 720})
    accept(page)
    page.goto(page.url.partition("/form")[0] + "/safety")
    page.locator("input[value=chest_pain]").check()
    click(page, "Next")

    said = page.get_by_role("alert")
    expect(said).to_contain_text("Public health advice is to get medical help now")
    expect(said).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", ["checkin", "care", "report", "suggestion", "safety"])
def test_another_window_without_the_cookie_sees_nothing(
    open_page: Open, chromium, name: str
) -> None:
    """The address of a page is worth nothing in another browser."""
    page: Page = open_page()
    stranger = chromium.new_context()
    try:
        other = stranger.new_page()
        other.goto(f"{page.url.rpartition('/')[0]}/{name}")

        assert "This page is closed" == heading(other)
    finally:
        stranger.close()


def test_the_day_stands_on_the_last_page(open_page: Open) -> None:
    """What was noted, and for which day, as one writes it here."""
    page = open_page()
    accept(page)
    click(page, "Next")
    answers_the_rest(page)
    click(page, "Send")

    today = date.today()  # noqa: DTZ011 (the process is in the zone of this machine, too)
    expect(page.locator("main")).to_contain_text(f"{today.day} {today:%b %Y}")
