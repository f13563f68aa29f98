"""No tray: vanilla GNOME, a bare window manager, no desktop at all. A mode like others."""

from collections.abc import Callable

from ..ports import Face


class NoTray:
    """Shows nothing, and says so."""

    name = "none"
    is_shown = False
    is_open = False

    async def start(
        self,
        picked: Callable[[str], None],
        opening: Callable[[], Face],
        changed: Callable[[], None],
    ) -> None:
        """Nothing will ever be picked."""

    def show(self, face: Face) -> None:
        """Nobody looks."""

    async def close(self) -> None:
        """Nothing to take away."""
