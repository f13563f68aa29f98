"""The self-care page: what the article says, and never while a sign stands."""

import pytest

from unhunch.body.terms import Level
from unhunch.words.catalogue import ENGLISH
from unhunch.words.section import Section
from unhunch.words.selfcare import self_care

CAUTION = "Gentle stretch is fine, pain is not."


def page(level: Level = Level.SELF_CARE, limb_symptoms: bool = False) -> tuple[Section, ...]:
    """The page with one exercise and one line of the checklist."""
    return self_care(
        ENGLISH,
        level,
        caution=CAUTION,
        exercises=("Shoulder rolls",),
        checklist=("Try the screen about an arm's length away.",),
        limb_symptoms=limb_symptoms,
    )


def test_what_is_on_the_page() -> None:
    """The article's advice, in its order."""
    assert [each.title for each in page()] == [
        "Moving and breaks",
        "Your workstation",
        "Gentle exercises",
        "Getting stronger",
        "Warmth and massage",
        "When to ask a professional",
        "Listen to your body",
    ]
    assert all(each.paragraphs or each.items for each in page())


@pytest.mark.parametrize("level", [Level.SOON, Level.URGENT])
def test_no_page_while_a_sign_stands(level: Level) -> None:
    """Never false comfort: the page is empty."""
    assert page(level) == ()


def test_the_caution_stands_with_every_exercise() -> None:
    """Before any exercise, and before strength."""
    with_caution = [each.title for each in page() if CAUTION in each.paragraphs]

    assert with_caution == ["Gentle exercises", "Getting stronger"]


def test_limb_symptoms_leave_strength_out() -> None:
    """With code N only what may stay on is offered, and that is the caller's list."""
    titles = [each.title for each in page(limb_symptoms=True)]

    assert "Getting stronger" not in titles
    assert "Gentle exercises" in titles


@pytest.mark.parametrize(
    ("level", "said"),
    [(Level.NONE, 0), (Level.SELF_CARE, 1), (Level.WATCH, 1), (Level.CONSIDER, 0)],
)
def test_reassurance_at_two_levels_only(level: Level, said: int) -> None:
    """As far as it is true."""
    paragraphs = [line for each in page(level) for line in each.paragraphs]

    assert said == sum("ease with time" in line for line in paragraphs)


def test_warmth_and_massage_only_as_what_some_find() -> None:
    """No effect is claimed."""
    lines = [line for each in page() for line in (*each.paragraphs, *each.items)]
    named = [line for line in lines if "warmth" in line.lower() or "massage" in line.lower()]

    assert named
    assert all(line.startswith("Some people find ") for line in named)
