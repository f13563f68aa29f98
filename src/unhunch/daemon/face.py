"""The tray's face for a scene: icon, tooltip and the whole menu of product.md section 5."""

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from ..desk.answer import LATERS
from ..desk.policy import Answer, Choice, Hold
from ..desk.scene import PromptView, Scene, is_sitting
from ..ports import Entry, Face, IconState
from ..words import clock_words, prompt_title, status_line, tooltip

SEPARATOR = Entry()

LATER_LENGTHS = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=30))
PAUSES = (
    ("pause:PT30M", "30 minutes"),
    ("pause:PT1H", "1 hour"),
    ("pause:PT2H", "2 hours"),
    ("pause:PT4H", "4 hours"),
    ("pause:tomorrow", "Until tomorrow"),
    ("pause:resume", "Until I resume"),
)
MEETINGS = (
    ("meeting:PT30M", "30 minutes"),
    ("meeting:PT1H", "1 hour"),
    ("meeting:PT2H", "2 hours"),
)


def face_of(scene: Scene, zone: tzinfo, trouble: str) -> Face:
    """Return how the tray should look. `trouble`: what is wrong with the settings, if anything."""
    return Face(
        icon=_icon(scene, trouble),
        tooltip=tooltip(scene, zone, trouble),
        menu=tuple(_menu(scene, zone, trouble)),
    )


def _icon(scene: Scene, trouble: str) -> IconState:
    if trouble:
        return IconState.NEEDS_YOU
    if scene.prompt is not None or scene.cue is not None:
        return IconState.DUE
    if scene.holds:
        return IconState.QUIET
    return IconState.DUE if scene.waiting is not None else IconState.OK


def _menu(scene: Scene, zone: tzinfo, trouble: str) -> Iterator[Entry]:
    yield Entry(label=status_line(scene, zone), enabled=False)
    if trouble:
        yield Entry(key="trouble", label=trouble)
    yield SEPARATOR
    if scene.prompt is not None:
        yield from _prompt(scene.prompt)
        yield SEPARATOR
    for prompt, until in scene.put_off:
        name = prompt.reminders[0].replace("_", " ").capitalize()
        waits = f"put off until {clock_words(until, scene.now, zone)}" if until else "waits"
        yield Entry(label=f"{name} {waits}", enabled=False)
    yield Entry(key="break", label="Take a break now")
    if is_sitting(scene.state):
        yield Entry(key="stand", label="I'm standing")
    else:
        yield Entry(key="sit", label="I'm sitting")
    yield SEPARATOR
    yield from _holds(scene)
    yield SEPARATOR
    yield Entry(key="settings", label="Settings…")
    yield Entry(key="why", label="Why so quiet?")
    yield Entry(key="quit", label="Quit")


def _holds(scene: Scene) -> Iterator[Entry]:
    on = {hold for hold, _ in scene.holds}
    if Hold.PAUSED in on:
        yield Entry(key="resume", label="Resume")
    elif Hold.MEETING in on:
        yield Entry(key="resume", label="End the meeting")
    yield Entry(label="Meeting for…", children=tuple(_entries(MEETINGS)))
    yield Entry(label="Pause for…", children=tuple(_entries(PAUSES)))


def _entries(named: tuple[tuple[str, str], ...]) -> Iterator[Entry]:
    return (Entry(key=key, label=label) for key, label in named)


def _prompt(view: PromptView) -> Iterator[Entry]:
    yield Entry(label=prompt_title(view), enabled=False)
    for choice in view.choices:
        if choice.answer is Answer.LATER and view.laters < LATERS:
            yield Entry(label="Later…", children=tuple(_later(view)))
        else:
            yield Entry(key=key_of(view.number, choice), label=choice.label)


def _later(view: PromptView) -> Iterator[Entry]:
    for length in LATER_LENGTHS:
        minutes = int(length.total_seconds()) // 60
        yield Entry(key=f"later:{view.number}:{minutes}", label=f"In {minutes} minutes")


def key_of(number: int, choice: Choice) -> str:
    """Return what a pressed button or a picked line of the menu says back."""
    return f"answer:{number}:{choice.answer.value}:{choice.label}"
