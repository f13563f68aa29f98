"""The daemon that is always there stays small: heavy libraries live in short processes."""

import os
import subprocess
import sys
from pathlib import Path

import unhunch

PROBE = """
import sys
from unhunch.cli import running
from unhunch.daemon import linux
import apscheduler.schedulers.asyncio
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""

HEAVY = {
    *("pydantic", "pydantic_settings", "tomlkit", "plyer", "PIL", "cronsim", "hypothesis"),
    *("babel", "jinja2", "starlette", "uvicorn"),
}


def loaded_by(code: str) -> set[str]:
    """Return the top names of what a fresh Python has loaded after this code."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(unhunch.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


def test_the_daemon_loads_nothing_heavy() -> None:
    """What the daemon imports on Linux is without pydantic (14 MB) and its like."""
    loaded = loaded_by(PROBE)

    assert "dbus_fast" in loaded
    assert HEAVY & loaded == set()


def test_asking_for_the_status_loads_nothing_of_the_desk() -> None:
    """A status is one question to the daemon, and so quick to start."""
    loaded = loaded_by(
        "import sys, unhunch.cli.telling, unhunch.cli.arguments; "
        "print(*(n for n in sys.modules if n.startswith(('unhunch.desk', 'asyncio', 'sqlite3'))))"
    )

    assert loaded == set()
