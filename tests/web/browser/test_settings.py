"""The settings in a real browser: by keyboard alone, without scripts, beside an editor."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from ..served import Served
from .conftest import Open
from .hands import click, enters, focused, heading, tabs_to

MINE = '# mine\nidle_after = "90s"   # quick\n\n[prompt]\nper_day = 5\n'


@pytest.fixture
def file(served: Served) -> Path:
    """A settings file of one's own."""
    served.paths.settings.write_text(MINE)
    return served.paths.settings


def control(page: Page, key: str) -> Locator:
    """The control of a setting."""
    return page.locator(f'[id="at-{key}"]')


def test_a_value_is_changed_by_keyboard_alone(open_page: Open, file: Path) -> None:
    """Type, Enter, and it is saved; every stop on the way can be seen."""
    page = open_page("settings")
    tabs_to(page, '[id="at-idle_after"]')
    assert "3px" == focused(page).evaluate("here => getComputedStyle(here).outlineWidth")
    page.keyboard.press("Control+A")
    page.keyboard.type("80s")
    enters(page)

    assert page.get_by_role("status").inner_text().startswith("Saved.")
    assert MINE.replace("90s", "80s") == file.read_text()


def test_a_wrong_value_has_the_focus_and_its_reason(open_page: Open, file: Path) -> None:
    """A screen reader hears what is wrong; mended where it stands, it is saved."""
    page = open_page("settings")
    control(page, "prompt.per_hour").fill("99")
    control(page, "prompt.grace").fill("soon")
    control(page, "prompt.sound").check()
    click(page, "Save")

    assert control(page, "prompt.grace").evaluate("here => here === document.activeElement")
    wrong = page.locator("[aria-invalid=true]")
    assert 2 == wrong.count()
    for each in wrong.all():
        described = str(each.get_attribute("aria-describedby")).split()
        said = page.evaluate(
            "ids => ids.map(id => document.getElementById(id).innerText).join(' ')", described
        )
        assert "write a" in said
    assert "99" == control(page, "prompt.per_hour").input_value()
    assert control(page, "prompt.sound").is_checked()
    assert MINE == file.read_text()

    page.keyboard.press("Control+A")
    page.keyboard.type("20s")
    control(page, "prompt.per_hour").fill("9")
    click(page, "Save")
    assert 'grace = "20s"' in file.read_text()
    assert "sound = true" in file.read_text()


def test_what_stands_folded_is_open_when_it_is_wrong(open_page: Open, file: Path) -> None:
    """The first wrong one is in view, wherever it was."""
    page = open_page("settings")
    hours = page.locator('[id="in-reminders.eyes.hours"]')
    hours.locator("summary").click()
    control(page, "reminders.eyes.hours.fri").fill("9 to 5")
    click(page, "Save")

    wrong = control(page, "reminders.eyes.hours.fri")
    assert wrong.is_visible()
    assert wrong.evaluate("here => here === document.activeElement")
    box, view = wrong.bounding_box(), page.viewport_size
    assert box
    assert view
    assert 0 <= box["y"] < view["height"]


EDITOR = """
import sys
from pathlib import Path
file = Path(sys.argv[1])
beside = file.with_name(".swap")
beside.write_text(file.read_text().replace("per_day = 5", "per_day = 8"))
beside.replace(file)
"""


def test_an_editor_saves_while_the_form_is_open(open_page: Open, file: Path) -> None:
    """Its change stays, both are shown, and the second save has both."""
    page = open_page("settings")
    control(page, "idle_after").fill("80s")
    control(page, "prompt.per_day").fill("6")
    subprocess.run([sys.executable, "-c", EDITOR, str(file)], check=True)
    click(page, "Save")

    assert page.get_by_role("alert").is_visible()
    row = page.get_by_role("row", name="Per day")
    assert ["5", "8", "6"] == [text[:1] for text in row.get_by_role("cell").all_inner_texts()]
    assert MINE.replace("per_day = 5", "per_day = 8") == file.read_text()

    with page.expect_navigation():
        row.get_by_role("button").click()
    assert "8" == control(page, "prompt.per_day").input_value()
    click(page, "Save")
    assert MINE.replace("per_day = 5", "per_day = 8").replace("90s", "80s") == file.read_text()


def test_nothing_needs_a_script(chromium: Browser, served: Served, file: Path) -> None:
    """There is none on the page."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.link("settings"))
    assert 0 == page.locator("script").count()

    with page.expect_navigation():
        page.get_by_role("button", name="Back to the default : Per day").click()
    assert "10" == control(page, "prompt.per_day").input_value()
    page.locator('[id="in-reminders.-+-"]').get_by_text("Add one").click()
    page.locator('[id="in-reminders.-+--name"]').fill("tea")
    new = page.locator('[id="in-reminders.-+-"]')
    new.get_by_label("Text", exact=True).fill("Tea?")
    new.get_by_label("After", exact=True).fill("90m")
    click(page, "Save")

    assert file.read_text().endswith('[reminders.tea]\nafter = "90m"\ntext = "Tea?"\n')
    assert "per_day = 10" in file.read_text()
    context.close()


def test_another_language_is_spoken_at_once(open_page: Open, file: Path) -> None:
    """Labels, meanings and the form's own words; so are the pages after it."""
    page = open_page("settings")
    control(page, "language").select_option("de")
    click(page, "Save")

    assert ("Einstellungen", "de") == (heading(page), page.locator("html").get_attribute("lang"))
    assert "Wie lange ohne Tastatur und Maus" in page.locator("main").inner_text()
    assert page.get_by_label("Untätig nach").is_visible()


def test_every_control_has_a_name(open_page: Open, file: Path) -> None:
    """And every link of the contents leads somewhere."""
    page = open_page("settings")
    for each in page.locator(
        "main input:visible, main select:visible, main textarea:visible"
    ).all():
        assert each.evaluate("here => [...here.labels].map(l => l.innerText).join('')")
    for link in page.locator(".contents a").all():
        assert page.locator(f'[id="{str(link.get_attribute("href"))[1:]}"]').is_visible()
