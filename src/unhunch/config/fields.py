"""The kinds of values a setting can have: how each is read, refused, written and described."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)

from ..body.assess import OPTIONAL
from ..desk.policy import Answer, TimeRange
from ..sentence import Sentence, mark
from .language import AUTO
from .span import read_span, unitless, write_span
from .times import read_clock, read_date, read_range, write_range

OWN_ANSWERS = (Answer.DONE, Answer.COMFORTABLE, Answer.LATER, Answer.SKIP)
"""What a prompt of the user's own can be answered with."""

LONGEST_TEXT = 200
LONGEST_NAME = 60
LONGEST_LABEL = 24

AVOID = ("N", "T", "O", "D", "S", "W", "K", "B", "P", "E")
"""Codes of what speaks against an exercise, as in config/exercises.toml."""


def _reader(kind: type, read: Callable[[str], Any], advice: Sentence) -> Callable[[Any], Any]:
    """Return a validator that takes text, or a value that is already of its kind."""

    def validate(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise ValueError(advice)
        return read(value)

    return validate


def _read_length(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(unitless(value))
    if not isinstance(value, str):
        raise ValueError(Sentence('write a length like "25m"'))
    return read_span(value)


def _read_limit(value: Any) -> timedelta | None:
    if value is None or value == "never":
        return None
    try:
        return _read_length(value)
    except ValueError as error:
        raise ValueError(Sentence('{error}, or "never"', error=error)) from None


def _write_limit(limit: timedelta | None) -> str:
    return "never" if limit is None else write_span(limit)


def _read_text(value: Any, most: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise ValueError(Sentence('write text in quotes, like "A glass of water?"'))
    text = value.strip()
    if not text or len(text) > most:
        raise ValueError(Sentence("write a text of 1 to {most} characters", most=most))
    if any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in text):
        raise ValueError(Sentence("write one line, without control characters"))
    if any(0xD800 <= ord(sign) < 0xE000 for sign in text):
        raise ValueError(Sentence("write text that is valid UTF-8"))
    return text


def _read_short_text(value: Any) -> str:
    return _read_text(value, LONGEST_NAME)


def _read_avoided(value: Any) -> str:
    """Take "D", "D (large range)", or words; a lone letter is a code."""
    text = _read_short_text(value)
    code = re.fullmatch(r"(\w{1,2})( \(.*\))?", text)
    if code and code[1] not in AVOID:
        known = ", ".join(f'"{each}"' for each in AVOID)
        raise ValueError(Sentence("write one of the codes {known}, or words", known=known))
    return text


def _listed(value: Any) -> Any:
    """Take a lone text as a list of one."""
    return [value] if isinstance(value, str) else value


def _read_cron_text(value: Any) -> str:
    # Only a file with a cron expression pays for the library.
    from .cron import read_cron

    if not isinstance(value, str):
        raise ValueError(Sentence('write a cron expression in quotes, like "30 15 * * mon-fri"'))
    read_cron(value)
    return value


def _read_answers(value: Any) -> dict[str, Answer]:
    """Take ["done", "skip"] or {"Drank it" = "done", "Skip" = "skip"}; the order is kept."""
    # The labels of plain words are the program's; those in a table are the user's own.
    if isinstance(value, list):
        value = {Sentence(_LABELS.get(str(word), str(word))): word for word in value}
    named = value
    if not isinstance(named, dict) or not 1 <= len(named) <= 3:
        raise ValueError(
            Sentence("write one to three of {words}, in square brackets", words=_WORDS)
        )
    if not all(word in list(OWN_ANSWERS) for word in named.values()):
        raise ValueError(Sentence("each answer is one of {words}", words=_WORDS))
    if not all(0 < len(label.strip()) <= LONGEST_LABEL for label in named):
        raise ValueError(Sentence("a label has 1 to {most} characters", most=LONGEST_LABEL))
    return {
        label if isinstance(label, Sentence) else _read_text(label): Answer(word)
        for label, word in named.items()
    }


def _read_country(value: Any) -> str:
    if value == AUTO:
        return AUTO
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z]{2}", value, re.ASCII):
        raise ValueError(Sentence('write the two letters of a country, like "DE", or "auto"'))
    return value.upper()


def _read_number(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(Sentence('write a telephone number in quotes, like "112"'))
    if not re.fullmatch("[0-9+][0-9 /-]{1,19}", value.strip(), re.ASCII):
        raise ValueError(Sentence('write a telephone number of digits, like "112"'))
    return value.strip()


def _read_optional_rule(value: Any) -> str:
    if value not in OPTIONAL:
        raise ValueError(
            Sentence(
                "only {known} can be switched off; no other rule can",
                known=", ".join(sorted(OPTIONAL)),
            )
        )
    return str(value)


_LABELS = {
    "done": mark("Done"),
    "comfortable": mark("Comfortable"),
    "later": mark("Later"),
    "skip": mark("Skip"),
}
_WORDS = ", ".join(f'"{answer}"' for answer in OWN_ANSWERS)

_SPAN_PATTERN = "(?=[0-9])([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?"
_CLOCK_PATTERN = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_RANGE_PATTERN = f"{_CLOCK_PATTERN} *- *({_CLOCK_PATTERN}|24:00)"


def _text_like(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": [example]})


Span = Annotated[
    timedelta,
    PlainValidator(_read_length),
    PlainSerializer(write_span, return_type=str),
    _text_like(_SPAN_PATTERN, "25m"),
]
Limit = Annotated[
    timedelta | None,
    PlainValidator(_read_limit),
    PlainSerializer(_write_limit, return_type=str),
    _text_like(f"(never|{_SPAN_PATTERN})", "60m"),
]
ClockTime = Annotated[
    time,
    PlainValidator(
        _reader(time, read_clock, Sentence('write a time of day in quotes, like "14:00"'))
    ),
    PlainSerializer(lambda value: f"{value:%H:%M}", return_type=str),
    _text_like(_CLOCK_PATTERN, "14:00"),
]
ClockTimes = Annotated[
    Annotated[tuple[ClockTime, ...], Field(min_length=1)], BeforeValidator(_listed)
]
ClockRange = Annotated[
    TimeRange,
    PlainValidator(
        _reader(
            TimeRange, read_range, Sentence('write a range of times in quotes, like "09:00-12:30"')
        )
    ),
    PlainSerializer(write_range, return_type=str),
    _text_like(_RANGE_PATTERN, "09:00-12:30"),
]
Day = Annotated[
    date,
    PlainValidator(_reader(date, read_date, Sentence("write a date like 2026-12-25"))),
    PlainSerializer(date.isoformat, return_type=str),
    _text_like("[0-9]{4}-[0-9]{2}-[0-9]{2}", "2026-12-25"),
]
Text = Annotated[
    str,
    PlainValidator(_read_text),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}),
]
ShortText = Annotated[
    str,
    PlainValidator(_read_short_text),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}),
]
Avoided = Annotated[
    str,
    PlainValidator(_read_avoided),
    WithJsonSchema(
        {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "examples": ["D"]}
    ),
]
Cron = Annotated[
    str,
    PlainValidator(_read_cron_text),
    WithJsonSchema({"type": "string", "examples": ["30 15 * * mon-fri"]}),
]
Answers = Annotated[
    dict[str, Answer],
    PlainValidator(_read_answers),
    PlainSerializer(lambda named: {label: str(answer) for label, answer in named.items()}),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "array",
                    "items": {"enum": [str(answer) for answer in OWN_ANSWERS]},
                    "minItems": 1,
                    "maxItems": 3,
                    "uniqueItems": True,
                },
                {
                    "type": "object",
                    "additionalProperties": {"enum": [str(answer) for answer in OWN_ANSWERS]},
                    "minProperties": 1,
                    "maxProperties": 3,
                },
            ]
        }
    ),
]


Country = Annotated[
    str,
    PlainValidator(_read_country),
    WithJsonSchema({"type": "string", "pattern": "^(auto|[A-Za-z]{2})$", "examples": ["DE"]}),
]
PhoneNumber = Annotated[
    str, PlainValidator(_read_number), _text_like("[0-9+][0-9 /-]{1,19}", "112")
]
OptionalRule = Annotated[
    str,
    PlainValidator(_read_optional_rule),
    WithJsonSchema({"enum": sorted(OPTIONAL), "examples": sorted(OPTIONAL)}),
]
