"""unhunch status and doctor: what is going on, in words or as JSON."""

import os
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..config.paths import Paths
from ..errors import NoDaemon
from ..wire.client import ask_plainly
from . import DONE, NO_DAEMON, REFUSED
from .listening import address
from .printing import complain, say_json, say_lines

Told = Mapping[str, Any]


def status(given: Namespace) -> int:
    """Tell what is running, what is next and what holds it back; without a daemon, what was."""
    told = _asked("status")
    running = told is not None
    if told is None:
        told = _from_journal()
    if given.json:
        say_json({name: value for name, value in told.items() if name != "ok"})
    else:
        say_lines(_status_lines(told))
    return DONE if running else NO_DAEMON


def doctor(given: Namespace) -> int:
    """Tell of every sensor, notifier and tray whether it is used, or why not."""
    told = _asked("doctor")
    if told is None:
        told = _looked_around()
        complain("not running, so this is what it would have; start it with: unhunch")
    if given.json:
        say_json({name: value for name, value in told.items() if name != "ok"})
    else:
        say_lines(_doctor_lines(told))
    if not told["running"]:
        return NO_DAEMON
    return REFUSED if told["problems"] or told["cannot_keep"] else DONE


def _asked(verb: str) -> Told | None:
    try:
        return ask_plainly(address(), {"do": verb})
    except NoDaemon:
        return None


def _looked_around() -> dict[str, Any]:
    from ..daemon.probe import probe

    paths = Paths.of(os.environ)
    places = {"settings": str(paths.settings), "journal": str(paths.journal)}
    return {"running": False, **places, **probe(paths, os.environ)}


def _from_journal() -> dict[str, Any]:
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
        return told | {"status": "Never run"}
    reader = Reader.open(paths.journal)
    try:
        now = datetime.now(UTC).astimezone()
        zone = now.tzinfo or UTC
        state = remembered(reader, now)
        last = reader.last_moment()
    finally:
        reader.close()
    here = Instant(state=state, now=last or now, seen=Seen(zone=zone), policy=Policy())
    return told | status_of(here)


def _clock(text: str, now: str) -> str:
    """The time, with the date on any other day than today's."""
    moment = datetime.fromisoformat(text)
    return f"{moment:%H:%M}" if text[:10] == now[:10] else f"{moment:%Y-%m-%d %H:%M}"


def _status_lines(told: Told) -> Iterator[str]:
    if not told["running"]:
        yield "Not running. Start it with: unhunch"
        if "now" in told:
            today = datetime.now().astimezone().isoformat()
            yield f"When it last ran, {_clock(told['now'], today)}: {told['status']}"
        return
    yield told["status"]
    prompt = told["prompt"]
    if prompt:
        yield f"Prompt {prompt['prompt']}: {prompt['title']}"
        yield from (f"  {line}" for line in prompt["body"].splitlines())
        yield f"  Answer with: unhunch answer {'|'.join(prompt['answers'])}"
    for each in told["put_off"]:
        until = each["until"]
        if not (prompt and prompt["prompt"] == each["prompt"]):
            when = f" until {_clock(until, told['now'])}" if until else ""
            yield f"Put off: {', '.join(each['reminders'])}{when}"
    yield from told["quiet"]
    if told["next"]:
        at = _clock(told["next"]["at"], told["now"])
        yield f"Next: {told['next']['reminder']} at {at}"
    for each in told["reminders"]:
        if each["factor"] != 1.0:
            yield f"{each['reminder']}: interval x {each['factor']:g} ({each['surface']})"
    yield f"Prompts by {told['channel']}; idle time from {told['idle_sensor']}"
    if told["idle_caveat"]:
        yield f"  {told['idle_caveat']}"
    if told["problems"]:
        yield f"Settings: {told['settings']} cannot be used; the last good ones stay in force"
        yield from (f"  {problem}" for problem in told["problems"])
    if told["cannot_keep"]:
        yield f"Not kept: {told['cannot_keep']}"


def _doctor_lines(told: Told) -> Iterator[str]:
    yield f"Settings  {told['settings']}"
    yield from (f"          {problem}" for problem in told.get("problems", ()))
    yield f"Journal   {told['journal']}"
    running = f"process {told['pid']}" if told["running"] else "not running"
    yield f"Version   {told['version']}, {running}"
    yield f"Prompts   {told['channel']}"
    yield f"Tray      {'shown' if told['tray'] else 'not shown'}"
    if told["tray_advice"]:
        yield f"          {told['tray_advice']}"
    yield f"Idle      {told['idle_sensor']}"
    if told["idle_caveat"]:
        yield f"          {told['idle_caveat']}"
    for name, sign in told["signs"].items():
        yield f"Sign      {name}: {sign}"
    for each in told["unfit"]:
        yield f"Not used  {each['name']}: {each['why']}"
    if told["cannot_keep"]:
        yield f"Not kept  {told['cannot_keep']}"
