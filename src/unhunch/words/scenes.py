"""Every sentence the program says about a scene, long because it is the one place for them.

`words` is the catalogue of the person's language, and comes first.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from ..desk.care_scene import Question
from ..desk.choices import Asking, Guiding, HowWasIt
from ..desk.moments import wall
from ..desk.policy import Asks, Hold, Reminder
from ..desk.scene import PromptView, Scene
from ..desk.state import Held, State, UpBriefly
from ..sentence import mark
from .breaks import guided_body, guided_title
from .catalogue import Catalogue
from .notices import Notice, checkin_notice, neutral_notice, tingling_notice, weakness_notice
from .reminders import IN_A_ROW, name_words, title_words
from .times import date_words, day_and_time, span_words, time_words
from .weekly import week_body, week_title

HOLD_WORDS = {
    Hold.DND: mark("do not disturb is on"),
    Hold.FULLSCREEN: mark("a window fills the screen"),
    Hold.MICROPHONE: mark("the microphone is in use"),
    Hold.CAMERA: mark("the camera is in use"),
    Hold.SCREENCAST: mark("the screen is shared"),
    Hold.LOCKED: mark("the screen is locked"),
    Hold.MEETING: mark("you are in a meeting"),
    Hold.PAUSED: mark("prompts are paused"),
    Hold.QUIET_HOURS: mark("it is outside your hours"),
}

LINGERING_WORDS = {
    Hold.MICROPHONE: mark("the microphone was just in use"),
    Hold.CAMERA: mark("the camera was just in use"),
    Hold.SCREENCAST: mark("the screen was just shared"),
}
"""The same for those that last a little longer than their reason."""

UNNAMED = {
    Asks.RESUME: mark("the question about your pause"),
    Asks.HOW_MANY: mark("the question of the week"),
    Asks.WEEK: mark("the notice of the week"),
}
"""What a prompt is called that names no reminder."""

AWAY = (mark("Away"), mark("Away {span}"), mark("Away since {time}"))
IDLE = (mark("Idle"), mark("Idle {span}"), mark("Idle since {time}"))
SITS = (mark("Sitting"), mark("Sitting {span}"), mark("Sitting since {time}"))
"""What somebody does: alone, for how long, and since when."""


def clock_words(words: Catalogue, moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return when that is: the time today, with the date on any other day."""
    shown, today = wall(moment, zone), wall(now, zone)
    time = time_words(words, shown)
    if shown.date() == today.date():
        return time
    if shown.date() == today.date() + timedelta(days=1):
        return words.say("tomorrow {time}", time=time)
    return day_and_time(words, shown)


def prompt_title(words: Catalogue, view: PromptView) -> str:
    """Return the first line of a prompt."""
    match view.stage:
        case Guiding() as stage:
            return guided_title(words, stage)
        case HowWasIt():
            return words.say("How was that?")
        case Asking():
            pass
    if view.doubts_stance:
        return words.say("Still standing?")
    if view.asks is Asks.RESUME:
        return words.say("Still paused?")
    if view.asks is Asks.HOW_MANY:
        return words.say("How many prompts?")
    if view.week is not None:
        return week_title(words, view.week)
    if view.question is not None:
        return _question(words, view.question).title
    title = title_words(words, view.head.name) if view.head is not None else ""
    if view.asks is Asks.HOW_OFTEN:
        return words.say("{title}: still wanted?", title=title)
    return title


def prompt_body(words: Catalogue, view: PromptView, caution: Sequence[str] = ()) -> str:
    """Return what the prompt says below its title: the truth about now, one line for the rest.

    `caution`: the sentences that stand with every exercise.
    """
    match view.stage:
        case Guiding(item=item):
            return guided_body(words, item, caution)
        case HowWasIt():
            return words.say("The break is over.")
        case Asking():
            pass
    if view.doubts_stance:
        return words.say("You said you were standing a while ago. Are you still?")
    if view.asks is Asks.RESUME:
        return words.say("Prompts are paused until you resume. Without an answer the pause ends.")
    if view.asks is Asks.HOW_MANY:
        return words.say("Were there too many in the last 7 days, the right number, or too few?")
    if view.week is not None:
        return week_body(words, view.week)
    if view.question is not None:
        return _question(words, view.question).body
    lines = [_text_of(words, view)]
    if view.asks is Asks.HOW_OFTEN:
        asked = words.say("Most of these went by. Keep it, have fewer of it, or turn it off?")
        return "\n".join(filter(None, [*lines, asked]))
    if view.others:
        names = ", ".join(_in_a_row(words, each) for each in view.others)
        lines.append(words.say("Also due: {names}.", names=names))
    return "\n".join(lines)


def _question(words: Catalogue, question: Question) -> Notice:
    match question.step:
        case 0:
            return checkin_notice(
                words, question.since, question.today, lambda day: date_words(words, day)
            )
        case 1:
            return tingling_notice(words)
        case _:
            return weakness_notice(words)


def answer_hint(words: Catalogue, view: PromptView, *, in_tray: bool = True) -> str:
    """Return how to answer where no buttons are drawn; `in_tray`: there is a menu to do it in."""
    if view.question is not None:
        # Its taps have no words of their own for the command.
        if in_tray:
            return words.say("Answer in the tray menu or with: unhunch checkin")
        return words.say("Answer with: unhunch checkin")
    answers = ", ".join(dict.fromkeys(choice.answer.value for choice in view.choices))
    first = view.choices[0].answer.value if view.choices else "done"
    if in_tray:
        return words.say(
            "Answer in the tray menu or with: unhunch answer {first} ({answers})",
            first=first,
            answers=answers,
        )
    return words.say(
        "Answer with: unhunch answer {first} ({answers})", first=first, answers=answers
    )


def status_line(words: Catalogue, scene: Scene, zone: tzinfo) -> str:
    """Return the menu's first line: "Sitting 32 min · stretch in 13 min"."""
    coming = scene.next
    following = None
    if coming is not None:
        following = words.say(
            "{name} in {span}",
            name=name_words(words, coming.reminder.name),
            span=minutes_to(words, coming.at, scene.now),
        )
    return _line(words, scene, zone, stance_words(words, scene.state, scene.now), following)


def lasting_line(words: Catalogue, scene: Scene, zone: tzinfo) -> str:
    """Return the same by the clock: "Sitting since 10:02 · stretch at 10:47".

    It stays true until something happens. Each new tooltip has a panel fetch the whole icon.
    """
    since, coming = _status_since(scene.state), scene.next
    stance = stance_words(words, scene.state, since or scene.now)
    if since is not None:
        text = _does(scene.state)[2]
        stance = words.say(text, time=clock_words(words, since, scene.now, zone))
    following = None
    if coming is not None:
        name = name_words(words, coming.reminder.name)
        time = clock_words(words, coming.at, scene.now, zone)
        today = wall(coming.at, zone).date() == wall(scene.now, zone).date()
        text = mark("{name} at {time}") if today else mark("{name} {time}")
        following = words.say(text, name=name, time=time)
    return _line(words, scene, zone, stance, following)


def _line(words: Catalogue, scene: Scene, zone: tzinfo, stance: str, following: str | None) -> str:
    parts = [stance]
    if scene.prompt is not None and not isinstance(scene.prompt.stage, Asking):
        # Whatever is on holds nothing back of it: its own cover fills the screen.
        parts.append(prompt_title(words, scene.prompt))
    elif scene.forgotten is not None:
        parts.append(forgotten_words(words, scene.forgotten, scene.now, zone))
    elif scene.holds:
        hold, held = scene.holds[0]
        parts.append(hold_words(words, hold, held, scene, zone))
    elif scene.prompt is not None:
        parts.append(prompt_title(words, scene.prompt))
    elif scene.waiting is not None:
        names = scene.waiting.candidate.names
        name = (
            name_words(words, names[0]) if names else unnamed(words, scene.waiting.candidate.asks)
        )
        why = words.say(scene.waiting.why.value)
        parts.append(words.say("{name} due, {why}", name=name, why=why))
    elif following is not None:
        parts.append(following)
    return " · ".join(parts)


def unnamed(words: Catalogue, asks: Asks | None) -> str:
    """Return what a prompt is called that names no reminder."""
    return words.say(UNNAMED[asks or Asks.RESUME])


def stance_words(words: Catalogue, state: State, now: datetime) -> str:
    """Return what the user is taken to do: sitting and for how long, standing, away."""
    if not state.met:
        return words.say("Waiting for you")
    since = _status_since(state)
    if since is None:
        return words.say("Up") if isinstance(state.stance, UpBriefly) else words.say("Standing")
    alone, lasting, _ = _does(state)
    # A label stays for a minute, so seconds would soon be wrong.
    if now - since < timedelta(minutes=1):
        return words.say(alone)
    return words.say(lasting, span=span_words(words, now - since))


def _does(state: State) -> tuple[str, str, str]:
    """Return what is said of somebody of whom it is known since when."""
    if state.absence is None:
        return SITS
    return AWAY if state.absence.away else IDLE


def _status_since(state: State) -> datetime | None:
    """Return since when the user does what `stance_words` says; None where it does not matter."""
    if not state.met:
        return None
    if state.absence is not None:
        return state.absence.since
    return None if state.bout is None else state.bout.began


def minutes_to(words: Catalogue, at: datetime, now: datetime) -> str:
    """Return how long until then, rounded up to minutes: never "0 min" for what is to come."""
    minutes = -(-int((at - now).total_seconds()) // 60)
    return span_words(words, timedelta(minutes=max(1, minutes)))


def hold_words(words: Catalogue, hold: Hold, held: Held, scene: Scene, zone: tzinfo) -> str:
    """Return why it is quiet, and until when where that is known."""
    ending = scene.ends.get(hold)
    is_over = hold in LINGERING_WORDS and ending is not None and not ending.gives_way
    what = words.say((LINGERING_WORDS if is_over else HOLD_WORDS)[hold])
    if held.until is not None:
        until = clock_words(words, held.until, scene.now, zone)
        return words.say("{what} until {time}", what=what, time=until)
    if hold is Hold.PAUSED:
        return words.say("{what} until you resume", what=what)
    return what


def forgotten_words(words: Catalogue, held: Held, now: datetime, zone: tzinfo) -> str:
    """Return that do-not-disturb may have been forgotten (product.md 3.4)."""
    since = clock_words(words, held.back or held.since, now, zone)
    return words.say("do not disturb has held prompts back since {time}", time=since)


def tooltip(words: Catalogue, scene: Scene, zone: tzinfo, trouble: str) -> str:
    """Return the tray's tooltip: trouble first, then what waits to be read, a cue, the status."""
    if trouble:
        return words.tell(trouble)
    if scene.suggestion is not None and scene.suggestion.waits:
        return neutral_notice(words, scene.suggestion.level).body
    if scene.cue is not None:
        return cue_words(words, scene.cue, scene)
    return lasting_line(words, scene, zone)


def cue_words(words: Catalogue, reminder: Reminder, scene: Scene) -> str:
    """Return what a reminder says in the tray alone, also one whose texts belong in a prompt."""
    bout = scene.state.bout
    sat = timedelta(0) if bout is None else scene.now - bout.began
    return with_minutes(words, reminder.text, sat) or title_words(words, reminder.name)


def with_minutes(words: Catalogue, text: str, sat: timedelta) -> str:
    """Return the text with the true minutes of sitting; what they would make false is left out."""
    minutes = int(sat.total_seconds()) // 60
    text = words.tell(text)
    if minutes < 1:
        sentences = re.split(r"(?<=[.!?])\s+", text)
        return " ".join(each for each in sentences if "{minutes}" not in each)
    counted = words.many("{count} minute", "{count} minutes", minutes)
    several = words.many("{count} minute", "{count} minutes", 2).replace("2", "{minutes}", 1)
    return text.replace(several, counted).replace("{minutes}", str(minutes))


def _in_a_row(words: Catalogue, reminder: Reminder) -> str:
    name = reminder.name
    return words.say(IN_A_ROW[name]) if name in IN_A_ROW else name.replace("_", " ")


def _text_of(words: Catalogue, view: PromptView) -> str:
    if view.head is None:
        return ""
    if view.head.sets:
        names = ", ".join(words.tell(item.text) for item in view.items if item.lasts)
        titles = [each.title for each in view.head.sets if set(view.items) & set(each.items)]
        return words.say("{title}: {names}", title=titles[0], names=names) if titles else names
    if view.head.items and view.items:
        return with_minutes(words, view.items[0].text, view.sat)
    return with_minutes(words, view.head.text, view.sat)
