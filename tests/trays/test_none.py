"""No tray is a mode of its own: everything may be called and nothing is shown."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.contracts.tray import Rig, TrayContract
from unhunch.trays.none import NoTray


class TestNoTray(TrayContract):
    """The contract, as far as nothing can keep it."""

    @asynccontextmanager
    async def rig(self) -> AsyncIterator[Rig]:
        """A tray nobody sees."""
        panel: Any = None
        yield Rig(NoTray(), panel)
