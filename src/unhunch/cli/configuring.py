"""unhunch config: where the settings are, what they say, what is wrong with them."""

import os
import subprocess
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from ..config.edit import set_value, unset
from ..config.first import first_run
from ..config.load import read
from ..config.loaded import Loaded
from ..config.paths import Paths, data_file
from ..config.problem import Problem
from ..errors import NoDaemon, WireError
from ..sentence import mark, reason_of
from ..wire.client import ask
from ..wire.messages import CheckSettings
from ..words.catalogue import Catalogue
from . import DONE, REFUSED, WRONG_USE
from .listening import address
from .printing import complain, say, say_json


def config(given: Namespace) -> int:
    """unhunch config path|show|check|set|unset|edit|schema"""
    words, path = given.catalogue, Paths.of(os.environ).settings
    if given.words and given.what not in ("set", "unset"):
        complain(words.say("config {what} takes nothing more", what=given.what))
        return WRONG_USE
    match given.what:
        case "path":
            say(str(path))
            return DONE
        case "show":
            return _show(words, path)
        case "check":
            return _check(words, path, as_json=given.json)
        case "set":
            return _set(words, path, given.words)
        case "unset":
            return _unset(words, path, given.words)
        case "edit":
            return _edit(words, path)
        case _:
            say(data_file("unhunch.schema.json").read_text(encoding="utf-8").rstrip())
            return DONE


def _show(words: Catalogue, path: Path) -> int:
    """Print the user's file, or the one that a first run would write."""
    shown = path if path.exists() else data_file("unhunch.toml")
    try:
        say(shown.read_text(encoding="utf-8").rstrip())
    except (OSError, UnicodeDecodeError) as error:
        complain(words.say("{path}: cannot be read: {error}", path=shown, error=error))
        return REFUSED
    return DONE


def _check(words: Catalogue, path: Path, *, as_json: bool) -> int:
    outcome = read(path, os.environ)
    problems = () if isinstance(outcome, Loaded) else outcome
    if as_json:
        say_json(
            {"ok": not problems, "problems": [words.tell(problem.words) for problem in problems]}
        )
    elif problems:
        for problem in problems:
            complain(words.tell(problem.words))
    else:
        text = (
            mark("{path}: fine") if path.exists() else mark("{path}: not there, the defaults apply")
        )
        say(words.say(text, path=path))
    return REFUSED if problems else DONE


def _set(words: Catalogue, path: Path, given: list[str]) -> int:
    if len(given) != 2:
        complain(
            words.say("config set takes a KEY and a VALUE: config set reminders.sitting.after 30m")
        )
        return WRONG_USE
    first_run(path)
    code = _told(words, set_value(path, given[0], given[1]))
    if code == DONE:
        say(f"{given[0]} = {given[1]}")
    return code


def _unset(words: Catalogue, path: Path, given: list[str]) -> int:
    if len(given) != 1:
        complain(words.say("config unset takes a KEY: config unset reminders.sitting.after"))
        return WRONG_USE
    code = _told(words, unset(path, given[0]))
    if code == DONE:
        say(words.say("{key}: the default counts", key=given[0]))
    return code


def _told(words: Catalogue, problems: tuple[Problem, ...]) -> int:
    for problem in problems:
        complain(words.tell(problem.words))
    return REFUSED if problems else DONE


def _edit(words: Catalogue, path: Path) -> int:
    first_run(path)
    usual = {"win32": "notepad", "darwin": "open -t -W"}.get(sys.platform, "nano")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    try:
        subprocess.run([*editor.split(), str(path)], check=False)
    except OSError as error:
        complain(
            words.say(
                "{editor}: {reason}; set EDITOR, or edit {path}",
                editor=editor,
                reason=reason_of(error),
                path=path,
            )
        )
        return REFUSED
    with suppress(NoDaemon, WireError):
        ask(address(), CheckSettings())
    return _check(words, path, as_json=False)
