"""What the desk leaves unsaid while something that was reported should not wait."""

import pytest

from tests.person import Person
from unhunch.body.requests import CheckIn
from unhunch.desk.facts import PromptShown
from unhunch.desk.policy import Answer
from unhunch.desk.scene import scene
from unhunch.words.catalogue import ENGLISH
from unhunch.words.scenes import prompt_body


@pytest.mark.parametrize(
    ("ticked", "advice"),
    [(("weakness_arm_one",), ""), ((), " Stand or walk for a few minutes.")],
    ids=["soon", "nothing"],
)
def test_sitting_gives_no_advice_while_soon_stands(ticked: tuple[str, ...], advice: str) -> None:
    """It goes on, and says how long (product.md, section 2)."""
    person = Person().works(minutes=5).asks(CheckIn(pain=(("neck", 3),), yes=ticked))
    view = None
    while view is None or view.head.name != "sitting":
        view = scene(person.works_until_asked().works(seconds=1).day.here()).prompt
        assert view is not None
        if view.head.name != "sitting":
            person.answers(view.choices[0].answer)

    first, *_ = prompt_body(ENGLISH, view).splitlines()
    assert f"You've been sitting for 45 minutes.{advice}" == first


def test_a_stretch_that_comes_back_names_what_may_be_done_by_now() -> None:
    """With tingling since, only the comfortable set is left (product.md, section 2)."""
    person = Person()
    while "stretch" not in person.works_until_asked().last(PromptShown).reminders:
        person.answers(Answer.SKIP)
    stretch = next(each for each in person.policy.reminders if each.name == "stretch")
    assert stretch.gentle is not None
    gentle = {item.key for item in stretch.gentle.items}
    first = person.last(PromptShown)
    person.answers(Answer.LATER)
    person.asks(CheckIn(pain=(("neck", 3),), yes=("tingling_arm_one",))).works_until_asked()
    again = person.last(PromptShown)

    def exercises(shown: PromptShown) -> set[str]:
        return {key for name, key in shown.items if name == "stretch"}

    assert (first.prompt, True) == (again.prompt, again.again)
    assert exercises(first) - gentle
    assert exercises(again)
    assert exercises(again) <= gentle
