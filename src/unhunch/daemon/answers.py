"""Answers what comes over the wire: each request is done, or refused with the reason."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta, tzinfo
from typing import Any

from ..body.facts import SuggestionAnswered
from ..card import Card, to_object
from ..desk import facts as f
from ..desk.policy import WEEK_NOTICE, Answer, Hold
from ..desk.requests import Guide, Refused, TakeBreak
from ..fact import Fact
from ..sentence import mark
from ..wire.messages import (
    Breaking,
    BreakLeft,
    CheckSettings,
    Doctor,
    Forget,
    Message,
    Quit,
    Status,
    done,
    refused,
)
from ..words.catalogue import Catalogue
from ..words.noted import noted
from ..words.reminders import name_words
from ..words.scenes import clock_words, prompt_title
from ..words.times import span_words
from .loop import Daemon
from .status import status_of

Told = Mapping[str, Any]

_TOLD_BY_THE_NEXT = (Answer.RESUME, Answer.ONE_MORE_DAY, Answer.FEWER, Answer.TURN_OFF)
"""Answers of which the fact that follows says what they came to."""

WEEKLY_REPLIES = {
    Answer.TOO_MANY: mark("There will be more time between prompts: a quarter more."),
    Answer.RIGHT: mark("It stays as it is."),
    Answer.TOO_FEW: mark("There will be less time between prompts: 15 % less."),
    Answer.OPEN: mark("The page of your week is opened."),
    Answer.READ: mark("Noted."),
}

NOTED = {"sitting": mark("Noted: sitting."), "standing": mark("Noted: standing.")}


async def _no_card(unless: str) -> Card | None:
    return None


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
        card: Callable[[str], Awaitable[Card | None]] = _no_card,
        page_left: Callable[[], None] = lambda: None,
        take_keyboard: Callable[[], bool] = lambda: False,
    ) -> None:
        self._daemon = daemon
        self._surroundings = surroundings
        self._check_settings = check_settings
        self._forget = forget
        self._quit_soon = quit_soon
        self._card = card
        self._page_left = page_left
        self._take_keyboard = take_keyboard

    async def answer(self, message: Message) -> Told:
        """Return the answer to one request."""
        words = self._daemon.look().words
        match message:
            case Status():
                return done(
                    running=True, **status_of(words, self._daemon.here()), **self._surroundings()
                )
            case Doctor():
                situation = status_of(words, self._daemon.here())
                now = {name: situation[name] for name in ("now", "holds", "quiet")}
                return done(running=True, **now, **self._surroundings())
            case Breaking():
                card = await self._card(message.unless)
                return done(card=None if card is None else to_object(card))
            case BreakLeft():
                self._page_left()
                return done()
            case CheckSettings():
                problems = await self._check_settings()
                return done(problems=problems)
            case Forget():
                removed = await self._forget(message)
                return done(
                    removed=removed,
                    said=words.many("{count} fact forgotten.", "{count} facts forgotten.", removed),
                )
            case Quit():
                self._quit_soon()
                return done(said=words.say("Unhunch stops."))
            case TakeBreak() if self._take_keyboard():
                return done(said=words.say("The guided break has the keyboard now."))
            case _:
                outcome = await self._daemon.ask(message)
        if isinstance(outcome, Refused):
            return refused(words.tell(outcome.why))
        zone = self._daemon.look().zone
        emergency = self._daemon.emergency
        # The reply to a suggestion or to the weekly question speaks for all that follows from it.
        told = [fact for fact in outcome if _speaks_for_all(fact)] or outcome
        if isinstance(message, Guide) and (view := self._daemon.scene().prompt) is not None:
            return done(said=prompt_title(words, view))
        sentences = [_said(words, fact, zone) or noted(words, fact, emergency) for fact in told]
        if self._is_swallowed(told):
            sentences.append(words.say("Do not disturb may keep it off the screen."))
        return done(said=" ".join(filter(None, sentences)))

    def _is_swallowed(self, outcome: Sequence[Fact]) -> bool:
        """Whether a prompt was asked for that the notification server may not show."""
        asked = any(isinstance(fact, f.PromptShown) for fact in outcome)
        return asked and self._daemon.here().seen.sign(Hold.DND).yes is True


def _speaks_for_all(fact: Fact) -> bool:
    weekly = isinstance(fact, f.PromptAnswered) and fact.answer in WEEKLY_REPLIES
    return weekly or isinstance(fact, SuggestionAnswered)


def _said(words: Catalogue, fact: Fact, zone: tzinfo) -> str:
    """Say in a sentence what a request brought about."""
    match fact:
        case f.HoldBegan(hold=hold) | f.HoldChanged(hold=hold):
            if fact.until is None:
                return words.say("Paused until you resume.")
            until = clock_words(words, fact.until, fact.at, zone)
            if hold is Hold.PAUSED:
                return words.say("Paused until {time}.", time=until)
            return words.say("In a meeting until {time}.", time=until)
        case f.HoldEnded(hold=hold):
            if hold is Hold.PAUSED:
                return words.say("Prompts are on again.")
            return words.say("The meeting is over.")
        case f.StanceChanged(stance=stance):
            return words.say(NOTED[stance])
        case f.BoutBegan():
            return words.say("Sitting from now on.")
        case f.BoutEnded(sat=timedelta() as sat) if sat >= timedelta(minutes=1):
            return words.say("You sat for {span}.", span=span_words(words, sat))
        case f.PromptAnswered(answer=Answer.LATER, until=until) if until is not None:
            return words.say("Put off until {time}.", time=clock_words(words, until, fact.at, zone))
        case f.PromptAnswered(answer=Answer.START):
            return words.say("The break begins.")
        case f.IntervalWished(reminder=name):
            return words.say("Fewer of these: {name}.", name=name_words(words, name))
        case f.TurnedOff(reminder=name) if name == WEEK_NOTICE:
            return words.say("There will be no weekly notice any more.")
        case f.TurnedOff(reminder=name):
            return words.say("Turned off: {name}.", name=name_words(words, name))
        case f.PromptAnswered(answer=answer) if answer in WEEKLY_REPLIES:
            return words.say(WEEKLY_REPLIES[answer])
        case f.PromptAnswered(answer=Answer.KEEP):
            return words.say("It stays as it is.")
        case f.PromptAnswered(answer=answer) if answer in _TOLD_BY_THE_NEXT:
            return ""
        case f.PromptAnswered(answer=answer):
            return words.say("Answered: {answer}.", answer=answer.value)
        case f.PromptShown():
            return words.say("Here it is.")
        case _:
            return ""
