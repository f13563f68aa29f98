"""Pages beside a daemon that comes and goes: what is sent is kept by whoever can, and once."""

import signal

import httpx2 as httpx

from ..cli.user import User
from .rig import Visitor
from .served import Served


def test_a_page_left_open_over_a_restart_of_the_daemon(user: User, served: Served) -> None:
    """Begun with one daemon, sent to the next; again with none, and read by the one after."""
    user.start()
    with httpx.Client(base_url=served.origin) as client:
        visitor = Visitor(client, served.first_link).presses("accept")
        visitor.presses("next", **{"pain.neck": "4"})
        user.ends(signal.SIGTERM)
        user.start()
        visitor.answers_no().presses("send")
        assert "Noted" in visitor.heading

        user.ends(signal.SIGKILL)
        again = Visitor(client, served.link("checkin")).answers_no().presses("send")
        assert "Noted" in again.heading
    user.start()

    scores = [fact["pain"] for fact in user.facts("checked_in")]
    assert [[["neck", 4]], []] == scores


def test_a_daemon_says_what_it_displays(user: User, served: Served) -> None:
    """What was ticked on the page raises the level in the daemon, and the page can answer it."""
    user.start()
    with httpx.Client(base_url=served.origin) as client:
        Visitor(client, served.first_link).presses("accept")
        visitor = Visitor(client, served.link("safety")).presses("next", choice="chest_pain")
        visitor.answers_no().presses("send")
        assert "Get medical help now" == visitor.heading
        visitor.presses("answer", answer="over")
        assert "please tell a health professional today" in visitor.text

    user.wait_until(lambda: user.facts("level_changed"))
    assert "urgent" in [fact["level"] for fact in user.facts("level_changed")]


def test_the_log_says_nothing_of_what_was_entered(user: User, served: Served) -> None:
    """A whole check-in with a daemon that logs each decision leaves no word of it in the log."""
    user.start()
    with httpx.Client(base_url=served.origin) as client:
        Visitor(client, served.first_link).presses("accept")
        visitor = Visitor(client, served.link("checkin")).presses("next", **{"pain.neck": "9"})
        visitor.presses("next", choice="radiates_arm").answers_no().presses("send")
        assert "Noted" in visitor.text
    user.ends(signal.SIGTERM)

    for word in ("neck", "radiates", "pain", "chest"):
        assert word not in user.said().lower()
