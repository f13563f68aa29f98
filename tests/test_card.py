"""What a window or a page is told of a guided break."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.cards import EXERCISE, OWN, PLAIN, QUESTION, running
from unhunch.card import Card, read_card, to_object
from unhunch.plain import Unread

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("card", [EXERCISE, OWN, PLAIN, QUESTION, running(12)])
def test_a_card_survives_the_way(card: Card) -> None:
    """All of it, as JSON."""
    assert card == read_card(json.loads(json.dumps(to_object(card))))


@pytest.mark.parametrize("told", [{}, {"prompt": "one", "title": "x"}, {"prompt": 1, "title": 2}])
def test_anything_else_is_no_card(told: dict[str, object]) -> None:
    """It is refused and not guessed at."""
    with pytest.raises(Unread):
        read_card(told)


@pytest.mark.parametrize(("after", "left"), [(-5, 40), (0, 40), (30, 10), (40, 0), (90, 0)])
def test_what_is_left_is_counted_by_who_shows_it(after: int, left: int) -> None:
    """Never more than the exercise lasts, and never less than nothing."""
    card = replace(EXERCISE, until=NOON + timedelta(seconds=40))

    assert timedelta(seconds=left) == card.left_at(NOON + timedelta(seconds=after))


def test_a_card_that_is_halted_has_the_same_left_at_any_time() -> None:
    """There is nothing to count."""
    card = replace(EXERCISE, left=timedelta(seconds=7))

    assert timedelta(seconds=7) == card.left_at(NOON)


def test_what_is_read_aloud_is_read_once_and_has_no_number_that_ticks() -> None:
    """Which exercise of how many, what to do and where it is felt."""
    assert (
        "2 of 3. Neck turns. Turn slowly to look over one shoulder. 3 s x 5 each. "
        "You should feel it here: neck"
    ) == EXERCISE.said


def test_an_exercise_without_a_picture_is_no_question() -> None:
    """It has its time and its buttons; only the picture is missing."""
    assert (False, False, True) == (OWN.is_question, PLAIN.is_question, QUESTION.is_question)
