"""Answers what comes over the wire: each request is done, or refused with the reason."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta, tzinfo
from typing import Any

from ..desk import facts as f
from ..desk.policy import Answer, Hold
from ..desk.requests import Refused
from ..wire.messages import (
    CheckSettings,
    Doctor,
    Forget,
    Message,
    Quit,
    Status,
    done,
    refused,
)
from ..words import clock_words, span_words
from .loop import Daemon
from .status import status_of

Told = Mapping[str, Any]


class Answers:
    """The daemon's side of the wire. The callables are what the composition root knows."""

    def __init__(
        self,
        daemon: Daemon,
        *,
        surroundings: Callable[[], Told],
        check_settings: Callable[[], Awaitable[list[str]]],
        forget: Callable[[Forget], Awaitable[int]],
        quit_soon: Callable[[], None],
    ) -> None:
        self._daemon = daemon
        self._surroundings = surroundings
        self._check_settings = check_settings
        self._forget = forget
        self._quit_soon = quit_soon

    async def answer(self, message: Message) -> Told:
        """Return the answer to one request."""
        match message:
            case Status():
                return done(running=True, **status_of(self._daemon.here()), **self._surroundings())
            case Doctor():
                return done(running=True, **self._surroundings())
            case CheckSettings():
                problems = await self._check_settings()
                return done(problems=problems)
            case Forget():
                removed = await self._forget(message)
                return done(removed=removed, said=f"{removed} facts forgotten.")
            case Quit():
                self._quit_soon()
                return done(said="Unhunch stops.")
            case _:
                outcome = await self._daemon.ask(message)
        if isinstance(outcome, Refused):
            return refused(outcome.why)
        look = self._daemon.look()
        return done(
            said=" ".join(_said(fact, look.zone) for fact in outcome if _said(fact, look.zone))
        )


def _said(fact: f.Fact, zone: tzinfo) -> str:
    """Say in a sentence what a request brought about."""
    match fact:
        case f.HoldBegan(hold=hold) | f.HoldChanged(hold=hold):
            what = "Paused" if hold is Hold.PAUSED else "In a meeting"
            until = clock_words(fact.until, fact.at, zone) if fact.until else "you resume"
            return f"{what} until {until}."
        case f.HoldEnded(hold=hold):
            return "Prompts are on again." if hold is Hold.PAUSED else "The meeting is over."
        case f.StanceChanged(stance=stance):
            return f"Noted: {stance}."
        case f.BoutBegan():
            return "Sitting from now on."
        case f.BoutEnded(sat=timedelta() as sat) if sat >= timedelta(minutes=1):
            return f"You sat for {span_words(sat)}."
        case f.PromptAnswered(answer=Answer.LATER, until=until) if until is not None:
            return f"Put off until {clock_words(until, fact.at, zone)}."
        case f.PromptAnswered(answer=Answer.START):
            return "The break begins."
        case f.PromptAnswered(answer=answer):
            return f"Answered: {answer.value}."
        case f.PromptShown():
            return "Here it is."
        case _:
            return ""
