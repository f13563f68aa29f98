"""GNOME Shell, nested in a window that fills the screen, asked where its widgets are.

It answers JavaScript (org.gnome.Shell.Eval) because it was started with --unsafe-mode. That is only
used to look; hands are xdotool's, on the screen.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from ..rig.ground import Ground
from ..rig.programs import Program
from ..rig.screen import SIZE
from ..rig.sight import Box
from ..rig.waiting import wait_until

NAME = "org.gnome.Shell"
NOTIFICATIONS = "org.freedesktop.Notifications"
STARTS_IN = 90
"""Seconds that the shell has to start; 1 s here, software rendering on a busy machine is slow."""

WIDGETS = """(() => {
    const {St} = imports.gi, seen = [];
    const walk = actor => {
        if (!actor.mapped || actor.get_paint_opacity() === 0) return;
        const kind = actor instanceof St.Button ? 'button' : actor instanceof St.Label ? 'label'
            : actor.constructor.name;
        const [x, y] = actor.get_transformed_position();
        const [width, height] = actor.get_transformed_size();
        if (![x, y, width, height].every(Number.isFinite)) return; // not laid out yet
        seen.push([kind, actor.text || actor.label || '', x, y, width, height]);
        actor.get_children().forEach(walk);
    };
    [ROOT].filter(root => root).forEach(walk);
    return seen;
})()"""

CALM = "calm@unhunch.test"
CALMED = """
const Main = imports.ui.main;
function init() {}
function disable() {}
function enable() {
    Main.sessionMode.hasOverview = false;
    const add = Main.messageTray.add;
    Main.messageTray.add = function (source) {
        if (source.title !== 'System Information')
            add.call(this, source);
    };
}
"""
"""An extension. With it GNOME starts with an empty desktop, and does not tell root not to be root:
a notice that comes while the one before is still moving in takes that one away again."""


@dataclass(frozen=True, slots=True)
class Widget:
    """Something the shell draws: "button", "label" or the name of its class."""

    kind: str
    text: str
    box: Box


class Shell:
    """One GNOME Shell, started as often as it is to be killed."""

    def __init__(self, ground: Ground) -> None:
        """`ground`: its environment is taken as it is now, with the display of the screen."""
        self._bus = ground.session_bus
        self._disables = ground.home.run / "gnome-shell-disable-extensions"
        environment = ground.environment | {
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "MUTTER_DEBUG_DUMMY_MODE_SPECS": SIZE.rpartition("x")[0],
        }
        folder = ground.home.folder / ".local/share/gnome-shell/extensions" / CALM
        folder.mkdir(parents=True)
        (folder / "extension.js").write_text(CALMED)
        about = {"uuid": CALM, "name": CALM, "description": CALM, "shell-version": ["43"]}
        (folder / "metadata.json").write_text(json.dumps(about))
        command = ["gnome-shell", "--nested", "--wayland", "--unsafe-mode"]
        self._program = Program("gnome-shell", command, environment, ground.logs)

    def start(self) -> None:
        """Start it; return when it takes notifications and shows an empty desktop."""
        # Left behind by one that was killed in its first minute: a crash, as it takes it.
        self._disables.unlink(missing_ok=True)
        self._program.start()
        wait_until(lambda: self._bus.has(NOTIFICATIONS), "GNOME takes notifications", STARTS_IN)
        wait_until(self._is_up, "GNOME Shell has started", STARTS_IN)

    def stop(self) -> None:
        """Ask it to end."""
        self._program.stop()

    def kill(self) -> None:
        """End it with SIGKILL; return when the bus knows that everything of it is gone."""
        self._program.kill()
        wait_until(lambda: not self._bus.has(NAME), "the shell is gone")
        wait_until(lambda: not self._bus.has(NOTIFICATIONS), "nobody takes notifications")

    def widgets(self, root: str) -> list[Widget]:
        """Return what is drawn of the actor that this JavaScript names, itself first."""
        seen = self.asks(WIDGETS.replace("ROOT", root)) or []
        return [Widget(kind, text, Box(*map(round, box))) for kind, text, *box in seen]

    def asks(self, script: str) -> Any:
        """Return what this JavaScript comes to; None: nothing, or it failed, or nobody is there."""
        return asyncio.run(self._evaluate(script))

    async def _evaluate(self, script: str) -> Any:
        bus = await MessageBus(bus_address=self._bus.address).connect()
        try:
            answer = await bus.call(
                Message(
                    destination=NAME,
                    path="/org/gnome/Shell",
                    interface=NAME,
                    member="Eval",
                    signature="s",
                    body=[script],
                )
            )
        finally:
            bus.disconnect()
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        assert answer is not None
        if answer.message_type is MessageType.ERROR:
            return None
        worked, said = answer.body
        assert worked or not said, f"{script}: {said}"
        return json.loads(said) if worked and said else None

    def _is_up(self) -> bool:
        return self.asks("Main.layoutManager._startingUp") is False
