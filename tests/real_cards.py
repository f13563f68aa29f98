"""Cards of a guided break with the program's own exercises and words, made as the daemon does."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from unhunch.card import Card
from unhunch.config.convert import convert
from unhunch.config.library import read_library
from unhunch.config.loaded import BreakLook, Loaded
from unhunch.config.model import Settings
from unhunch.daemon.cards import card_of
from unhunch.daemon.notices import Look
from unhunch.desk.choices import AFTER_BREAK, DURING_BREAK, LATER_OR_SKIP, Guiding, HowWasIt
from unhunch.desk.policy import Halt, Item, Reminder
from unhunch.desk.scene import PromptView
from unhunch.words.catalogue import catalogue

LEFT = timedelta(seconds=30)


@cache
def loaded() -> Loaded:
    """What no settings file comes to."""
    # Pydantic's settings take what the program's own sources ask for, which mypy cannot know.
    nothing: dict[str, Any] = {"environ": {}, "written": {}}
    return convert(Settings(**nothing), read_library())


def stretch() -> Reminder:
    """The reminder that is guided."""
    return next(each for each in loaded().policy.reminders if each.sets)


def exercises() -> dict[str, Item]:
    """The exercises that are offered, by their keys."""
    return {item.key: item for group in stretch().sets for item in group.items}


def exercise(
    key: str, language: str = "en", *, halted: Halt | None = None, by_itself: bool = False,
    **look: Any,
) -> Card:  # fmt: skip
    """One exercise of a break, the second of three, half a minute before its end."""
    until = None if halted else datetime.now(UTC) + LEFT
    stage = Guiding(item=exercises()[key], step=1, steps=3, until=until, left=LEFT,
                    halted=halted, by_itself=by_itself)  # fmt: skip
    return _card(stage, language, look)


def question(language: str = "en", **look: Any) -> Card:
    """How it was."""
    return _card(HowWasIt(), language, look)


def _card(stage: Guiding | HowWasIt, language: str, look: dict[str, Any]) -> Card:
    choices = AFTER_BREAK
    if isinstance(stage, Guiding):
        choices = DURING_BREAK + (LATER_OR_SKIP if stage.by_itself else ())
    view = PromptView(
        number=1, shown=datetime.now(UTC), stage=stage, head=stretch(), others=(), items=(),
        sat=timedelta(minutes=50), laters=0, doubts_stance=False, asks=None,
        buttons=choices[:3], choices=choices,
    )  # fmt: skip
    card = card_of(
        view,
        Look(
            zone=UTC, trouble="", on_screen=timedelta(minutes=2), sound=False,
            caution=loaded().caution, words=catalogue(language, {}), breaks=BreakLook(**look),
        ),
    )  # fmt: skip
    assert card is not None
    return card
