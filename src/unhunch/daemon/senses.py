"""What the sensors last said, in their own time, and one look at it all for the desk."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

from ..desk.seen import Return, Seen, Signed, with_return
from ..ports import Active, IdleReport, Quiet, Sign

_RETURNS_KEPT = 16


def believable(since: float, earliest: float, now: float) -> float:
    """Return the moment from `earliest` to `now` that a sensor can mean; not a number: now."""
    return now if math.isnan(since) else min(max(since, earliest), now)


class Moments(Protocol):
    """Turns the sensors' seconds into moments of the wall clock (clock.py)."""

    def now(self) -> datetime: ...
    def moment(self, monotonic: float) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Word:
    """What one sensor says to a question, since when (`time.monotonic()`), and why it is silent."""

    says: Sign
    since: float
    why: str = ""


class Senses:
    """Keeps reports as they came and converts them at each look, so that a clock that is set or a
    machine that sleeps in between is taken into account."""

    def __init__(self) -> None:
        self.idle: IdleReport | None = None
        self.awaits_focus = False
        self.tells_pauses = True
        self._focused: float | None = None
        self._woke: float | None = None
        self._touched = -math.inf
        self._returns: list[tuple[float, float]] = []
        self._said: dict[tuple[str, str], Word] = {}
        self._signs: dict[str, tuple[Sign, float, float | None]] = {}

    @property
    def in_doubt(self) -> bool:
        """Whether the machine slept while the user was active, and no sensor has told since
        whether anybody is back: it may still go by what was before the sleep."""
        return self._woke is not None

    def heard_idle(self, report: IdleReport) -> None:
        """Take the idle sensor's word."""
        if self._woke is not None and report.since <= self._woke and isinstance(report, Active):
            return
        came_back = isinstance(report, Active)
        if self._woke is not None and report.since > self._woke:
            # A pause after the sleep tells of input before it, and after the sleep.
            self._woke, came_back = None, True
        if came_back:
            self._came_back(report.since)
        if isinstance(report, Quiet):
            report = Quiet(max(report.since, self._touched))
        self.idle = report

    def _came_back(self, at: float) -> None:
        if isinstance(self.idle, Quiet):
            gap = (self.idle.since, max(at, self.idle.since))
            self._returns = [*self._returns, gap][-_RETURNS_KEPT:]

    def heard_sign(self, name: str, source: str, sign: Sign, since: float, why: str = "") -> None:
        """Take the word of one of the sensors that answer a question: one yes is a yes.

        `why`: why it does not know.
        """
        before = self._said.get((name, source))
        if before is None or (before.says, before.why) != (sign, why):
            self._said[name, source] = Word(sign, since, why)
        said = [each.says for each in self.sources(name).values()]
        sign = next((each for each in (Sign.YES, Sign.NO) if each in said), Sign.UNKNOWN)
        old = self._signs.get(name)
        if old is not None and old[0] is sign:
            return
        ended = None if old is None else old[2]
        if old is not None and old[0] is Sign.YES and sign is not Sign.YES:
            ended = since
        self._signs[name] = (sign, since, ended)

    def slept(self, before: float, woke: float) -> None:
        """The machine slept: whoever was typing did so until `before`, unless known from `woke` on.

        Both are what the monotonic clock showed; it stood still in between.
        """
        if isinstance(self.idle, Active) and self.idle.since <= woke:
            self.idle, self._woke = Quiet(max(before, self.idle.since)), woke

    def touched(self, at: float) -> None:
        """One input that no idle sensor tells of: the screen was unlocked."""
        if not isinstance(self.idle, Active):
            self._came_back(at)
            self._touched = at
            self.idle = Quiet(at)

    def moved_focus(self, at: float) -> bool:
        """Another window has the focus since then. Return whether anything waits for that."""
        self._focused = at
        return self.awaits_focus

    def lost_sign(self, name: str, source: str, since: float, why: str = "") -> None:
        """A sensor is gone: it knows nothing any more."""
        self.heard_sign(name, source, Sign.UNKNOWN, since, why)

    def sources(self, name: str) -> Mapping[str, Word]:
        """Return what each sensor that ever answered this question said last, by its name."""
        return {source: word for (question, source), word in self._said.items() if question == name}

    def since(self, name: str) -> float | None:
        """Return since when the answer to a question is what it is; None: nobody ever answered."""
        return self._signs[name][1] if name in self._signs else None

    def signs(self) -> dict[str, Sign]:
        """Return what each sensor says now."""
        return {name: sign for name, (sign, _, _) in self._signs.items()}

    def look(
        self, clock: Moments, zone: tzinfo, *, screen: bool, tray: bool, beside: str = ""
    ) -> Seen:
        """Return what the senses say at this moment, and what can show something."""
        returns: tuple[Return, ...] = ()
        for since, at in self._returns:
            came = clock.moment(at)
            returns = with_return(returns, Return(came - clock.moment(since), came))
        return Seen(
            zone=zone,
            last_input=self._last_input(clock),
            typing=isinstance(self.idle, Active),
            focused=None if self._focused is None else clock.moment(self._focused),
            returns=returns,
            signs={name: self._signed(name, clock) for name in self._signs},
            screen=screen,
            tray=tray,
            pauses=self.tells_pauses,
            beside=beside,
        )

    def _last_input(self, clock: Moments) -> datetime | None:
        match self.idle:
            case None:
                return None
            case Active():
                return clock.now()
            case Quiet(since=since):
                return clock.moment(since)

    def _signed(self, name: str, clock: Moments) -> Signed:
        sign, since, ended = self._signs[name]
        yes = {Sign.YES: True, Sign.NO: False, Sign.UNKNOWN: None}[sign]
        over = None if ended is None else clock.moment(ended)
        return Signed(yes, clock.moment(since), over)
