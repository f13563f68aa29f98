"""What holds of every guided break, whatever the user does meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unhunch.desk import facts as f
from unhunch.desk.choices import Guiding
from unhunch.desk.course import BREAKS_OFF, exercises_of, over_at, place_at
from unhunch.desk.ending import HOW_WAS_IT
from unhunch.desk.instant import Instant
from unhunch.desk.policy import Answer, Halt, Policy
from unhunch.desk.scene import view_of
from unhunch.desk.state import Prompt, Running, on_stage

from .played import Player, play, steps_of
from .strategies import breaks, everything, holds, lengths, policies, policy, scripts
from .test_laws import LAW

A_BREAK = ["works 1m", "says break stretch"]
ZERO = timedelta(0)


def running(here: Instant) -> tuple[Prompt, Running] | None:
    """The guided break that is on now."""
    prompt = on_stage(here.state)
    if prompt is None or not isinstance(prompt.phase, Running):
        return None
    return prompt, prompt.phase


def instants(lines: list[str], policy: Policy) -> Iterator[Instant]:
    """What the day is after each step."""
    player = Player(policy)
    for step in steps_of(lines):
        player.play(step)
        if not player.played.day.is_down:
            yield player.played.day.here()


@LAW
@given(lines=scripts(breaks, breaks, *everything), policy=policies)
def test_a_break_that_is_halted_does_not_go_on(lines: list[str], policy: Policy) -> None:
    """From where its time stood still it goes on, or another exercise begins anew."""
    halted: dict[int, tuple[int, timedelta]] = {}
    for fact in play([*A_BREAK, *lines], policy).facts:
        match fact:
            case f.BreakMoved(prompt=number, step=step, spent=spent):
                assert number not in halted or spent == ZERO or (step, spent) == halted[number]
                halted.pop(number, None)
                if fact.halted is not None:
                    halted[number] = (step, spent)
            case f.PromptAnswered(prompt=number) | f.PromptShown(prompt=number):
                halted.pop(number, None)


@LAW
@given(lines=scripts(breaks, breaks, *everything), policy=policies)
def test_what_is_shown_stands_still_while_it_is_halted(lines: list[str], policy: Policy) -> None:
    """What is left of an exercise has an end, or is what is not spent of it."""
    for here in instants([*A_BREAK, *lines], policy):
        found = running(here)
        view = view_of(found[0], here) if found else None
        if found is None or view is None or not isinstance(view.stage, Guiding):
            continue
        phase, stage = found[1], view.stage

        assert ZERO < stage.left <= stage.item.lasts
        assert (stage.until is None) == (phase.halted is not None)
        assert phase.halted is None or stage.left == stage.item.lasts - phase.spent


steady = st.sampled_from(["says guide pause", "says guide go_on"])


@LAW
@given(lines=scripts(steady, steady, lengths.map("pauses {}".format)))
def test_exercises_take_what_they_last(lines: list[str]) -> None:
    """Nobody turned the page: what was done is the time in which the break was not halted."""
    player = Player(policy("the program's own"))
    began, ran, since = None, ZERO, None
    for step in steps_of([*A_BREAK, *lines]):
        for each in player.watch(step):
            match each.fact:
                case f.PromptAnswered(answer=Answer.START, at=at):
                    began, ran, since = at, ZERO, at
                case f.BreakMoved(at=at, halted=halted):
                    ran += at - since if since is not None else ZERO
                    since = at if halted is None else None
        here = player.played.day.here()
        if (found := running(here)) is None or began is None:
            continue
        items = exercises_of(found[0], here)
        place = place_at(found[1], items, here.now)
        done = sum((item.lasts for item in items[: place.step]), place.spent)
        whole = sum((item.lasts for item in items), ZERO)

        assert done == min(whole, ran + (_since(since, here.now)))


def _since(since: datetime | None, now: datetime) -> timedelta:
    return ZERO if since is None else now - since


@LAW
@given(lines=scripts(breaks, breaks, *everything), policy=policies)
def test_a_break_always_ends(lines: list[str], policy: Policy) -> None:
    """Left alone it is over when its exercises and the time to say how it was are, and a halt of
    ten minutes ends it."""
    player = Player(policy)
    for step in steps_of([*A_BREAK, *lines]):
        player.play(step)
        day = player.played.day
        if day.is_down or (found := running(day.here())) is None:
            continue
        here, (prompt, phase) = day.here(), found
        items = exercises_of(prompt, here)
        over = over_at(phase, items)
        lasts = sum((item.lasts for item in items), ZERO)

        assert over is None or here.now < over + HOW_WAS_IT <= here.now + lasts + HOW_WAS_IT
        assert over is not None or here.now < phase.since + timedelta(minutes=10)
        assert phase.halted in (None, *Halt)


@LAW
@given(lines=scripts(breaks, holds, holds, holds, *everything), policy=policies)
def test_no_break_is_shown_in_a_call_that_began_after_it(lines: list[str], policy: Policy) -> None:
    """It is put back, and comes when the call is over."""
    for here in instants([*A_BREAK, *lines], policy):
        if (found := running(here)) is not None:
            calls = [here.state.holds[each] for each in BREAKS_OFF if each in here.state.holds]

            assert all(call.since <= found[1].since for call in calls)
