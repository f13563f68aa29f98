"""What the clocks say, and what it means when they do not agree."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.daemon.clock import (
    Elapsed,
    MachineSlept,
    Reading,
    SystemClock,
    WallSet,
    boot_id,
    compare,
    explain,
    read_clocks,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Machine:
    """A machine that runs, sleeps and has its clock set."""

    reading: Reading = field(default_factory=lambda: Reading(NINE, 1000.0, 5000.0))

    def read(self) -> Reading:
        return self.reading

    def runs(self, seconds: float) -> None:
        now = self.reading
        self.reading = Reading(
            now.wall + timedelta(seconds=seconds), now.monotonic + seconds, now.boot + seconds
        )

    def sleeps(self, seconds: float) -> None:
        now = self.reading
        self.reading = Reading(
            now.wall + timedelta(seconds=seconds), now.monotonic, now.boot + seconds
        )

    def is_set(self, seconds: float) -> None:
        now = self.reading
        self.reading = Reading(now.wall + timedelta(seconds=seconds), now.monotonic, now.boot)


def test_clocks_that_agree_explain_nothing():
    """A minute passed, and that is all."""
    machine = Machine()
    clock = SystemClock(machine.read)
    machine.runs(60)

    assert () == clock.look()


def test_a_night_asleep_and_a_clock_put_right():
    """Both can happen between two looks, and each is told with its own length."""
    machine = Machine()
    clock = SystemClock(machine.read)
    machine.runs(10)
    machine.sleeps(8 * 3600)
    machine.is_set(-3600)
    machine.runs(1)

    assert (MachineSlept(timedelta(hours=8)), WallSet(timedelta(hours=-1))) == clock.look()
    assert () == clock.look()


def test_how_far_each_clock_moved():
    """The three differences, as lengths."""
    machine = Machine()
    before = machine.read()
    machine.runs(5)
    machine.sleeps(20)
    machine.is_set(100)

    assert Elapsed(timedelta(seconds=125), timedelta(seconds=5), timedelta(seconds=25)) == compare(
        before, machine.read()
    )


def test_input_before_a_sleep_is_dated_before_it():
    """The last key before the lid closed was pressed in the evening, not this morning."""
    machine = Machine()
    clock = SystemClock(machine.read)
    machine.runs(30)
    pressed = clock.monotonic()
    machine.runs(20)
    machine.sleeps(8 * 3600)
    machine.runs(0.1)
    clock.look()

    assert NINE + timedelta(seconds=30) == clock.moment(pressed)


def test_input_that_woke_the_machine_is_dated_after_the_sleep():
    """The key that woke it came this morning, though the daemon looks a little later."""
    machine = Machine()
    clock = SystemClock(machine.read)
    machine.runs(50)
    machine.sleeps(3600)
    machine.runs(0.1)
    pressed = clock.monotonic()
    machine.runs(0.1)
    clock.look()

    assert NINE + timedelta(seconds=3650.1) == clock.moment(pressed)


def test_a_sleep_nobody_has_looked_at_is_counted_in():
    """A sensor that reports before the first look after a sleep is dated right all the same."""
    machine = Machine()
    clock = SystemClock(machine.read)
    pressed = clock.monotonic()
    machine.runs(60)
    machine.sleeps(3600)
    machine.runs(0.1)
    before = clock.moment(pressed)
    clock.look()

    assert (NINE, NINE) == (before, clock.moment(pressed))


def test_after_a_setting_the_past_is_told_by_the_new_clock():
    """Ten minutes ago is ten minutes ago, whatever the clock was called then."""
    machine = Machine()
    clock = SystemClock(machine.read)
    pressed = clock.monotonic()
    machine.runs(600)
    machine.is_set(7200)
    clock.look()

    assert clock.now() - timedelta(minutes=10) == clock.moment(pressed)


def test_where_monotonic_time_counts_sleep_it_is_not_counted_twice():
    """On Windows a report's age already holds the sleep."""
    machine = Machine()
    clock = SystemClock(machine.read, counts_sleep=True)
    pressed = clock.monotonic()
    machine.runs(60)
    machine.sleeps(3600)
    clock.look()

    assert clock.now() - timedelta(seconds=60) == clock.moment(pressed)


# --- what the system says of sleep -------------------------------------------------------------


def test_a_sleep_told_by_the_signal_alone():
    """A machine without a clock for boot time: the wall clock ran on between the two signals."""
    machine = Machine()
    clock = SystemClock(machine.read)
    pressed = clock.monotonic()
    machine.runs(60)
    clock.hear_sleep(True)
    before = clock.look()
    machine.runs(2)
    machine.is_set(3600)
    machine.runs(0.1)
    clock.hear_sleep(False)

    assert (before, clock.look()) == ((), (MachineSlept(timedelta(hours=1)),))
    assert NINE == clock.moment(pressed)


def test_a_look_before_the_signal_of_waking_knows_it_too():
    """A timer that was late is sometimes first."""
    machine = Machine()
    clock = SystemClock(machine.read)
    clock.hear_sleep(True)
    machine.is_set(3600)
    first = clock.look()
    clock.hear_sleep(False)

    assert (first, clock.look()) == ((MachineSlept(timedelta(hours=1)),), ())


def test_a_sleep_told_by_signal_and_clocks_is_one_sleep():
    """And a clock that was put right on waking is a setting, as without the signal."""
    machine = Machine()
    clock = SystemClock(machine.read)
    clock.hear_sleep(True)
    clock.look()
    machine.sleeps(3600)
    machine.is_set(7200)
    first = clock.look()
    clock.hear_sleep(False)

    assert first == (MachineSlept(timedelta(hours=1)), WallSet(timedelta(hours=2)))
    assert clock.look() == ()


def test_a_suspend_that_fails_at_once_is_nothing():
    """Going and back within a second: no sleep, and a clock set later is set."""
    machine = Machine()
    clock = SystemClock(machine.read)
    clock.hear_sleep(True)
    machine.runs(1)
    clock.hear_sleep(False)
    nothing = clock.look()
    machine.is_set(3600)

    assert (nothing, clock.look()) == ((), (WallSet(timedelta(hours=1)),))


def test_a_signal_that_nothing_follows_is_forgotten():
    """A machine that says it will sleep and neither does nor says that it is back."""
    machine = Machine()
    clock = SystemClock(machine.read)
    clock.hear_sleep(True)
    clock.look()
    machine.runs(61)
    machine.is_set(3600)

    assert clock.look() == (WallSet(timedelta(hours=1)),)


def test_a_clock_set_back_around_a_sleep_is_no_sleep():
    """Nothing sleeps for less than no time."""
    machine = Machine()
    clock = SystemClock(machine.read)
    clock.hear_sleep(True)
    machine.is_set(-3600)
    clock.hear_sleep(False)

    assert clock.look() == (WallSet(timedelta(hours=-1)),)


# --- little by little ----------------------------------------------------------------------------


@pytest.mark.parametrize("step", [0.5, -0.5, 0.9, -0.9])
def test_small_steps_add_up_until_they_are_told(step):
    """A time service that steps by half a second, again and again, does not wear spans away."""
    machine = Machine()
    clock = SystemClock(machine.read)
    told = []
    for _ in range(20):
        machine.runs(60)
        machine.is_set(step)
        told += clock.look()

    assert abs(20 * step - sum(each.by.total_seconds() for each in told)) < 1
    assert all(abs(each.by) >= timedelta(seconds=1) for each in told)


def test_a_step_that_is_taken_back_never_was():
    """Half a second forth and back is nothing, however often."""
    machine = Machine()
    clock = SystemClock(machine.read)
    for _ in range(20):
        machine.is_set(0.6)
        assert () == clock.look()
        machine.is_set(-0.6)
        assert () == clock.look()


def test_a_machine_that_dozes_sleeps():
    """Many naps of less than a second are a sleep in the end."""
    machine = Machine()
    clock = SystemClock(machine.read)
    naps = []
    for _ in range(10):
        machine.sleeps(0.5)
        machine.runs(1)
        naps += clock.look()

    assert naps == [MachineSlept(timedelta(seconds=1))] * 5


def test_a_slewed_clock_is_neither_set_nor_asleep():
    """A clock that is being drawn to the right time draws all of them along (adjtimex(2))."""
    machine = Machine()
    clock = SystemClock(machine.read)
    for _ in range(600):
        machine.runs(60 * 1.0005)

        assert clock.look() == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["runs", "sleeps", "is_set", "is_set", "hear_sleep"]),
            st.floats(-5, 5),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_no_step_is_too_small_to_be_kept_in_mind(steps):
    """What was told and what really was are never a second apart, and no sleep is negative."""
    machine = Machine()
    clock = SystemClock(machine.read)
    moved, changes = 0.0, []
    for verb, seconds, is_looked_at in steps:
        if verb == "hear_sleep":
            clock.hear_sleep(is_looked_at)
            continue
        getattr(machine, verb)(seconds if verb == "is_set" else abs(seconds))
        moved += seconds if verb == "is_set" else abs(seconds) * (verb == "sleeps")
        if is_looked_at:
            changes += clock.look()
    changes += clock.look()
    spans = [each.lasted if isinstance(each, MachineSlept) else each.by for each in changes]

    # Both clocks may keep just under a second to themselves.
    assert abs(moved - sum(span.total_seconds() for span in spans)) < 2
    assert all(each.lasted > timedelta(0) for each in changes if isinstance(each, MachineSlept))


whiles = st.floats(2.0, 100_000.0)
steps = st.lists(
    st.tuples(st.sampled_from(["runs", "sleeps", "is_set"]), whiles, st.booleans()), max_size=12
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_every_sleep_and_every_setting_is_told_once(steps):
    """Whatever happens between looks: the lengths told are the lengths that were."""
    machine = Machine()
    clock = SystemClock(machine.read)
    slept = was_set = 0.0
    changes = []
    for verb, seconds, is_looked_at in steps:
        getattr(machine, verb)(seconds)
        slept += seconds * (verb == "sleeps")
        was_set += seconds * (verb == "is_set")
        if is_looked_at:
            changes += clock.look()
    changes += clock.look()
    told_slept = sum(
        each.lasted.total_seconds() for each in changes if isinstance(each, MachineSlept)
    )
    told_set = sum(each.by.total_seconds() for each in changes if isinstance(each, WallSet))

    assert pytest.approx(slept, abs=0.01) == told_slept
    assert pytest.approx(was_set, abs=0.01) == told_set


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=steps, after=steps)
def test_a_moment_is_as_long_ago_as_it_is(before, after):
    """However the machine slept and was set, a report is dated by the time that really passed.

    The daemon looks after each step, as it does on the system's wake signal.
    """
    machine = Machine()
    clock = SystemClock(machine.read)
    for verb, seconds, _ in before:
        getattr(machine, verb)(seconds)
        clock.look()
    machine.runs(0.1)
    pressed = machine.read()
    machine.runs(1.0)
    for verb, seconds, _ in after:
        getattr(machine, verb)(seconds)
        clock.look()
    passed = timedelta(seconds=machine.read().boot - pressed.boot)

    assert abs(machine.read().wall - passed - clock.moment(pressed.monotonic)) < timedelta(
        milliseconds=1
    )


@given(st.lists(st.tuples(whiles, st.sampled_from(["runs", "sleeps"])), min_size=2, max_size=12))
def test_moments_keep_the_order_of_reports(steps):
    """What was reported later is never dated earlier."""
    machine = Machine()
    clock = SystemClock(machine.read)
    reports = []
    for seconds, verb in steps:
        getattr(machine, verb)(seconds)
        reports.append(clock.monotonic())
        clock.look()
    moments = [clock.moment(each) for each in reports]

    assert sorted(moments) == moments


def test_the_real_clocks():
    """Here and now: aware, close together, and not asleep while the test runs."""
    before = read_clocks()
    clock = SystemClock()
    age = clock.now() - clock.moment(time.monotonic() - 60)

    assert () == explain(before, read_clocks())
    assert before.boot >= before.monotonic - 0.01
    assert timedelta(seconds=59.9) < age < timedelta(seconds=80)


@pytest.mark.skipif(not Path("/proc/sys/kernel/random/boot_id").exists(), reason="not on Linux")
def test_a_run_of_this_machine_has_a_name():
    """Asked twice it is the same."""
    assert boot_id() == boot_id() is not None


@pytest.fixture
def zone_variable(monkeypatch):
    yield lambda name: monkeypatch.setenv("TZ", name)
    monkeypatch.undo()
    time.tzset()


def test_the_zone_is_read_again_when_told(zone_variable):
    """A traveller's clock follows once the system says so."""
    clock = SystemClock()
    zone_variable("Europe/Berlin")
    first = clock.zone()
    zone_variable("America/New_York")
    same = clock.zone()
    clock.forget_zone()

    assert (ZoneInfo("Europe/Berlin"),) * 2 == (first, same)
    assert ZoneInfo("America/New_York") == clock.zone()
    assert time.tzname == ("EST", "EDT")


@pytest.mark.parametrize(
    ("name", "offsets"),
    [("<+03>-3", {3}), ("Mars/Olympus", {0}), ("EET-2EEST,M3.5.0/3,M10.5.0/4", {2, 3})],
)
def test_a_zone_without_a_name_is_still_an_offset(zone_variable, name, offsets):
    """What the C library makes of the setting is taken; no setting stops the daemon."""
    zone_variable(name)
    zone = SystemClock().zone()
    found = datetime.now(UTC).astimezone(zone).utcoffset()

    assert found in {timedelta(hours=each) for each in offsets}


def test_a_changed_zone_file_is_noticed(tmp_path):
    """Where nobody announces it, a look at the file tells."""
    file = tmp_path / "localtime"
    file.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    clock = SystemClock(zone_file=file)
    clock.zone()
    before = clock.is_zone_stale()
    file.unlink()
    file.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    after = clock.is_zone_stale()
    clock.forget_zone()
    clock.zone()

    assert (False, True, False) == (before, after, clock.is_zone_stale())
