"""The tray's face for a scene: icon, tooltip and the whole menu of product.md section 5."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from ..body.terms import Level
from ..desk.answer import LATERS
from ..desk.choices import Asking, turns_of
from ..desk.policy import Answer, Choice, Hold
from ..desk.scene import PromptView, Scene, is_sitting
from ..desk.state import Prompt
from ..ports import Entry, Face, IconState
from ..sentence import mark
from ..words.breaks import MOVES
from ..words.catalogue import Catalogue
from ..words.reminders import name_words
from ..words.scenes import clock_words, prompt_title, status_line, tooltip, unnamed
from ..words.telling import watch_words

SEPARATOR = Entry()

STARTING = Face(icon=IconState.OK, tooltip="Unhunch", menu=())
"""What a panel is told that asks before anything is known."""

LATER_LENGTHS = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=30))
PAUSES = (
    ("pause:PT30M", mark("30 minutes")),
    ("pause:PT1H", mark("1 hour")),
    ("pause:PT2H", mark("2 hours")),
    ("pause:PT4H", mark("4 hours")),
    ("pause:tomorrow", mark("Until tomorrow")),
    ("pause:resume", mark("Until I resume")),
)
MEETINGS = (
    ("meeting:PT30M", mark("30 minutes")),
    ("meeting:PT1H", mark("1 hour")),
    ("meeting:PT2H", mark("2 hours")),
)


def face_of(
    words: Catalogue, scene: Scene, zone: tzinfo, trouble: str, *, show_details: bool = False
) -> Face:
    """Return how the tray should look. `trouble`: what is wrong with the settings, if anything.
    `show_details`: whether it may name what was reported; others can see a screen."""
    watch = watch_words(words, scene, show_details=show_details)
    return Face(
        icon=_icon(scene, trouble),
        tooltip=tooltip(words, scene, zone, trouble),
        menu=tuple(_menu(words, scene, zone, trouble, watch)),
    )


def _icon(scene: Scene, trouble: str) -> IconState:
    if trouble or (scene.suggestion is not None and scene.suggestion.waits):
        return IconState.NEEDS_YOU
    if scene.prompt is not None or scene.cue is not None:
        return IconState.DUE
    if scene.holds:
        return IconState.QUIET
    return IconState.DUE if scene.waiting is not None else IconState.OK


def _menu(
    words: Catalogue, scene: Scene, zone: tzinfo, trouble: str, watch: str
) -> Iterator[Entry]:
    yield Entry(label=status_line(words, scene, zone), enabled=False)
    if watch:
        yield Entry(label=watch, enabled=False)
    if trouble:
        yield Entry(key="trouble", label=words.tell(trouble))
    yield SEPARATOR
    if scene.suggestion is not None:
        yield Entry(key="page:suggestion", label=words.say("Read what you reported…"))
        yield SEPARATOR
    if scene.prompt is not None:
        yield from _prompt(words, scene.prompt)
        yield SEPARATOR
    for prompt, until in scene.put_off:
        yield Entry(label=_put_off(words, prompt, until, scene, zone), enabled=False)
    is_on_break = scene.prompt is not None and not isinstance(scene.prompt.stage, Asking)
    if scene.level.rank < Level.SOON.rank and not is_on_break:
        yield Entry(key="break", label=words.say("Take a break now"))
    if is_sitting(scene.state):
        yield Entry(key="stand", label=words.say("I'm standing"))
    else:
        yield Entry(key="sit", label=words.say("I'm sitting"))
    yield SEPARATOR
    yield Entry(key="page:checkin", label=words.say("How I feel…"))
    yield Entry(key="page:safety", label=words.say("Safety list…"))
    yield SEPARATOR
    yield from _holds(words, scene)
    yield SEPARATOR
    yield Entry(key="page:week", label=words.say("My week…"))
    yield Entry(key="settings", label=words.say("Settings…"))
    yield Entry(key="why", label=words.say("Why so quiet?"))
    yield Entry(key="quit", label=words.say("Quit"))


def _put_off(
    words: Catalogue, prompt: Prompt, until: datetime | None, scene: Scene, zone: tzinfo
) -> str:
    names = prompt.reminders
    name = name_words(words, names[0]) if names else unnamed(words, prompt.asks)
    name = name.replace("_", " ")
    name = name[:1].upper() + name[1:]
    if until is None:
        return words.say("{name} waits", name=name)
    time = clock_words(words, until, scene.now, zone)
    return words.say("{name} put off until {time}", name=name, time=time)


def _holds(words: Catalogue, scene: Scene) -> Iterator[Entry]:
    on = {hold for hold, _ in scene.holds}
    if Hold.PAUSED in on:
        yield Entry(key="resume", label=words.say("Resume"))
    elif Hold.MEETING in on:
        yield Entry(key="resume", label=words.say("End the meeting"))
    yield Entry(label=words.say("Meeting for…"), children=tuple(_entries(words, MEETINGS)))
    yield Entry(label=words.say("Pause for…"), children=tuple(_entries(words, PAUSES)))


def _entries(words: Catalogue, named: tuple[tuple[str, str], ...]) -> Iterator[Entry]:
    return (Entry(key=key, label=words.say(label)) for key, label in named)


def _prompt(words: Catalogue, view: PromptView) -> Iterator[Entry]:
    yield Entry(label=prompt_title(words, view), enabled=False)
    for move in turns_of(view.stage):
        yield Entry(key=f"guide:{view.number}:{move.value}", label=words.say(MOVES[move]))
    for choice in view.choices:
        if choice.answer is Answer.LATER and view.laters < LATERS:
            yield Entry(label=words.say("Later…"), children=tuple(_later(words, view)))
        else:
            yield Entry(key=key_of(view.number, choice), label=words.tell(choice.label))


def _later(words: Catalogue, view: PromptView) -> Iterator[Entry]:
    for length in LATER_LENGTHS:
        minutes = int(length.total_seconds()) // 60
        yield Entry(
            key=f"later:{view.number}:{minutes}",
            label=words.say("In {minutes} minutes", minutes=minutes),
        )


def key_of(number: int, choice: Choice) -> str:
    """Return what a pressed button or a picked line of the menu says back."""
    return f"answer:{number}:{choice.answer.value}:{choice.label}"
