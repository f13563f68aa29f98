"""The last sign of life, and what is made of the time since."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.daemon.alive import AliveFile, SignOfLife, gap, newest
from unhunch.daemon.clock import Reading
from unhunch.desk.facts import ClockSet, Slept, Unwatched, WasOff

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
THEN = Reading(NINE, 1000.0, 1500.0)
LAST = SignOfLife(boot_id="this", reading=THEN)
NOTHING = timedelta(0)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def later(passed: timedelta, *, slept: timedelta = NOTHING, by: timedelta = NOTHING) -> Reading:
    seconds = passed.total_seconds()
    return Reading(
        NINE + passed + by,
        THEN.monotonic + seconds - slept.total_seconds(),
        THEN.boot + seconds,
    )


def told(now: Reading, *, quiet: timedelta = NOTHING, boot_id: str = "this"):
    return gap(LAST, now, boot_id, quiet, UTC)


def test_a_restart_changes_nothing():
    """Ten minutes of which nothing is known were presence."""
    assert () == told(later(10 * MINUTE))


def test_a_machine_that_slept_meanwhile():
    """Boot time ran ahead of monotonic time by the night."""
    assert (Slept(at=NINE + 8 * HOUR, lasted=8 * HOUR),) == told(
        later(8 * HOUR + MINUTE, slept=8 * HOUR)
    )


def test_a_machine_that_was_switched_off():
    """Another run of the machine: off from the last sign to the boot."""
    now = Reading(NINE + 14 * HOUR, 120.0, 120.0)

    assert (WasOff(at=NINE + 14 * HOUR - 2 * MINUTE, lasted=14 * HOUR - 2 * MINUTE),) == told(
        now, boot_id="next"
    )


def test_a_machine_that_was_off_and_then_slept():
    """Booted, put to sleep before anybody logged in: both are told, in order."""
    now = Reading(NINE + 3 * HOUR, 300.0, 300.0 + HOUR.total_seconds())
    booted = NINE + 2 * HOUR - 5 * MINUTE

    assert (
        WasOff(at=booted, lasted=2 * HOUR - 5 * MINUTE),
        Slept(at=booted + HOUR, lasted=HOUR),
    ) == told(now, boot_id="next")


def test_a_clock_that_was_set_meanwhile():
    """The setting is told before anything that is dated by the new clock."""
    assert (ClockSet(at=NINE + HOUR, by=HOUR),) == told(later(5 * MINUTE, by=HOUR))


def test_a_clock_that_was_set_back_between_two_boots():
    """Without a common clock a last sign in the future can only mean a setting."""
    now = Reading(NINE - HOUR, 60.0, 60.0)
    booted = NINE - HOUR - MINUTE

    assert (ClockSet(at=booted, by=booted - NINE),) == told(now, boot_id="next")


def test_an_hour_that_nothing_explains():
    """More than a quarter of an hour of nothing known is no presence and no rest."""
    assert (Unwatched(at=NINE + HOUR, lasted=HOUR),) == told(later(HOUR))


def test_an_hour_that_the_idle_sensor_explains():
    """Nobody touched anything for fifty of the sixty minutes: that is absence, not mystery."""
    assert () == told(later(HOUR), quiet=50 * MINUTE)


def test_an_hour_of_which_twenty_minutes_are_a_mystery():
    """What the sensor does not explain is unwatched, up to where its word begins."""
    assert (Unwatched(at=NINE + 20 * MINUTE, lasted=20 * MINUTE),) == told(
        later(HOUR), quiet=40 * MINUTE
    )


def test_moments_carry_the_local_offset():
    """The facts go into the journal as they are."""
    from zoneinfo import ZoneInfo

    (unwatched,) = gap(LAST, later(HOUR), "this", NOTHING, ZoneInfo("Asia/Tokyo"))

    assert "2026-03-02T19:00:00+09:00" == unwatched.at.isoformat()


def test_runs_without_a_name_are_told_apart_by_when_they_began():
    """Where the system names no runs, the moment of the boot does."""
    nameless = SignOfLife(boot_id=None, reading=THEN)
    same = gap(nameless, later(10 * MINUTE), None, NOTHING, UTC)
    other = gap(nameless, Reading(NINE + HOUR, 60.0, 60.0), None, NOTHING, UTC)

    assert () == same
    assert (WasOff(at=NINE + HOUR - MINUTE, lasted=HOUR - MINUTE),) == other


def test_the_newer_of_two_signs_counts():
    """A fact written half a minute after the file was touched is the last sign."""
    sign = newest(LAST, NINE + MINUTE / 2)

    assert SignOfLife(boot_id="this", reading=later(MINUTE / 2)) == sign
    assert LAST == newest(LAST, NINE - MINUTE) == newest(LAST, None)


def test_a_journal_without_the_file():
    """A lost file is no reason to forget when the journal was last written."""
    last = newest(None, NINE)
    assert last is not None

    same_run = gap(last, Reading(NINE + 10 * MINUTE, 5000.0, 5000.0), "this", NOTHING, UTC)
    next_run = gap(last, Reading(NINE + HOUR, 60.0, 60.0), "this", NOTHING, UTC)

    assert () == same_run
    assert (WasOff(at=NINE + HOUR - MINUTE, lasted=HOUR - MINUTE),) == next_run


def test_no_sign_at_all():
    """The first start has no past."""
    assert newest(None, None) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ran=st.timedeltas(NOTHING, 30 * HOUR),
    slept=st.timedeltas(NOTHING, 30 * HOUR),
    by=st.timedeltas(-30 * HOUR, 30 * HOUR),
    quiet=st.timedeltas(NOTHING, 60 * HOUR),
)
def test_the_gap_is_explained_once(ran, slept, by, quiet):
    """Sleep, idleness and what is left add up to the gap, and nothing is dated after now."""
    now = later(ran + slept, slept=slept, by=by)
    facts = told(now, quiet=quiet)
    unwatched = sum((f.lasted for f in facts if isinstance(f, Unwatched)), NOTHING)
    told_slept = sum((f.lasted for f in facts if isinstance(f, Slept)), NOTHING)
    almost = timedelta(milliseconds=1)

    assert abs(told_slept - slept) < almost or slept < timedelta(seconds=1) + almost
    assert unwatched == NOTHING or abs(unwatched - (ran - min(quiet, ran))) < almost
    assert all(f.at <= now.wall + almost for f in facts)
    assert [f.at for f in facts] == sorted(f.at for f in facts) or unwatched


@pytest.fixture
def path(tmp_path):
    return tmp_path / "alive"


def test_a_sign_comes_back_as_it_was(path):
    """What one daemon leaves the next one reads."""
    AliveFile(path, "this").touch(THEN)

    assert LAST == AliveFile(path, "next").read()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [path] == list(path.parent.iterdir())


def test_it_is_touched_at_most_once_a_minute(path):
    """A daemon that wakes often writes seldom, but a clean end always."""
    file = AliveFile(path, "this")
    signs = []
    for passed, at_once in [(0, False), (59, False), (60, False), (61, False), (62, True)]:
        file.touch(later(timedelta(seconds=passed)), at_once=at_once)
        sign = file.read()
        signs.append(round(sign.reading.boot - THEN.boot))

    assert [0, 0, 60, 60, 62] == signs


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b'{"boot_id": "x", "boot": 1, "monotonic": 1}',
        b'{"boot_id": "x", "boot": 1, "monotonic": "nan", "wall": "2026-03-02T09:00:00+00:00"}',
        b'{"boot_id": "x", "boot": 1e300, "monotonic": 1, "wall": "2026-03-02T09:00:00+00:00"}',
        b'{"boot_id": "x", "boot": 1, "monotonic": 1, "wall": "2026-03-02T09:00:00"}',
        b'{"boot_id": "x", "boot": 1, "monotonic": 1, "wall": "morning"}',
        b"[" * 100_000,
    ],
)
def test_a_spoiled_file_is_no_sign(path, content):
    """A file cut off by a power cut is as good as none."""
    path.write_bytes(content)

    assert AliveFile(path, "this").read() is None


def test_a_full_disk_costs_the_sign_alone(tmp_path):
    """Where nothing can be written the daemon goes on."""
    file = AliveFile(tmp_path / "missing" / "alive", "this")
    file.touch(THEN)

    assert file.read() is None
