"""A guided break as a card: what its window or its page is told."""

import json
from collections.abc import Iterator
from typing import Any

from ..body.terms import REGIONS
from ..card import Card, Labels, Press
from ..desk.choices import Asking, Guiding, HowWasIt
from ..desk.policy import Answer, Choice, Move
from ..desk.requests import GiveAnswer, Guide
from ..desk.scene import PromptView
from ..wire.messages import Message, to_object
from ..words.body import REGIONS as REGION_WORDS
from ..words.breaks import (
    HALTED,
    MOVES,
    feel_words,
    place_words,
    stopping_words,
)
from ..words.catalogue import Catalogue
from ..words.scenes import prompt_body, prompt_title
from .notices import Look

ENDS_IT = (Answer.STOPPED, Answer.LATER, Answer.SKIP)
"""Answers that are a way out of a break that runs."""


def card_of(view: PromptView, look: Look) -> Card | None:
    """Return what is shown of a guided break beside the notifications; None of any other prompt."""
    match view.stage:
        case Guiding() as stage:
            return _exercise(view, stage, look)
        case HowWasIt():
            return _question(view, look)
        case Asking():
            return None


def _exercise(view: PromptView, stage: Guiding, look: Look) -> Card:
    words, item = look.words, stage.item
    return Card(
        **_always(view, look),
        title=words.tell(item.text),
        place=place_words(words, stage),
        do=words.tell(item.step),
        feel=feel_words(words, item),
        caution=" ".join(map(words.tell, look.caution)),
        avoid=words.tell(item.avoid),
        note=words.say(HALTED[stage.halted]) if stage.halted is not None else "",
        picture=item.key,
        figure=item.figure,
        by_itself=stage.by_itself,
        lasts=item.lasts,
        left=stage.left if stage.halted is not None else item.lasts,
        until=stage.until,
        turns=tuple(_turns(words, view, stage)),
        answers=_answers(view, look, without=ENDS_IT),
        out=tuple(
            _press(words, view, choice) for choice in view.choices if choice.answer in ENDS_IT
        ),
    )


def _question(view: PromptView, look: Look) -> Card:
    words = look.words
    return Card(
        **_always(view, look),
        title=prompt_title(words, view),
        do=prompt_body(words, view),
        turns=(_turn(words, view, Move.BACK),),
        answers=_answers(view, look),
    )


def _always(view: PromptView, look: Look) -> dict[str, Any]:
    words, breaks = look.words, look.breaks
    reminders = tuple(filter(None, (view.head, *view.others)))
    labels = Labels(
        name=words.say("Guided break"),
        ring=words.say("Time left in this exercise"),
        seconds=words.say("{count} s"),
        stopping=stopping_words(words, reminders),
        emergency=words.say("I must stop now"),
        escape=words.say("In an emergency press Esc three times."),
        where=words.say("Where did it hurt?"),
        note_it=words.say("Note it"),
        not_now=words.say("Not now"),
    )
    return {
        **{name: getattr(labels, name) for name in Labels.__slots__},
        "prompt": view.number,
        "regions": tuple((region, words.say(REGION_WORDS[region])) for region in REGIONS),
        "language": words.language,
        "firmness": breaks.firmness,
        "sound": breaks.sound,
        "motion": breaks.motion,
    }


def _turns(words: Catalogue, view: PromptView, stage: Guiding) -> Iterator[Press]:
    yield _turn(words, view, Move.BACK)
    yield _turn(words, view, Move.PAUSE if stage.halted is None else Move.GO_ON)
    yield _turn(words, view, Move.NEXT)


def _turn(words: Catalogue, view: PromptView, move: Move) -> Press:
    return _asks(Guide(move=move, prompt=view.number)), words.say(MOVES[move])


def _answers(view: PromptView, look: Look, without: tuple[Answer, ...] = ()) -> tuple[Press, ...]:
    return tuple(
        _press(look.words, view, choice) for choice in view.choices if choice.answer not in without
    )


def _press(words: Catalogue, view: PromptView, choice: Choice) -> Press:
    request = GiveAnswer(answer=choice.answer, prompt=view.number, label=str(choice.label))
    return _asks(request), words.tell(choice.label)


def _asks(message: Message) -> str:
    return json.dumps(to_object(message), separators=(",", ":"))
