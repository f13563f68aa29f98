"""unhunch config: where the settings are, what they say, what is wrong with them."""

import os
import subprocess
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from ..config.edit import set_value
from ..config.first import first_run
from ..config.load import read
from ..config.loaded import Loaded
from ..config.paths import Paths, data_file
from ..errors import NoDaemon, WireError
from ..wire.client import ask
from ..wire.messages import CheckSettings
from . import DONE, REFUSED, WRONG_USE
from .listening import address
from .printing import complain, say, say_json


def config(given: Namespace) -> int:
    """unhunch config path|show|check|set|edit|schema"""
    path = Paths.of(os.environ).settings
    if given.words and given.what != "set":
        complain(f"config {given.what} takes nothing more")
        return WRONG_USE
    match given.what:
        case "path":
            say(str(path))
            return DONE
        case "show":
            return _show(path)
        case "check":
            return _check(path, as_json=given.json)
        case "set":
            return _set(path, given.words)
        case "edit":
            return _edit(path)
        case _:
            say(data_file("unhunch.schema.json").read_text(encoding="utf-8").rstrip())
            return DONE


def _show(path: Path) -> int:
    """Print the user's file, or the one that a first run would write."""
    shown = path if path.exists() else data_file("unhunch.toml")
    try:
        say(shown.read_text(encoding="utf-8").rstrip())
    except (OSError, UnicodeDecodeError) as error:
        complain(f"{shown}: cannot be read: {error}")
        return REFUSED
    return DONE


def _check(path: Path, *, as_json: bool) -> int:
    outcome = read(path, os.environ)
    problems = () if isinstance(outcome, Loaded) else outcome
    if as_json:
        say_json({"ok": not problems, "problems": [str(problem) for problem in problems]})
    elif problems:
        for problem in problems:
            complain(str(problem))
    else:
        say(f"{path}: {'fine' if path.exists() else 'not there, the defaults apply'}")
    return REFUSED if problems else DONE


def _set(path: Path, words: list[str]) -> int:
    if len(words) != 2:
        complain("config set takes a KEY and a VALUE: config set reminders.sitting.after 30m")
        return WRONG_USE
    first_run(path)
    problems = set_value(path, words[0], words[1])
    if problems:
        for problem in problems:
            complain(str(problem))
        return REFUSED
    say(f"{words[0]} = {words[1]}")
    return DONE


def _edit(path: Path) -> int:
    first_run(path)
    usual = {"win32": "notepad", "darwin": "open -t -W"}.get(sys.platform, "nano")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    try:
        subprocess.run([*editor.split(), str(path)], check=False)
    except OSError as error:
        complain(f"{editor}: {error.strerror}; set EDITOR, or edit {path}")
        return REFUSED
    with suppress(NoDaemon, WireError):
        ask(address(), CheckSettings())
    return _check(path, as_json=False)
