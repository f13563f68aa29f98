"""desktop-notifier: the notification centres of Windows and macOS.

Its known gap: `send` returns an id and logs a warning when nothing was sent. It does call
`on_dispatched` when, and only when, the system took the notice, and that is what we go by. Windows
reports a failure after that in a log line only. macOS wants a signed app bundle and its event loop
in the main thread; without a bundle the library silently does nothing, and we say NotHere.
"""

import asyncio
import importlib
from collections.abc import Callable
from typing import Any

from ..errors import NotHere
from ..ports import Ability, Clicked, Closed, Failed, Heard, Notice, Pressed, Shown
from ..sentence import Sentence


class NativeNotifier:
    """A notifier on the system's own notification centre."""

    name = "desktop-notifier"

    def __init__(self) -> None:
        self.abilities: frozenset[Ability] = frozenset()
        self._heard: Callable[[Heard], None] | None = None
        self._library: Any = None
        self._centre: Any = None
        self._shown = ""
        self._expiry: asyncio.TimerHandle | None = None
        self._expiring: asyncio.Task[None] | None = None

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin; may make the system ask the user for permission. Raise NotHere."""
        try:
            self._library = importlib.import_module("desktop_notifier")
            self._centre = self._library.DesktopNotifier(app_name="Unhunch", app_icon=None)
            can = await self._centre.get_capabilities()
            await self._centre.request_authorisation()
        # The library wraps four systems and promises no error type for any of them.
        except (ImportError, OSError, RuntimeError, ValueError, AttributeError) as error:
            raise NotHere(
                Sentence("desktop-notifier does not work here: {error}", error=error)
            ) from error
        capability = self._library.Capability
        if capability.TITLE not in can:
            raise NotHere(Sentence("no notification centre (macOS: only from a signed app bundle)"))
        able = {
            Ability.CONFIRMS: capability.ON_DISPATCHED,
            Ability.BUTTONS: capability.BUTTONS,
            Ability.BODY_CLICK: capability.ON_CLICKED,
        }
        self.abilities = frozenset(ability for ability, need in able.items() if need in can)
        self._heard = heard

    async def show(self, notice: Notice) -> Shown | Failed:
        """Show this and nothing else. Failed: switched off by the user, or not dispatched."""
        if self._heard is None:
            return Failed(Sentence("not started"))
        if not await self._centre.has_authorisation():
            return Failed(Sentence("notifications are switched off in the system's settings"))
        await self.withdraw()
        dispatched = asyncio.Event()
        sent = self._notification(notice, dispatched)
        await self._centre.send_notification(sent)
        if not dispatched.is_set():
            return Failed(Sentence("the system did not take the notification"))
        self._shown = sent.identifier
        if notice.on_screen is not None:
            loop = asyncio.get_running_loop()
            self._expiry = loop.call_later(notice.on_screen.total_seconds(), self._expire)
        return Shown()

    async def withdraw(self) -> None:
        """Show nothing."""
        shown, self._shown = self._shown, ""
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        # The library falls over what the system has taken away meanwhile.
        if shown and shown in await self._centre.get_current_notifications():
            await self._centre.clear(shown)

    async def close(self) -> None:
        """Withdraw and stop."""
        await self.withdraw()
        self._heard = None

    def _expire(self) -> None:
        self._expiring = asyncio.get_running_loop().create_task(self.withdraw())

    def _notification(self, notice: Notice, dispatched: asyncio.Event) -> Any:
        library = self._library
        hint = "" if Ability.BUTTONS in self.abilities else notice.hint
        return library.Notification(
            title=notice.title,
            message="\n".join(part for part in (notice.body, hint) if part),
            urgency=library.Urgency.Critical if notice.urgent else library.Urgency.Normal,
            sound=library.DEFAULT_SOUND if notice.sound else None,
            buttons=tuple(
                library.Button(
                    title=button.label,
                    identifier=button.key,
                    on_pressed=self._reporter(Pressed(notice.mark, button.key)),
                )
                for button in notice.buttons[:3]
            ),
            on_dispatched=dispatched.set,
            on_clicked=self._reporter(Clicked(notice.mark)),
            on_dismissed=self._reporter(Closed(notice.mark)),
        )

    def _reporter(self, heard: Heard) -> Callable[[], None]:
        loop = asyncio.get_running_loop()

        def report() -> None:
            loop.call_soon_threadsafe(self._report, heard)

        return report

    def _report(self, heard: Heard) -> None:
        self._shown = ""
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        if self._heard is not None:
            self._heard(heard)
