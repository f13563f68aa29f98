"""The desktop entry in the autostart folder."""

import json
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from unhunch.autostart.xdg import XdgAutostart, exec_line
from unhunch.errors import NotHere

SYSTEM_PYTHON = "/usr/bin/python3"

AWKWARD = [
    "plain",
    "two words",
    "",
    'say "hi"',
    "it's",
    "$HOME `id` \\n",
    "100% %f %%",
    "a;b&c|d<e>f*g?h#i(j)k~l",
    "ümläut",
    "back\\slash\\",
]


@pytest.fixture
def entry(tmp_path) -> Path:
    """Where the entry is."""
    return tmp_path / "autostart" / "unhunch.desktop"


def test_on_and_off_and_what_was_written_is_said(tmp_path, entry):
    """Each turn says which file it touched."""
    autostart = XdgAutostart(tmp_path)

    assert not autostart.is_on()
    assert autostart.turn_on(["/opt/unhunch"]) == f"wrote {entry}"
    assert autostart.is_on()
    assert autostart.turn_on(["/opt/unhunch"]) == f"wrote {entry}"
    assert autostart.turn_off() == f"removed {entry}"
    assert not autostart.is_on()
    assert autostart.turn_off() == f"nothing was there: {entry}"
    assert list(entry.parent.iterdir()) == []


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path, entry, line):
    """Session settings of the desktops write these into the file."""
    autostart = XdgAutostart(tmp_path)
    autostart.turn_on(["/opt/unhunch"])
    kept = [each for each in entry.read_text().splitlines() if "X-GNOME" not in each]
    entry.write_text("\n".join([*kept, line]))

    assert not autostart.is_on()

    autostart.turn_on(["/opt/unhunch"])

    assert autostart.is_on()


@pytest.mark.parametrize("text", ["", "[Desktop Entry]\nType=Link\n", "\xff\xfe", "Exec=/bin/x"])
def test_a_file_that_starts_nothing_is_off(tmp_path, entry, text):
    """Empty, broken, of another kind, or without its group."""
    entry.parent.mkdir()
    entry.write_bytes(text.encode("latin-1"))

    assert not XdgAutostart(tmp_path).is_on()


def test_a_file_of_somebody_else_is_kept_and_named(tmp_path, entry):
    """A hand-made entry is neither overwritten nor removed without a word."""
    entry.parent.mkdir()
    entry.write_text("[Desktop Entry]\nExec=/home/me/my-own-way\n")
    autostart = XdgAutostart(tmp_path)
    beside = entry.with_name("unhunch.desktop.bak")
    said = autostart.turn_on(["/opt/unhunch"])

    assert said == f"wrote {entry}; it was not ours: the old one is now {beside}"
    assert "my-own-way" in beside.read_text()

    beside.replace(entry)
    said = autostart.turn_off()

    assert said == f"removed {entry}; it was not ours: the old one is now {beside}"
    assert "my-own-way" in beside.read_text()


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path, entry):
    """People keep such files in a repository of theirs."""
    theirs = tmp_path / "dotfiles.desktop"
    theirs.write_text("[Desktop Entry]\nExec=/x\n")
    entry.parent.mkdir()
    entry.symlink_to(theirs)
    XdgAutostart(tmp_path).turn_on(["/opt/unhunch"])

    assert theirs.read_text() == "[Desktop Entry]\nExec=/x\n"
    assert "/opt/unhunch" in entry.read_text()


def test_the_entry_is_valid(tmp_path, entry):
    """By the desktops' own validator, with the most awkward command."""
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("needs desktop-file-validate (Debian package desktop-file-utils)")
    XdgAutostart(tmp_path).turn_on(["/opt/unhunch", *AWKWARD])
    done = subprocess.run(
        ["desktop-file-validate", entry], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_desktop_starts_exactly_the_command(tmp_path, entry):
    """GLib reads the entry and runs it: each argument arrives as it was given."""
    probe = [SYSTEM_PYTHON, "-c", "from gi.repository import Gio"]
    if not shutil.which(SYSTEM_PYTHON) or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("needs PyGObject (Debian package python3-gi)")
    told = tmp_path / "told.json"
    program = tmp_path / "pro gram"
    program.write_text(
        # A "#!" line cannot hold a path with blanks; sh can, and to Python its lines are texts.
        f"#!/bin/sh\n'''exec' {shlex.quote(sys.executable)} \"$0\" \"$@\"\n'''\n"
        "import json, os, sys\n"
        f"open({str(told)!r} + '.new', 'w').write(json.dumps(sys.argv[1:]))\n"
        f"os.replace({str(told)!r} + '.new', {str(told)!r})\n"
    )
    program.chmod(0o755)
    XdgAutostart(tmp_path).turn_on([str(program), *AWKWARD])
    launch = (
        "import sys; from gi.repository import Gio; "
        "assert Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch([], None)"
    )
    subprocess.run([SYSTEM_PYTHON, "-c", launch, entry], check=True, timeout=60)
    end = time.monotonic() + 20
    while not told.exists():
        assert time.monotonic() < end, "it was not started"

    assert json.loads(told.read_text()) == AWKWARD


@pytest.mark.parametrize("command", [[], ["/a=b/unhunch"], ["/opt/unhunch", "a\nb"]])
def test_a_command_that_no_entry_can_hold_is_refused(command):
    """Better no file than one that starts something else."""
    with pytest.raises(NotHere, match="desktop entry cannot"):
        exec_line(command)
