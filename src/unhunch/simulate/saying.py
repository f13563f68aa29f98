"""What a script says about the body: feels, bridges, retracts, seen, booked."""

from collections.abc import Callable
from datetime import date

from unhunch.body.requests import BodyRequest, Bridge, CheckIn, NoteBooked, NoteSeen, Retract
from unhunch.body.terms import BRIDGE_ANSWERS, EVERY_FLAG, FLAGS, REGIONS, SAFETY_LIST, WORST
from unhunch.errors import UnhunchError

from ..sentence import Sentence, mark

BODY_VERBS = ("feels", "bridges", "retracts", "seen", "booked")

Complaint = Callable[[str], UnhunchError]


def body_request(verb: str, rest: list[str], wrong: Complaint) -> BodyRequest:
    """Return what the step says. Raise what `wrong` makes of a word that is none."""
    match verb, rest:
        case "feels", words:
            return _feels(words, wrong)
        case "bridges", [answer] if answer in BRIDGE_ANSWERS:
            return Bridge(answer=answer)
        case "bridges", _:
            raise wrong(_expected(verb, rest, " ".join(BRIDGE_ANSWERS)))
        case "retracts", [flag]:
            return Retract(flag=_flag(flag, wrong))
        case "retracts", _:
            raise wrong(_expected(verb, rest, mark("one FLAG")))
        case "seen", [] | [_]:
            return NoteSeen(on=_day(rest, wrong))
        case _, [] | [_]:
            return NoteBooked(on=_day(rest, wrong))
    raise wrong(_expected(verb, rest, mark("nothing or a DATE")))


def _feels(words: list[str], wrong: Complaint) -> CheckIn:
    """Read `neck=4 tingling_arm_one no=*`: scores, what is ticked, what is denied."""
    pain: dict[str, int] = {}
    yes: list[str] = []
    no: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            yes.append(_flag(word, wrong))
        elif name == "no":
            no += [each for part in value.split(",") for each in _denied(part, wrong)]
        elif name in REGIONS and name not in pain:
            pain[name] = _score(word, value, wrong)
        else:
            text = (
                mark("a second score for {name}, expected one of: {known}")
                if name in REGIONS
                else mark("unknown region {name}, expected one of: {known}")
            )
            raise wrong(Sentence(text, name=repr(name), known=" ".join(REGIONS)))
    denied = tuple(flag for flag in FLAGS if flag in no and flag not in yes)
    asked = set(SAFETY_LIST) <= {*yes, *denied}
    return CheckIn(pain=tuple(pain.items()), yes=tuple(yes), no=denied, safety_list=asked)


def _denied(word: str, wrong: Complaint) -> tuple[str, ...]:
    return FLAGS if word == EVERY_FLAG else (_flag(word, wrong),)


def _flag(word: str, wrong: Complaint) -> str:
    if word not in FLAGS:
        raise wrong(
            Sentence(
                "unknown flag {word}, expected one of: {known}",
                word=repr(word),
                known=" ".join(FLAGS),
            )
        )
    return word


def _score(word: str, value: str, wrong: Complaint) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 2 or int(value) > WORST:
        raise wrong(
            Sentence(
                "{word} is no score, expected a whole number from 0 to {most}",
                word=repr(word),
                most=WORST,
            )
        )
    return int(value)


def _day(rest: list[str], wrong: Complaint) -> date | None:
    try:
        return date.fromisoformat(rest[0]) if rest else None
    except ValueError:
        raise wrong(
            Sentence("{day} is no date, expected one like 2026-08-20", day=repr(rest[0]))
        ) from None


def _expected(verb: str, rest: list[str], what: str) -> Sentence:
    found = " ".join(rest) or Sentence("nothing")
    return Sentence(
        "{verb} with {found}, expected: {verb} {what}", verb=verb, found=found, what=Sentence(what)
    )
