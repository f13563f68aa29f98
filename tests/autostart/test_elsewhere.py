"""Starting at login on Windows and macOS: what is written, not that it works there."""

import plistlib

import pytest

from unhunch.autostart.choose import choose, every_way
from unhunch.autostart.launchd import LaunchdAgent
from unhunch.autostart.windows import WindowsRunKey
from unhunch.errors import NotHere


class Values(dict):
    """A registry key in memory."""

    def set(self, name: str, value: str) -> None:
        """Write a value."""
        self[name] = value

    def delete(self, name: str) -> None:
        """Remove a value."""
        del self[name]


def test_the_run_key_holds_the_command_line():
    """Quoted as Windows programs read it; the value before is named."""
    values = Values()
    autostart = WindowsRunKey(values)
    command = [r"C:\Program Files\Unhunch\unhunch.exe", "run"]

    assert not autostart.is_on()
    assert "CurrentVersion\\Run" in autostart.turn_on(command)
    assert values == {"Unhunch": r'"C:\Program Files\Unhunch\unhunch.exe" run'}
    assert autostart.is_on()
    assert "in place of" not in autostart.turn_on(command)
    assert autostart.turn_on(["other.exe"]).endswith('unhunch.exe" run')
    assert autostart.turn_off().startswith("removed")
    assert autostart.turn_off().startswith("nothing was there")


def test_elsewhere_there_is_no_run_key():
    """The reason, and no traceback."""
    with pytest.raises(NotHere, match="Windows"):
        WindowsRunKey().is_on()


def test_the_agent_starts_with_the_desktop_and_after_a_failure(tmp_path):
    """A property list that launchd can read; off removes it."""
    autostart = LaunchdAgent(tmp_path)
    path = tmp_path / "org.unhunch.unhunch.plist"
    command = ["/Applications/Un hunch.app/x", "<&>", "ümläut"]

    assert not autostart.is_on()
    assert autostart.turn_on(command) == f"wrote {path}"
    agent = plistlib.loads(path.read_bytes())

    assert agent["ProgramArguments"] == command
    assert agent["RunAtLoad"] is True
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert autostart.is_on()
    assert autostart.turn_off() == f"removed {path}"
    assert not autostart.is_on()


def test_an_agent_of_somebody_else_is_kept(tmp_path):
    """As on every platform."""
    path = tmp_path / "org.unhunch.unhunch.plist"
    path.write_bytes(plistlib.dumps({"Label": "mine", "Disabled": True}))
    autostart = LaunchdAgent(tmp_path)

    assert not autostart.is_on()
    assert "it was not ours" in autostart.turn_on(["/x"])
    assert autostart.is_on()


@pytest.mark.parametrize("text", [b"", b"not a list", b"<plist><dict><key>", b"\xff\x00"])
def test_a_broken_agent_is_off(tmp_path, text):
    """Status answers whatever lies there."""
    (tmp_path / "org.unhunch.unhunch.plist").write_bytes(text)

    assert not LaunchdAgent(tmp_path).is_on()


def test_on_linux_the_desktop_entry_is_usual_and_systemd_on_request(tmp_path):
    """Both are listed, so that the status can tell when both are on."""
    environ = {"HOME": str(tmp_path)}

    assert choose(environ, systemd=False).name == "xdg"
    assert choose(environ, systemd=True).name == "systemd"
    assert [way.name for way in every_way(environ)] == ["xdg", "systemd"]


def test_the_entry_goes_where_the_environment_says(tmp_path):
    """XDG_CONFIG_HOME counts for more than HOME."""
    environ = {"HOME": "/nowhere", "XDG_CONFIG_HOME": str(tmp_path)}

    assert str(tmp_path) in choose(environ, systemd=False).turn_on(["/x"])
