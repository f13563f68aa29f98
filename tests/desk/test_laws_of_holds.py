"""Holds whatever their sensors say: flapping, of the future, of long ago."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.desk import facts as f
from unhunch.desk.answer import on_request
from unhunch.desk.evolve import evolve
from unhunch.desk.policy import Asks, Hold, Policy
from unhunch.desk.requests import Pause, Resume
from unhunch.desk.seen import Seen, Signed, known_by
from unhunch.desk.state import State
from unhunch.simulate.world import World

from .played import Player, play, steps_of
from .strategies import answers, downs, everything, holds, nights, policies, scripts, wishes
from .test_laws import DEFAULT, FIFTEEN, LAW

SENSED = [Hold.DND, Hold.FULLSCREEN, Hold.MICROPHONE, Hold.CAMERA, Hold.SCREENCAST, Hold.LOCKED]
MILLISECOND = timedelta(milliseconds=1)

flips = st.lists(
    st.tuples(st.sampled_from(SENSED), st.integers(1, 40)), min_size=300, max_size=1000
)
"""Which sensor changes its word, and how many milliseconds later."""


def shown_while(state: State, facts: Sequence[f.Fact]) -> Iterator[tuple[f.PromptShown, set[Hold]]]:
    """Yield every showing that nobody asked for, with the holds that were on."""
    for fact in facts:
        if isinstance(fact, f.PromptShown) and not fact.asked:
            yield fact, set(state.holds)
        state = evolve(state, fact)


@LAW
@given(lines=scripts(holds, holds, answers, downs, nights, wishes), policy=policies)
def test_never_a_prompt_while_a_hold_is_on(lines: list[str], policy: Policy) -> None:
    """Only the question about a pause passes, and only the pause."""
    day = play(lines, policy)
    for shown, on in shown_while(day.first, day.facts):
        assert on <= ({Hold.PAUSED} if shown.asks is Asks.RESUME else set())


@LAW
@given(lines=scripts(nights, nights, answers, holds, wishes), policy=policies)
def test_a_pause_without_an_end_is_asked_about_once_a_day(lines: list[str], policy: Policy) -> None:
    """At most one question for each morning, never without such a pause, and answered, expired or
    taken back it is over."""
    day = play(["works 5m", "says pause until resume", "off 20h", *lines], policy)
    state, asked = day.first, set[object]()
    for fact in day.facts:
        if isinstance(fact, f.PromptShown) and fact.asks is Asks.RESUME:
            held = state.holds[Hold.PAUSED]

            assert held.until is None
            if not fact.again:
                morning = ((fact.at - timedelta(hours=4)).date(), state.over.get(Hold.PAUSED))

                assert morning not in asked
                asked.add(morning)
        state = evolve(state, fact)


# --- a thousand changes a second -------------------------------------------------------------


def flapped(player: Player, changes: Sequence[tuple[Hold, int]]) -> list[f.Fact]:
    """Return what is decided while the sensors change their words so fast."""
    day, facts = player.played.day, list[f.Fact]()
    for hold, milliseconds in changes:
        day.world.pass_to(day.world.now + milliseconds * MILLISECOND)
        day.world.say(hold, not day.world.signs[hold].yes)
        facts.extend(day._settle())
    return facts


@settings(LAW, max_examples=LAW.max_examples // 3)
@given(changes=flips, works=st.sampled_from(["works 25m", "works 44m54s", "works 61m"]))
def test_a_thousand_changes_a_second(changes: list[tuple[Hold, int]], works: str) -> None:
    """A few facts and no more, at most one prompt afterwards, and none while a hold is on."""
    player = Player(DEFAULT)
    for step in steps_of([works]):
        player.play(step)
    first = player.played.day.state
    facts = flapped(player, changes)
    for hold in SENSED:
        player.played.day.world.say(hold, False)
    [calm] = steps_of(["works 14m"])
    after = [*player.played.day._settle(), *player.played.day.step(calm)]
    holding = [each for each in (*facts, *after) if isinstance(each, f.HoldBegan | f.HoldEnded)]
    shown = list(shown_while(first, [*facts, *after]))

    assert len(facts) <= len(SENSED) * 20
    assert len(holding) <= len(SENSED) * 14
    assert [] == [on for _, on in shown if on]
    assert len({each.prompt for each, _ in shown}) <= 1
    assert set() == set(player.played.day.state.holds)


@LAW
@given(pairs=st.integers(100, 400), gap=st.sampled_from([1, 10, 500, 1500, 5000, 9000]))
def test_one_sensor_that_flaps_for_long(pairs: int, gap: int) -> None:
    """It is believed less and less: after a few facts the hold is on until there is peace."""
    player = Player(DEFAULT)
    for step in steps_of(["works 1m"]):
        player.play(step)
    facts = flapped(player, [(Hold.DND, gap), (Hold.DND, gap)] * pairs)
    player.played.day.world.pass_to(player.played.day.world.now + timedelta(minutes=1))
    over = list(player.played.day._settle())

    assert len([each for each in facts if isinstance(each, f.HoldBegan | f.HoldEnded)]) <= 16
    assert [f.HoldEnded] == [type(each) for each in over if isinstance(each, f.HoldEnded)]


def test_a_toggle_by_hand_counts_at_once() -> None:
    """On, off, on and off within a quarter of a minute are four facts, each in its moment."""
    facts = flapped(Player(DEFAULT), [(Hold.DND, 4000)] * 4)

    assert ["HoldBegan", "HoldEnded"] * 2 == [
        type(each).__name__ for each in facts if isinstance(each, f.HoldBegan | f.HoldEnded)
    ]
    assert [4, 8, 12, 16] == [each.at.second for each in facts if not isinstance(each, f.Started)]


def test_asking_a_thousand_times() -> None:
    """Pause and resume as fast as a script can: each is answered, and no prompt comes of it."""
    player = Player(DEFAULT)
    for step in steps_of(["works 44m"]):
        player.play(step)
    day, facts = player.played.day, list[f.Fact]()
    for request in [Pause(), Resume()] * 500:
        outcome = on_request(day.here(), request)
        assert isinstance(outcome, tuple)
        facts += [*day._keep(outcome), *day._settle()]

    assert [f.HoldBegan, f.HoldEnded] * 500 == [type(each) for each in facts]


# --- sensors that lie ------------------------------------------------------------------------


class LyingWorld(World):
    """Its sensors may be wrong by any time; the daemon takes them as `known_by` does."""

    lies: tuple[timedelta, ...] = ()

    def look(self, gap: timedelta) -> Seen:
        """Return what the senses say, each moment of it wrong by the next lie."""
        seen = super().look(gap)
        wrong = dict(zip(sorted(seen.signs), self.lies, strict=False))
        signs = {
            name: replace(
                sign,
                since=_off(sign.since, wrong.get(name)),
                ended=_off(sign.ended, wrong.get(name)),
            )
            for name, sign in seen.signs.items()
        }
        returns = tuple(replace(each, at=_off(each.at, self.lies[0])) for each in seen.returns)
        return known_by(replace(seen, signs=signs, returns=returns), self.now)


def _off(moment: datetime | None, by: timedelta | None) -> datetime | None:
    return moment if moment is None or by is None else moment + by


lies = st.lists(
    st.sampled_from([-400, -30, -1, -0.01, 0, 0.0001, 0.01, 1, 30, 400]).map(
        lambda days: timedelta(days=days)
    ),
    min_size=10,
    max_size=10,
)


@LAW
@given(lines=scripts(*everything), policy=policies, wrong=lies)
def test_sensors_that_tell_of_the_future_and_of_long_ago(
    lines: list[str], policy: Policy, wrong: list[timedelta]
) -> None:
    """No fact of the future, no prompt while a hold is on, a bounded number of facts, and a budget
    that holds."""
    player = Player(policy)
    day = player.played.day
    world = LyingWorld(day.world.now, day.world.zone)
    world.lies, day.world = tuple(wrong), world
    for step in steps_of(lines):
        player.play(step)
    facts = player.played.facts
    late = [each for each in player.played.decided if each.fact.at > each.now]
    shown = [
        each.elapsed
        for each in player.played.decided
        if isinstance(each.fact, f.PromptShown)
        if not (each.fact.again or each.fact.asked or each.fact.asks is Asks.RESUME)
    ]

    assert [] == late
    assert [] == [on for each, on in shown_while(player.played.first, facts) if on - {Hold.PAUSED}]
    assert [] == [1 for one, two in itertools.pairwise(shown) if two - one < FIFTEEN]
    assert len(facts) <= 400 + 60 * len(lines)


@given(seconds=st.integers(-(10**8), 10**8), sign=st.sampled_from([True, False, None]))
def test_what_can_be_known_is_of_the_past(seconds: int, sign: bool | None) -> None:
    """Moments of the future are those of now; those of the past are left as they are."""
    now = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
    told = now + timedelta(seconds=seconds)
    signs = {Hold.DND: Signed(sign, told, told)}
    seen = known_by(Seen(last_input=told, focused=told, signs=signs), now)

    assert min(told, now) == seen.last_input == seen.focused == seen.sign(Hold.DND).since
    assert Signed(sign, min(told, now), min(told, now)) == seen.sign(Hold.DND)
