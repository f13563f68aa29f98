"""A mistake of ours is told with its kind and places, and without anything that was reported."""

import asyncio
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from unhunch.body.terms import Level
from unhunch.cli.mishap import LEFT_OUT, Formatter, lines_of
from unhunch.config.span import read_span
from unhunch.daemon.discreet import log_unexpected
from unhunch.plain import read_length

from .user import User


def caught(act: object, *given: object) -> BaseException:
    """The error that this raises."""
    try:
        act(*given)  # type: ignore[operator]
    except BaseException as error:  # noqa: BLE001 (whatever it is, it is looked at)
        return error
    raise AssertionError("nothing was raised")


def test_an_error_out_of_a_part_that_hears_of_the_body_says_only_where() -> None:
    """The rank of a level that there is not would name it."""
    property_of = Level.rank.fget
    told = "\n".join(lines_of(caught(property_of, "fever")))

    assert f"KeyError: {LEFT_OUT}" in told
    assert "body/terms.py" in told
    assert "fever" not in told


def test_an_error_of_a_part_that_never_does_says_everything() -> None:
    """What is wrong with a length in the settings can be read."""
    told = "\n".join(lines_of(caught(read_span, "soon")))

    assert "config/span.py" in told
    assert "ValueError: write a length in hours, minutes and seconds" in told


def test_what_is_behind_an_error_says_no_more_than_itself() -> None:
    """A harmless error that was caused by one about the body."""

    def fail() -> None:
        try:
            read_length("fever")
        except ValueError as error:
            raise ExceptionGroup("several", [error, KeyError("night_pain")]) from error

    told = list(lines_of(caught(fail)))

    assert 3 == sum(line.startswith("Traceback") for line in told)
    assert [] == [line for line in told if "fever" in line or "night_pain" in line]


def test_a_library_that_repeats_the_error_in_its_own_words() -> None:
    """The line above the traceback is held to the same."""
    error = caught(Level.rank.fget, "fever")
    record = logging.LogRecord("bus", 40, "", 1, "it raised: %s", (error,), _info(error))
    told = Formatter("%(message)s").format(record)

    assert told.startswith("it raised: KeyError\nTraceback")
    assert "fever" not in told


def test_what_nobody_waits_for_is_told_without_its_task(caplog: pytest.LogCaptureFixture) -> None:
    """asyncio would write the task, and the task its error with all it says."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(log_unexpected)
        loop.call_soon(Level.rank.fget, "fever")
        await asyncio.sleep(0)

    asyncio.run(main())
    [record] = caplog.records

    assert "fever" not in Formatter("%(message)s").format(record)
    assert "a call by the loop failed" == record.getMessage()


CRASH = """
import sys
from unhunch.cli import main
from unhunch.body import history

def broken(told, fact):
    raise KeyError("fever", fact)

history._tell = broken
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "words", [["run", "--verbose"], ["checkin"], ["journal", "forget", "--all"]], ids=" ".join
)
def test_a_crash_on_the_terminal_says_nothing_either(user: User, words: list[str]) -> None:
    """Whatever command it is: the kind, the places, exit code 1."""
    assert 0 == user("checkin", "--safety", given="y\nfever\n").code
    done = subprocess.run(
        [sys.executable, "-c", CRASH, *words],
        env=user.environment,
        cwd=user.folder,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert 1 == done.returncode
    assert f"KeyError: {LEFT_OUT}" in done.stderr
    assert "body/history.py" in done.stderr
    assert "fever" not in done.stderr + done.stdout


def _info(error: BaseException) -> object:
    return (type(error), error, error.__traceback__)


def test_no_other_place_writes_tracebacks() -> None:
    """Whoever formats one himself goes round the rule."""
    source = Path(__file__).parents[2] / "src" / "unhunch"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"import traceback|format_exc|print_exc", path.read_text(encoding="utf-8"))
    }

    assert {"cli/mishap.py", "web/guard.py"} >= found
