"""Noun phrases for what can be reported."""

import pytest

from unhunch.body.terms import FLAGS, GROUPS
from unhunch.words.catalogue import ENGLISH
from unhunch.words.phrases import FLAGS as PHRASES
from unhunch.words.phrases import PAINS, flag_phrases, pain_phrase, window_phrase


def test_every_flag_has_a_phrase() -> None:
    """And there is none for a flag that nobody can tick."""
    assert set(FLAGS) == set(PHRASES)
    assert len(set(PHRASES.values())) == len(FLAGS)


def test_every_combination_of_one_group_has_a_phrase() -> None:
    """Fifteen for neck, upper back and shoulders, three for the arms, one for the lower back."""
    combinations = {
        frozenset(region for bit, region in enumerate(group) if number >> bit & 1)
        for group in GROUPS.values()
        for number in range(1, 2 ** len(group))
    }

    assert combinations == set(PAINS)
    assert len(set(PAINS.values())) == len(PAINS)


@pytest.mark.parametrize(
    ("regions", "group", "phrase"),
    [
        (("neck",), None, "neck pain"),
        (("lower_back", "neck"), None, "neck pain and lower-back pain"),
        (("lower_back", "neck"), "L", "lower-back pain"),
        (("arm_l", "arm_r"), "A", "pain in both arms"),
        ((), "U", "neck, shoulder or upper-back pain"),
        ((), None, "pain"),
    ],
)
def test_where_it_hurts(regions: tuple[str, ...], group: str | None, phrase: str) -> None:
    """Each group is one phrase, and what is not known is not named."""
    assert pain_phrase(ENGLISH, regions, group) == phrase


@pytest.mark.parametrize(
    ("window", "phrase"),
    [
        (None, "so far"),
        (1, "over the last day"),
        (4, "over the last 4 days"),
        (7, "over the last 7 days"),
        (10, "over the last 10 days"),
        (14, "over the last 2 weeks"),
        (42, "over the last 6 weeks"),
        (182, "over the last 6 months"),
    ],
)
def test_windows(window: int | None, phrase: str) -> None:
    """As a person says them."""
    assert window_phrase(ENGLISH, window) == phrase


def test_flags_that_belong_together_are_one_phrase() -> None:
    """An arm and a leg are said in one breath, and nothing is lost or said twice."""
    assert flag_phrases(ENGLISH, ("radiates_leg", "fever", "radiates_arm")) == [
        "pain spreading into an arm and a leg",
        "a fever",
    ]
    assert flag_phrases(ENGLISH, FLAGS) and len(flag_phrases(ENGLISH, FLAGS)) == len(FLAGS) - 6
