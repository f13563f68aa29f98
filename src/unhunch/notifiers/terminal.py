"""The terminal: prompts as text, answers as lines. All there is without a desktop.

A background job that reads its terminal is stopped by it (SIGTTIN), so we read only in front.
"""

import asyncio
import os
from collections.abc import Callable
from typing import TextIO

from ..errors import NotHere
from ..ports import Ability, Button, Failed, Heard, Notice, Pressed, Shown
from ..sentence import Sentence
from ..words.catalogue import ENGLISH, Catalogue

LONGEST_LINE = 4096


class TerminalNotifier:
    """Writes notices to `out` and takes answers from the lines of `lines`, if given.

    `told` True: the streams are used whatever they are; otherwise only where they are a terminal,
    because what is written to a file or a log nobody sees. `words`: the language of the moment.
    """

    name = "terminal"

    def __init__(
        self,
        out: TextIO,
        lines: TextIO | None = None,
        *,
        told: bool = False,
        words: Callable[[], Catalogue] = lambda: ENGLISH,
    ) -> None:
        self.abilities: frozenset[Ability] = frozenset({Ability.CONFIRMS})
        self._out = out
        self._lines = lines
        self._told = told
        self._words = words
        self._heard: Callable[[Heard], None] | None = None
        self._notice: Notice | None = None
        self._reading: int | None = None
        self._rest = b""

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin. Raise NotHere when nobody can see what is written."""
        if not (self._told or _is_terminal(self._out)):
            raise NotHere(Sentence("not started in a terminal"))
        self._heard = heard
        self._read_on()

    async def show(self, notice: Notice) -> Shown | Failed:
        """Write the notice with its answers numbered. What is written stays written."""
        if self._heard is None:
            return Failed(Sentence("not started"))
        self._read_on()
        text = notice_text(notice, asks=self._reading is not None)
        try:
            self._write(text)
        except (OSError, ValueError) as error:
            return Failed(Sentence("the terminal is gone: {error}", error=error))
        self._notice = notice
        return Shown()

    async def withdraw(self) -> None:
        """Take no more answers to what was written last."""
        self._notice = None

    async def close(self) -> None:
        """Stop reading."""
        self._notice = None
        self._heard = None
        self._read_no_more()

    # --- reading -----------------------------------------------------------------------------

    def _read_on(self) -> None:
        if self._reading is not None or self._lines is None:
            return
        if not (self._told or _is_terminal(self._lines)):
            return
        try:
            number = self._lines.fileno()
            if not _is_in_front(number):
                return
            asyncio.get_running_loop().add_reader(number, self._readable)
        except (OSError, ValueError, NotImplementedError):
            # A file, a closed stream, or Windows, where only sockets can be waited for.
            return
        self._reading = number
        self.abilities = frozenset({Ability.CONFIRMS, Ability.BUTTONS})

    def _read_no_more(self) -> None:
        if self._reading is not None:
            asyncio.get_running_loop().remove_reader(self._reading)
            self._reading = None
            self.abilities = frozenset({Ability.CONFIRMS})

    def _readable(self) -> None:
        assert self._reading is not None
        if not _is_in_front(self._reading):
            # Until the next notice: the line belongs to the shell.
            self._read_no_more()
            return
        try:
            read = os.read(self._reading, LONGEST_LINE)
        except OSError:
            read = b""
        if not read:
            self._read_no_more()
            self._lines = None
            return
        *lines, rest = (self._rest + read).split(b"\n")
        self._rest = rest[:LONGEST_LINE]
        for line in lines:
            self._answered(line.decode("utf-8", "replace").strip())

    def _answered(self, line: str) -> None:
        notice, heard = self._notice, self._heard
        if not line or heard is None:
            return
        if notice is None:
            self._say(self._words().say("There is nothing to answer.") + "\n")
            return
        button = chosen(notice.buttons, line)
        if button is None:
            said = self._words().say(
                "Not an answer: {line}. Type a number from the list.", line=plain(line)
            )
            self._say(said + "\n")
            return
        self._notice = None
        heard(Pressed(notice.mark, button.key))

    # --- writing -----------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        try:
            self._write(text)
        except (OSError, ValueError):
            self._read_no_more()

    def _write(self, text: str) -> None:
        encoding = self._out.encoding or "utf-8"
        self._out.write(text.encode(encoding, "replace").decode(encoding))
        self._out.flush()


def notice_text(notice: Notice, *, asks: bool) -> str:
    """Return what is written for the notice; `asks`: lines are read."""
    lines = ["", plain(notice.title), *(f"  {plain(line)}" for line in notice.body.splitlines())]
    if asks and notice.buttons:
        numbered = (f"[{n}] {plain(b.label)}" for n, b in enumerate(notice.buttons, start=1))
        lines.append("  " + "   ".join(numbered))
    elif notice.hint:
        lines.append(f"  {plain(notice.hint)}")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return the text without what a terminal would obey instead of show."""
    return "".join(char for char in text if char.isprintable())


def chosen(buttons: tuple[Button, ...], line: str) -> Button | None:
    """Return the button that is meant by its number, its key or the beginning of its label."""
    word = line.casefold()
    if word.isdecimal():
        at = int(word) - 1
        return buttons[at] if 0 <= at < len(buttons) else None
    for button in buttons:
        if word in (button.key.casefold(), button.label.casefold()):
            return button
    begun = [button for button in buttons if button.label.casefold().startswith(word)]
    return begun[0] if len(begun) == 1 else None


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


def _is_in_front(number: int) -> bool:
    if not os.isatty(number):
        return True
    try:
        return os.tcgetpgrp(number) == os.getpgrp()
    except OSError:
        # Not our controlling terminal: nobody's job control stops us (tcgetpgrp(3), ENOTTY).
        return True
