"""What is told of every question that sensors answer: the answer, who gives it, who cannot."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ..desk.holding import SENSED, rule_of
from ..desk.policy import Hold, Policy
from ..desk.seen import INHIBITOR
from ..ports import Active, Quiet, Sign, SignSensor, Unfit
from ..words.catalogue import Catalogue
from .clock import SystemClock
from .senses import Senses, Word

QUESTIONS = (*(hold.value for hold in SENSED), INHIBITOR)
"""In the order in which they are told."""


def signs_told(
    words: Catalogue,
    senses: Senses,
    clock: SystemClock,
    sensors: Sequence[SignSensor],
    unfit: Sequence[Unfit],
) -> dict[str, Any]:
    """Return for each question its state, since when, the sensors in use with what each says, and
    those that are not used. `sensors`: what runs now; `unfit`: what cannot, and why."""
    signs = senses.signs()
    told: dict[str, Any] = {}
    for name in (*QUESTIONS, *(each for each in signs if each not in QUESTIONS)):
        said = senses.sources(name)
        running = [sensor for sensor in sensors if str(sensor.question) == name]
        told[name] = {
            "state": str(signs.get(name, Sign.UNKNOWN)),
            "since": _text(senses.since(name), clock),
            "sources": [_source(words, each, said.get(each.name), clock) for each in running],
            "not_used": [
                {"name": each.name, "why": words.tell(each.why)}
                for each in unfit
                if each.question == name
            ],
        }
    return told


def idle_told(senses: Senses, clock: SystemClock) -> dict[str, Any]:
    """Return what is known of input: "active" or "quiet", and since when; a quiet spell has lasted
    since the last input."""
    match senses.idle:
        case Active(since=since):
            return {"state": "active", "since": _text(since, clock)}
        case Quiet(since=since):
            return {"state": "quiet", "since": _text(since, clock)}
        case None:
            return {"state": str(Sign.UNKNOWN), "since": None}


def unknown_signs(senses: Senses, policy: Policy) -> list[str]:
    """Return the questions that nobody can answer now, without the holds that are not heeded."""
    signs = senses.signs()
    return [
        name
        for name in QUESTIONS
        if signs.get(name, Sign.UNKNOWN) is Sign.UNKNOWN and name not in unheeded(policy)
    ]


def unheeded(policy: Policy) -> list[str]:
    """Return the holds that the settings switch off."""
    return [hold.value for hold in Hold if not rule_of(hold, policy).on]


def _source(
    words: Catalogue, sensor: SignSensor, word: Word | None, clock: SystemClock
) -> dict[str, Any]:
    """A sensor that has not said anything yet does not know; its caveat, if it has one, is why."""
    says = Sign.UNKNOWN if word is None else word.says
    why = "" if word is None else word.why
    return {
        "name": sensor.name,
        "says": str(says),
        "since": None if word is None else _text(word.since, clock),
        "why": words.tell(why or getattr(sensor, "caveat", "")),
    }


def _text(monotonic: float | None, clock: SystemClock) -> str | None:
    if monotonic is None:
        return None
    moment: datetime = clock.moment(monotonic).astimezone(clock.zone())
    return moment.isoformat(timespec="seconds")
