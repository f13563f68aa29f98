"""Every command with its arguments. A command's module is loaded only when it runs.

The texts are English here; the parser says them in the user's language (parsing.py).
"""

import argparse
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from .. import __version__
from ..words.catalogue import ENGLISH, Catalogue
from .parsing import Parser

Run = Callable[[argparse.Namespace], int]


def parser(words: Catalogue = ENGLISH) -> argparse.ArgumentParser:
    """Return the parser of the whole command line; `run` of what it parses does the work."""
    whole = Parser(
        words=words,
        prog="unhunch",
        description="Posture checks, stretch breaks and sitting-time alerts that know when to "
        "speak. Without a command: start here, in the foreground.",
        epilog="Exit codes: 0 done, 1 refused or found wanting, 2 wrong use, 3 no daemon.",
    )
    whole.add_argument("--version", action="version", version=f"unhunch {__version__}")
    whole.set_defaults(run=_later("running", "run"), verbose=False)
    speaking: Any = partial(Parser, words=words)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=speaking)
    _daemon_commands(commands)
    _asking_commands(commands)
    _body_commands(commands)
    _file_commands(commands)
    return whole


def _daemon_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = _command(commands, "run", "start here, in the foreground", "running", "run")
    run.add_argument("--verbose", action="store_true", help="log each decision")
    status = _command(commands, "status", "what is running, what is next", "telling", "status")
    _json(status)
    doctor = _command(
        commands,
        "doctor",
        "every sensor, notifier and tray: chosen, or why not",
        "telling",
        "doctor",
    )
    _json(doctor)
    _command(commands, "quit", "stop the daemon", "asking", "quit_daemon")
    autostart = _command(
        commands, "autostart", "start at login: on, off, status", "starting", "autostart"
    )
    autostart.add_argument("what", choices=["on", "off", "status"])
    autostart.add_argument(
        "--systemd", action="store_true", help="with a systemd user unit, not a desktop entry"
    )


def _asking_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    pause = _command(commands, "pause", "switch prompts off for a while (1h)", "asking", "pause")
    pause.add_argument(
        "words", nargs="*", metavar="LENGTH | until tomorrow | until DATE | until resume"
    )
    _command(commands, "resume", "switch prompts on again, end a meeting", "asking", "resume")
    meeting = _command(commands, "meeting", "hold prompts for a meeting", "asking", "meeting")
    meeting.add_argument("length", nargs="?", default="1h", metavar="LENGTH")
    _command(commands, "stand", "I'm standing", "asking", "stand")
    _command(commands, "sit", "I'm sitting", "asking", "sit")
    take = _command(commands, "break", "take a break now", "asking", "take_break")
    take.add_argument("reminder", nargs="?", metavar="REMINDER")
    answer = _command(commands, "answer", "answer the open prompt", "asking", "answer")
    answer.add_argument("word", metavar="WORD", help="done, comfortable, later, skip, start, …")
    answer.add_argument("length", nargs="?", metavar="LENGTH", help="with later: 15m")


def _body_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    checkin = _command(commands, "checkin", "note how your body feels", "checking", "checkin")
    checkin.add_argument("--safety", action="store_true", help="the safety list alone")
    checkin.add_argument("--web", action="store_true", help="on a page in the browser")
    care = _command(
        commands,
        "care",
        "visits and appointments; take back a tick; alone: the self-care page",
        "caring",
        "care",
    )
    care.add_argument("what", nargs="?", choices=["seen", "booked", "retract", "hurt"])
    care.add_argument("words", nargs="*", metavar="DATE | FLAG | REGION")
    care.add_argument("--who", default="", metavar="WHO", help="with seen: gp, physio, …")
    care.add_argument(
        "--not-discussed",
        dest="kept",
        nargs="+",
        action="extend",
        default=[],
        metavar="FLAG",
        help="with seen: what stays open",
    )


def _file_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    journal = _command(commands, "journal", "show, export or forget", "journalling", "journal")
    journal.add_argument("what", choices=["show", "export", "forget"])
    journal.add_argument("--from", dest="first", metavar="DATE", help="from this day on")
    journal.add_argument("--to", dest="last", metavar="DATE", help="up to this day")
    journal.add_argument("--before", metavar="DATE", help="with forget: all before this day")
    journal.add_argument(
        "--all", dest="everything", action="store_true", help="with forget: everything"
    )
    journal.add_argument(
        "--yes",
        dest="agreed",
        action="store_true",
        help="with forget: also what is still open, without asking",
    )
    journal.add_argument("--csv", action="store_true", help="with export: CSV, not JSON lines")
    journal.add_argument("--out", metavar="FILE", help="with export: into this file")
    _json(journal)
    _report_command(commands)
    listed = _command(
        commands, "exercises", "which there are, and how one looks", "exercising", "exercises"
    )
    listed.add_argument("name", nargs="?", metavar="NAME")
    _json(listed)
    _command(commands, "week", "your day, week and month, in the browser", "looking", "week")
    config = _command(commands, "config", "the settings file", "configuring", "config")
    config.add_argument("what", choices=["path", "show", "check", "set", "edit", "schema"])
    config.add_argument("words", nargs="*", metavar="KEY VALUE", help="with set")
    _json(config)
    assess = _command(
        commands, "assess", "what the rules say to reports", "assessing", "assess_reports"
    )
    assess.add_argument("--history", metavar="FILE", help="these histories; - for standard input")
    _json(assess)
    simulate = _command(
        commands, "simulate", "run a day as text under a clock that jumps", "simulating", "simulate"
    )
    simulate.add_argument("script", metavar="SCRIPT", help="a file, or - for standard input")
    simulate.add_argument("--config", metavar="FILE", help="these settings, not the defaults")
    simulate.add_argument("--seed", type=int, metavar="N", help="vary intervals and items")
    _json(simulate)


def _report_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    report = _command(
        commands, "report", "one page for a GP or physiotherapist", "reporting", "report"
    )
    report.add_argument("--from", dest="first", metavar="DATE", help="from this day on")
    report.add_argument("--to", dest="last", metavar="DATE", help="up to this day")
    report.add_argument("--out", metavar="FILE", help="into this file, .html or .json")
    report.add_argument("--name", metavar="TEXT", help="your name, if it is to stand on the page")
    report.add_argument("--words", metavar="TEXT", help="the main problem in your own words")
    report.add_argument("--goals", metavar="TEXT", help="what you want from the visit")
    _json(report)


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    module: str,
    function: str,
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
    command.set_defaults(run=_later(module, function))
    return command


def _later(module: str, function: str) -> Run:
    def run(given: argparse.Namespace) -> int:
        found: Run = getattr(import_module(f".{module}", __package__), function)
        return found(given)

    return run


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")
