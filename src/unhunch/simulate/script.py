"""The script of a simulated day: one step a line, parsed whole before anything runs. Long because
the steps are one language, read in one place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unhunch.body.requests import AnswerSuggestion, SuggestionAnswer
from unhunch.desk.policy import Answer, Move
from unhunch.desk.requests import (
    GiveAnswer,
    Guide,
    Meeting,
    Pause,
    Request,
    Resume,
    Sit,
    Stand,
    TakeBreak,
)
from unhunch.errors import UnhunchError

from ..sentence import Sentence
from .saying import BODY_VERBS, body_request

HOLDS = ("dnd", "fullscreen", "microphone", "camera", "screencast")
LONG_VERBS = ("works", "pauses", "idles", "watches", "locks", "sleeps", "off")

LONGEST = timedelta(days=366)
"""What one step takes at most."""

YEARS = range(1971, 2200)
"""When a day may start: far from the ends of the calendar."""

_LENGTH = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")


class ScriptError(UnhunchError):
    """Raised for a line that cannot be run: `script:LINE: what was found, what was expected`."""

    def __init__(self, name: str, line: int, why: str) -> None:
        super().__init__(Sentence("{place}: {why}", place=f"{name}:{line}", why=why))


@dataclass(frozen=True, slots=True)
class Step:
    """One line: the verb, its words, and what they mean where that can be known in advance."""

    line: int
    verb: str
    length: timedelta = timedelta(0)
    word: str = ""
    on: bool = False
    at: datetime | None = None
    zone: ZoneInfo | None = None
    request: Request | None = None


_REQUESTS = (
    "pause [LENGTH|until tomorrow|until DATE|until resume], resume, meeting [LENGTH], "
    "break [REMINDER] or guide next|back|pause|go_on"
)

Complaint = Callable[[str], ScriptError]


def parse(text: str, name: str = "script") -> Iterator[Step]:
    """Yield the steps of a script in order. Raise ScriptError at the first line that is wrong."""
    started = False
    for number, raw in enumerate(text.splitlines(), 1):
        words = raw.split("#", 1)[0].split()
        if not words:
            continue

        def wrong(why: str, line: int = number) -> ScriptError:
            return ScriptError(name, line, why)

        if (words[0] == "start") == started:
            found = (
                Sentence("start again")
                if started
                else Sentence("{verb} before start", verb=repr(words[0]))
            )
            raise wrong(Sentence("{found}, expected one start, as the first step", found=found))
        started = True
        yield _step(number, words[0], words[1:], wrong)


def parse_length(text: str, wrong: Complaint) -> timedelta:
    """Read a length like 25m, 1h30m or 90s."""
    match = _LENGTH.fullmatch(text)
    if not text or match is None:
        raise wrong(
            Sentence("{found} is no length, expected one like 25m, 1h30m or 90s", found=repr(text))
        )
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    if total > LONGEST.total_seconds():
        raise wrong(
            Sentence(
                "{found} is too long, expected at most {days}d", found=repr(text), days=LONGEST.days
            )
        )
    return timedelta(seconds=total)


def _step(line: int, verb: str, rest: list[str], wrong: Complaint) -> Step:
    if verb in LONG_VERBS:
        return Step(line, verb, length=parse_length(_one(verb, "LENGTH", rest, wrong), wrong))
    if verb == "start":
        return _start(line, rest, wrong)
    if verb == "clock":
        return Step(line, verb, length=_shift(_one(verb, "+LENGTH or -LENGTH", rest, wrong), wrong))
    if verb == "zone":
        return Step(line, verb, zone=_zone(_one(verb, "NAME", rest, wrong), wrong))
    if verb in ("stops", "restarts"):
        _none(verb, rest, wrong)
        return Step(line, verb)
    if verb in ("stands", "sits"):
        _none(verb, rest, wrong)
        return Step(line, verb, request=Stand() if verb == "stands" else Sit())
    if verb == "hold":
        return _hold(line, rest, wrong)
    if verb in ("notifier", "tray"):
        return Step(line, verb, on=_on_off(_one(verb, "on|off", rest, wrong), wrong))
    if verb == "answers":
        return Step(line, verb, request=_answer(rest, wrong))
    if verb == "says":
        return Step(line, verb, request=parse_request(rest, wrong))
    if verb == "settings":
        return Step(line, verb, word=_one(verb, "FILE", rest, wrong))
    if verb in BODY_VERBS:
        return Step(line, verb, request=body_request(verb, rest, wrong))
    known = "start works pauses idles watches locks sleeps off stops restarts clock zone hold"
    more = f"notifier tray stands sits answers says settings {' '.join(BODY_VERBS)}"
    raise wrong(
        Sentence(
            "unknown step {verb}, expected one of: {known}",
            verb=repr(verb),
            known=f"{known} {more}",
        )
    )


def _one(verb: str, what: str, rest: list[str], wrong: Complaint) -> str:
    if len(rest) != 1:
        found = " ".join(rest) or Sentence("nothing")
        raise wrong(
            Sentence(
                "{verb} with {found}, expected: {verb} {what}", verb=verb, found=found, what=what
            )
        )
    return rest[0]


def _none(verb: str, rest: list[str], wrong: Complaint) -> None:
    if rest:
        raise wrong(
            Sentence("{verb} with {rest}, expected {verb} alone", verb=verb, rest=" ".join(rest))
        )


def _start(line: int, rest: list[str], wrong: Complaint) -> Step:
    if len(rest) != 2:
        raise wrong(
            Sentence(
                "start with {count} words, expected: start 2026-03-02T09:00 Europe/Berlin",
                count=len(rest),
            )
        )
    zone = _zone(rest[1], wrong)
    try:
        at = datetime.fromisoformat(rest[0])
    except ValueError:
        raise wrong(
            Sentence(
                "{moment} is no moment, expected one like 2026-03-02T09:00", moment=repr(rest[0])
            )
        ) from None
    if at.tzinfo is not None:
        raise wrong(
            Sentence(
                "{moment} has an offset, expected a local time; the zone follows it",
                moment=repr(rest[0]),
            )
        )
    if at.year not in YEARS:
        raise wrong(
            Sentence(
                "the year {year}, expected one from {first} to {last}",
                year=at.year,
                first=YEARS[0],
                last=YEARS[-1],
            )
        )
    return Step(line, "start", at=at, zone=zone)


def _zone(name: str, wrong: Complaint) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(
            Sentence("{name} is no time zone, expected one like Europe/Berlin", name=repr(name))
        ) from None


def _shift(text: str, wrong: Complaint) -> timedelta:
    if text[:1] not in ("+", "-"):
        raise wrong(
            Sentence("{found} has no sign, expected a shift like +1h or -5m", found=repr(text))
        )
    length = parse_length(text[1:], wrong)
    return length if text[0] == "+" else -length


def _on_off(word: str, wrong: Complaint) -> bool:
    if word not in ("on", "off"):
        raise wrong(Sentence("{word}, expected on or off", word=repr(word)))
    return word == "on"


def _hold(line: int, rest: list[str], wrong: Complaint) -> Step:
    if len(rest) != 2 or rest[0] not in HOLDS:
        raise wrong(
            Sentence(
                "hold {rest}, expected: hold {holds} on|off",
                rest=" ".join(rest),
                holds="|".join(HOLDS),
            )
        )
    return Step(line, "hold", word=rest[0], on=_on_off(rest[1], wrong))


def _answer(rest: list[str], wrong: Complaint) -> Request:
    words = " ".join(answer.value for answer in (*Answer, *SuggestionAnswer))
    if not rest or len(rest) > 2:
        raise wrong(
            Sentence(
                "answers {rest}, expected one of: {words}",
                rest=" ".join(rest) or Sentence("nothing"),
                words=words,
            )
        )
    if rest[0] in list(SuggestionAnswer) and len(rest) == 1:
        return AnswerSuggestion(answer=SuggestionAnswer(rest[0]))
    if rest[0] not in [answer.value for answer in Answer]:
        raise wrong(
            Sentence(
                "unknown answer {word}, expected one of: {known}", word=repr(rest[0]), known=words
            )
        )
    length = parse_length(rest[1], wrong) if len(rest) == 2 else None
    return GiveAnswer(answer=Answer(rest[0]), length=length)


def parse_request(rest: list[str], wrong: Complaint) -> Request:
    """Read what a person can say: pause, resume, meeting, break or guide, with their words."""
    match rest:
        case ["pause"]:
            return Pause(length=timedelta(hours=1))
        case ["pause", "until", "tomorrow"]:
            return Pause(tomorrow=True)
        case ["pause", "until", "resume"]:
            return Pause()
        case ["pause", "until", day]:
            return Pause(until=_date(day, wrong))
        case ["pause", length]:
            return Pause(length=parse_length(length, wrong))
        case ["resume"]:
            return Resume()
        case ["meeting"]:
            return Meeting()
        case ["meeting", length]:
            return Meeting(length=parse_length(length, wrong))
        case ["break"]:
            return TakeBreak()
        case ["break", reminder]:
            return TakeBreak(reminder=reminder)
        case ["guide", ("next" | "back" | "pause" | "go_on") as move]:
            return Guide(move=Move(move))
        case ["stand"]:
            return Stand()
        case ["sit"]:
            return Sit()
    raise wrong(
        Sentence(
            "{found}, expected {known}",
            found=" ".join(rest) or Sentence("nothing"),
            known=_REQUESTS,
        )
    )


def _date(text: str, wrong: Complaint) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong(
            Sentence("{day} is no date, expected one like 2026-08-20", day=repr(text))
        ) from None
