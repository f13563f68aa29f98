"""A check-in prompt and its taps: the quick path, and the questionnaire for whoever says more."""

from datetime import timedelta

import pytest

from unhunch.body.facts import CheckedIn
from unhunch.body.history import History
from unhunch.desk import facts as f
from unhunch.desk.asking import TAPS
from unhunch.desk.policy import Answer
from unhunch.desk.requests import GiveAnswer
from unhunch.desk.scene import Asking, PromptView, scene
from unhunch.desk.state import on_stage
from unhunch.simulate.script import Step

from .played import Player, steps_of
from .wanted import only

ASKED = ("works 5h", "idles 61s", "works 1m")
LITTLE = TAPS[0][1]


class Asked(Player):
    """Somebody who has worked until a check-in is asked for."""

    def __init__(self) -> None:
        super().__init__(only("checkin"))
        self.does(*ASKED)

    def does(self, *lines: str) -> None:
        """Play these steps."""
        for step in steps_of(lines):
            self.play(step)

    def taps(self, label: str) -> None:
        """Press the button of this label."""
        answer = GiveAnswer(answer=Answer.DONE, label=label)
        self.play(Step(1, "answers", request=answer))

    @property
    def prompt(self) -> PromptView | None:
        """The prompt as it is seen now."""
        return scene(self.played.day.here()).prompt

    def of(self, kind: type[f.Fact]) -> list[f.Fact]:
        """Return the facts of this kind."""
        return [each for each in self.played.facts if isinstance(each, kind)]


def test_three_taps_when_nothing_hurts() -> None:
    """None, No, No: each question has the buttons of its own, and the last one makes a check-in."""
    person = Asked()
    seen: list[tuple[str, ...]] = []
    for first, *_ in TAPS:
        assert person.prompt is not None and person.prompt.question is not None
        taps = [each for each in person.prompt.buttons if each.answer is Answer.DONE]
        seen.append(tuple(each.label for each in taps))
        person.taps(first)

    assert [("None", "A little", "A lot"), ("No", "Yes"), ("No", "Yes")] == seen
    assert 1 == len(person.of(CheckedIn))
    assert person.prompt is None


@pytest.mark.parametrize(
    "taps", [("A little",), ("A lot",), ("None", "Yes"), ("None", "No", "Yes")]
)
def test_more_to_say_opens_the_questionnaire(taps: tuple[str, ...]) -> None:
    """Anything else stores nothing yet; the prompt leaves the screen and stays in the tray."""
    person = Asked()
    for label in taps:
        person.taps(label)

    assert [] == person.of(CheckedIn)
    assert 1 == len(person.of(f.CheckInOpened))
    assert person.prompt is not None and Asking(on_screen=False) == person.prompt.stage


def test_the_questionnaire_completed_ends_the_prompt() -> None:
    """As done, at the moment of the check-in."""
    person = Asked()
    person.taps(LITTLE)
    person.does("works 5m", "feels neck=2")
    [told] = person.of(CheckedIn)
    [ended] = person.of(f.PromptAnswered)

    assert isinstance(ended, f.PromptAnswered)
    assert (told.at, Answer.DONE) == (ended.at, ended.answer)


def test_left_half_way_it_is_due_again() -> None:
    """Nothing is stored, and the question comes back, however often that happens."""
    person = Asked()
    for _ in range(3):
        person.taps(LITTLE)
        person.does("works 16m", "idles 61s", "works 1m")

    assert [] == person.of(CheckedIn)
    assert 3 == len(person.of(f.PromptExpired))
    assert on_stage(person.played.day.state) is not None


def test_a_tap_of_another_question_is_refused() -> None:
    """Nothing happens by a label that the question does not have."""
    person = Asked()
    before = list(person.played.facts)
    person.taps("Yes")
    person.taps("Fine")

    assert before == person.played.facts


def test_before_the_statement_is_accepted_nothing_is_stored() -> None:
    """The first tap opens the questionnaire, where the statement is read first."""
    person = Asked()
    person.played.day.body = History()
    person.taps(TAPS[0][0])

    assert [] == person.of(CheckedIn)
    assert 1 == len(person.of(f.CheckInOpened))


def test_a_check_in_in_the_middle_of_its_taps() -> None:
    """Completed elsewhere between two taps it ends the prompt; no second one is stored."""
    person = Asked()
    person.taps(TAPS[0][0])
    person.does("feels neck=1")
    person.taps(TAPS[1][0])

    assert 1 == len(person.of(CheckedIn))
    assert timedelta(0) == person.of(f.PromptAnswered)[0].at - person.of(CheckedIn)[0].at
