"""What systemd hears."""

import os
import socket

import pytest

from unhunch.daemon.systemd import READY, STOPPING, Systemd, status


@pytest.mark.parametrize("kind", ["file", "abstract"])
def test_systemd_hears_what_is_told(tmp_path, kind):
    """Ready, stopping and a status line arrive on the socket it names, of either kind."""
    name = str(tmp_path / "notify") if kind == "file" else f"@unhunch-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(name.replace("@", "\0") if kind == "abstract" else name)
        ear.settimeout(20)
        systemd = Systemd({"NOTIFY_SOCKET": name})
        told = systemd.tell(READY, status("watching,\nstretch in 13 min"))
        first = ear.recv(1000)
        systemd.tell(STOPPING)
        second = ear.recv(1000)

    assert (True, b"READY=1\nSTATUS=watching, stretch in 13 min", b"STOPPING=1") == (
        told,
        first,
        second,
    )


@pytest.mark.parametrize("name", ["", "relative", "/nowhere/notify", "@nobody-listens-here"])
def test_without_systemd_nothing_happens(name):
    """Started by hand, or with a stale variable, the daemon goes on undisturbed."""
    assert not Systemd({"NOTIFY_SOCKET": name}).tell(READY)


def test_an_environment_without_it():
    """No variable, no ear."""
    assert not Systemd({}).listens


def test_a_full_ear_is_not_waited_for(tmp_path):
    """A manager that does not read does not block the daemon."""
    name = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(name)
        systemd = Systemd({"NOTIFY_SOCKET": name})
        heard = [systemd.tell(READY) for _ in range(2000)]

    assert (True, False) == (heard[0], heard[-1])
