"""unhunch status and doctor: what is going on, in words or as JSON."""

import os
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..config.paths import Paths
from ..errors import NoDaemon
from ..wire.client import ask_plainly
from ..words.catalogue import Catalogue
from ..words.reminders import name_words
from . import DONE, NO_DAEMON, REFUSED
from .dates import clock
from .diagnosing import doctor_lines
from .listening import address
from .printing import complain, say_json, say_lines

Told = Mapping[str, Any]

CHECKIN = "checkin"
"""The reminder whose questions a command of its own asks; the desk is not loaded for its name."""


def status(given: Namespace) -> int:
    """Tell what is running, what is next and what holds it back; without a daemon, what was."""
    words, told = given.catalogue, _asked("status")
    running = told is not None
    if told is None:
        told = _from_journal(words)
    if given.json:
        say_json({name: value for name, value in told.items() if name != "ok"})
    else:
        say_lines(_status_lines(words, told))
    return DONE if running else NO_DAEMON


def doctor(given: Namespace) -> int:
    """Tell of every sensor, notifier and tray whether it is used, or why not."""
    words, told = given.catalogue, _asked("doctor")
    if told is None:
        told = _looked_around(words)
        complain(words.say("not running, so this is what it would have; start it with: unhunch"))
    if given.json:
        say_json({name: value for name, value in told.items() if name != "ok"})
    else:
        say_lines(doctor_lines(words, told))
    if not told["running"]:
        return NO_DAEMON
    return REFUSED if told["problems"] or told["cannot_keep"] else DONE


def _asked(verb: str) -> Told | None:
    try:
        return ask_plainly(address(), {"do": verb})
    except NoDaemon:
        return None


def _looked_around(words: Catalogue) -> dict[str, Any]:
    from ..daemon.probe import probe

    paths = Paths.of(os.environ)
    places = {"settings": str(paths.settings), "journal": str(paths.journal)}
    return {"running": False, **places, **probe(words, paths, os.environ)}


def _from_journal(words: Catalogue) -> dict[str, Any]:
    """Return the situation as the journal left it."""
    from ..daemon.memory import remembered
    from ..daemon.status import status_of
    from ..desk.instant import Instant
    from ..desk.policy import Policy
    from ..desk.seen import Seen
    from ..journal.reader import Reader

    paths = Paths.of(os.environ)
    told: dict[str, Any] = {
        "running": False,
        "settings": str(paths.settings),
        "journal": str(paths.journal),
    }
    if not paths.journal.exists():
        return told | {"status": words.say("Never run")}
    reader = Reader.open(paths.journal)
    try:
        now = datetime.now(UTC).astimezone()
        zone = now.tzinfo or UTC
        state = remembered(reader, now)
        last = reader.last_moment()
    finally:
        reader.close()
    here = Instant(state=state, now=last or now, seen=Seen(zone=zone), policy=Policy())
    return told | status_of(words, here)


def _status_lines(words: Catalogue, told: Told) -> Iterator[str]:
    if not told["running"]:
        yield words.say("Not running. Start it with: unhunch")
        if "now" in told:
            today = datetime.now().astimezone().isoformat()
            yield words.say(
                "When it last ran, {time}: {status}",
                time=clock(words, told["now"], today),
                status=told["status"],
            )
        return
    yield told["status"]
    prompt = told["prompt"]
    if prompt:
        yield words.say("Prompt {number}: {title}", number=prompt["prompt"], title=prompt["title"])
        yield from (f"  {line}" for line in prompt["body"].splitlines())
        if CHECKIN in prompt["reminders"]:
            yield "  " + words.say("Answer with: unhunch checkin")
        yield "  " + words.say(
            "Answer with: unhunch answer {answers}", answers="|".join(prompt["answers"])
        )
    for each in told["put_off"]:
        # One that waits without an end, and can be answered, has been told of.
        if each["until"] or not (prompt and prompt["prompt"] == each["prompt"]):
            yield _put_off(words, each["reminders"], each["until"], told["now"])
    yield from told["quiet"]
    if told["next"]:
        at = clock(words, told["next"]["at"], told["now"])
        name = name_words(words, told["next"]["reminder"])
        yield words.say("Next: {name} at {time}", name=name, time=at)
    for each in told["reminders"]:
        if each["factor"] != 1.0:
            yield words.say(
                "{name}: interval x {factor} ({surface}){why}",
                name=each["reminder"],
                factor=f"{each['factor']:g}",
                surface=each["surface"],
                why=_why_paced(words, each["backed_off"], each["wished"]),
            )
    yield words.say(
        "Prompts by {channel}; idle time from {sensor}",
        channel=told["channel"],
        sensor=told["idle_sensor"],
    )
    if told["idle_caveat"]:
        yield f"  {told['idle_caveat']}"
    unknown = ", ".join(
        name
        for name, sign in told["signs"].items()
        if sign["state"] == "unknown" and name not in told["unheeded"]
    )
    if unknown:
        yield words.say("Unknown: {names} (why: unhunch doctor)", names=unknown)
    if told["problems"]:
        yield words.say(
            "Settings: {path} cannot be used; the last good ones stay in force",
            path=told["settings"],
        )
        yield from (f"  {problem}" for problem in told["problems"])
    if told["cannot_keep"]:
        yield words.say("Not kept: {why}", why=told["cannot_keep"])


def _why_paced(words: Catalogue, backed_off: float, wished: float) -> str:
    """Where the factor on an interval comes from."""
    reasons = []
    if backed_off != 1.0:
        reasons.append(words.say("backed off x {factor}", factor=f"{backed_off:g}"))
    if wished != 1.0:
        reasons.append(words.say("by your answers x {factor}", factor=f"{wished:g}"))
    return ": " + ", ".join(reasons) if reasons else ""


def _put_off(words: Catalogue, reminders: list[str], until: str | None, now: str) -> str:
    names = ", ".join(name_words(words, name) for name in reminders)
    if until is None:
        return words.say("Put off: {names}", names=names)
    return words.say("Put off: {names} until {time}", names=names, time=clock(words, until, now))
