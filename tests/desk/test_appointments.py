"""What is appointed by the clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unhunch.desk.due import HOURS, appointments
from unhunch.desk.instant import Instant
from unhunch.desk.policy import At, Every, Hours, Policy, Reminder, TimeRange
from unhunch.desk.seen import Seen
from unhunch.desk.state import initial

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""Nine o'clock in Berlin."""


def at_monday(policy: Policy) -> Instant:
    """Return an instant with nobody there yet."""
    return Instant(state=initial(MONDAY), now=MONDAY, seen=Seen(zone=BERLIN), policy=policy)


def test_only_what_the_clock_brings_is_appointed() -> None:
    """An `at` reminder is appointed at its next time, one that counts presence is not."""
    call = Reminder(name="call", trigger=At(times=(time(8), time(14))))
    water = Reminder(name="water", trigger=Every(interval=timedelta(minutes=50)))

    assert {"call": datetime(2026, 3, 2, 13, tzinfo=UTC)} == appointments(
        at_monday(Policy(reminders=(call, water)))
    )


def test_the_hours_are_appointed() -> None:
    """When the hours close next is an appointment of its own."""
    nights = Hours(quiet=(TimeRange(start=time(22), end=time(7)),))

    assert {HOURS: datetime(2026, 3, 2, 21, tzinfo=UTC)} == appointments(
        at_monday(Policy(hours=nights))
    )
