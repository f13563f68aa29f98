"""The terminal notifier on real pseudo-terminals and pipes."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import pytest

from tests.contracts.notifier import EYES, SIT, AnsweredNotifierContract, Rig
from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.notifiers.terminal import TerminalNotifier, chosen, notice_text, plain
from unhunch.ports import Ability, Heard, Notifier, Pressed, Shown


class Console:
    """The person's end of two pipes."""

    def __init__(self) -> None:
        self._read_out, write_out = os.pipe()
        read_in, self._write_in = os.pipe()
        os.set_blocking(self._read_out, False)
        self.out: TextIO = os.fdopen(write_out, "w", encoding="utf-8")
        self.lines: TextIO = os.fdopen(read_in, encoding="utf-8")
        self._seen = ""

    def close(self) -> None:
        """Give the pipes back."""
        for stream in (self.out, self.lines):
            stream.close()
        for number in (self._read_out, self._write_in):
            os.close(number)

    def type(self, text: str) -> None:
        """Type this."""
        os.write(self._write_in, text.encode())

    def seen(self) -> str:
        """All that was written so far."""
        try:
            self._seen += os.read(self._read_out, 65536).decode()
        except BlockingIOError:
            return self._seen
        return self._seen

    # --- the contract's screen ---------------------------------------------------------------

    def titles(self) -> list[str]:
        """What was written stays written."""
        return [notice.title for notice in (SIT, EYES) if notice.title in self.seen()]

    def text(self) -> str:
        """The last notice."""
        return self.seen().rpartition("\n\n")[2]

    def buttons(self) -> list[str]:
        """The numbered answers."""
        line = self.text().rstrip().splitlines()[-1]
        return [part.partition("] ")[2].strip() for part in line.split("[")[1:]]

    def press(self, label: str) -> None:
        """Type the label."""
        self.type(f"{label}\n")

    def break_down(self) -> None:
        """Close the terminal."""
        self.out.close()


class TestTerminalNotifier(AnsweredNotifierContract):
    """The contract, through pipes it is told to use."""

    def new(self) -> Notifier:
        """A notifier that is not started."""
        return TerminalNotifier(io.StringIO(), told=True)

    @asynccontextmanager
    async def rig(self) -> AsyncIterator[Rig]:
        """A notifier and the person at the other end."""
        console: Any = Console()
        rig = Rig(TerminalNotifier(console.out, console.lines, told=True), console)
        await rig.notifier.start(rig.heard.append)
        yield rig
        await rig.notifier.close()
        console.close()

    @pytest.mark.parametrize("typed", ["2", "later", "5 more minutes", " 5 MORE ", "5 m"])
    def test_an_answer_is_a_number_or_a_word(self, typed: str) -> None:
        """A number, the key, the label or its beginning, in any case."""

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(SIT)
                rig.screen.type(f"{typed}\n")
                await until(lambda: rig.heard)
                return rig.heard

        assert [Pressed("7", "later")] == asyncio.run(run())

    @pytest.mark.parametrize("typed", ["0", "4", "99999999999", "nonsense", "\x1b[2J"])
    def test_another_word_is_told_so_and_asked_again(self, typed: str) -> None:
        """What is no answer costs nothing: the next line is still heard."""

        async def run() -> tuple[list[Heard], str]:
            async with self.rig() as rig:
                await rig.show(SIT)
                rig.screen.type(f"{typed}\n\n")
                await until(lambda: "Not an answer" in rig.screen.seen())
                rig.screen.type("1\n")
                await until(lambda: rig.heard)
                return rig.heard, rig.screen.seen()

        heard, seen = asyncio.run(run())

        assert [Pressed("7", "done")] == heard
        assert "\x1b" not in seen

    def test_a_line_in_pieces_is_one_answer(self) -> None:
        """Half a line is not read as an answer, and does not block."""

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(SIT)
                rig.screen.type("sk")
                await asyncio.sleep(0)
                rig.screen.type("ip\nno")
                await until(lambda: rig.heard)
                return rig.heard

        assert [Pressed("7", "skip")] == asyncio.run(run())

    def test_nothing_is_answered_twice_or_after_withdrawal(self) -> None:
        """A line without a notice is told so."""

        async def run() -> list[Heard]:
            async with self.rig() as rig:
                await rig.show(SIT)
                rig.screen.type("1\n1\n")
                await until(lambda: "nothing to answer" in rig.screen.seen())
                await rig.show(EYES)
                await rig.notifier.withdraw()
                rig.screen.type("1\n")
                await until(lambda: rig.screen.seen().count("nothing to answer") == 2)
                return rig.heard

        assert [Pressed("7", "done")] == asyncio.run(run())

    def test_the_end_of_input_leaves_the_writing(self) -> None:
        """Ctrl-D: answers are no longer offered, the hint is."""

        async def run() -> tuple[frozenset[Ability], str]:
            async with self.rig() as rig:
                os.close(rig.screen._write_in)
                await until(lambda: Ability.BUTTONS not in rig.notifier.abilities)
                rig.screen._write_in = os.dup(0)
                await rig.show(SIT)
                return rig.notifier.abilities, rig.screen.text()

        abilities, text = asyncio.run(run())

        assert {Ability.CONFIRMS} == abilities
        assert SIT.hint in text


def test_a_log_file_is_no_terminal(tmp_path: Path) -> None:
    """What goes to a file nobody has seen."""

    async def run() -> str:
        with tmp_path.joinpath("log").open("w") as file:
            with pytest.raises(NotHere) as caught:
                await TerminalNotifier(file).start(lambda heard: None)
            return str(caught.value)

    assert "not started in a terminal" == asyncio.run(run())


def test_a_file_as_input_is_written_to_only(tmp_path: Path) -> None:
    """`unhunch < answers.txt`: a file cannot be waited for, so nothing is asked."""
    answers = tmp_path / "answers"
    answers.write_text("1\n")

    async def run() -> tuple[Shown | Any, frozenset[Ability]]:
        with answers.open() as lines:
            notifier = TerminalNotifier(io.StringIO(), lines, told=True)
            await notifier.start(lambda heard: None)
            result = await notifier.show(SIT)
            await notifier.close()
            return result, notifier.abilities

    assert (Shown(), {Ability.CONFIRMS}) == asyncio.run(run())


def test_text_is_shown_and_not_obeyed() -> None:
    """Escape sequences and bells in a reminder do nothing to the terminal."""
    evil = replace(SIT, title="\x1b[2Jhello\a", body="one\r\ntwo\x9b", buttons=())

    text = notice_text(evil, asks=True)

    assert "\n[2Jhello\n  one\n  two\n  Answer: unhunch answer done\n" == text


def test_a_terminal_that_speaks_only_ascii_gets_ascii() -> None:
    """LC_ALL=C: what cannot be written is a question mark, not a failure."""

    async def run() -> bytes:
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding="ascii")
        notifier = TerminalNotifier(out, told=True)
        await notifier.start(lambda heard: None)
        await notifier.show(replace(SIT, title="Zeit für 5 …"))
        await notifier.close()
        return raw.getvalue()

    assert b"Zeit f?r 5 ?" in asyncio.run(run())


def test_an_ambiguous_beginning_is_no_answer() -> None:
    """ "S" could be Skip or Start: better ask than guess."""
    start = replace(SIT.buttons[0], key="start", label="Start")

    assert chosen((start, SIT.buttons[2]), "s") is None


def test_plain_keeps_what_can_be_read() -> None:
    """Only what a terminal would obey is left out."""
    assert "a ü 5 …" == plain("a\x00 ü\x7f 5 …\n")
