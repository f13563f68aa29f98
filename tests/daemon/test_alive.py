"""The last sign of life, and what is made of the time since."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.daemon.alive import AliveFile, SignOfLife, gap, newest
from unhunch.daemon.clock import Reading
from unhunch.desk.start import Gap

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
THEN = Reading(NINE, 1000.0, 1500.0)
INPUT = NINE - timedelta(seconds=40)
LAST = SignOfLife(boot_id="this", reading=THEN, last_input=INPUT)
NOTHING = timedelta(0)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ALMOST = timedelta(milliseconds=1)


def later(passed: timedelta, *, slept: timedelta = NOTHING, by: timedelta = NOTHING) -> Reading:
    seconds = passed.total_seconds()
    return Reading(
        NINE + passed + by,
        THEN.monotonic + seconds - slept.total_seconds(),
        THEN.boot + seconds,
    )


def told(now: Reading, *, boot_id: str = "this") -> Gap:
    return gap(LAST, now, boot_id)


def test_a_restart_changes_nothing():
    """Ten minutes in which the clocks agree: only the last sign is told."""
    assert Gap(alive=NINE, last_input=INPUT) == told(later(10 * MINUTE))


def test_a_machine_that_slept_meanwhile():
    """Boot time ran ahead of monotonic time by the night."""
    now = later(8 * HOUR + MINUTE, slept=8 * HOUR)

    assert Gap(alive=NINE, last_input=INPUT, slept=8 * HOUR) == told(now)


def test_a_machine_that_was_switched_off():
    """Another run of the machine: off from the last sign to the boot."""
    now = Reading(NINE + 14 * HOUR, 120.0, 120.0)

    assert Gap(alive=NINE, last_input=INPUT, off_until=NINE + 14 * HOUR - 2 * MINUTE) == told(
        now, boot_id="next"
    )


def test_a_clock_that_was_set_meanwhile():
    """What was known before is told by the clock of now."""
    assert Gap(alive=NINE + HOUR, last_input=INPUT + HOUR, clock_by=HOUR) == told(
        later(5 * MINUTE, by=HOUR)
    )


def test_a_clock_that_was_set_back_between_two_boots():
    """Without a common clock a last sign in the future can only mean a setting."""
    now = Reading(NINE - HOUR, 60.0, 60.0)
    booted = NINE - HOUR - MINUTE

    assert Gap(alive=booted, off_until=booted, clock_by=booted - NINE) == told(now, boot_id="next")


def test_runs_without_a_name_are_told_apart_by_when_they_began():
    """Where the system names no runs, the moment of the boot does."""
    nameless = SignOfLife(boot_id=None, reading=THEN)
    same = gap(nameless, later(10 * MINUTE), None)
    other = gap(nameless, Reading(NINE + HOUR, 60.0, 60.0), None)

    assert Gap(alive=NINE) == same
    assert Gap(alive=NINE, off_until=NINE + HOUR - MINUTE) == other


def test_the_newer_of_two_signs_counts():
    """A fact written half a minute after the file was touched is the last sign."""
    sign = newest(LAST, NINE + MINUTE / 2)

    assert SignOfLife(boot_id="this", reading=later(MINUTE / 2), last_input=INPUT) == sign
    assert LAST == newest(LAST, NINE - MINUTE) == newest(LAST, None)


def test_a_journal_without_the_file():
    """A lost file is no reason to forget when the journal was last written."""
    last = newest(None, NINE)
    assert last is not None

    same_run = gap(last, Reading(NINE + 10 * MINUTE, 5000.0, 5000.0), "this")
    next_run = gap(last, Reading(NINE + HOUR, 60.0, 60.0), "this")

    assert Gap(alive=NINE) == same_run
    assert Gap(alive=NINE, off_until=NINE + HOUR - MINUTE) == next_run


def test_no_sign_at_all():
    """The first start has no past."""
    assert newest(None, None) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ran=st.timedeltas(NOTHING, 30 * HOUR),
    slept=st.timedeltas(NOTHING, 30 * HOUR),
    by=st.timedeltas(-30 * HOUR, 30 * HOUR),
)
def test_sleep_and_setting_are_told_apart(ran, slept, by):
    """However long it ran, slept and was set in between, each is told as what it was."""
    now = later(ran + slept, slept=slept, by=by)
    found = told(now)

    assert abs(found.slept - slept) < ALMOST or slept < timedelta(seconds=1) + ALMOST
    assert abs(found.clock_by - by) < ALMOST or abs(by) < timedelta(seconds=1) + ALMOST
    assert abs(now.wall - found.alive - (ran + slept)) < ALMOST
    assert found.off_until is None


@pytest.fixture
def path(tmp_path):
    return tmp_path / "alive"


def test_a_sign_comes_back_as_it_was(path):
    """What one daemon leaves the next one reads."""
    AliveFile(path, "this").touch(THEN, INPUT)

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
        b'{"boot_id": "x", "boot": 1, "monotonic": 1, "wall": "2026-03-02T09:00:00+00:00",'
        b' "last_input": "2026-03-02T09:00:00"}',
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
