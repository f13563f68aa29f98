"""What `status` tells: the situation as plain JSON, from a running daemon or from the journal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ..desk.answer import open_prompt
from ..desk.due import due_list, factor_of, is_cue
from ..desk.instant import Instant
from ..desk.policy import Answer
from ..desk.scene import PromptView, Scene, is_sitting, scene, view_of
from ..desk.state import Pace
from ..plain import length_text
from ..words.catalogue import Catalogue
from ..words.quiet import quiet_words
from ..words.scenes import hold_words, prompt_body, prompt_title, status_line


def status_of(words: Catalogue, here: Instant) -> dict[str, Any]:
    """Return the situation: who is there, what is open, what is next, what holds it back."""
    shown = scene(here)
    absence, bout = here.state.absence, here.state.bout
    return {
        "now": _text(here.now, here),
        "status": status_line(words, shown, here.seen.zone),
        "stance": "sitting" if is_sitting(here.state) else "standing",
        "sat": None if bout is None else length_text(_whole(here.now - bout.began)),
        "absent_since": None if absence is None else _text(absence.since, here),
        "away": absence is not None and absence.away,
        "prompt": _prompt(words, here),
        "put_off": [
            {"prompt": prompt.number, "reminders": list(prompt.reminders), "until": _text(at, here)}
            for prompt, at in shown.put_off
        ],
        "next": _next(shown, here),
        "waiting": _waiting(shown, here),
        "holds": [
            {
                "hold": hold.value,
                "since": _text(held.since, here),
                "until": _text(shown.ends[hold].at if hold in shown.ends else None, here),
                "words": hold_words(words, hold, held, shown, here.seen.zone),
            }
            for hold, held in shown.holds
        ],
        "quiet": quiet_words(words, shown, here.seen.zone),
        "reminders": [_reminder(name, here) for name in _names(here)],
    }


def _prompt(words: Catalogue, here: Instant) -> dict[str, Any] | None:
    prompt = open_prompt(here.state)
    view = None if prompt is None else view_of(prompt, here)
    if prompt is None or view is None:
        return None
    return {
        "prompt": prompt.number,
        "reminders": list(prompt.reminders),
        "phase": type(prompt.phase).__name__.lower(),
        "title": prompt_title(words, view),
        "body": prompt_body(words, view),
        "answers": list(dict.fromkeys(_answers(view))),
        "labels": [words.tell(choice.label) for choice in view.choices],
    }


def _answers(view: PromptView) -> Iterator[str]:
    """Yield the words that `unhunch answer` takes; a check-in is not done by one of them."""
    for choice in view.choices:
        if view.question is None or choice.answer is not Answer.DONE:
            yield choice.answer.value


def _next(shown: Scene, here: Instant) -> dict[str, Any] | None:
    if shown.next is None:
        return None
    return {"reminder": shown.next.reminder.name, "at": _text(shown.next.at, here)}


def _waiting(shown: Scene, here: Instant) -> dict[str, Any] | None:
    wait = shown.waiting
    if wait is None:
        return None
    name = next(iter(wait.candidate.names), None)
    return {
        "reminder": name,
        "reminders": list(shown.kept_back),
        "since": _text(wait.candidate.since, here),
        "why": wait.why.value,
        "until": _text(wait.until, here),
    }


def _names(here: Instant) -> list[str]:
    return [reminder.name for reminder in here.policy.reminders]


def _reminder(name: str, here: Instant) -> dict[str, Any]:
    pace = here.state.paces.get(name, Pace())
    due = next((each for each in here.once(due_list) if each.reminder.name == name), None)
    reminder = next(each for each in here.policy.reminders if each.name == name)
    return {
        "reminder": name,
        "due": None if due is None else _text(due.at, here),
        "factor": factor_of(pace),
        "backed_off": pace.factor,
        "wished": pace.wished,
        "surface": "tray" if is_cue(reminder, here.state, here.now) else "prompt",
    }


def _text(moment: datetime | None, here: Instant) -> str | None:
    return None if moment is None else here.dated(moment).isoformat(timespec="seconds")


def _whole(span: timedelta) -> timedelta:
    return timedelta(seconds=int(span.total_seconds()))
