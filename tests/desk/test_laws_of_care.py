"""What holds on every day on which something is said of the body."""

from datetime import date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from unhunch.body.facts import CheckedIn, LevelChanged, SuggestionAnswered, SuggestionShown
from unhunch.body.history import History
from unhunch.body.terms import RULESET, Level
from unhunch.desk import facts as f
from unhunch.desk.instant import Instant, told
from unhunch.desk.policy import CHECKIN, EXERCISES, Policy
from unhunch.desk.scene import Scene, scene
from unhunch.desk.seen import returned
from unhunch.desk.watching import CHAIR_EMPTY

from .played import Player, play, steps_of
from .strategies import everything, holds, policies, policy, surfaces, weeks, wishes
from .test_laws import LAW

OFTEN = settings(LAW, max_examples=LAW.max_examples // 2)
FIFTEEN = timedelta(minutes=15)
JUST_BACK = timedelta(seconds=10)


@OFTEN
@given(lines=weeks(*everything), policy=policies)
def test_the_history_is_the_fold_of_the_journal(lines: list[str], policy: Policy) -> None:
    """Whoever reads the journal back knows of the body what its writer knew."""
    day = play(lines, policy)
    read = History(accepted=RULESET)
    for fact in day.facts:
        read = told(read, fact)
    kept = day.day.body

    assert (kept.reports, kept.showings, kept.level) == (read.reports, read.showings, read.level)
    assert (kept.told, kept.rose, kept.lowers_at_once) == (
        read.told,
        read.rose,
        read.lowers_at_once,
    )


@OFTEN
@given(lines=weeks(*everything), policy=policies)
@example(
    lines=[
        *("works 30m", "pauses 6s", "works 14m54s", "pauses 6s", "works 1m"),
        *("feels neck=2 weakness_arm_one", "works 5m", "pauses 6s", "works 1m"),
    ],
    policy=policy("the program's own"),
)
def test_no_exercise_while_soon_or_urgent(lines: list[str], policy: Policy) -> None:
    """While `soon` or `urgent` is displayed no exercise and no posture cue is shown, joined or on
    offer, in a prompt, in the tray or in a guided break."""
    player = Player(policy)
    level = Level.NONE
    for step in steps_of(lines):
        before = len(player.played.decided)
        player.play(step)
        for each in player.played.decided[before:]:
            match each.fact:
                case LevelChanged():
                    level = each.fact.level
                case f.PromptShown(reminders=names, items=items) if level.rank >= Level.SOON.rank:
                    assert set() == {*names, *(name for name, _ in items)} & set(EXERCISES)
                case f.CueShown(reminder=name) if level.rank >= Level.SOON.rank:
                    assert name not in EXERCISES
        day = player.played.day
        if level.rank >= Level.SOON.rank and not day.is_down:
            assert set() == _named(scene(day.here()), day.here()) & set(EXERCISES)


def _named(seen: Scene, here: Instant) -> set[str]:
    on = [] if seen.prompt is None else [seen.prompt.head, *seen.prompt.others]
    cues = [] if seen.cue is None else [seen.cue]
    waiting = [name for prompt in here.state.prompts for name in prompt.reminders]
    return {*(each.name for each in (*on, *cues)), *waiting}


@OFTEN
@given(lines=weeks(*everything), policy=policies)
@example(
    lines=[
        "works 1m",
        "feels neck=3 worried",
        "works 5m",
        "hold dnd on",
        "idles 61s",
        "works 1m",
        "hold dnd off",
        "works 20m",
    ],
    policy=policy("the program's own"),
)
def test_consider_never_comes_mid_task(lines: list[str], policy: Policy) -> None:
    """`consider` comes within 10 s of the first input after a minute or more without any."""
    player = Player(policy)
    for step in steps_of(lines):
        for each in player.watch(step):
            if isinstance(each.fact, SuggestionShown) and each.fact.level is Level.CONSIDER:
                came = returned(player.played.day.world.look(CHAIR_EMPTY), CHAIR_EMPTY)

                assert came is not None and each.fact.at - came <= JUST_BACK


@OFTEN
@given(lines=weeks(holds, wishes), policy=policies)
@example(
    lines=["works 1h", "feels", "works 5h", "idles 61s", "works 2h"],
    policy=policy("the program's own"),
)
def test_no_check_in_is_asked_for_after_one(lines: list[str], policy: Policy) -> None:
    """On a day on which a check-in was completed no further prompt asks for one, but for the one
    follow-up, whose check-in was a day before."""
    done: set[date] = set()
    asked: dict[date, int] = {}
    for fact in play(lines, policy).facts:
        match fact:
            case CheckedIn():
                done.add(fact.at.date())
            case f.PromptShown(reminders=names, again=False) if CHECKIN in names:
                day = fact.at.date()
                asked[day] = asked.get(day, 0) + 1

                assert (CHECKIN,) == names
                assert day not in done
                assert asked[day] <= 2


@OFTEN
@given(lines=weeks(*everything), policy=policies)
@example(
    lines=[
        *("works 30m", "pauses 6s", "feels neck=3 worried", "hold dnd on", "works 5m"),
        *("hold dnd off", "works 31s", "pauses 6s", "works 9m", "idles 61s", "works 1m"),
    ],
    policy=policy("the program's own"),
)
def test_one_thing_after_an_interruption(lines: list[str], policy: Policy) -> None:
    """In the 15 minutes after a sleep, a hold, a restart or a set clock there is one prompt or one
    `consider`; `soon` and `urgent` come beside it."""
    upset: timedelta | None = None
    seen: set[int] = set()
    on: set[str] = set()
    for each in play(lines, policy).decided:
        at = each.elapsed - (each.now - each.fact.at)
        match each.fact:
            case f.HoldBegan(hold=hold):
                on.add(hold)
            case f.HoldEnded(hold=hold):
                on.discard(hold)
                if not on:
                    upset, seen = at, set()
            case f.Slept() | f.WasOff() | f.Started() | f.ClockSet():
                upset, seen = at, set()
            case f.PromptShown(asked=False, prompt=number) if _is_upset(upset, each.elapsed):
                seen.add(number)

                assert len(seen) <= 1
            case SuggestionShown(level=Level.CONSIDER) if _is_upset(upset, each.elapsed):
                assert set() == seen
                seen.add(0)


def _is_upset(upset: timedelta | None, now: timedelta) -> bool:
    return upset is not None and now - upset < FIFTEEN


@OFTEN
@given(lines=weeks(*everything), policy=policies)
@example(
    lines=[
        "works 1m",
        "feels neck=2 weakness_arm_one",
        "answers mistake",
        "feels neck=2 weakness_arm_one",
        "answers mistake",
        "feels neck=3 worried",
        "idles 61s",
        "works 1s",
        "feels neck=2 weakness_arm_one",
    ],
    policy=policy("the program's own"),
)
def test_a_suggestion_is_of_the_level_that_is_displayed(lines: list[str], policy: Policy) -> None:
    """A suggestion is `consider` or more, that of the last change of level, and an answer has one
    to answer; the first of a level is new."""
    level, risen, shown = Level.NONE, False, False
    for fact in play(lines, policy).facts:
        match fact:
            case LevelChanged():
                risen = fact.level.rank > level.rank or (risen and fact.level.rank > 2)
                level = fact.level
                shown = shown and level.rank >= Level.CONSIDER.rank
            case SuggestionShown():
                assert fact.level is level and level.rank >= Level.CONSIDER.rank
                assert not (risen and fact.again)
                risen, shown = False, True
            case SuggestionAnswered():
                assert shown


@OFTEN
@given(lines=weeks(surfaces, holds), policy=policies)
@example(
    lines=["works 1m", "feels neck=2 weakness_arm_one", "answers booked", "off 23h", "works 5h"],
    policy=policy("the program's own"),
)
def test_a_restart_changes_nothing_of_the_body(lines: list[str], policy: Policy) -> None:
    """Killed and started after every step, the daemon asks and suggests on the same days at the
    same level, and nothing twice, but for an urgent one, which comes with every start."""
    plain = play(lines, policy).facts
    often = play([each for line in lines for each in (line, "restarts")], policy).facts

    assert _levels(plain) == _levels(often)
    assert _soons(plain) == _soons(often)


def _levels(facts: list[f.Fact]) -> list[tuple[datetime, Level, tuple[str, ...]]]:
    return [(each.at, each.level, each.rules) for each in facts if isinstance(each, LevelChanged)]


def _soons(facts: list[f.Fact]) -> list[tuple[date, tuple[str, ...], bool]]:
    return [
        (each.at.date(), each.rules, each.again)
        for each in facts
        if isinstance(each, SuggestionShown) and each.level is Level.SOON
    ]


@settings(LAW, max_examples=LAW.max_examples // 5)
@given(
    lines=weeks(holds, wishes, surfaces),
    policy=policies,
    looks_every=st.sampled_from([61, 601]).map(lambda n: timedelta(seconds=n)),
)
def test_looking_more_often_finds_nothing_more(
    lines: list[str], policy: Policy, looks_every: timedelta
) -> None:
    """A daemon that looks all the time asks and suggests the same as one that wakes when it must,
    over days and weeks."""
    assert play(lines, policy).facts == play(lines, policy, looks_every).facts
