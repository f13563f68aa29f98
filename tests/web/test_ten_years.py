"""Ten years of journal, a million facts: what a page of "My week" costs then."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import httpx2 as httpx
import pytest

from ..desktop.rig.cost import spent
from ..week.ten_years import FACTS, write
from .served import Served

AT_MOST = 0.5
"""Seconds a page may take."""

ROOM = 150
"""Megabytes that the process may have at its highest."""

PATHS = ("/week/day", "/week", "/week/month", "/week/together")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The pages of one user, in a process that ends whatever happens."""
    running = Served(tmp_path)
    yield running
    assert (0, "") == running.end()


@pytest.mark.timeout(600)
def test_any_page_of_ten_years_is_there_at_once(served: Served) -> None:
    """Today's and one of years ago, in half a second of processor time; then nothing is left."""
    now = datetime.now(UTC).astimezone()
    written = write(served.paths.journal, now.date(), now.tzinfo or UTC)
    pid, took = served.process.pid, {}

    with httpx.Client(follow_redirects=True, timeout=60) as client:
        client.get(served.link("week"))
        for on in (now.date(), date(now.year - 6, 3, 3)):
            for path in PATHS:
                # Time on the processor: others may keep this machine busy.
                before = spent(pid).cpu
                answer = client.get(f"{served.origin}{path}?on={on}")
                took[f"{path} {on}"] = spent(pid).cpu - before
                assert 200 == answer.status_code
                assert "<svg" in answer.text
    [highest] = [
        int(line.split()[1]) / 1000
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM:")
    ]

    assert FACTS <= written
    assert {} == {name: each for name, each in took.items() if each > AT_MOST}
    assert highest < ROOM
