"""A sensor that will not be still, in front of the real loop and the real journal."""

import asyncio
from pathlib import Path

from tests.fakes import FakeSign
from unhunch.daemon.questions import AT_ONCE
from unhunch.ports import Sign

from .desk import Desk, still


def test_a_thousand_hold_changes_do_not_flood_the_journal(tmp_path: Path) -> None:
    """A few are believed and kept; the rest is one change in a while, and nothing spins."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        flapping = FakeSign(desk.world, "dnd")
        desk.signs = [flapping]
        async with desk:
            await desk.works(minutes=5)
            settles = desk.settles
            for _ in range(1000):
                flapping.say(Sign.YES)
                flapping.say(Sign.NO)
                await still()
            changes = desk.facts("hold_began") + desk.facts("hold_ended")

            assert len(changes) <= AT_ONCE
            assert desk.settles - settles <= AT_ONCE + 2

    asyncio.run(scene())
