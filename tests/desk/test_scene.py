"""What should be seen, in every phase of a prompt."""

from datetime import timedelta

import pytest

from tests.instants import NINE, POLICY, after, instant, prompted, sat_down
from unhunch.desk import facts as f
from unhunch.desk.choices import AT_NEXT_BREAK, Asking, Guiding, HowWasIt
from unhunch.desk.policy import Answer, Hold
from unhunch.desk.scene import answerable, scene, scene_changes_at


def test_a_prompt_leaves_the_screen_for_the_tray() -> None:
    """Two minutes in a notification, and the scene says when that ends."""
    facts = [sat_down(), prompted("sitting")]
    fresh, old = instant(facts, after(47)), instant(facts, after(48))

    assert scene(fresh).prompt.stage == Asking(on_screen=True)
    assert scene_changes_at(fresh) == after(48)
    assert scene(old).prompt.stage == Asking(on_screen=False)
    assert scene_changes_at(old) is None


@pytest.mark.parametrize(
    "then",
    [
        f.PromptPutAside(at=after(46, 30), prompt=1),
        f.ScreenLost(at=after(46, 30)),
    ],
    ids=["aside", "lost"],
)
def test_put_aside_or_lost_it_is_in_the_tray(then: f.Fact) -> None:
    """Still the prompt, not on the screen."""
    shown = scene(instant([sat_down(), prompted("sitting"), then], after(47)))

    assert shown.prompt.stage == Asking(on_screen=False)


@pytest.mark.parametrize(
    ("then", "until"),
    [
        (
            f.PromptAnswered(
                at=after(47), prompt=1, answer=Answer.LATER, by="user", until=after(52)
            ),
            after(52),
        ),
        (f.HoldBegan(at=after(47), hold=Hold.MEETING), None),
        (f.AwayBegan(at=after(47)), None),
    ],
    ids=["later", "hold", "away"],
)
def test_what_is_put_off_is_told_but_not_shown(then: f.Fact, until: object) -> None:
    """With its end where there is one; a command can still answer it."""
    here = instant([sat_down(), prompted("sitting"), then], after(48))
    shown = scene(here)

    assert shown.prompt is None
    assert [at for _, at in shown.put_off] == [until]
    assert answerable(here) is not None


def test_a_merged_prompt_has_three_buttons_and_every_answer() -> None:
    """The first of the first two and Later; one Later and one Skip in all."""
    shown = scene(instant([sat_down(), prompted("sitting", "stretch", "posture")], after(47)))
    labels = [choice.label for choice in shown.prompt.choices]

    assert [choice.label for choice in shown.prompt.buttons] == [
        "I'm up",
        "Start",
        "5 more minutes",
    ]
    assert labels[-2:] == ["5 more minutes", "Skip"]
    assert {"Changed something", "Already comfortable"} <= set(labels)
    assert len(labels) == len(set(labels))


def test_the_third_showing_offers_the_next_break_and_the_fourth_no_later() -> None:
    """Later twice, then at the next break, then never again."""
    facts: list[f.Fact] = [sat_down(), prompted("sitting")]
    labels = []
    for showing in range(4):
        shown = scene(instant(facts, after(47 + 10 * showing))).prompt
        labels.append([c.label for c in shown.choices if c.answer is Answer.LATER])
        at = after(48 + 10 * showing)
        facts += [
            f.PromptAnswered(at=at, prompt=1, answer=Answer.LATER, by="user", until=at),
            prompted("sitting", at=after(56 + 10 * showing), again=True),
        ]

    assert labels == [["5 more minutes"], ["5 more minutes"], [AT_NEXT_BREAK], []]


def test_a_guided_break_goes_from_step_to_step_by_itself() -> None:
    """Each exercise as long as it lasts, then the question; each change is announced."""
    [stretch] = [each for each in POLICY.reminders if each.name == "stretch"]
    items = stretch.sets[0].items[:2]
    keys = tuple(("stretch", item.key) for item in items)
    began = f.PromptAnswered(at=after(60), prompt=1, answer=Answer.START, by="user")
    facts = [sat_down(), prompted("stretch", items=keys), began]
    now, stages = after(60), []
    while True:
        here = instant(facts, now)
        stages.append(scene(here).prompt.stage)
        change = scene_changes_at(here)
        if change is None:
            break
        now = change

    assert [type(stage) for stage in stages] == [Guiding, Guiding, HowWasIt]
    assert [stage.item for stage in stages[:2]] == list(items)
    assert now - after(60) == items[0].lasts + items[1].lasts


def test_a_break_of_one_exercise_too_many_for_the_file_asks_how_it_was() -> None:
    """Items that are gone from the library take no time."""
    began = f.PromptAnswered(at=after(60), prompt=1, answer=Answer.START, by="user")
    facts = [sat_down(), prompted("stretch", items=(("stretch", "gone"),)), began]

    assert scene(instant(facts, after(60))).prompt.stage == HowWasIt()


def test_a_prompt_of_reminders_that_are_gone_is_not_seen() -> None:
    """Neither in the scene nor for an answer; a head that is gone leaves the rest."""
    gone = instant([sat_down(), prompted("tea")], after(47))
    rest = instant([sat_down(), prompted("tea", "posture")], after(47))

    assert scene(gone).prompt is None
    assert answerable(gone) is None
    assert scene(rest).prompt.head.name == "posture"


def test_a_cue_shows_for_two_minutes_of_presence_or_until_a_gap() -> None:
    """The end is announced; a gap of 20 s ends it, and so does an absence."""
    facts = [sat_down(), f.CueShown(at=after(20), reminder="eyes")]
    shown = instant(facts, after(21))
    gap = instant(facts, after(21), last_input=after(20, 40), typing=False)

    assert scene(shown).cue.name == "eyes"
    assert scene_changes_at(shown) == after(22)
    assert scene(instant(facts, after(22))).cue is None
    assert scene(gap).cue is None
    assert scene(instant([*facts, f.IdleBegan(at=after(20, 30))], after(21))).cue is None


def test_the_next_is_a_prompt_and_never_a_cue() -> None:
    """Eyes every twenty minutes are not announced."""
    shown = scene(instant([sat_down()], after(1)))

    assert ("posture", after(30)) == (shown.next.reminder.name, shown.next.at)


def test_nothing_is_due_at_nine() -> None:
    """And the sitting time starts at nothing."""
    shown = scene(instant([sat_down()], NINE))

    assert shown.is_due is False
    assert shown.now - shown.state.bout.began == timedelta(0)


# --- a do-not-disturb that was forgotten -----------------------------------------------------


def test_dnd_is_named_after_eight_hours_of_present_time() -> None:
    """From when it first held something back, and the scene says when that will be."""
    facts = [
        f.HoldBegan(at=NINE, hold=Hold.DND),
        sat_down(),
        f.HeldBack(at=after(30), hold=Hold.DND),
    ]
    early, late = instant(facts, after(509)), instant(facts, after(510))

    assert scene(early).forgotten is None
    assert after(510) == scene_changes_at(early)
    assert after(30) == scene(late).forgotten.back


def test_time_away_is_not_counted_against_dnd() -> None:
    """Over night it holds nothing back: nobody is there."""
    facts = [
        f.HoldBegan(at=NINE, hold=Hold.DND),
        sat_down(),
        f.HeldBack(at=after(30), hold=Hold.DND),
        f.AwayBegan(at=after(60)),
        f.AwayEnded(at=after(60 * 15), lasted=timedelta(hours=14)),
        f.BoutBegan(at=after(60 * 15)),
    ]
    back = after(60 * 15)

    assert scene(instant(facts, back)).forgotten is None
    assert back + timedelta(hours=7.5) == scene_changes_at(instant(facts, back))
    assert scene(instant(facts, back + timedelta(hours=7.5))).forgotten is not None


@pytest.mark.parametrize("hold", [Hold.MICROPHONE, Hold.PAUSED])
def test_no_other_hold_is_forgotten(hold: Hold) -> None:
    """What the user asked for, and what will end, is not named so."""
    facts = [f.HoldBegan(at=NINE, hold=hold), sat_down(), f.HeldBack(at=after(30), hold=hold)]

    assert scene(instant(facts, after(600))).forgotten is None


def test_dnd_that_held_nothing_back_is_not_named() -> None:
    """Nobody misses what was not due."""
    facts = [f.HoldBegan(at=NINE, hold=Hold.DND), sat_down()]

    assert scene(instant(facts, after(600))).forgotten is None
