"""What sensors said, as the desk sees it: in moments of the wall clock of now."""

from datetime import timedelta

import pytest

from tests.fakes import HERE, JumpingClock, World
from unhunch.daemon.senses import Senses
from unhunch.desk.seen import Return, Seen
from unhunch.ports import Active, Quiet, Sign


class Looking:
    """Senses with a world around them."""

    def __init__(self) -> None:
        self.world, self.senses = World(), Senses()
        self.clock = JumpingClock(self.world)

    def seen(self) -> Seen:
        """One look."""
        self.clock.look()
        return self.senses.look(self.clock, HERE, screen=True, tray=True)

    def ago(self, seen: Seen) -> float:
        """How many seconds the last input is ago."""
        assert seen.last_input is not None
        return round((self.world.wall - seen.last_input).total_seconds(), 3)


def test_nobody_has_touched_anything_yet() -> None:
    """No word, no input."""
    seen = Looking().seen()

    assert (seen.last_input, seen.typing, seen.returns) == (None, False, ())


def test_active_is_now_and_quiet_is_then() -> None:
    """And the return is told with its gap."""
    here = Looking()
    here.senses.heard_idle(Active(1000.0))
    here.world.passes(timedelta(minutes=3))

    assert (here.ago(here.seen()), here.seen().typing) == (0.0, True)

    here.senses.heard_idle(Quiet(1100.0))

    assert (here.ago(here.seen()), here.seen().typing) == (80.0, False)

    here.senses.heard_idle(Active(1180.0))

    assert here.seen().returns == (Return(timedelta(seconds=80), here.world.wall),)


def test_quiet_may_be_put_right_backwards() -> None:
    """A sensor that learns of an earlier last input says so, and that counts."""
    here = Looking()
    here.world.passes(timedelta(minutes=3))
    here.senses.heard_idle(Quiet(1100.0))
    here.senses.heard_idle(Quiet(1050.0))

    assert here.ago(here.seen()) == 130.0


def test_a_return_over_a_sleep_has_the_sleep_in_its_gap() -> None:
    """The sensor's clock stood still; the wall's did not."""
    here = Looking()
    here.senses.heard_idle(Quiet(1000.0))
    here.world.passes(timedelta(seconds=30))
    here.seen()
    here.world.sleeps(timedelta(hours=2))
    here.seen()
    here.world.passes(timedelta(seconds=10))
    here.senses.heard_idle(Active(1040.0))
    [returned] = here.seen().returns

    assert returned.gap == timedelta(hours=2, seconds=40)


def test_a_clock_that_is_set_moves_what_was_heard() -> None:
    """The gap keeps its length."""
    here = Looking()
    here.senses.heard_idle(Quiet(1000.0))
    here.world.passes(timedelta(seconds=30))
    here.world.sets_clock(timedelta(hours=-5))

    assert here.ago(here.seen()) == 30.0


def test_only_the_newest_returns_are_kept() -> None:
    """Hundreds of pauses a day cost nothing."""
    here = Looking()
    for pause in range(200):
        here.senses.heard_idle(Quiet(1000.0 + 10 * pause))
        here.senses.heard_idle(Active(1000.0 + 10 * pause + 10 - pause / 100))

    assert len(here.seen().returns) <= 16


# --- sleep -----------------------------------------------------------------------------------


def slept() -> Looking:
    """Somebody typed until the machine slept for an hour, and nobody has said anything since."""
    here = Looking()
    here.senses.heard_idle(Active(900.0))
    here.seen()
    here.world.passes(timedelta(seconds=20))
    here.world.sleeps(timedelta(hours=1))
    here.seen()
    here.senses.slept(1000.0, 1019.5)
    return here


def test_after_a_sleep_the_last_input_was_before_it() -> None:
    """Waking is not input."""
    here = slept()

    assert here.ago(here.seen()) == 3620.0
    assert here.senses.in_doubt


@pytest.mark.parametrize("word", [Active(1000.0), Quiet(1010.0)])
def test_a_word_about_before_the_sleep_ends_no_doubt(word: Active | Quiet) -> None:
    """Sensors whose clock stood still may take the sleep for nothing."""
    here = slept()
    here.senses.heard_idle(word)

    assert here.senses.in_doubt
    assert here.ago(here.seen()) >= 3600.0
    assert here.seen().typing is False


@pytest.mark.parametrize("word", [Active(1022.0), Quiet(1022.0)])
def test_a_word_about_after_the_sleep_is_a_return(word: Active | Quiet) -> None:
    """Also a pause, which tells that there was input before it."""
    here = slept()
    here.world.passes(timedelta(seconds=5))
    here.senses.heard_idle(word)
    [returned] = here.seen().returns

    assert not here.senses.in_doubt
    assert returned.gap == timedelta(hours=1, seconds=22)


def test_who_was_known_to_be_back_is_in_no_doubt() -> None:
    """The key that woke the machine was heard before the daemon looked at its clocks."""
    here = Looking()
    here.senses.heard_idle(Quiet(900.0))
    here.world.sleeps(timedelta(hours=1))
    here.senses.heard_idle(Active(1000.0))
    here.senses.slept(990.0, 999.5)

    assert (here.senses.in_doubt, here.seen().typing) == (False, True)


def test_who_was_quiet_before_a_sleep_stays_quiet() -> None:
    """There is nothing to doubt."""
    here = Looking()
    here.senses.heard_idle(Quiet(900.0))
    here.senses.slept(990.0, 999.5)

    assert (here.senses.in_doubt, here.senses.idle) == (False, Quiet(900.0))


# --- unlocking -------------------------------------------------------------------------------


def test_unlocking_is_one_input() -> None:
    """It ends the quiet, and begins the next."""
    here = Looking()
    here.world.passes(timedelta(minutes=10))
    here.senses.heard_idle(Quiet(1000.0))
    here.senses.touched(1600.0)
    seen = here.seen()

    assert (here.ago(seen), seen.typing) == (0.0, False)
    assert seen.returns[0].gap == timedelta(minutes=10)


def test_a_sensor_that_missed_the_unlocking_does_not_take_it_back() -> None:
    """What it says of earlier is not newer."""
    here = Looking()
    here.senses.heard_idle(Quiet(1000.0))
    here.senses.touched(1600.0)
    here.senses.heard_idle(Quiet(990.0))

    assert here.senses.idle == Quiet(1600.0)


def test_who_types_while_unlocking_goes_on_typing() -> None:
    """The sensor knows better."""
    here = Looking()
    here.senses.heard_idle(Active(1000.0))
    here.senses.touched(1600.0)

    assert here.senses.idle == Active(1000.0)


# --- signs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (Sign.YES, Sign.NO, Sign.YES),
        (Sign.NO, Sign.YES, Sign.YES),
        (Sign.UNKNOWN, Sign.NO, Sign.NO),
        (Sign.UNKNOWN, Sign.UNKNOWN, Sign.UNKNOWN),
        (Sign.YES, Sign.UNKNOWN, Sign.YES),
    ],
)
def test_of_several_sources_one_yes_is_a_yes(first: Sign, second: Sign, both: Sign) -> None:
    """And one no is better than not knowing."""
    senses = Senses()
    senses.heard_sign("locked", "logind", first, 1000.0)
    senses.heard_sign("locked", "saver", second, 1001.0)

    assert senses.signs() == {"locked": both}


def test_the_end_of_a_yes_is_kept() -> None:
    """Since when it is so, and when the last yes ended."""
    here = Looking()
    here.senses.heard_sign("locked", "logind", Sign.YES, 1000.0)
    here.senses.heard_sign("locked", "saver", Sign.YES, 1005.0)
    here.senses.heard_sign("locked", "logind", Sign.NO, 1010.0)

    assert here.seen().sign("locked").yes is True

    here.senses.heard_sign("locked", "saver", Sign.NO, 1020.0)
    locked = here.seen().sign("locked")

    assert locked.yes is False
    assert locked.ended == locked.since == here.clock.moment(1020.0)


def test_a_sensor_that_is_gone_knows_nothing() -> None:
    """Unknown holds nobody, and proves nothing."""
    here = Looking()
    here.senses.heard_sign("inhibitor", "kde", Sign.YES, 1000.0)
    here.senses.lost_sign("inhibitor", "kde", 1010.0)

    assert here.seen().sign("inhibitor").yes is None
    assert here.seen().sign("inhibitor").ended == here.clock.moment(1010.0)


def test_the_focus_is_a_moment_and_news_only_to_who_waits() -> None:
    """It keeps its distance from now when the clock is set."""
    here = Looking()

    assert here.seen().focused is None
    assert not here.senses.moved_focus(here.world.monotonic)

    here.world.passes(timedelta(seconds=3))
    here.world.sets_clock(timedelta(hours=1))

    assert here.world.wall - timedelta(seconds=3) == here.seen().focused

    here.senses.awaits_focus = True

    assert here.senses.moved_focus(here.world.monotonic)
    assert here.world.wall == here.seen().focused
