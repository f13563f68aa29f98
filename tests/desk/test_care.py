"""Which exercises a person is offered who has reported something."""

from datetime import date, timedelta

import pytest

from unhunch.body.facts import ExerciseHurt, LevelChanged
from unhunch.desk import facts as f
from unhunch.desk.policy import STRETCH
from unhunch.desk.state import on_stage

from .day import policy_of
from .living import Person
from .played import play
from .wanted import only

POLICY = only(STRETCH)
GENTLE = {
    item.key for each in POLICY.reminders if each.gentle is not None for item in each.gentle.items
}
TO_A_PROMPT = ("works 60m", "pauses 6s", "works 1m")


def shown(person: Person, since: date = date.min) -> list[set[str]]:
    """Return the exercises of every showing since a day."""
    return [
        {key for _, key in each.items}
        for each in person.facts
        if isinstance(each, f.PromptShown) and each.at.date() >= since
    ]


def test_only_the_gentle_set_for_14_days() -> None:
    """With an arm or leg symptom in the last 14 days; on the fifteenth the others come again."""
    person = Person(POLICY)
    person.does("works 1m", "feels tingling_arm_one")
    for _ in range(14):
        person.does(*TO_A_PROMPT, "answers done")
        person.sleeps()
    person.does(*TO_A_PROMPT)
    *gentle, others = shown(person)

    assert 14 == len(gentle)
    assert set() == set().union(*gentle) - GENTLE
    assert not others <= GENTLE


def test_a_tick_taken_back_brings_the_others_back() -> None:
    """Ticked by mistake it is no symptom; a later tick of the same is one."""
    person = Person(POLICY)
    person.does("works 1m", "feels tingling_arm_one", "retracts tingling_arm_one", *TO_A_PROMPT)
    assert not shown(person)[-1] <= GENTLE

    person.sleeps(10)
    person.does("works 1m", "feels tingling_arm_one", *TO_A_PROMPT)
    assert shown(person)[-1] <= GENTLE
    person.sleeps(10)
    person.does(*TO_A_PROMPT)
    assert shown(person)[-1] <= GENTLE


@pytest.mark.parametrize("then", [(), ("answers start",)])
def test_an_open_prompt_changes_its_exercises(then: tuple[str, ...]) -> None:
    """A prompt that is open when a symptom is reported is shown again with the gentle set, also
    from within a guided break."""
    person = Person(POLICY)
    person.does(*TO_A_PROMPT, *then, "works 10s", "feels tingling_leg_one")
    first, again = shown(person)

    assert not first <= GENTLE
    assert again <= GENTLE


def test_an_exercise_that_hurt_is_not_offered_until_its_area_is_clear() -> None:
    """Not on any day until a later check-in scores 0 where it hurt."""
    person = Person(POLICY)
    person.does(*TO_A_PROMPT, "answers start", "idles 1m", "answers hurt")
    [hurt] = (set(each.exercises) for each in person.facts if isinstance(each, ExerciseHurt))
    person.sleeps()
    for report in ("feels neck=3", "feels neck=1"):
        person.does("works 1m", report, *TO_A_PROMPT, *TO_A_PROMPT, *TO_A_PROMPT)
        person.sleeps()
    since = date(2026, 3, 3)
    assert shown(person, since)
    assert set() == set().union(*shown(person, since)) & hurt

    clear = person.today
    person.does("works 1m", "feels")
    for _ in range(6):
        person.does(*TO_A_PROMPT, "answers done")
        person.sleeps()
    assert hurt & set().union(*shown(person, clear))


def test_a_prompt_that_was_merged_goes_on_without_exercises() -> None:
    """A guided break ends when `soon` begins; sitting, which shared its prompt, is left alone."""
    lines = ["works 45m", "pauses 6s", "answers start", "works 10s"]
    day = play([*lines, "feels neck=2 weakness_arm_one"], only("sitting", STRETCH)).day
    [prompt] = day.state.prompts

    assert on_stage(day.state) is None
    assert (("sitting",), ()) == (prompt.reminders, prompt.items)


def test_a_clock_set_by_a_year_loses_no_day_of_the_level() -> None:
    """What was reported under a clock that was wrong by a year counts on the day it was said."""
    person = Person(POLICY)
    person.does("works 1m", "feels neck=3 radiates_arm")
    person.sleeps()
    person.does("clock +8760h", "works 1m", "feels neck=3 radiates_arm", "clock -8760h", "works 1m")
    person.sleeps()
    person.does("works 1m", "feels neck=3")
    changes = [each for each in person.facts if isinstance(each, LevelChanged)]

    assert "consider" == changes[-1].level.value
    assert ("C3",) == changes[-1].rules
    assert person.today - date(2026, 3, 2) == timedelta(days=2)


# --- exercises of the user's own --------------------------------------------------------------

OWN = """
[reminders]
sitting.enabled = false
posture.enabled = false
eyes.enabled = false
checkin.enabled = false
stretch.sets = ["own"]

[exercises.reach-up]
name = "Reach for the ceiling"
do = "Raise both arms."
sets = ["own"]

[exercises.shake]
name = "Shake it out"
do = "Shake your arms."
sets = ["own"]
"""
MINE = {"reach-up", "shake"}


def test_ones_own_are_not_offered_with_symptoms_in_an_arm_or_leg() -> None:
    """Nobody knows whether they are safe then: for 14 days it is the gentle set, also for somebody
    who wants nothing but their own."""
    person = Person(policy_of(OWN))
    person.does(*TO_A_PROMPT, "answers done")
    person.sleeps()
    person.does("works 1m", "feels tingling_arm_one", *TO_A_PROMPT, "answers done")
    person.sleeps(14)
    person.does(*TO_A_PROMPT)
    before, during, after = shown(person)

    assert [MINE, MINE] == [before, after]
    assert during and during <= GENTLE


def test_ones_own_that_hurt_is_not_offered_until_its_area_is_clear() -> None:
    """As any other; where nothing else is left, the gentle set comes in its place."""
    person = Person(policy_of(OWN))
    person.does(*TO_A_PROMPT, "answers start", "idles 1m", "answers hurt")
    person.sleeps()
    person.does("works 1m", "feels neck=3", *TO_A_PROMPT, "answers done")
    person.sleeps()
    person.does("works 1m", "feels", *TO_A_PROMPT)
    hurt, other, again = shown(person)

    assert [MINE, MINE] == [hurt, again]
    assert other and other <= GENTLE
