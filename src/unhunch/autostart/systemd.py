"""A user unit that systemd starts with the graphical session, and again when it fails: five times
in five minutes. It ends by itself, with code 0, when the session is over."""

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import NotHere
from ..sentence import Sentence
from .files import MARK, put, take_away

UNIT = f"""\
# {MARK}
[Unit]
Description=Unhunch: reminders for people who sit
Documentation=man:unhunch(1)
PartOf=graphical-session.target
After=graphical-session.target
StartLimitIntervalSec=300
StartLimitBurst=5

[Service]
Type=notify
ExecStart={{command}}
Restart=on-failure
RestartSec=5s

[Install]
WantedBy=graphical-session.target
"""

NAME = "unhunch.service"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call of systemctl ended."""

    code: int
    text: str


Run = Callable[[Sequence[str]], Outcome]


def systemctl(arguments: Sequence[str]) -> Outcome:
    """Call systemctl --user. Raise NotHere where there is none, or it does not end."""
    try:
        done = subprocess.run(
            ["systemctl", "--user", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotHere(Sentence("systemd cannot be asked: {error}", error=error)) from error
    return Outcome(done.returncode, done.stdout.strip())


class SystemdUserUnit:
    """The Autostart of those who want it to be systemd's business."""

    name = "systemd"

    def __init__(self, config_home: Path, run: Run = systemctl) -> None:
        self._path = config_home / "systemd" / "user" / NAME
        self._run = run

    def is_on(self) -> bool:
        """Whether the unit is enabled. Where systemd cannot be asked: whether its link is there."""
        try:
            outcome = self._run(["is-enabled", NAME])
        except NotHere:
            wants = self._path.parent / "graphical-session.target.wants" / NAME
            return wants.is_symlink()
        return outcome.code == 0 and outcome.text.splitlines()[-1:] == ["enabled"]

    def turn_on(self, command: Sequence[str]) -> str:
        """As the port says. Raise NotHere, with systemd's words, and OSError."""
        done = put(self._path, UNIT.format(command=exec_start(command)))
        self._ask(["daemon-reload"])
        self._ask(["enable", NAME])
        return Sentence("{done} and enabled it", done=done)

    def turn_off(self) -> str:
        """As the port says. Raise NotHere, with systemd's words, and OSError."""
        if self.is_on():
            self._ask(["disable", NAME])
        done = take_away(self._path)
        self._ask(["daemon-reload"])
        return done

    def _ask(self, arguments: Sequence[str]) -> None:
        outcome = self._run(arguments)
        if outcome.code != 0:
            said = outcome.text or f"code {outcome.code}"
            raise NotHere(
                Sentence(
                    "systemctl --user {arguments}: {said}", arguments=" ".join(arguments), said=said
                )
            )


def exec_start(command: Sequence[str]) -> str:
    """Return the value of ExecStart (systemd.service(5), "Command lines"). Raise NotHere for a
    program that is not named by its whole path."""
    if not command or not Path(command[0]).is_absolute():
        raise NotHere(
            Sentence(
                "a unit needs the whole path of the program, not {command}",
                command=list(command[:1]),
            )
        )
    return " ".join(map(_quote, command))


def _quote(argument: str) -> str:
    if any(ord(letter) < 32 for letter in argument):
        raise NotHere(Sentence("a unit cannot hold {argument}", argument=repr(argument)))
    text = argument.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[A-Za-z0-9_@%$+:,./=-]+", text):
        return text
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
