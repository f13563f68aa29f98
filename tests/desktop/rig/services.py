"""Programs that are ready when they own a name on a bus."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from .buses import Bus
from .programs import Program
from .waiting import wait_until


class Service:
    """A program that serves `owns` on `bus`: the panel, the notification server, a mock."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        owns: str,
        bus: Bus,
        environment: Mapping[str, str],
        logs: Path,
    ) -> None:
        self._owns = owns
        self.bus = bus
        self._program = Program(name, command, environment, logs)

    def start(self) -> None:
        """Start it; return when it serves."""
        self._program.start()
        wait_until(self.is_serving, f"{self._program.name} owns {self._owns}")

    def stop(self) -> None:
        """Ask it to end and wait for that; nothing if it does not run."""
        self._program.stop()

    def kill(self) -> None:
        """End it with SIGKILL; return when the bus knows."""
        self._program.kill()
        wait_until(lambda: not self.is_serving(), f"nobody owns {self._owns}")

    def is_serving(self) -> bool:
        """Whether its name has an owner."""
        return self.bus.has(self._owns)
