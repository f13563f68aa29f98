"""sway with several outputs: each a window of the X screen, side by side; they can be unplugged."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PIL import Image
from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage

from ... import sway
from .colours import Mask
from .ground import Ground
from .home import Home
from .programs import Program
from .sight import Box
from .waiting import wait_until

GROUND = "#336699"
"""Where this is, nothing covers the output."""

ATOMS = ("WM_PROTOCOLS", "WM_DELETE_WINDOW")


@dataclass(frozen=True, slots=True)
class Output:
    """One screen: its size in pixels, and how many of them are one of the programs'."""

    wide: int
    high: int
    scale: int = 1


class Outputs(Ground):
    """sway, run as nobody, and nothing else. `has_x11`: it runs X11 programs (Xwayland)."""

    programs: ClassVar = {
        "foot": "foot",
        "setpriv": "util-linux",
        "sway": "sway",
        "swaybg": "swaybg",
        "xhost": "x11-xserver-utils",
        "Xwayland": "xwayland",
    }

    def __init__(
        self, home: Home, logs: Path, shots: Path, outputs: Sequence[Output], *, has_x11: bool
    ) -> None:
        wide = sum(each.wide for each in outputs)
        high = max(each.high for each in outputs)
        super().__init__(home, logs, shots, ("-screen", "0", f"{wide}x{high}x24"))
        self._all = list(outputs)
        self._has_x11 = has_x11

    def build(self) -> None:
        """Start it with the first two outputs."""
        self._display = Display(self.screen.display)
        self._parts.callback(self._display.close)
        # sway knows only such of these names as there are before it.
        self._atoms = {name: self._display.intern_atom(name) for name in ATOMS}
        runtime = sway.Runtime()
        self.begin(runtime)
        environment = runtime.environment(self.environment, 2)
        self.begin(Program("sway", runtime.command(self._config()), environment, self.logs))
        wait_until(lambda: runtime.sway_socket, "sway takes commands", 30)
        wait_until(lambda: runtime.wayland_display, "sway takes windows", 30)
        del self.environment["DISPLAY"]
        self.environment |= {
            "XDG_SESSION_TYPE": "wayland",
            "XDG_CURRENT_DESKTOP": "sway",
            "WAYLAND_DISPLAY": runtime.wayland_display,
            "SWAYSOCK": runtime.sway_socket,
        }
        if self._has_x11:
            named = runtime.folder / "display"
            wait_until(named.exists, "sway runs X11 programs", 30)
            self.environment["DISPLAY"] = named.read_text().strip()
        self._settles(2)

    def _config(self) -> str:
        x, lines = 0, []
        for number, each in enumerate(self._all, 1):
            lines.append(
                f"output X11-{number} mode {each.wide}x{each.high} pos {x} 0 scale {each.scale}"
            )
            x += each.wide // each.scale
        lines += [f"output * bg {GROUND} solid_color", "default_border none"]
        x11 = ["exec xhost +local: && echo $DISPLAY > $XDG_RUNTIME_DIR/.d && cd $XDG_RUNTIME_DIR"]
        x11[0] += " && mv .d display"
        return "\n".join([*lines, *(x11 if self._has_x11 else ["xwayland disable"]), ""])

    # --- outputs ------------------------------------------------------------------------------

    def plug(self) -> None:
        """Add the next output."""
        before = len(self.places())
        self.tells("create_output")
        self._settles(before + 1)

    def unplug(self, name: str) -> None:
        """Take this output away."""
        window = self._windows()[list(self.places()).index(name)]
        asks = (32, [self._atoms["WM_DELETE_WINDOW"], X.CurrentTime, 0, 0, 0])
        closing = ClientMessage(window=window, client_type=self._atoms["WM_PROTOCOLS"], data=asks)
        window.send_event(closing)
        self._display.sync()
        wait_until(lambda: name not in self.places(), f"{name} is gone")

    def places(self) -> dict[str, Box]:
        """Return the outputs there are, and where they are for programs."""
        told = json.loads(self.tells("--raw", "--type", "get_outputs"))
        return {each["name"]: _box(each["rect"]) for each in told}

    def points(self, name: str) -> None:
        """Move the pointer onto the middle of this output."""
        x, y = self._on_screen(name).middle
        self.hands.move(x - 1, y)
        self.hands.move(x, y)

    def clicks(self, name: str, box: Box) -> None:
        """Click on a thing that is there, for programs, on this output."""
        place, scale = self.places()[name], self._scale(name)
        shown = self._on_screen(name)
        x, y = box.middle
        x, y = shown.x + (x - place.x) * scale, shown.y + (y - place.y) * scale
        self.hands.click(Box(x, y, 0, 0))

    # --- what is on them ----------------------------------------------------------------------

    def covers(self, title: str) -> list[Box]:
        """Return where windows of this title fill an output and can be seen, from left to right."""
        tree = json.loads(self.tells("--raw", "--type", "get_tree"))
        found = [
            _box(node["rect"])
            for node in _nodes(tree)
            if node.get("name") == title and node["fullscreen_mode"] and node["visible"]
        ]
        return sorted(found, key=lambda box: box.x)

    def frame_of(self, title: str) -> Box | None:
        """Return where an X11 window of this title is, for programs; None: there is none."""
        named = [each.box for each in self.sight.things() if each.name == title]
        return next((box for box in named if box.width), None)

    def is_bare(self, name: str) -> bool:
        """Whether anything of the ground of this output is to be seen."""
        return Mask(self._picture(name), GROUND).box() is not None

    def is_blank(self, name: str) -> bool:
        """Whether this output has one colour alone, and not that of the ground."""
        with Image.open(self._picture(name)) as picture:
            colours = picture.convert("RGB").getcolors(2)
        return bool(colours) and len(colours) == 1 and not self.is_bare(name)

    def tells(self, *words: str) -> str:
        """Return what sway says to this."""
        return subprocess.run(
            ["swaymsg", *words],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout

    def _picture(self, name: str) -> Path:
        whole, part = self.home.folder / "screen.png", self.home.folder / "output.png"
        self.screen.shoot(whole)
        at = self._on_screen(name)
        with Image.open(whole) as picture:
            picture.crop((at.x, at.y, at.x + at.width, at.y + at.height)).save(part)
        return part

    def _settles(self, count: int) -> None:
        """Put the windows that the outputs are side by side, once there are so many of them."""
        wait_until(lambda: len(self._windows()) == count == len(self.places()), f"{count} outputs")
        names = list(self.places())
        for name, window in zip(names, self._windows(), strict=True):
            # Each has the place that it would have if none had been unplugged.
            window.configure(x=self._on_screen(name).x, y=0)
        self._display.sync()

    def _on_screen(self, name: str) -> Box:
        index = self._index(name)
        x = sum(each.wide for each in self._all[:index])
        return Box(x, 0, self._all[index].wide, self._all[index].high)

    def _scale(self, name: str) -> int:
        return self._all[self._index(name)].scale

    def _index(self, name: str) -> int:
        return int(name.removeprefix("X11-")) - 1

    def _windows(self) -> list[Any]:
        children = self._display.screen().root.query_tree().children
        shown = [each for each in children if each.get_attributes().map_state == X.IsViewable]
        return sorted(shown, key=lambda window: window.id)


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for each in (*tree["nodes"], *tree["floating_nodes"]):
        yield from _nodes(each)


def _box(rect: dict[str, int]) -> Box:
    return Box(rect["x"], rect["y"], rect["width"], rect["height"])
