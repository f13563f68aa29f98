"""The scenario: each step finds the desktop as the step before left it, and says what it saw.

One prompt ("Posture check") stays open through the holds: each takes it off the screen and gives it
back. Settings: it waits for no pause in the work, and nothing is waited for after a hold, but where
the step is about just that.
"""

from collections.abc import Callable

from unhunch.desk.budget import Because

from ..rig.waiting import wait_until
from .desktop import Cannot
from .guided import BREAKS
from .seen import YES, Seen
from .settings import AT_ONCE, PATIENT
from .sitting import Sitting

DONE = "Changed something"


def prompt(here: Sitting) -> Seen:
    """A prompt is asked for, and it is on the screen."""
    here.asks_for_prompt()
    return YES


def answer(here: Sitting) -> Seen:
    """It is answered by its button; where the server draws none, in the menu or by the command."""
    number = here.status()["prompt"]["prompt"]
    otherwise = here.answers(DONE, "done")
    here.unhunch.wait_for_fact("prompt_answered", prompt=number, answer="done", by="user")
    here.sees_no_prompt()
    return Seen("no", otherwise) if otherwise else YES


def focus(here: Sitting) -> Seen:
    """What is typed while a prompt appears goes into the window into which it went before."""
    file = here.desktop.starts_writing()
    here.until(lambda: here.writes("before", file), "the window takes what is typed")
    here.asks_for_prompt()
    here.shoots("focus with prompt")
    wait_until(lambda: here.writes("after", file), "the same window still takes it", 30)
    here.desktop.stops_writing()
    return YES


def icon(here: Sitting) -> Seen:
    """The icon is in the tray."""
    try:
        here.until(here.desktop.sees_icon, "the icon is in the tray")
    except Cannot:
        assert not here.status()["tray"]
        raise
    return YES


def menu(here: Sitting) -> Seen:
    """An entry of its menu is picked, and counts."""
    here.desktop.picks("Pause for…", "30 minutes")
    wait_until(lambda: here.holds("paused"), "the entry counts")
    here.asks({"do": "resume"})
    return YES


def dnd(here: Sitting) -> Seen:
    """Do-not-disturb holds the prompt back; off again, it is on the screen again."""
    return _hold(here, "dnd", here.desktop.dnd)


def fullscreen(here: Sitting) -> Seen:
    """So does a window that fills the screen."""
    return _hold(here, "fullscreen", here.desktop.fullscreen)


def lock(here: Sitting) -> Seen:
    """So does a locked screen."""
    return _hold(here, "locked", here.desktop.lock)


def _hold(here: Sitting, name: str, switch: Callable[[bool], None]) -> Seen:
    here.asks_for_prompt()
    switch(True)
    if not here.is_told(name):
        switch(False)
        return Seen("unknown", here.why_unknown(name))
    here.until(lambda: here.holds(name), f"{name} holds")
    here.sees_no_prompt()
    here.shoots(f"{name} on")
    switch(False)
    here.until(lambda: not here.holds(name), f"{name} holds no longer")
    here.sees_prompt()
    return YES


def idle(here: Sitting) -> Seen:
    """A prompt that waits for a pause in the work sees the work, the pause, and the work again.

    Five seconds without input are the shortest absence that the program tells from work.
    """
    if blind := here.why_blind():
        return Seen("no", blind)
    here.asks_for_prompt()
    here.settings(PATIENT)
    for _ in range(2):
        wait_until(lambda: _waits_for_a_pause(here), "it waits for a pause in the work")
        wait_until(lambda: here.desktop.sees_notice(), "the hands rest, and it is shown", 45)
    here.settings(AT_ONCE)
    return YES


def _waits_for_a_pause(here: Sitting) -> bool:
    """Have the prompt leave and come back while somebody works; return whether it waits then."""
    here.asks({"do": "pause", "length": "PT30M"})
    here.sees_no_prompt()
    here.desktop.moves()
    # At once, before five seconds are over: not by a command, whose start may take as long.
    here.asks({"do": "resume"})
    # It does not wait when another window has just got the focus: that is a good moment, too.
    return here.waits_for() == Because.PATIENCE


def server_death(here: Sitting) -> Seen:
    """The notification server dies with the prompt open: the same one again, and it is answered."""
    here.asks_for_prompt()
    before = here.prompts()
    here.desktop.restarts_server()
    here.sees_prompt()
    assert before == here.prompts()
    answer(here)
    return YES


def panel_death(here: Sitting) -> Seen:
    """The panel dies and is started: the icon is back, and its menu works."""
    here.desktop.restarts_panel()
    here.until(here.desktop.sees_icon, "the icon is back")
    return menu(here)


STEPS = {
    "prompt": prompt,
    "button": answer,
    "focus": focus,
    "icon": icon,
    "menu": menu,
    "idle": idle,
    "dnd": dnd,
    "fullscreen": fullscreen,
    "lock": lock,
    **BREAKS,
    "server restarts": server_death,
    "panel restarts": panel_death,
}
