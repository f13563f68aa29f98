"""The self-care page: what is on it, and when it gives way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from unhunch.body.facts import CheckedIn, ExerciseHurt, StatementAccepted
from unhunch.body.terms import RULESET
from unhunch.config.library import read_library

from .rig import MORNING, Pages


def reported(pages: Pages, *yes: str, days_ago: int = 1, **pain: int) -> None:
    """A check-in some days ago."""
    at = MORNING - timedelta(days=days_ago)
    pages.has(
        StatementAccepted(at=at, ruleset=RULESET),
        CheckedIn(at=at, pain=tuple(pain.items()), yes=yes),
    )


def test_the_page_has_the_advice(pages: Pages) -> None:
    """Breaks, workstation, exercises with what to leave them out for, warmth and massage."""
    text = pages.visitor("care").text

    for words in (
        "After 45 minutes of sitting, stand or walk for 2 to 5 minutes.",
        "<strong>Screen distance:</strong> about an arm's length: 50-70 cm",
        "Gentle stretch is fine, pain is not.",
        "Leave it out or take care with: shoulder injury or recent dislocation",
        "Some people find warmth comfortable.",
    ):
        assert words in text


@pytest.mark.parametrize("flag", ["chest_pain", "electric_shock"])
def test_while_something_pressing_stands_there_is_no_tip(pages: Pages, flag: str) -> None:
    """The page shows the suggestion in its place."""
    reported(pages, flag, neck=3)

    visitor = pages.visitor("care")

    assert "/suggestion" == visitor.path
    assert "Gentle exercises" not in visitor.text


def test_with_a_limb_that_tingles_only_the_gentle_set_is_there(pages: Pages) -> None:
    """For 14 days, and then all of them again."""
    gentle = {item.text for item in read_library().sets["comfortable"].items.items}
    every = {item.text for each in read_library().sets.values() for item in each.items.items}
    reported(pages, "tingling_arm_one", neck=1)

    def shown() -> set[str]:
        text = pages.visitor("care").text
        return {name for name in every if f"<strong>{name}:</strong>" in text}

    assert gentle == shown()
    pages.now += timedelta(days=14)
    assert not shown() <= gentle


def test_an_exercise_that_hurt_is_left_out(pages: Pages) -> None:
    """It is not offered while its area hurts."""
    reported(pages, neck=2)
    assert "<strong>Neck turns:</strong>" in pages.visitor("care").text
    [key] = [
        item.key
        for each in read_library().sets.values()
        for item in each.items.items
        if item.text == "Neck turns"
    ]

    pages.has(ExerciseHurt(at=MORNING, exercises=(key,)))

    assert "<strong>Neck turns:</strong>" not in pages.visitor("care").text


def test_an_exercise_that_is_not_wanted_is_not_there(pages: Pages) -> None:
    """What the settings leave out of breaks is left out here, too."""
    reported(pages, neck=2)
    assert "<strong>Neck turns:</strong>" in pages.visitor("care").text

    pages.app = pages.served(replace(pages.outside(), without=("neck-turns",)))

    assert "<strong>Neck turns:</strong>" not in pages.visitor("care").text
