"""The simulated desk: a clock that jumps, hands that type once a second, sensors that tell."""

from datetime import UTC, datetime, timedelta, tzinfo

from unhunch.desk.policy import Hold
from unhunch.desk.seen import INHIBITOR, Return, Seen, Signed, with_return

SECOND = timedelta(seconds=1)
NOTICED = timedelta(seconds=5)
"""Gaps shorter than any that the desk attends to are not worth noting."""


class World:
    """What is really going on. Moments are by the wall clock of now."""

    def __init__(self, at: datetime, zone: tzinfo) -> None:
        self.now = at.astimezone(UTC)
        self.zone = zone
        self.last_input: datetime | None = None
        self.typing_from: datetime | None = None
        self.returns: tuple[Return, ...] = ()
        self.signs: dict[str, Signed] = {
            name: Signed(False, self.now) for name in (INHIBITOR, *(hold.value for hold in Hold))
        }
        self.screen = self.tray = True

    def touch(self) -> None:
        """Input, now."""
        if self.last_input is not None and self.now - self.last_input >= NOTICED:
            gap = self.now - self.last_input
            self.returns = with_return(self.returns, Return(gap, self.now))
        self.last_input = self.now

    def type_from_now(self) -> None:
        """Input now and every second from now on."""
        self.touch()
        self.typing_from = self.now

    def rest(self) -> None:
        """No more input."""
        self.typing_from = None

    def pass_to(self, moment: datetime) -> None:
        """Let time go by."""
        self.now = moment
        if self.typing_from is not None:
            self.last_input = self.typing_from + (moment - self.typing_from) // SECOND * SECOND

    def say(self, name: str, yes: bool) -> None:
        """A sensor changes its word."""
        old = self.signs[name]
        if old.yes != yes:
            ended = self.now if old.yes else old.ended
            self.signs[name] = Signed(yes, self.now, ended)

    def set_clock(self, by: timedelta) -> None:
        """The wall clock is set; what the sensors know keeps its distance from now."""
        self.now += by
        if self.last_input is not None:
            self.last_input += by
        if self.typing_from is not None:
            self.typing_from += by
        self.returns = tuple(Return(each.gap, each.at + by) for each in self.returns)
        self.signs = {
            name: Signed(sign.yes, sign.since + by, sign.ended and sign.ended + by)
            for name, sign in self.signs.items()
        }

    def look(self, gap: timedelta) -> Seen:
        """Return what the senses say, with an idle sensor that attends to this gap."""
        return Seen(
            zone=self.zone,
            last_input=self.last_input,
            typing=self.is_typing(gap),
            returns=self.returns,
            signs=self.signs,
            screen=self.screen,
            tray=self.tray,
        )

    def is_typing(self, gap: timedelta) -> bool:
        """Whether an idle sensor that attends to this gap takes the hands to be busy."""
        return self.last_input is not None and self.now - self.last_input < gap

    def next_quiet(self, gap: timedelta) -> datetime | None:
        """Return when an idle sensor will report that the gap was reached, if hands rest."""
        if self.typing_from is not None or self.last_input is None:
            return None
        return self.last_input + gap
