"""The terminal notifier in a process of its own, in front of a terminal and behind it."""

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
from pathlib import Path

CHILD = """
import asyncio, os, sys
sys.path[:0] = {path!r}
from tests.contracts.notifier import SIT
from unhunch.notifiers.terminal import TerminalNotifier

async def main():
    done = asyncio.Event()
    notifier = TerminalNotifier(sys.stdout, sys.stdin)
    await notifier.start(lambda heard: (print("HEARD", heard.key, flush=True), done.set()))
    await notifier.show(SIT)
    print("READY", os.getpgrp() == os.tcgetpgrp(0), flush=True)
    try:
        async with asyncio.timeout({wait}):
            await done.wait()
    except TimeoutError:
        print("ALIVE", flush=True)
    await notifier.close()

asyncio.run(main())
"""
ROOT = Path(__file__).parents[2]


def in_terminal(command: list[str], typed: dict[str, str], end: str) -> str:
    """Run the command in a terminal of its own, type after what is written, up to `end`."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(command[0], command)
    seen, waiting = "", dict(typed)
    while end not in seen and select.select([terminal], [], [], 20)[0]:
        try:
            seen += os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:
            break
        for word in [word for word in waiting if word in seen]:
            os.write(terminal, waiting.pop(word).encode())
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return seen


def script(tmp_path: Path, wait: float) -> str:
    """Write the program that prompts in its terminal."""
    path = tmp_path / "prompt.py"
    path.write_text(CHILD.format(path=[str(ROOT), str(ROOT / "src")], wait=wait))
    return str(path)


def test_a_real_terminal_asks_and_is_answered(tmp_path: Path) -> None:
    """In the foreground of a terminal the number typed is the answer."""
    seen = in_terminal(
        [sys.executable, script(tmp_path, 20)], {"READY True": "2\n"}, end="HEARD later"
    )

    assert "[2] 5 more minutes" in seen
    assert "HEARD later" in seen


def test_a_background_job_is_not_stopped_by_its_terminal(tmp_path: Path) -> None:
    """`unhunch &`: what the person types is the shell's, and the job goes on."""
    program = shlex.join([sys.executable, script(tmp_path, 2)])
    shell = f"set -m; {program} & read line; wait; echo END"
    seen = in_terminal(["/bin/bash", "-c", shell], {"READY False": "2\n"}, end="END\r\n")

    assert "ALIVE" in seen
    assert "Stopped" not in seen


def test_no_stream_is_left_open() -> None:
    """The interpreter ends without a warning about what the notifier held."""
    code = (
        "import asyncio, io, sys\n"
        f"sys.path[:0] = {[str(ROOT), str(ROOT / 'src')]!r}\n"
        "from unhunch.notifiers.terminal import TerminalNotifier\n"
        "async def main():\n"
        "    notifier = TerminalNotifier(io.StringIO(), sys.stdin, told=True)\n"
        "    await notifier.start(print)\n"
        "    await notifier.close()\n"
        "asyncio.run(main())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-c", code], stdin=subprocess.PIPE, capture_output=True
    )

    assert (0, b"") == (ended.returncode, ended.stderr)
