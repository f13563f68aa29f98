"""The settings checked in a process of their own."""

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

import unhunch
from unhunch.config.ask import ask
from unhunch.config.load import default_policy, read
from unhunch.config.loaded import Loaded
from unhunch.config.problem import Problem

FILES = Path(__file__).parent / "files"


def test_the_answer_is_that_of_the_reader() -> None:
    """A good file arrives as the same policy that reading it here gives."""
    path = FILES / "good" / "office.toml"

    assert read(path, os.environ) == asyncio.run(ask(path))


def test_problems_arrive_with_their_lines() -> None:
    """A broken file arrives as the same problems that reading it here gives."""
    path = FILES / "bad" / "values.toml"

    assert read(path, os.environ) == asyncio.run(ask(path))


def test_variables_are_seen_by_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process gets the environment of the one that asks."""
    monkeypatch.setenv("UNHUNCH_IDLE_AFTER", "soon")
    (problem,) = asyncio.run(ask(tmp_path / "config.toml"))

    assert "UNHUNCH_IDLE_AFTER" == problem.key


def test_modules_in_the_current_folder_are_not_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that happens to be called pydantic.py where the daemon was started does no harm."""
    (tmp_path / "pydantic.py").write_text("raise SystemExit('not this one')\n")
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')\n")
    monkeypatch.setenv("PYTHONPATH", str(Path(unhunch.__file__).parents[1]))
    monkeypatch.chdir(tmp_path)

    assert read(None, os.environ) == asyncio.run(ask(tmp_path / "config.toml"))


def test_a_crash_is_a_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the process fails, the last line of its complaint is told."""
    (tmp_path / "pydantic").mkdir()
    (tmp_path / "pydantic" / "__init__.py").write_text("raise RuntimeError('worn out')\n")
    inherited = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(tmp_path), inherited])))
    problems = asyncio.run(ask(tmp_path / "config.toml"))

    assert (
        Problem(
            source="config.toml",
            expected="the check of the settings failed: RuntimeError: worn out",
        ),
    ) == problems


def test_too_long_is_a_problem(tmp_path: Path) -> None:
    """A process that does not answer in time is ended and told."""
    problems = asyncio.run(ask(tmp_path / "config.toml", timedelta(milliseconds=1)))

    assert (
        Problem(source="config.toml", expected="the check of the settings took longer than 0 s"),
    ) == problems


def test_cancelled_it_leaves_no_process(tmp_path: Path) -> None:
    """A daemon that stops while it asks leaves nothing running and nothing open."""

    async def stop_while_asking() -> None:
        asking = asyncio.create_task(ask(tmp_path / "config.toml"))
        await asyncio.sleep(0.05)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    asyncio.run(stop_while_asking())


def test_the_command_says_whether_it_is_good(tmp_path: Path) -> None:
    """The process ends with 0 for good settings, 1 for wrong ones and 2 for wrong use."""

    def ends(*arguments: str) -> int:
        command = [sys.executable, "-m", "unhunch.config.check", *arguments]
        return subprocess.run(command, capture_output=True, timeout=60).returncode

    assert [0, 1, 2] == [ends(str(tmp_path / "none")), ends(str(tmp_path)), ends("a", "b")]


def test_without_a_file_the_defaults_are_told() -> None:
    """Asked for no file, the process tells the program's own defaults, whatever variables say."""
    told = asyncio.run(ask(None))

    assert isinstance(told, Loaded)
    assert default_policy() == told.policy
