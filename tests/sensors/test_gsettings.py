"""Settings of GNOME, by a program that stands in for `gsettings`, and dconf's signal."""

import asyncio
import os
import time

import pytest
from dbus_fast import Message

from unhunch.errors import NotHere
from unhunch.sensors.gsettings import concerns, get_setting

KEY = "/org/gnome/desktop/notifications/show-banners"


def notified(path, names, signature="sass"):
    """dconf's signal."""
    body = [path, names, ":1.6:user:2"] if signature == "sass" else [path]
    return Message.new_signal("/w", "ca.desrt.dconf.Writer", "Notify", signature, body)


@pytest.mark.parametrize(
    ("message", "about"),
    [
        (notified(KEY, [""]), True),
        (notified("/org/gnome/desktop/notifications/", ["a", "show-banners"]), True),
        (notified("/org/gnome/", [""]), True),
        (notified("/", ["org/gnome/", "system/"]), True),
        (notified(KEY + "-twice", [""]), False),
        (notified("/org/gnome/desktop/notifications/", ["a"]), False),
        (notified("/org/gnome/desktop", [""]), False),
        (notified("/org/gnome/", []), False),
        (notified(KEY, [], "s"), False),
    ],
)
def test_only_what_may_change_the_key_is_news(message, about):
    """dconf tells of every setting of every program; each question is a process."""
    assert concerns(message, KEY) is about


def asked(tmp_path, script, patience=5.0):
    """Ask a `gsettings` that does this."""
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    return asyncio.run(get_setting("org.x", "y", environ, patience))


def test_the_answer_is_its_text(tmp_path):
    """Schema and key are handed over, the line end is not."""
    assert asked(tmp_path, 'echo "$@"') == "get org.x y"


def test_a_setting_that_is_not_there_is_named(tmp_path):
    """No schema, no key: it complains and ends."""
    with pytest.raises(NotHere, match="does not know"):
        asked(tmp_path, "echo No such schema >&2; exit 1")


def test_one_that_hangs_is_ended(tmp_path):
    """It does not stay behind."""
    began = time.monotonic()
    with pytest.raises(NotHere, match="does not answer"):
        asked(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60", patience=0.5)

    assert time.monotonic() - began < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_without_the_program_it_says_so(tmp_path):
    """A desktop without GNOME's tools."""
    with pytest.raises(NotHere, match="cannot be started"):
        asyncio.run(get_setting("org.x", "y", {"PATH": str(tmp_path)}))
