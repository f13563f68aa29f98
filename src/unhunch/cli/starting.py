"""unhunch autostart: whether the program starts at login."""

import os
import sys
import sysconfig
from argparse import Namespace
from pathlib import Path

from ..autostart.choose import choose, every_way
from ..errors import UnhunchError
from ..ports import Autostart
from ..sentence import Sentence, reason_of
from ..words.catalogue import Catalogue
from . import DONE
from .printing import say


def autostart(given: Namespace) -> int:
    """unhunch autostart on|off|status [--systemd]

    Of two ways only one is ever on: two would start the program twice.
    """
    words, ways = given.catalogue, every_way(os.environ)
    chosen = choose(os.environ, given.systemd)
    try:
        if given.what == "status":
            return _status(words, ways)
        if given.what == "on":
            # First the new way: should it fail, the old one is still there.
            say(words.tell(chosen.turn_on(command())))
        others = [way for way in ways if given.what == "off" or way.name != chosen.name]
        for way in others:
            if way.is_on():
                say(words.tell(way.turn_off()))
        if given.what == "off" and not any(way.is_on() for way in ways):
            say(words.say("Unhunch does not start at login."))
    except OSError as error:
        raise UnhunchError(
            Sentence("{filename}: {reason}", filename=error.filename, reason=reason_of(error))
        ) from error
    return DONE


def _status(words: Catalogue, ways: list[Autostart]) -> int:
    on = [way.name for way in ways if way.is_on()]
    if on:
        say(words.say("Start at login: on ({ways})", ways=", ".join(on)))
    else:
        say(words.say("Start at login: off"))
    return DONE


def command() -> list[str]:
    """Return what starts the program as it is installed here: its script, or its module."""
    name = "unhunch.exe" if sys.platform == "win32" else "unhunch"
    places = [Path(sys.argv[0]), Path(sysconfig.get_path("scripts"), name)]
    for place in places:
        whole = place.absolute()
        if whole.name == name and os.access(whole, os.X_OK) and whole.is_file():
            return [str(whole)]
    return [sys.executable, "-m", "unhunch"]
