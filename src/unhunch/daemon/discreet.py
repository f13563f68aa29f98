"""What a log may say: that something was reported or decided, and never what of the body."""

import logging
from asyncio import AbstractEventLoop
from dataclasses import replace
from typing import Any

from ..body.facts import CheckedIn
from ..desk.facts import (
    CheckInOpened,
    CheckInStepped,
    PromptAnswered,
    PromptShown,
    PromptWithdrawn,
)
from ..desk.policy import Answer
from ..fact import Fact

log = logging.getLogger(__name__)

OF_THE_BODY = "a fact about the body"


def loggable(fact: Fact) -> object:
    """Return what a log may say of a fact: of one about the body only that there was one."""
    match fact:
        case _ if type(fact).__module__ == CheckedIn.__module__:
            return OF_THE_BODY
        case PromptAnswered(answer=Answer.HURT) | PromptWithdrawn(why="care"):
            return OF_THE_BODY
        case CheckInStepped() | CheckInOpened():
            # How far the questions went, and where they went on, tells what was answered.
            return OF_THE_BODY
        case PromptShown():
            # Which exercises are left out tells what was reported.
            return replace(fact, items=())
        case _:
            return fact


def log_unexpected(_: AbstractEventLoop, told: dict[str, Any]) -> None:
    """Log what went wrong where nobody waits (the loop's exception handler).

    Not in which task or call it was: these are written with all their values.
    """
    what = "a call by the loop failed" if "handle" in told else told.get("message")
    log.error("%s", what, exc_info=told.get("exception"))
