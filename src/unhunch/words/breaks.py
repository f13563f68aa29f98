"""What a guided break says beside the words of the exercise, wherever it is shown."""

from collections.abc import Sequence
from datetime import timedelta

from ..desk.choices import Guiding
from ..desk.policy import Every, Halt, Item, Move, Reminder
from ..sentence import mark
from .catalogue import Catalogue
from .times import span_words

HALTED = {
    Halt.TYPING: mark("The time waits while you type. It goes on when you stop."),
    Halt.PAUSED: mark("Paused."),
}

TITLES = {
    None: mark("Stretch break: {step} of {steps}"),
    Halt.TYPING: mark("Stretch break: {step} of {steps}, waits while you type"),
    Halt.PAUSED: mark("Stretch break: {step} of {steps}, paused"),
}

MOVES = {
    Move.BACK: mark("Back"),
    Move.PAUSE: mark("Pause"),
    Move.GO_ON: mark("Go on"),
    Move.NEXT: mark("Next"),
}


def guided_title(words: Catalogue, stage: Guiding) -> str:
    """Return the title of a guided break in a notification and in the tray: why its time stands
    still is part of it."""
    return words.say(TITLES[stage.halted], step=stage.step + 1, steps=stage.steps)


def guided_body(words: Catalogue, item: Item, caution: Sequence[str]) -> str:
    """Return one exercise as a notification says it. GNOME cuts it off below six lines: that pain
    is not fine comes first, then how to do it, when to stop, and for whom it is not."""
    pain, stop = map(words.tell, caution[:1]), map(words.tell, caution[1:])
    step = words.say("{exercise}. {step}", exercise=item.text, step=item.step)
    return "\n".join(filter(None, (*pain, step, " ".join(stop), words.tell(item.avoid))))


def place_words(words: Catalogue, stage: Guiding) -> str:
    """Return which exercise of how many."""
    return words.say("{step} of {steps}", step=stage.step + 1, steps=stage.steps)


def feel_words(words: Catalogue, item: Item) -> str:
    """Return where the exercise is meant to be felt; empty where it is in no one place."""
    if not item.target:
        return ""
    return words.say("You should feel it here: {target}.", target=item.target)


def stopping_words(words: Catalogue, reminders: tuple[Reminder, ...]) -> str:
    """Return what it means to stop now: nothing is lost, and when the next break comes."""
    for reminder in reminders:
        if reminder.sets and isinstance(reminder.trigger, Every):
            span = span_words(words, max(timedelta(minutes=1), reminder.trigger.interval))
            return words.say(
                "When you stop, this break is over. The next one comes after about {span} at the "
                "desk.",
                span=span,
            )
    return words.say("When you stop, this break is over.")
