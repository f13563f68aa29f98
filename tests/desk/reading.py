"""Section 1 of product.md read a second time: slow, second by second, and only about presence.

It knows the whole day in advance and nothing of the desk's code. The laws compare the two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

IDLE, AWAY, DARK, WATCHING = 120, 300, 60, 5400
"""The numbers of the specification, in seconds."""

MICRO = ("posture", "eyes")
OTHERS = ("sitting", "stretch")

Happening = tuple[str, int, object]
"""A kind, the second at which it is true, and what it says."""


@dataclass(kw_only=True)
class Second:
    """What the world is like from this second to the next."""

    input: bool = False
    inhibited: bool = False
    locked: bool = False
    asleep: bool = False

    @property
    def lit(self) -> bool:
        return not (self.locked or self.asleep)


def seconds_of(lines: Iterable[str]) -> list[Second]:
    """Return the day second by second. Verbs: works pauses idles watches locks sleeps hold."""
    day, in_use, touched = [Second()], False, False
    for line in lines:
        verb, *words = line.split()
        if verb == "hold":
            in_use = words == ["microphone", "on"]
            day[-1].inhibited = in_use
            continue
        length = _seconds(words[0])
        day[-1].input |= verb == "works" or touched
        touched = False
        for _ in range(length):
            day[-1].inhibited |= in_use or verb == "watches"
            day[-1].locked |= verb == "locks"
            day[-1].asleep |= verb == "sleeps"
            day.append(Second(input=verb == "works", inhibited=in_use))
        touched = verb == "locks"
        day[-1].input |= touched
    return day


def apart(lines: Iterable[str]) -> Iterator[str]:
    """Yield the script with what is watched beginning and ending in odd seconds, all else in even.

    Whether somebody who watches for no time at all has watched is nobody's business.
    """
    for line in lines:
        verb, *words = line.split()
        if verb != "hold":
            line = f"{verb} {(_seconds(words[0]) + 1) // 2 * 2}s"
        if verb in ("hold", "watches"):
            yield from ("pauses 1s", line, "pauses 1s")
        else:
            yield line


def _seconds(length: str) -> int:
    minutes, _, seconds = length.rpartition("m") if "m" in length else ("0", "", length)
    return int(minutes) * 60 + int(seconds.removesuffix("s") or 0)


def presence(day: Sequence[Second]) -> list[Happening]:
    """Return every bout, absence and credit of the day."""
    inputs = [at for at, second in enumerate(day) if second.input]
    if not inputs:
        return []
    happened: list[Happening] = [("bout_began", inputs[0], None)]
    began = inputs[0]
    for last, following in zip(inputs, [*inputs[1:], None], strict=True):
        for happening in _gap(day, last, following, began):
            happened.append(happening)
            if happening[0] == "bout_began":
                began = happening[1]
    return happened


def _gap(
    day: Sequence[Second], last: int, following: int | None, began: int
) -> Iterator[Happening]:
    """Between one input and the next, or the end of the day: one absence after the other."""
    end = len(day) - 1 if following is None else following
    watched = [_is_watched(day, at, last) for at in range(last, end)]
    since = last
    while since < end:
        stop = next((at for at in range(since, end) if watched[at - last]), end)
        gone = _away_at(day, since, stop, end)
        if gone is None:
            over = stop < end or following is not None
            # Who watches at the moment at which it would count has not been absent so long.
            if stop - since >= IDLE + _goes_on(day, stop):
                yield from _short(since, stop, over=over)
            since = next((at for at in range(stop, end) if not watched[at - last]), end)
        else:
            yield from _long(since, gone, end, began)
            if following is not None:
                yield ("away_ended", following, following - since)
                yield ("bout_began", following, None)
            return


def _is_watched(day: Sequence[Second], at: int, last: int) -> bool:
    return IDLE <= at - last < WATCHING and day[at].lit and day[at].inhibited


def _away_at(day: Sequence[Second], since: int, stop: int, end: int) -> int | None:
    """When the absence makes the user away; None when it ends before."""
    dark = 0
    for at in range(since, stop + 1):
        if dark >= DARK or at - since >= AWAY:
            return at
        dark += not day[at].lit if at < end else 0
    return None


def _goes_on(day: Sequence[Second], stop: int) -> bool:
    """Whether who watches then watches what was there before."""
    return day[stop - 1].inhibited and not day[stop - 1].locked


def _short(since: int, stop: int, *, over: bool) -> Iterator[Happening]:
    yield ("break_credited", since + IDLE, (MICRO, IDLE))
    if over:
        yield ("idle_ended", stop, stop - since)


def _long(since: int, gone: int, end: int, began: int) -> Iterator[Happening]:
    yield ("away_began", since, None)
    yield ("bout_ended", since, since - began)
    if since + IDLE <= end:
        yield ("break_credited", since + IDLE, (MICRO, IDLE))
    left = OTHERS
    if gone < since + AWAY:
        yield ("break_credited", gone, (("sitting",), gone - since))
        left = ("stretch",)
    if since + AWAY <= end:
        yield ("break_credited", since + AWAY, (left, AWAY))
