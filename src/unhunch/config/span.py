"""Lengths of time as people write them: "25m", "1h30m", "90s"."""

import re
from datetime import timedelta

from ..sentence import Sentence

_SPAN = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?", re.ASCII)
_WORDS = re.compile(r"(\d+)(h|m|s)[a-z]*\.?", re.ASCII)


def read_span(text: str) -> timedelta:
    """Return the length that is written as hours, minutes, seconds, in this order.

    Raise ValueError with a sentence that says what to write.
    """
    match = _SPAN.fullmatch(text)
    if match is None or not text:
        raise ValueError(_advice(text))
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def write_span(span: timedelta) -> str:
    """Return the shortest way to write a length of whole seconds, not below zero."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def unitless(number: object) -> Sentence:
    """Return the sentence for a length that was written as a bare number."""
    return Sentence(
        'write a length with its unit, like "{number}m" (a bare number has none)',
        number=str(number).lstrip("-"),
    )


def _advice(text: str) -> Sentence:
    if re.fullmatch(r"\d{1,5}", text, re.ASCII):
        return unitless(text)
    close = "".join(f"{number}{unit}" for number, unit in _WORDS.findall(_squeezed(text)))
    if close and _SPAN.fullmatch(close) and _WORDS.sub("", _squeezed(text)) == "":
        return Sentence('write a length like "{close}"', close=close)
    return Sentence('write a length in hours, minutes and seconds, like "25m", "1h30m" or "90s"')


def _squeezed(text: str) -> str:
    return re.sub(r"\s|,|and", "", text.lower())
