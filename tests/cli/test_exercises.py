"""unhunch exercises: what there is, what is offered, and how one looks."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from unhunch.body import facts as b
from unhunch.config.paths import data_file
from unhunch.fact import Fact
from unhunch.journal.store import SqliteJournal

from .user import User

EXAMPLE = data_file("own-exercise.toml").read_text(encoding="utf-8")
PLAIN = """
[reminders.stretch]
sets = ["own", "strength"]
without = ["desk-push-up"]

[exercises.shake]
name = "Shake it out"
do = "Shake <b>hands</b> & arms. {minutes}"
sets = ["own"]

[exercises.chin-to-wall]
name = "Chin to the wall"
do = "Slide the chin back."
sets = ["own"]
like = "chin-glide"
"""
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def keep(user: User, *facts: Fact) -> None:
    """Have these facts in the journal."""
    user.journal.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    store = SqliteJournal.open(user.journal)
    store.append(facts)
    store.close()


def told(user: User) -> dict[str, dict[str, object]]:
    """Return what is told of each exercise as JSON."""
    return {each["key"]: each for each in json.loads(user("exercises", "--json").out)}


def test_ones_own_stand_among_the_others(user: User) -> None:
    """In the set they join, marked as one's own."""
    user.write(EXAMPLE)
    said = user("exercises")
    shoulders = said.out.partition("shoulders: ")[2].partition("hands: ")[0]

    assert 0 == said.code
    assert "  reach-up                 Reach for the ceiling (yours)\n" in shoulders
    assert "  shoulder-rolls           Shoulder rolls\n" in shoulders
    assert "Not offered now: in none of the sets of reminders.stretch.sets\n" in said.out


def test_it_says_why_one_is_not_offered(user: User) -> None:
    """The user's own wish first, then what was reported."""
    user.write(PLAIN)
    keep(user, b.ExerciseHurt(at=YESTERDAY, exercises=("shake",)))
    found = told(user)

    assert 34 + 2 == len(found)
    assert "left out by reminders.stretch.without" == found["desk-push-up"]["why"]
    assert "in none of the sets of reminders.stretch.sets" == found["chin-glide"]["why"]
    assert "it hurt, and where it hurt is not free of pain yet" == found["shake"]["why"]
    assert (True, True, ["own"]) == tuple(
        found["chin-to-wall"][name] for name in ("own", "offered", "sets")
    )


@pytest.mark.parametrize(
    ("flag", "why", "offered"),
    [
        ("tingling_arm_one", "not with the arm or leg symptoms that you reported", 5),
        ("weakness_arm_one", "exercises rest until you have spoken to a professional about", 0),
    ],
)
def test_what_was_reported_comes_first(user: User, flag: str, why: str, offered: int) -> None:
    """With limb symptoms the gentle set alone, and nothing at all while a sign stands."""
    user.write(PLAIN)
    keep(user, b.CheckedIn(at=YESTERDAY, pain=(("neck", 2),), yes=(flag,)))
    if not offered:
        keep(user, b.LevelChanged(at=YESTERDAY, level=b.Level.SOON, rules=("S2",)))
    found = told(user)

    assert str(found["shake"]["why"]).startswith(why)
    assert offered == sum(each["offered"] is True for each in found.values())


def test_one_is_told_and_drawn(user: User) -> None:
    """What it says, where it is offered, and a moving picture that only this user can read."""
    user.write(EXAMPLE)
    said = user("exercises", "reach-up")
    picture = user.home / ".local" / "state" / "unhunch" / "exercise.svg"

    assert said.out.splitlines() == [
        "Reach for the ceiling (yours)",
        "Raise both arms slowly, look after your hands, and lower them again. 5 times.",
        "You should feel it here: the sides of the chest.",
        "Stop when a shoulder pinches. Leave it out or take care with: shoulder injury or recent "
        "dislocation; dizziness or vertigo.",
        "Offered in: shoulders",
        f"Its picture: {picture}",
    ]
    assert ElementTree.fromstring(picture.read_text(encoding="utf-8")).findall(".//{*}animate")
    assert 0o600 == picture.stat().st_mode & 0o777


def test_one_without_a_picture_says_so(user: User) -> None:
    """And what was written comes out as it was written."""
    user.write(PLAIN)

    assert [
        "Shake it out (yours)",
        "Shake <b>hands</b> & arms. {minutes}",
        "Offered in: own",
        "It has no picture.",
    ] == user("exercises", "shake").out.splitlines()
    assert "Its picture: " in user("exercises", "chin-to-wall").out
    assert "Its picture: " in user("exercises", "look-far").out


def test_a_name_that_there_is_not(user: User) -> None:
    """It is refused, with the one that may be meant."""
    said = user("exercises", "chin-glyde")

    assert (1, "unhunch: no exercise 'chin-glyde'; did you mean chin-glide?\n") == (
        said.code,
        said.err,
    )


def test_a_mistake_is_told_with_its_line(user: User) -> None:
    """Whoever is at it need not look for it elsewhere."""
    user.write(EXAMPLE.replace("lift = 165", "lift = 265"))
    said = user("exercises", "reach-up")

    assert 1 == said.code
    assert (
        "unhunch: config.toml:21: exercises.reach-up.figure.poses[2].arms.lift = 265: write a "
        "number from -60 to 180, without quotes\n"
    ) == said.err


def test_it_speaks_german(user: User) -> None:
    """But for what the user wrote."""
    user.write(EXAMPLE)
    said = user("exercises", "reach-up", LANG="de_DE.UTF-8").out

    assert "Reach for the ceiling (deine)" in said
    assert "Spüren solltest du es hier: the sides of the chest." in said
    assert "Angeboten in: shoulders" in said


def test_the_report_names_it(user: User) -> None:
    """By what the user called it, not by its key."""
    from unhunch.desk import facts as f
    from unhunch.desk.policy import Answer

    user.write(PLAIN)
    keep(
        user,
        f.PromptShown(
            at=YESTERDAY, prompt=1, reminders=("stretch",), items=(("stretch", "shake"),)
        ),
        f.PromptAnswered(at=YESTERDAY, prompt=1, answer=Answer.START, by="user"),
        f.PromptAnswered(at=YESTERDAY, prompt=1, answer=Answer.DONE, by="user"),
        b.CheckedIn(at=YESTERDAY, pain=(("neck", 2),)),
    )

    assert "Shake it out" in user("report").out
