"""Which cue or exercises a prompt names, and by how much intervals vary."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.person import Person
from unhunch.body.facts import ExerciseHurt
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer, Choice, Every, Item, ItemSet, Policy, Reminder

from .wanted import only, seeded

HOUR = timedelta(hours=1)


def rotating(*keys: str) -> Policy:
    """One reminder every 20 minutes with these items."""
    cues = Reminder(
        name="cues",
        trigger=Every(interval=timedelta(minutes=20)),
        items=tuple(Item(key=key, text=key) for key in keys),
    )
    return Policy(reminders=(cues,))


def guided(**sets: str) -> Policy:
    """A stretch break every hour with these sets; the one named daily is for once a day."""
    break_ = Reminder(
        name="stretch",
        trigger=Every(interval=HOUR),
        sets=tuple(
            ItemSet(
                name=name,
                title=name,
                items=tuple(
                    Item(key=key, text=key, lasts=timedelta(seconds=40)) for key in keys.split()
                ),
                daily=name == "daily",
            )
            for name, keys in sets.items()
        ),
    )
    return Policy(reminders=(break_,))


def named(person: Person, times: int) -> list[str]:
    """Be asked so often and return what was named, the keys of one prompt in one word."""
    for _ in range(times):
        person.works_until_asked().answers(Answer.DONE)
    shown = [prompt for prompt in person.all(f.PromptShown) if not prompt.again]
    return [" ".join(key for _, key in prompt.items) for prompt in shown]


def test_cues_come_in_the_order_of_their_file() -> None:
    """Without a seed each cue has its turn, one after the other, and then the first again."""
    assert ["a", "b", "c", "a"] == named(Person(rotating("a", "b", "c")), 4)


def test_the_seed_shuffles_cues_and_repeats_itself() -> None:
    """With a seed the order is another one, and the same again on a replay."""
    keys = [f"cue{n}" for n in range(8)]
    orders = [named(Person(seeded(rotating(*keys), seed)), 8) for seed in (1, 1, 2)]

    assert orders[0] == orders[1] != orders[2]
    assert all(sorted(set(order)) == sorted(keys) for order in orders)


def test_a_stretch_is_two_or_three_of_one_set() -> None:
    """A break takes three exercises of a set; the sets take turns."""
    person = Person(guided(neck="a b c d", legs="x y"))

    assert ["a b c", "x y"] == named(person, 2)[:2]


def test_nothing_is_repeated_within_four_hours() -> None:
    """As long as there is something else no exercise comes again within four hours."""
    person = Person(guided(neck="a b c d", legs="w x y z", arms="k l m", hands="r s t"))
    named(person, 8)
    seen: dict[str, f.PromptShown] = {}
    for prompt in person.all(f.PromptShown):
        for _, key in prompt.items:
            assert key not in seen or prompt.at - seen[key].at >= timedelta(hours=4)
            seen[key] = prompt


def test_the_strengthening_set_once_a_day() -> None:
    """The daily set is the second break of the day, once; and again on the next day."""
    person = Person(guided(neck="a b c", legs="x y z", daily="push press"))
    first = named(person, 5)
    person.is_off(hours=18)
    both = named(person, 3)

    assert [1] == [n for n, keys in enumerate(first) if keys == "push press"]
    assert 2 == both.count("push press")


def test_what_a_prompt_names_stays_when_it_comes_back() -> None:
    """The same prompt names the same exercises after later and after a restart."""
    person = Person(guided(neck="a b c d", legs="x y")).works(hours=1).pauses(seconds=6)
    person.answers(Answer.LATER).works(minutes=5).pauses(seconds=6).restarts()
    person.works(seconds=1).pauses(seconds=6)

    assert ["a b c"] * 3 == [
        " ".join(key for _, key in prompt.items) for prompt in person.all(f.PromptShown)
    ]


# --- jitter ----------------------------------------------------------------------------------


def first_stretch(seed: int, start: str) -> timedelta:
    """Return how long after the start of this day the stretch break came."""
    person = Person(seeded(only("stretch"), seed), start=start)
    person.watches(minutes=1).works(seconds=1).watches(minutes=80)
    return person.last(f.PromptShown).at - person.began


@pytest.mark.parametrize("seed", range(5))
def test_intervals_vary_by_a_tenth_at_most(seed: int) -> None:
    """Stretch comes after 54 to 66 minutes, not every day after the same, and alike on a replay."""
    days = [f"2026-03-{day:02}T09:00" for day in range(2, 8)]
    spans = [first_stretch(seed, day) for day in days]

    assert all(timedelta(minutes=54) <= span <= timedelta(minutes=68) for span in spans)
    assert len(set(spans)) > 1
    assert spans == [first_stretch(seed, day) for day in days]


def test_the_users_own_reminders_do_not_vary() -> None:
    """What the user asked for every 50 minutes comes every 50 minutes."""
    more = '[reminders.water]\nevery = "50m"\ntext = "Water?"'
    person = Person(seeded(only(more=more), 3)).works(minutes=50).pauses(seconds=6)

    assert [person.at("09:50:05")] == [shown.at for shown in person.all(f.PromptShown)]


def test_an_exercise_that_hurt_rests_without_any_check_in() -> None:
    """It is kept also of somebody who never said how they feel."""
    policy = guided(neck="a b c d")
    start = Choice(label="Start", answer=Answer.START)
    asks = tuple(replace(each, choices=(start,)) for each in policy.reminders)
    person = Person(replace(policy, reminders=asks))
    person.works_until_asked().answers(Answer.START).works(minutes=2).answers(Answer.HURT)
    hurt = set(person.last(ExerciseHurt).exercises)
    later = named(person, 2)[1:]

    assert {"a"} == hurt, "who works on begins no other"
    assert [] == [keys for keys in later if hurt & set(keys.split())]


@pytest.mark.parametrize(
    ("name", "every"), [("stretch", "30m"), ("stretch", "60m"), ("posture", "20m")]
)
@pytest.mark.parametrize("seed", [None, 0])
def test_the_programs_own_exercises_rest_for_four_hours(
    name: str, every: str, seed: int | None
) -> None:
    """A whole day at the shortest interval and at the default: nothing comes again too soon."""
    more = f'[reminders.{name}]\nevery = "{every}"\n[prompt]\nper_hour = 4\nper_day = 100'
    person = Person(replace(only(name, more=more), seed=seed))
    while person.now - person.began < timedelta(hours=9):
        person.works_until_asked().answers(Answer.DONE)
    shown = [(key, each.at) for each in person.all(f.PromptShown) for _, key in each.items]
    seen: dict[str, datetime] = {}
    for key, at in shown:
        assert key not in seen or at - seen[key] >= timedelta(hours=4)
        seen[key] = at

    assert len(shown) > 20
