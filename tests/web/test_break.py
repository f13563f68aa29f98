"""The guided break as a page: the same card, the same buttons."""

from dataclasses import replace

import pytest

from tests.cards import EXERCISE, OWN, PLAIN, QUESTION, request, running
from unhunch.body.facts import ExerciseHurt
from unhunch.body.history import Hurt

from .rig import MORNING, Pages


def test_the_page_shows_the_exercise(pages: Pages) -> None:
    """What to do, where it is felt, when to stop, for whom it is not; a picture that moves, and two
    that do not."""
    pages.card = running(12)

    text = pages.visitor("break").text

    for words in (EXERCISE.title, EXERCISE.do, EXERCISE.feel, EXERCISE.caution, EXERCISE.avoid):
        assert words in text
    assert (2, True) == (text.count('role="img"'), "<animate" in text)


def test_ones_own_exercise_is_drawn_from_its_poses(pages: Pages) -> None:
    """The card brings them along; what the user wrote is text."""
    pages.card = running(12, OWN)

    visitor = pages.visitor("break")

    assert "Reach for the <ceiling>" == visitor.heading
    assert "Raise both arms slowly &amp; look" in visitor.page.text
    assert "<ceiling>" not in visitor.page.text
    assert (2, True) == (visitor.page.text.count('role="img"'), "<animate" in visitor.page.text)


@pytest.mark.parametrize("figure", ["", "nonsense", '{"poses": 3}'])
def test_without_a_picture_the_page_is_whole(pages: Pages, figure: str) -> None:
    """The ring, the words and the buttons are there; so it is when the poses are no poses."""
    pages.card = running(12, replace(PLAIN, figure=figure))

    visitor = pages.visitor("break")

    assert 0 == visitor.page.text.count('role="img"')
    assert 'class="ring"' in visitor.page.text
    visitor.presses("request", request=request(PLAIN.turns, "Next"))
    assert [{"do": "guide", "move": "next", "prompt": 1}] == pages.wishes


def test_a_button_asks_the_daemon(pages: Pages) -> None:
    """The page sends what the window would send."""
    pages.card = running(12)

    pages.visitor("break").presses("request", request=request(EXERCISE.turns, "Next"))

    assert [{"do": "guide", "move": "next", "prompt": 1}] == pages.wishes


def test_a_page_can_ask_for_nothing_else(pages: Pages) -> None:
    """What is no button of a card is not passed on."""
    pages.card = running(12)

    for text in ('{"do":"quit"}', '{"do":"forget","everything":true}', "[]", "nonsense"):
        pages.visitor("break").presses("request", request=text)

    assert [] == pages.wishes


def test_it_says_why_the_time_waits(pages: Pages) -> None:
    """And a screen reader hears it."""
    pages.card = replace(EXERCISE, note="The time waits while you type.")

    text = pages.visitor("break").text

    assert '<p class="notice" role="status">The time waits while you type.</p>' in text


def test_what_is_new_is_told_as_numbers(pages: Pages) -> None:
    """The page asks now and then; another key has it fetched anew."""
    pages.card = running(12)
    visitor = pages.visitor("break")

    before = visitor.client.get("/break/now").json()
    pages.card = QUESTION
    after = visitor.client.get("/break/now").json()

    assert (True, 0 < before["left"] <= 40) == (before["runs"], True)
    assert before["key"] != after["key"]


def test_where_it_hurt_becomes_a_fact(pages: Pages) -> None:
    """It is asked on the next page, and kept."""
    pages.has(ExerciseHurt(at=MORNING, exercises=("neck-turns",)))
    pages.card = running(12)
    visitor = pages.visitor("break")

    visitor.presses("request", request=request(EXERCISE.answers, "It hurt"))
    assert "Where did it hurt?" == visitor.heading
    pages.card = None
    visitor.presses("note", where=["neck", "moon"])

    hurt = Hurt(day=MORNING.date(), exercises=("neck-turns",), regions=("neck",))
    assert (hurt,) == pages.history().hurts
    assert "The break is over." == visitor.heading


def test_without_a_break_it_says_so(pages: Pages) -> None:
    """A page that was left open, or a daemon that went away."""
    assert "The break is over." == pages.visitor("break").heading
