"""What the sensors last said, in their own time, and one look at it all for the desk."""

from datetime import datetime, tzinfo
from typing import Protocol

from ..desk.seen import Return, Seen, Signed, with_return
from ..ports import Active, IdleReport, Quiet, Sign

_RETURNS_KEPT = 16


class Moments(Protocol):
    """Turns the sensors' seconds into moments of the wall clock (clock.py)."""

    def now(self) -> datetime: ...
    def moment(self, monotonic: float) -> datetime: ...


class Senses:
    """Keeps reports as they came and converts them at each look, so that a clock that is set or a
    machine that sleeps in between is taken into account."""

    def __init__(self) -> None:
        self.idle: IdleReport | None = None
        self._returns: list[tuple[float, float]] = []
        self._said: dict[tuple[str, str], Sign] = {}
        self._signs: dict[str, tuple[Sign, float, float | None]] = {}

    def heard_idle(self, report: IdleReport) -> None:
        """Take the idle sensor's word."""
        if isinstance(report, Active) and isinstance(self.idle, Quiet):
            gap = (self.idle.since, max(report.since, self.idle.since))
            self._returns = [*self._returns, gap][-_RETURNS_KEPT:]
        self.idle = report

    def heard_sign(self, name: str, source: str, sign: Sign, since: float) -> None:
        """Take the word of one of the sensors that answer a question: one yes is a yes."""
        self._said[name, source] = sign
        said = [each for (question, _), each in self._said.items() if question == name]
        sign = next((each for each in (Sign.YES, Sign.NO) if each in said), Sign.UNKNOWN)
        old = self._signs.get(name)
        if old is not None and old[0] is sign:
            return
        ended = None if old is None else old[2]
        if old is not None and old[0] is Sign.YES and sign is not Sign.YES:
            ended = since
        self._signs[name] = (sign, since, ended)

    def slept(self, before: float) -> None:
        """The machine slept: whoever was typing last did so at `before`, not now."""
        if isinstance(self.idle, Active):
            self.idle = Quiet(max(before, self.idle.since))

    def touched(self, at: float) -> None:
        """Input that no idle sensor tells of: the screen was unlocked."""
        self.heard_idle(Active(at))

    def lost_sign(self, name: str, source: str, since: float) -> None:
        """A sensor is gone: it knows nothing any more."""
        self.heard_sign(name, source, Sign.UNKNOWN, since)

    def signs(self) -> dict[str, Sign]:
        """Return what each sensor says now."""
        return {name: sign for name, (sign, _, _) in self._signs.items()}

    def look(self, clock: Moments, zone: tzinfo, *, screen: bool, tray: bool) -> Seen:
        """Return what the senses say at this moment."""
        returns: tuple[Return, ...] = ()
        for since, at in self._returns:
            came = clock.moment(at)
            returns = with_return(returns, Return(came - clock.moment(since), came))
        return Seen(
            zone=zone,
            last_input=self._last_input(clock),
            typing=isinstance(self.idle, Active),
            returns=returns,
            signs={name: self._signed(name, clock) for name in self._signs},
            screen=screen,
            tray=tray,
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
