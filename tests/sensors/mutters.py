"""GNOME's idle monitor: one of our own on a private bus, and the real one."""

import asyncio
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from unhunch.bus import call, connect, disconnect

NAME = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"


class FakeMutter:
    """Behaves as src/backends/meta-idle-monitor.c: inhibitors, one-shot watches and all."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.bus: MessageBus | None = None
        self.last = 0.0
        self.inhibited = False
        self.silent = False
        self.calls: list[str] = []
        self.watches: dict[int, tuple[str, float, asyncio.TimerHandle | None]] = {}
        self._next = 1

    async def rise(self) -> None:
        """Come onto the bus, with no watch and no idle time."""
        self.bus = await connect(self.address)
        self.last = self._now()
        self.bus.add_message_handler(self._obey)
        await call(
            self.bus,
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "RequestName",
            "su",
            [NAME, 0],
        )

    async def die(self) -> None:
        """Leave the bus; the watches are forgotten."""
        for _, _, timer in self.watches.values():
            if timer:
                timer.cancel()
        self.watches.clear()
        if self.bus is not None:
            await disconnect(self.bus)
            self.bus = None

    async def types(self) -> None:
        """One input."""
        self.last = self._now()
        for identity, (sender, gap, _) in list(self.watches.items()):
            if gap:
                self._arm(identity, sender, gap)
            else:
                del self.watches[identity]
                self._fire(identity, sender)

    def inhibit(self, on: bool) -> None:
        """An idle inhibitor comes or goes; when it goes the idle time starts at zero."""
        self.inhibited = on
        if not on:
            self.last = self._now()
        for identity, (sender, gap, _) in list(self.watches.items()):
            if gap:
                self._arm(identity, sender, gap)

    @property
    def kinds(self) -> list[str]:
        """The watches there are."""
        return sorted("idle" if gap else "active" for _, gap, _ in self.watches.values())

    def _obey(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != NAME:
            return None
        assert message.path == PATH
        self.calls.append(message.member or "")
        if self.silent:
            return Message.new_error(message, "org.freedesktop.DBus.Error.Failed", "no monitor")
        return Message.new_method_return(message, *self._answer(message))

    def _answer(self, message: Message) -> tuple[Any, ...]:
        match message.member:
            case "GetIdletime":
                return "t", [int((self._now() - self.last) * 1000)]
            case "AddIdleWatch":
                assert message.signature == "t"
                return "u", [self._add(message.sender or "", message.body[0] / 1000)]
            case "AddUserActiveWatch":
                return "u", [self._add(message.sender or "", 0)]
            case "RemoveWatch":
                _, _, timer = self.watches.pop(message.body[0])
                if timer:
                    timer.cancel()
                return ()
            case member:
                raise AssertionError(f"unexpected call {member}")

    def _add(self, sender: str, gap: float) -> int:
        identity, self._next = self._next, self._next + 1
        self.watches[identity] = (sender, gap, None)
        if gap and self._now() - self.last >= gap and not self.inhibited:
            # The real one speaks before it answers, too.
            self._fire(identity, sender)
        elif gap:
            self._arm(identity, sender, gap)
        return identity

    def _arm(self, identity: int, sender: str, gap: float) -> None:
        timer = self.watches[identity][2]
        if timer:
            timer.cancel()
        timer = None
        if not self.inhibited:
            when = max(self._now(), self.last + gap)
            timer = asyncio.get_running_loop().call_at(when, self._fire, identity, sender)
        self.watches[identity] = (sender, gap, timer)

    def _fire(self, identity: int, sender: str) -> None:
        if self.bus is None:
            return
        signal = Message(
            message_type=MessageType.SIGNAL,
            destination=sender,
            path=PATH,
            interface=NAME,
            member="WatchFired",
            signature="u",
            body=[identity],
        )
        self.bus.send(signal)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
