"""Every sentence the program says about a scene, in one place. Values to text, nothing else."""

import re
from datetime import datetime, timedelta, tzinfo

from ..desk.deliver import Because
from ..desk.moments import wall
from ..desk.policy import SITTING, Hold, Reminder
from ..desk.scene import Asking, Guiding, HowWasIt, PromptView, Scene
from ..desk.state import Held, State, UpBriefly

HOLD_WORDS = {
    Hold.DND: "do not disturb is on",
    Hold.FULLSCREEN: "a window fills the screen",
    Hold.MICROPHONE: "the microphone is in use",
    Hold.CAMERA: "the camera is in use",
    Hold.SCREENCAST: "the screen is shared",
    Hold.LOCKED: "the screen is locked",
    Hold.MEETING: "you are in a meeting",
    Hold.PAUSED: "prompts are paused",
    Hold.QUIET_HOURS: "it is outside your hours",
}


def span_words(span: timedelta) -> str:
    """Return a length as a person says it: 1 h 5 min, 32 min, 40 s."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return f"{max(0, int(span.total_seconds()))} s"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def in_minutes(at: datetime, now: datetime) -> str:
    """Return how long until then, rounded up to minutes: never "in 0 min" for what is to come."""
    minutes = -(-int((at - now).total_seconds()) // 60)
    return f"in {span_words(timedelta(minutes=max(1, minutes)))}"


def clock_words(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return when that is: the time today, with the date on any other day."""
    shown, today = wall(moment, zone), wall(now, zone)
    if shown.date() == today.date():
        return f"{shown:%H:%M}"
    if shown.date() == today.date() + timedelta(days=1):
        return f"tomorrow {shown:%H:%M}"
    return f"{shown:%Y-%m-%d %H:%M}"


def prompt_title(view: PromptView) -> str:
    """Return the first line of a prompt."""
    match view.stage:
        case Guiding(step=step, steps=steps):
            return f"Stretch break: {step + 1} of {steps}"
        case HowWasIt():
            return "How was that?"
        case Asking():
            pass
    if view.doubts_stance:
        return "Still standing?"
    return _title_of(view.head)


def prompt_body(view: PromptView, caution: str = "") -> str:
    """Return what the prompt says below its title: the truth about now, one line for the rest.

    `caution`: what stands below every exercise.
    """
    match view.stage:
        case Guiding(item=item):
            return f"{item.text}. {item.step}\n{caution}".strip()
        case HowWasIt():
            return "The break is over."
        case Asking():
            pass
    if view.doubts_stance:
        return "You said you were standing a while ago. Are you still?"
    lines = [_text_of(view)]
    if view.others:
        lines.append("Also due: " + ", ".join(_name_of(each) for each in view.others) + ".")
    return "\n".join(lines)


def answer_hint(view: PromptView, *, in_tray: bool = True) -> str:
    """Return how to answer where no buttons are drawn; `in_tray`: there is a menu to do it in."""
    words = ", ".join(dict.fromkeys(choice.answer.value for choice in view.choices))
    first = view.choices[0].answer.value if view.choices else "done"
    where = "in the tray menu or with" if in_tray else "with"
    return f"Answer {where}: unhunch answer {first} ({words})"


def status_line(scene: Scene, zone: tzinfo) -> str:
    """Return the menu's first line: "Sitting 32 min · stretch in 13 min"."""
    coming = scene.next
    following = None
    if coming is not None:
        following = f"{coming.reminder.name} {in_minutes(coming.at, scene.now)}"
    return _line(scene, zone, stance_words(scene.state, scene.now), following)


def lasting_line(scene: Scene, zone: tzinfo) -> str:
    """Return the same by the clock: "Sitting since 10:02 · stretch at 10:47".

    It stays true until something happens. Each new tooltip has a panel fetch the whole icon.
    """
    since, coming = _status_since(scene.state), scene.next
    stance = stance_words(scene.state, since or scene.now)
    if since is not None:
        stance += f" since {clock_words(since, scene.now, zone)}"
    following = None
    if coming is not None:
        shown = clock_words(coming.at, scene.now, zone)
        today = wall(coming.at, zone).date() == wall(scene.now, zone).date()
        following = f"{coming.reminder.name} {'at ' if today else ''}{shown}"
    return _line(scene, zone, stance, following)


def _line(scene: Scene, zone: tzinfo, stance: str, following: str | None) -> str:
    parts = [stance]
    if scene.holds:
        hold, held = scene.holds[0]
        parts.append(hold_words(hold, held, scene.now, zone))
    elif scene.prompt is not None:
        parts.append(prompt_title(scene.prompt))
    elif scene.waiting is not None:
        names = scene.waiting.candidate.back
        head = scene.waiting.candidate.head
        name = names.reminders[0] if names else head.reminder.name if head else ""
        parts.append(f"{name} due, {scene.waiting.why.value}")
    elif following is not None:
        parts.append(following)
    return " · ".join(parts)


def stance_words(state: State, now: datetime) -> str:
    """Return what the user is taken to do: sitting and for how long, standing, away."""
    if not state.met:
        return "Waiting for you"
    if state.absence is not None:
        word = "Away" if state.absence.away else "Idle"
        return f"{word}{_for(now - state.absence.since)}"
    if state.bout is not None:
        return f"Sitting{_for(now - state.bout.began)}"
    return "Up" if isinstance(state.stance, UpBriefly) else "Standing"


def _status_since(state: State) -> datetime | None:
    """Return since when the user does what `stance_words` says; None where it does not matter."""
    if not state.met:
        return None
    if state.absence is not None:
        return state.absence.since
    return None if state.bout is None else state.bout.began


def _for(span: timedelta) -> str:
    """A label stays for a minute, so seconds would soon be wrong."""
    return "" if span < timedelta(minutes=1) else f" {span_words(span)}"


def hold_words(hold: Hold, held: Held, now: datetime, zone: tzinfo) -> str:
    """Return why it is quiet, and until when where that is known."""
    words = HOLD_WORDS[hold]
    if held.until is not None:
        return f"{words} until {clock_words(held.until, now, zone)}"
    if hold is Hold.PAUSED:
        return f"{words} until you resume"
    return words


def quiet_words(scene: Scene, zone: tzinfo) -> list[str]:
    """Return every reason for the present quiet, one a line; empty when there is none."""
    lines = [
        f"{hold.value}: {hold_words(hold, held, scene.now, zone)}, "
        f"since {clock_words(held.since, scene.now, zone)}"
        for hold, held in scene.holds
    ]
    if scene.waiting is not None and scene.waiting.why is not Because.HELD:
        since = clock_words(scene.waiting.candidate.since, scene.now, zone)
        until = scene.waiting.until
        more = f", until {clock_words(until, scene.now, zone)}" if until else ""
        lines.append(f"due since {since}: {scene.waiting.why.value}{more}")
    return lines


def tooltip(scene: Scene, zone: tzinfo, trouble: str) -> str:
    """Return the tray's tooltip: trouble first, a cue before the status."""
    if trouble:
        return trouble
    if scene.cue is not None:
        return cue_words(scene.cue, scene)
    return lasting_line(scene, zone)


def cue_words(reminder: Reminder, scene: Scene) -> str:
    """Return what a reminder says in the tray alone, also one whose texts belong in a prompt."""
    bout = scene.state.bout
    sat = timedelta(0) if bout is None else scene.now - bout.began
    return with_minutes(reminder.text, sat) or _title_of(reminder)


def with_minutes(text: str, sat: timedelta) -> str:
    """Return the text with the true minutes of sitting; what they would make false is left out."""
    minutes = int(sat.total_seconds()) // 60
    if minutes < 1:
        sentences = re.split(r"(?<=[.!?])\s+", text)
        return " ".join(each for each in sentences if "{minutes}" not in each)
    if minutes == 1:
        text = text.replace("{minutes} minutes", "1 minute")
    return text.replace("{minutes}", str(minutes))


def _title_of(reminder: Reminder) -> str:
    titles = {SITTING: "Time to get up", "stretch": "Stretch break", "posture": "Posture check"}
    return titles.get(reminder.name, reminder.name.replace("_", " ").capitalize())


def _name_of(reminder: Reminder) -> str:
    names = {SITTING: "sitting", "stretch": "a stretch", "posture": "a posture check"}
    return names.get(reminder.name, reminder.name.replace("_", " "))


def _text_of(view: PromptView) -> str:
    if view.head.sets:
        names = ", ".join(item.text for item in view.items if item.lasts)
        titles = [each.title for each in view.head.sets if set(view.items) & set(each.items)]
        return f"{titles[0]}: {names}" if titles else names
    if view.head.items and view.items:
        return with_minutes(view.items[0].text, view.sat)
    return with_minutes(view.head.text, view.sat)
