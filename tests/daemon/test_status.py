"""What `status` tells, as plain JSON."""

import json
from datetime import timedelta

from tests.instants import NINE, POLICY, after, instant, prompted, sat_down
from unhunch.daemon.status import status_of
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer, Hold
from unhunch.words.catalogue import ENGLISH


def test_at_work() -> None:
    """Who is there, since when, and what is next; it can be written as JSON."""
    told = status_of(ENGLISH, instant([sat_down()], after(17)))

    assert json.loads(json.dumps(told)) == told
    assert ("sitting", "PT17M", False) == (told["stance"], told["sat"], told["away"])
    assert told["next"] == {"reminder": "posture", "at": "2026-03-02T09:30:00+00:00"}
    assert [told["prompt"], told["waiting"], told["holds"], told["quiet"]] == [None, None, [], []]
    assert [each["reminder"] for each in told["reminders"]] == [r.name for r in POLICY.reminders]


def test_with_a_prompt() -> None:
    """Its words and the answers it takes."""
    told = status_of(ENGLISH, instant([sat_down(), prompted("sitting")], after(47)))["prompt"]

    assert (1, ["sitting"], "visible") == (told["prompt"], told["reminders"], told["phase"])
    assert told["answers"] == ["done", "later", "skip"]
    assert "47 minutes" in told["body"]


def test_a_check_in_is_not_done_by_a_word() -> None:
    """What `unhunch answer` would refuse is not offered."""
    told = status_of(ENGLISH, instant([sat_down(), prompted("checkin")], after(47)))["prompt"]

    assert ["later", "skip"] == told["answers"]


def test_put_off_it_can_still_be_answered() -> None:
    """It is told with its end."""
    later = f.PromptAnswered(
        at=after(47), prompt=1, answer=Answer.LATER, by="user", until=after(52)
    )
    told = status_of(ENGLISH, instant([sat_down(), prompted("sitting"), later], after(48)))

    assert told["prompt"]["phase"] == "putoff"
    assert told["put_off"] == [
        {"prompt": 1, "reminders": ["sitting"], "until": "2026-03-02T09:52:00+00:00"}
    ]


def test_what_holds_back_is_told_with_since_and_why() -> None:
    """A hold by name; what is due, since when."""
    paused = f.HoldBegan(at=after(5), hold=Hold.PAUSED, until=after(65))
    told = status_of(ENGLISH, instant([sat_down(), paused], after(31)))

    assert [hold["hold"] for hold in told["holds"]] == ["paused"]
    assert told["waiting"] == {
        "reminder": "posture",
        "reminders": ["posture"],
        "since": "2026-03-02T09:30:00+00:00",
        "why": "a hold is on",
        "until": None,
    }


def test_away_and_standing() -> None:
    """Away since the absence began; up is standing."""
    away = status_of(ENGLISH, instant([sat_down(), f.AwayBegan(at=after(10))], after(20)))
    up = status_of(
        ENGLISH, instant([f.StanceChanged(at=NINE, stance="standing", brief=True)], after(1))
    )

    assert (True, "2026-03-02T09:10:00+00:00") == (away["away"], away["absent_since"])
    assert ("standing", None) == (up["stance"], up["sat"])


def test_a_reminder_that_backed_off_is_told() -> None:
    """Its factor, and that it speaks through the tray."""
    changed = f.IntervalChanged(
        at=after(1), reminder="posture", factor=1.5, tray_until=NINE + timedelta(hours=15)
    )
    told = status_of(ENGLISH, instant([sat_down(), changed], after(2)))["reminders"]
    [posture] = [each for each in told if each["reminder"] == "posture"]

    assert (1.5, "tray") == (posture["factor"], posture["surface"])


def test_a_prompt_of_reminders_that_are_gone_is_not_told() -> None:
    """There is nothing to answer."""
    assert status_of(ENGLISH, instant([sat_down(), prompted("tea")], after(47)))["prompt"] is None
