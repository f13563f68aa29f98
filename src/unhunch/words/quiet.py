"""Why it is quiet: holds with their ends, what waits for them, what nobody can tell."""

from collections.abc import Sequence
from datetime import tzinfo

from ..desk.policy import Hold
from ..desk.scene import Scene
from ..desk.state import Held
from ..sentence import mark
from .catalogue import Catalogue
from .reminders import name_words
from .scenes import clock_words, forgotten_words, hold_words, unnamed

ENDS = {
    Hold.DND: mark("until it is switched off"),
    Hold.FULLSCREEN: mark("until it no longer does"),
    Hold.MICROPHONE: mark("until 3 minutes after that"),
    Hold.CAMERA: mark("until 3 minutes after that"),
    Hold.SCREENCAST: mark("until 3 minutes after that"),
    Hold.LOCKED: mark("until it is unlocked"),
}
"""What ends a hold that has no end by itself."""

LINES = 6
"""So many reasons are read in a notification; some servers cut it off below."""


def quiet_words(words: Catalogue, scene: Scene, zone: tzinfo) -> list[str]:
    """Return every reason for the present quiet, one a line; empty when there is none.

    Holds with since and end first, then what waits, since when, why and until when.
    """
    lines = [_hold_line(words, scene, hold, held, zone) for hold, held in scene.holds]
    if scene.forgotten is not None:
        lines.append(forgotten_words(words, scene.forgotten, scene.now, zone))
    wait = scene.waiting
    if wait is None:
        return lines
    names = [name_words(words, name) for name in scene.kept_back]
    told = {
        "names": ", ".join(names) or unnamed(words, wait.candidate.asks),
        "since": clock_words(words, wait.candidate.since, scene.now, zone),
        "why": words.say(wait.why.value),
    }
    if wait.until is None:
        return [*lines, words.say("{names} due since {since}: {why}", **told)]
    until = clock_words(words, wait.until, scene.now, zone)
    return [
        *lines,
        words.say("{names} due since {since}: {why}, until {until}", **told, until=until),
    ]


def _hold_line(words: Catalogue, scene: Scene, hold: Hold, held: Held, zone: tzinfo) -> str:
    told = words.say(
        "{hold}: {what}, since {time}",
        hold=hold.value,
        what=hold_words(words, hold, held, scene, zone),
        time=clock_words(words, held.since, scene.now, zone),
    )
    ending = scene.ends.get(hold)
    if ending is not None and ending.gives_way:
        at = clock_words(words, ending.at, scene.now, zone)
        return words.say("{told}, until {time} at the latest if you stay", told=told, time=at)
    if held.until is not None or hold not in ENDS:
        return told
    if ending is None:
        return words.say("{told}, {end}", told=told, end=words.say(ENDS[hold]))
    at = clock_words(words, ending.at, scene.now, zone)
    return words.say("{told}, until {time}", told=told, time=at)


def unknown_words(words: Catalogue, names: Sequence[str]) -> str:
    """Return one line about the questions that nobody can answer; empty when there are none."""
    return words.say("Unknown: {names}", names=", ".join(names)) if names else ""


def why_words(words: Catalogue, reasons: Sequence[str], unknown: Sequence[str]) -> str:
    """Return what "Why so quiet?" answers: few enough lines for a notification.

    `unknown`: the questions that nobody can answer.
    """
    lines = list(reasons) or [words.say("Nothing holds prompts back.")]
    if len(lines) > LINES:
        more = len(lines) - LINES + 1
        lines[LINES - 1 :] = [
            words.many("{count} more: unhunch status", "{count} more: unhunch status", more)
        ]
    return "\n".join(filter(None, (*lines, unknown_words(words, unknown))))
