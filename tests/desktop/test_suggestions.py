"""A suggestion on a real desktop: when it comes, what it says where, and what does not end it."""

import pytest

from unhunch.body.terms import Level

from .rig.browser import Browser
from .rig.desktop import Desktop
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

OPENS = "Please open your last check-in"
SOON = {"do": "check_in", "pain": [["neck", 4]], "yes": ["weakness_arm_one"]}
URGENT = {"do": "check_in", "pain": [["neck", 4]], "yes": ["chest_pain"]}


def shown(unhunch: Unhunch) -> int:
    """How often a suggestion was shown so far."""
    return len(unhunch.facts("suggestion_shown"))


def lock(desktop: Desktop, unhunch: Unhunch) -> None:
    """The screen is locked, and the daemon knows."""
    before = len(unhunch.facts("hold_began"))
    desktop.logind.lock()
    wait_until(lambda: len(unhunch.facts("hold_began")) > before, "it is locked")


def unlock(desktop: Desktop, unhunch: Unhunch) -> None:
    """It is unlocked, and somebody is there."""
    before = len(unhunch.facts("hold_ended"))
    desktop.logind.unlock()
    wait_until(lambda: len(unhunch.facts("hold_ended")) > before, "it is unlocked")
    desktop.person.moves()


def test_a_locked_screen_keeps_it_and_an_answer_ends_it(
    accepted: Desktop, unhunch: Unhunch
) -> None:
    """Locked, nothing is shown. It comes at the unlock, at the next start, and not after "seen"."""
    person = accepted.person
    lock(accepted, unhunch)
    assert unhunch.ask(URGENT)["ok"]

    assert 0 == shown(unhunch)

    unlock(accepted, unhunch)
    person.reads_notice(OPENS)
    unhunch.stop()
    wait_until(lambda: not person.sees_notice(), "the screen is empty")
    unhunch.start()
    person.moves()
    person.reads_notice(OPENS)

    assert [False, True] == [fact["again"] for fact in unhunch.facts("suggestion_shown")]

    assert unhunch("care", "seen").code == 0
    wait_until(lambda: not person.sees_notice(), "it was answered")
    lock(accepted, unhunch)
    unlock(accepted, unhunch)
    unhunch.stop()
    unhunch.start()
    person.moves()
    wait_until(person.sees_icon, "the icon is back")

    assert 2 == shown(unhunch)
    assert not person.sees_notice()


def test_it_outlives_the_notification_server_and_a_broken_settings_file(
    accepted: Desktop, unhunch: Unhunch
) -> None:
    """It stands on the screen again, as the same showing; forgotten, it goes."""
    person = accepted.person
    assert unhunch.ask(URGENT)["ok"]
    person.reads_notice(OPENS)
    accepted.notifyd.kill()
    accepted.notifyd.start()
    person.reads_notice(OPENS)
    unhunch.settings("nonsense = = 3\n")
    wait_until(lambda: unhunch.status()["problems"], "the settings are complained about")

    assert person.sees_notice(OPENS)
    assert 1 == shown(unhunch)

    assert unhunch("journal", "forget", "--all", "--yes").code == 0
    wait_until(lambda: not person.sees_notice(), "what it was about is forgotten")


def test_with_details_it_says_what_was_reported(accepted: Desktop, unhunch: Unhunch) -> None:
    """Where the user allows it, and from the moment on at which they do."""
    unhunch.settings("show_details = true\n[care]\nemergency = '112'\n")
    wait_until(lambda: "settings read again" in unhunch.log(), "the settings are read")
    assert unhunch.ask(SOON)["ok"]
    accepted.person.reads_notice("new weakness in one arm")
    accepted.screenshot("suggestion-details")

    assert accepted.person.sees_notice("Please speak to a health professional soon")

    assert unhunch.ask(URGENT)["ok"]
    accepted.person.reads_notice("call 112")
    accepted.screenshot("suggestion-details-urgent")

    assert accepted.person.sees_notice("chest pain")


def test_without_a_browser_the_way_round_is_told(
    accepted: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """The page cannot be opened: what to type instead is on the screen."""
    browser.is_missing()
    assert unhunch.ask(URGENT)["ok"]
    accepted.person.reads_notice("Type in a terminal: unhunch assess")
    accepted.screenshot("suggestion-no-browser")

    assert Level.URGENT == unhunch.facts("suggestion_shown")[0]["level"]


def test_in_german(desktop: Desktop, browser: Browser, unhunch: Unhunch) -> None:
    """Prompt, menu and page are in the language of the settings."""
    unhunch.settings("language = 'de'\n")
    unhunch.start()
    desktop.person.moves()
    assert unhunch.ask({"do": "accept_statement"})["ok"]
    assert unhunch("break", "checkin").out == "Hier ist der Hinweis.\n"
    desktop.person.reads_notice("Schmerzen in Nacken")
    desktop.screenshot("checkin-german")
    desktop.person.presses("Starke")

    with browser.page() as page:
        page.get_by_role("heading", name="Tut etwas weh? Wo?").wait_for()
        desktop.screenshot("page-german")
        assert "de" == page.locator("html").get_attribute("lang")

    desktop.person.opens_menu()
    wait_until(lambda: "Wie es mir geht…" in desktop.person.reads_menu(), "the menu is in German")
    desktop.screenshot("menu-german")
    desktop.person.leaves_menu()
