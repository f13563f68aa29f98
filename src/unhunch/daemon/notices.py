"""Prompts and suggestions as notifications: what the stage has a notifier show."""

from dataclasses import dataclass, field
from datetime import timedelta, tzinfo

from ..config.loaded import BreakLook
from ..desk.care_scene import SuggestionView
from ..desk.choices import Asking, Guiding
from ..desk.policy import Choice
from ..desk.scene import PromptView
from ..ports import Button, Notice
from ..words.catalogue import ENGLISH, Catalogue
from ..words.scenes import answer_hint, prompt_body, prompt_title
from ..words.telling import suggestion_words
from .face import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the stage needs to know beside the scene."""

    zone: tzinfo
    trouble: str
    on_screen: timedelta
    sound: bool
    caution: tuple[str, ...] = ()
    show_details: bool = False
    emergency: str = ""
    advice: str = ""
    words: Catalogue = ENGLISH
    breaks: BreakLook = field(default_factory=BreakLook)


def wants_screen(view: PromptView) -> bool:
    """Whether the prompt belongs in a notification now, and not only in the tray."""
    return not isinstance(view.stage, Asking) or view.stage.on_screen


def notice_of(view: PromptView, look: Look, *, in_tray: bool, quiet: bool = False) -> Notice:
    """Return the notification of a prompt. `quiet`: other words for the one that is there."""
    buttons = tuple(_button(look.words, view, choice) for choice in view.buttons)
    if view.week is not None and view.week.reported:
        # What was reported is read first; all answers are in the tray.
        buttons = (_open_suggestion(look.words), *buttons)[:3]
    on_screen = timedelta(0) if isinstance(view.stage, Guiding) else look.on_screen
    return Notice(
        mark=str(view.number),
        title=prompt_title(look.words, view),
        body=prompt_body(look.words, view, look.caution),
        buttons=buttons,
        hint=answer_hint(look.words, view, in_tray=in_tray),
        on_screen=on_screen or None,
        sound=look.sound,
        quiet=quiet,
    )


def suggestion_notice(view: SuggestionView, look: Look) -> Notice:
    """Return the notification of a suggestion: neutral, unless the user lets it show details."""
    told = suggestion_words(
        look.words,
        view,
        show_details=look.show_details,
        emergency=look.emergency,
        advice=look.advice,
    )
    return Notice(
        mark="0",
        title=told.title,
        body=told.body,
        buttons=(_open_suggestion(look.words),),
        hint=look.words.say("Read it with: unhunch assess"),
        on_screen=None if view.lasts else look.on_screen,
        sound=look.sound and not view.lasts,
        urgent=view.lasts,
    )


def _open_suggestion(words: Catalogue) -> Button:
    return Button(key="page:suggestion", label=words.say("Open"))


def _button(words: Catalogue, view: PromptView, choice: Choice) -> Button:
    return Button(key=key_of(view.number, choice), label=words.tell(choice.label))
