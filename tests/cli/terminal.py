"""A person at a real terminal, as far as a program can tell."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

from .user import User

PATIENCE = 30


class Terminal:
    """One command in a pseudo-terminal of its own."""

    def __init__(self, user: User, *words: str) -> None:
        self._master, inner = pty.openpty()
        settings = termios.tcgetattr(inner)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(inner, termios.TCSANOW, settings)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "unhunch", *words],
            env=user.environment | {"TERM": "dumb"},
            cwd=user.folder,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(inner)
        self.seen = ""

    def reads(self, text: str) -> str:
        """Wait until this was said; return what was said up to it, and count on from there."""
        end = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert self._more(end), f"waited for {text!r}, saw: {self.seen}"
        told, _, self.seen = self.seen.partition(text)
        return told + text

    def answers(self, typed: str) -> str:
        """Type a line once the prompt is there; return what was said before."""
        told = self.reads("> ")
        os.write(self._master, f"{typed}\n".encode())
        return told

    def presses(self, key: bytes) -> None:
        """Press one key at the prompt: Ctrl+C, Ctrl+D."""
        self.reads("> ")
        os.write(self._master, key)

    def interrupts(self) -> None:
        """Press Ctrl+C at the prompt, and once more when nothing comes of it.

        Pressed in the instant between the prompt and the reading, it is noticed with the next key.
        """
        self.presses(b"\x03")
        ready, _, _ = select.select([self._master], [], [], 3)
        if not ready:
            os.write(self._master, b"\x03")

    def ends(self) -> tuple[int, str]:
        """Return the exit code and the last words."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        # Closing our side hangs up on a process that has not quite ended.
        code = self._process.wait(timeout=PATIENCE)
        os.close(self._master)
        return code, self.seen

    def stop(self) -> None:
        """End the command, however far it is."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(timeout=PATIENCE)

    def _more(self, end: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        try:
            piece = os.read(self._master, 65536)
        except OSError:  # the other side is closed: EIO on Linux
            return False
        self.seen += piece.decode().replace("\r\n", "\n")
        return bool(piece)


def _take_terminal() -> None:
    """Ctrl+C reaches only those whose controlling terminal this is, and who do not ignore it: what
    a shell starts in the background does, and so do its children."""
    import fcntl

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
