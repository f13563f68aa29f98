"""What a person does on the pages: with the mouse, or with the keyboard alone."""

from playwright.sync_api import Locator, Page

REVIEW = "Check your answers"


def heading(page: Page) -> str:
    """What the page is about."""
    return page.locator("h1").inner_text()


def click(page: Page, button: str) -> None:
    """Press a button with the mouse and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def accept(page: Page) -> None:
    """Accept the statement."""
    click(page, "I have read this")


def answers_no(page: Page) -> None:
    """Answer one question with what means no."""
    for value in ("no", "none"):
        if page.locator(f"input[value={value}]").count():
            page.locator(f"label:has(input[value={value}])").click()
            click(page, "Next")
            return
    raise AssertionError(heading(page))


def answers_the_rest(page: Page) -> None:
    """Answer every question that is left with what means no."""
    while heading(page) != REVIEW:
        answers_no(page)


def focused(page: Page) -> Locator:
    """What has the focus."""
    return page.locator(":focus")


def tabs_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the focus never came to {selector}")


def enters(page: Page) -> None:
    """Press Enter and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
