"""What `unhunch doctor` prints: every part of the program, used or not, and what it says now."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..sentence import mark
from ..words.catalogue import Catalogue
from .dates import clock

Told = Mapping[str, Any]

SIGNS = {"yes": mark("yes"), "no": mark("no"), "unknown": mark("unknown")}
"""What a sensor can say (ports.Sign), as a person reads it."""

IDLE = {
    "active": mark("somebody is active"),
    "quiet": mark("no input"),
    "unknown": mark("unknown"),
}

BREAKS = {
    "window": mark("in a window"),
    "page": mark("on a page in the browser, when you start them"),
    "notification": mark("in notifications"),
}
"""Where a guided break is shown (daemon/breaks.py)."""


def doctor_lines(words: Catalogue, told: Told) -> Iterator[str]:
    """Yield the lines, what they are about on the left."""
    rows = list(_rows(words, told))
    width = max(len(label) for label, _ in rows) + 2
    for label, text in rows:
        yield f"{label:<{width}}{text}"


def _rows(words: Catalogue, told: Told) -> Iterator[tuple[str, str]]:
    """Yield what stands left and right; nothing left: it belongs to the line above."""
    yield words.say("Settings"), told["settings"]
    yield from (("", problem) for problem in told.get("problems", ()))
    yield words.say("Journal"), told["journal"]
    text = mark("{version}, process {pid}") if told["running"] else mark("{version}, not running")
    yield words.say("Version"), words.say(text, version=told["version"], pid=told["pid"])
    yield words.say("Prompts"), told["channel"]
    yield words.say("Tray"), words.say("shown") if told["tray"] else words.say("not shown")
    if told["tray_advice"]:
        yield "", told["tray_advice"]
    yield from _breaks(words, told["breaks"])
    yield from _idle(words, told)
    for name, sign in told["signs"].items():
        yield from _sign(words, name, sign, heeded=name not in told["unheeded"])
    for each in told["unfit"]:
        if not each["question"]:
            yield words.say("Not used"), f"{each['name']}: {each['why']}"
    for line in told.get("quiet", ()):
        yield words.say("Now"), line
    if told["cannot_keep"]:
        yield words.say("Not kept"), told["cannot_keep"]


def _breaks(words: Catalogue, told: Told) -> Iterator[tuple[str, str]]:
    yield words.say("Guided breaks"), words.say(BREAKS[told["on"]])
    if told["why"]:
        yield "", told["why"]


def _idle(words: Catalogue, told: Told) -> Iterator[tuple[str, str]]:
    said = _since(words, IDLE[told["idle"]["state"]], told["idle"]["since"])
    yield words.say("Idle time"), f"{told['idle_sensor']}: {said}"
    if told["idle_caveat"]:
        yield "", told["idle_caveat"]
    yield from _not_used(words, [each for each in told["unfit"] if each["question"] == "idle"])


def _sign(words: Catalogue, name: str, sign: Told, *, heeded: bool) -> Iterator[tuple[str, str]]:
    """A question: its answer, then each sensor with what it says, or why it is not used."""
    answer = _since(words, SIGNS[sign["state"]], sign["since"])
    if not heeded:
        answer = words.say("{answer} (switched off in the settings)", answer=answer)
    yield name, answer
    for each in sign["sources"]:
        said = _since(words, SIGNS[each["says"]], each["since"])
        yield "", f"{each['name']}: {said}" + (f" ({each['why']})" if each["why"] else "")
    yield from _not_used(words, sign["not_used"])
    if not sign["sources"] and not sign["not_used"]:
        yield "", words.say("there is no sensor for it on this system")


def _not_used(words: Catalogue, unfit: list[Told]) -> Iterator[tuple[str, str]]:
    """One line for each reason: on every desktop most sensors are those of other desktops."""
    names: dict[str, list[str]] = {}
    for each in unfit:
        names.setdefault(each["why"], []).append(each["name"])
    for why, unused in names.items():
        yield "", words.say("not used: {names} ({why})", names=", ".join(unused), why=why)


def _since(words: Catalogue, what: str, since: str | None) -> str:
    if since is None:
        return words.say(what)
    today = datetime.now().astimezone().isoformat()
    time = clock(words, since, today)
    return words.say("{what} since {time}", what=words.say(what), time=time)
