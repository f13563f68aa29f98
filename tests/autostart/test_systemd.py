"""The user unit, with the real systemctl where it can work without a running systemd."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unhunch.autostart.systemd import UNIT, Outcome, SystemdUserUnit, exec_start, systemctl
from unhunch.errors import NotHere

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "unhunch", "run"]


@pytest.fixture
def unit(tmp_path) -> Path:
    """Where the unit is."""
    return tmp_path / "systemd" / "user" / "unhunch.service"


@pytest.fixture
def offline(tmp_path):
    """The real systemctl, told to work on files alone."""
    if shutil.which("systemctl") is None:
        pytest.skip("needs systemctl (Debian package systemd)")
    environ = os.environ | {
        "SYSTEMD_OFFLINE": "1",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "HOME": str(tmp_path),
    }

    def run(arguments):
        done = subprocess.run(
            ["systemctl", "--user", *arguments],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.strip())

    return run


@pytest.mark.parametrize(
    "text", [UNIT, (ROOT / "installers/linux/unhunch.service").read_text(encoding="utf-8")]
)
def test_a_unit_that_cannot_start_is_given_up(text):
    """All its tries fall within the interval in which they are counted."""
    keys = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    tries, interval = int(keys["StartLimitBurst"]), int(keys["StartLimitIntervalSec"])

    assert keys["Restart"] == "on-failure"
    assert tries * (int(keys["RestartSec"].rstrip("s")) + 10) < interval


def test_on_and_off_with_the_real_systemctl(tmp_path, unit, offline):
    """The unit is written, enabled, disabled and removed, and each turn says so."""
    autostart = SystemdUserUnit(tmp_path, offline)

    assert not autostart.is_on()
    assert autostart.turn_on(COMMAND) == f"wrote {unit} and enabled it"
    assert autostart.is_on()
    assert (unit.parent / "graphical-session.target.wants" / "unhunch.service").is_symlink()
    assert autostart.turn_off() == f"removed {unit}"
    assert not autostart.is_on()
    assert list(unit.parent.rglob("unhunch*")) == []
    assert autostart.turn_off() == f"nothing was there: {unit}"


def test_the_unit_is_what_systemd_understands(tmp_path, unit, offline):
    """systemd-analyze finds no fault; an unknown key would only be a warning, so: no words."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (Debian package systemd)")
    SystemdUserUnit(tmp_path, offline).turn_on([*COMMAND, "two words", "100%", "$HOME", 'a"b\\c'])
    done = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", unit],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "unhunch" in line]

    assert (done.returncode, complaints) == (0, [])


def test_the_unit_follows_the_graphical_session(tmp_path, unit, offline):
    """It ends with the session, is ready when it says so, and comes back after a failure."""
    SystemdUserUnit(tmp_path, offline).turn_on(COMMAND)
    lines = unit.read_text().splitlines()

    assert {
        "Type=notify",
        "Restart=on-failure",
        "PartOf=graphical-session.target",
        "WantedBy=graphical-session.target",
    } <= set(lines)


def test_the_command_arrives_as_it_was_given():
    """Quotes, percent and dollar signs mean themselves."""
    command = ["/opt/un hunch", "", "100% %n", "$HOME ${X}", 'say "hi"', "back\\slash", "it's;"]
    line = exec_start(command)
    # The shell's quoting is systemd's here; specifiers and variables are doubled.
    read = [each.replace("%%", "%").replace("$$", "$") for each in shlex.split(line)]

    assert read == command
    assert "$H" not in line.replace("$$", "")


@pytest.mark.parametrize("command", [[], ["unhunch"], ["/opt/unhunch", "a\nb"]])
def test_a_command_that_no_unit_can_hold_is_refused(command):
    """A unit does not search the path."""
    with pytest.raises(NotHere, match="a unit"):
        exec_start(command)


def test_what_systemd_says_when_it_refuses_is_passed_on(tmp_path):
    """The person reads systemd's own words."""
    autostart = SystemdUserUnit(tmp_path, lambda arguments: Outcome(1, "Failed to connect to bus"))
    with pytest.raises(NotHere, match="daemon-reload: Failed to connect to bus"):
        autostart.turn_on(COMMAND)


def test_where_systemd_cannot_be_asked_the_link_tells(tmp_path, unit):
    """Status answers also without a running systemd."""

    def nobody(arguments):
        raise NotHere("systemd cannot be asked")

    autostart = SystemdUserUnit(tmp_path, nobody)

    assert not autostart.is_on()

    wants = unit.parent / "graphical-session.target.wants"
    wants.mkdir(parents=True)
    (wants / "unhunch.service").symlink_to(unit)

    assert autostart.is_on()


def test_a_machine_without_systemd_is_told_so(monkeypatch, tmp_path):
    """No traceback where the program is not there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotHere, match="systemd cannot be asked"):
        systemctl(["is-enabled", "unhunch.service"])
