"""How the body feels, on a real desktop: asked by a notification, told there or in a browser."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from playwright.sync_api import Page

from unhunch.body.facts import StatementAccepted
from unhunch.body.terms import FLAGS, REGIONS, RULESET, TINGLING, WEAKNESS, Level
from unhunch.desk.facts import AwayBegan, BoutBegan, BoutEnded

from .rig.browser import Browser, pages_of
from .rig.desktop import Desktop
from .rig.home import Home
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

FIRST, SECOND, THIRD = "Any pain in your neck", "Any tingling or numbness?", "Any new weakness"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OPENS = "Please open your last check-in"


def test_three_taps_are_a_check_in(accepted: Desktop, unhunch: Unhunch) -> None:
    """None, No and No on the notification: a check-in without pain, and nothing was asked twice."""
    person = accepted.person
    assert unhunch("break", "checkin").code == 0
    for number, (question, tap) in enumerate(((FIRST, "None"), (SECOND, "No"), (THIRD, "No"))):
        person.reads_notice(question)
        accepted.screenshot(f"checkin-{number + 1}")
        person.presses(tap)

    told = unhunch.wait_for_fact("checked_in")
    answered = unhunch.wait_for_fact("prompt_answered")

    assert (told["pain"], told["yes"]) == ([], [])
    assert set(told["no"]) == {*TINGLING, *WEAKNESS}
    assert (answered["answer"], answered["by"]) == ("done", "user")
    wait_until(lambda: not person.sees_notice(), "the prompt is gone")


def test_the_second_of_two_clicks_answers_nothing(accepted: Desktop, unhunch: Unhunch) -> None:
    """None is clicked twice: the next question is where the button was, and stays."""
    person = accepted.person
    assert unhunch("break", "checkin").code == 0
    person.reads_notice(FIRST)
    person.points_at(person.finds_button("None"))
    person.clicks_there()
    person.clicks_there()
    person.reads_notice(SECOND)
    person.presses("No")
    person.reads_notice(THIRD)

    assert [] == unhunch.facts("prompt_put_aside")


def test_a_check_in_falls_due_by_itself(
    desktop: Desktop, home: Home, browser: Browser, unhunch: Unhunch
) -> None:
    """Shortly before the end of the hours at the latest, at a good moment."""
    now = datetime.now(UTC)
    # In a zone where it is evening: what is about a day must not depend on when tests run.
    hours = (18 - now.hour + 12) % 24 - 12
    desktop.environment["TZ"] = f"<{hours:+03d}>{-hours}"
    now = now.astimezone(timezone(timedelta(hours=hours)))
    ends = (now + timedelta(minutes=9)).strftime("%H:%M")
    days = "\n".join(f'{day} = ["00:00-{ends}"]' for day in DAYS)
    unhunch.settings(f"[hours]\n{days}\n")
    came, left = now - timedelta(hours=2), now - timedelta(minutes=5)
    home.remembers(
        StatementAccepted(at=came, ruleset=RULESET),
        BoutBegan(at=came),
        AwayBegan(at=left),
        BoutEnded(at=left, sat=left - came),
    )
    unhunch.start()
    desktop.person.works_until(lambda: desktop.person.sees_notice(FIRST), "it is asked")
    desktop.screenshot("checkin-by-itself")
    shown = unhunch.wait_for_fact("prompt_shown")

    assert (["checkin"], False) == (shown["reminders"], shown["asked"])


def test_a_check_in_begins_in_a_notification_and_ends_in_a_browser(
    begun: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """ "A lot" opens the page: statement, body map, questions, safety list, all of it, and kept."""
    assert unhunch("break", "checkin").code == 0
    begun.person.reads_notice(FIRST)
    begun.person.presses("A lot")

    with browser.page() as page:
        accept = page.get_by_role("button", name="I have read this")
        accept.wait_for()
        begun.screenshot("page-statement")
        assert page.url.endswith("/checkin"), "no token stays in the address bar"
        accept.click()
        page.get_by_role("group", name="Upper back").get_by_label("6", exact=True).check()
        page.wait_for_timeout(500)  # colours change gently; a picture is of the end of it
        begun.screenshot("page-body-map")
        finish(page)
        begun.screenshot("page-done")

    told = unhunch.wait_for_fact("checked_in")

    assert told["pain"] == [["upper_back", 6]]
    assert unhunch.wait_for_fact("prompt_answered")["answer"] == "done"
    wait_until(lambda: not begun.person.sees_notice(), "the prompt is gone")


def finish(page: Page) -> None:
    """Answer every question that is left with no or none of these, and send."""
    for _ in range(20):
        send = page.get_by_role("button", name="Send")
        if send.count():
            send.click()
            page.get_by_role("heading", name="Noted").wait_for()
            return
        for mildest in page.locator("input[value=no], input[value=none]").all():
            mildest.check()
        page.get_by_role("button", name="Next").click()
        page.wait_for_load_state()
    raise AssertionError("the questionnaire has no end")


def test_a_sign_that_should_not_wait_comes_at_once(
    accepted: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """Reported elsewhere, it opens a page of its own; notification and tray tell nothing of it."""
    unhunch("pause", "1h")
    assert unhunch.ask({"do": "check_in", "pain": [["neck", 4]], "yes": ["chest_pain"]})["ok"]
    accepted.person.reads_notice(OPENS)
    accepted.screenshot("suggestion-notice")
    shown = [thing.name.lower() for thing in accepted.sight.things()]
    private = [*FLAGS, *REGIONS, "chest", "neck", "pain", "urgent", "emergency", "112", "help"]

    assert unhunch.wait_for_fact("suggestion_shown")["level"] == Level.URGENT
    assert [] == [name for name in shown if any(each in name for each in private)]

    with browser.page() as page:
        page.get_by_text("You ticked").wait_for()
        accepted.screenshot("page-urgent")
        page.get_by_role("button", name="I'm getting help").click()
        unhunch.wait_for_fact("suggestion_answered", answer="getting_help")

    accepted.person.opens_menu()
    menu = accepted.person.reads_menu()
    accepted.screenshot("menu-while-urgent")
    accepted.person.leaves_menu()

    assert "Take a break now" not in menu
    assert {"How I feel…", "Safety list…", "Read what you reported…"} <= set(menu)
    assert unhunch("break").code == 1


def test_the_pages_end_by_themselves(
    desktop: Desktop, home: Home, browser: Browser, unhunch: Unhunch
) -> None:
    """One process however often the menu is clicked, and after the last page nothing is left."""
    desktop.environment |= home.hurries()
    unhunch.start()
    desktop.person.moves()
    assert unhunch.ask({"do": "accept_statement"})["ok"]
    for entry in ("How I feel…", "How I feel…", "Safety list…"):
        desktop.person.picks(entry)
    with browser.page() as page:
        assert 1 == len(pages_of(home))
        finish(page)
        wait_until(lambda: not pages_of(home), "the pages have ended")

    assert not (home.run / "unhunch/pages").exists()


def test_a_page_survives_the_daemon(accepted: Desktop, browser: Browser, unhunch: Unhunch) -> None:
    """What is sent while no daemon runs is kept, once, and the next daemon goes by it."""
    accepted.person.picks("How I feel…")
    with browser.page() as page:
        page.get_by_role("group", name="Neck").get_by_label("8", exact=True).check()
        unhunch.kill()
        finish(page)

    told = unhunch.wait_for_fact("checked_in")
    unhunch.start()

    assert told["pain"] == [["neck", 8]]
    assert unhunch.wait_for_fact("level_changed")["level"] == Level.WATCH
    assert len(unhunch.facts("checked_in")) == 1
    assert json.loads(unhunch("assess", "--json").out)["rules"] == ["W2"]
