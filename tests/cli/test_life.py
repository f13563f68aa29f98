"""The daemon as a process: it starts, answers, is alone, and stops."""

import json
import os
import signal
import stat
from pathlib import Path

import pytest

from .user import User


def test_a_first_start_leaves_settings_and_a_journal_for_this_user_alone(running: User) -> None:
    """Everything that is written can be read by this user only."""
    for path in (running.settings, running.journal):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    assert [fact["kind"] for fact in running.facts()][:1] == ["started"]


def test_status_tells_what_runs(running: User) -> None:
    """In words and as JSON, with the exit code of success."""
    words, told = running("status"), json.loads(running("status", "--json").out)

    assert (0, "") == (words.code, words.err)
    assert "Prompts by terminal" in words.out
    assert (True, running.pid) == (told["running"], told["pid"])
    assert told["idle_sensor"] == "none"


def test_doctor_gives_a_reason_for_everything_that_is_not_used(running: User) -> None:
    """Each missing sensor, bus and notifier is named with its reason."""
    said = running("doctor")

    assert said.code == 0
    for name in ("session bus", "system bus", "mutter", "x11", "plain"):
        assert f"{name}" in said.out.lower(), said.out
    assert json.loads(running("doctor", "--json").out)["unfit"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_it_cleanly(running: User, number: int) -> None:
    """Exit code 0, no error in the log, no socket left behind."""
    code = running.ends(number)

    assert code == 0
    assert " E " not in running.said(), running.said()
    assert "Warning" not in running.said()
    assert not (running.run / "unhunch" / "wire.sock").exists()


def test_quit_stops_it(running: User) -> None:
    """The command is answered, and the daemon ends with success."""
    said = running("quit")

    assert (0, "Unhunch stops.\n") == (said.code, said.out)
    assert running.ends() == 0


def test_a_second_daemon_is_refused(running: User) -> None:
    """It says which process has the journal, and the first one goes on."""
    said = running("run")

    assert said.code == 1
    assert f"already running (process {running.pid})" in said.err
    assert running.status()["pid"] == running.pid


def test_a_stale_socket_is_no_daemon_and_in_nobodys_way(running: User) -> None:
    """After a SIGKILL the commands say that nothing runs, and a new start works."""
    running.ends(signal.SIGKILL)

    assert (running.run / "unhunch" / "wire.sock").exists()
    assert running("stand").code == 3

    running.start()

    assert running("stand").code == 0


def test_what_was_answered_survives_a_kill(running: User) -> None:
    """A break that was asked for and answered is there after a SIGKILL in the next moment."""
    assert running("break", "sitting").code == 0
    assert running("answer", "done").code == 0
    running.ends(signal.SIGKILL)

    assert [fact["answer"] for fact in running.facts("prompt_answered")] == ["done"]


def test_a_prompt_is_written_in_the_terminal(running: User) -> None:
    """With no desktop at all the prompt can be read where the program was started."""
    running("break", "sitting")
    running.wait_until(lambda: "Time to get up" in running.said())

    assert running.status()["prompt"]["reminders"] == ["sitting"]
    assert "0 minutes" not in running.said()


def test_settings_are_read_when_they_are_saved(running: User) -> None:
    """A mistake is told with line, key and value, and what was good stays in force."""
    running.write("idle_after = 5\n")
    running.wait_until(lambda: running.status()["problems"])
    said = running("status")

    assert "idle_after" in said.out
    assert running("doctor").code == 1

    running.write('[reminders.water]\nevery = "50m"\ntext = "Water?"\n')
    running.wait_until(lambda: not running.status()["problems"])

    assert "water" in [each["reminder"] for each in running.status()["reminders"]]


def test_broken_settings_do_not_stop_a_start(user: User) -> None:
    """The defaults are in force until the file can be read."""
    user.write("this is no TOML")
    user.start()

    assert user.status()["problems"]
    assert "sitting" in [each["reminder"] for each in user.status()["reminders"]]


def test_a_settings_file_that_is_a_folder_does_not_stop_a_start(user: User) -> None:
    """It is a problem to be told."""
    user.settings.mkdir(parents=True)
    user.start()

    assert user.status()["problems"]


def test_a_corrupt_journal_is_told_and_kept(user: User) -> None:
    """The start is refused with the path, and not one byte is changed."""
    user.journal.parent.mkdir(parents=True)
    user.journal.write_bytes(b"this is no journal" * 100)
    said = user("run")

    assert said.code == 1
    assert str(user.journal) in said.err
    assert user.journal.read_bytes() == b"this is no journal" * 100


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_told(user: User) -> None:
    """The start is refused with the folder and the reason."""
    user.home.chmod(0o500)
    said = user("run")

    assert said.code == 1
    assert "Permission denied" in said.err


def test_a_home_that_is_a_file_is_told(user: User) -> None:
    """No traceback: what could not be made, and why."""
    user.home.rmdir()
    user.home.write_text("no folder")
    said = user("run")

    assert said.code == 1
    assert "cannot make the folder" in said.err


def test_a_runtime_folder_of_ours_is_closed_to_others(running: User, tmp_path: Path) -> None:
    """Socket and folder are for this user alone."""
    folder = running.run / "unhunch"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "wire.sock").stat().st_mode) == 0o600
