"""The line that `watch` has in the tray, and one that says nothing for where others can read it."""

from collections.abc import Sequence
from datetime import date

from ..body.assess import Fired
from ..body.marked import Marked
from ..body.terms import Level
from .advice import Numbers, now_lines
from .catalogue import Catalogue
from .days import coming_phrase
from .evidence import reported
from .phrases import pain_phrase
from .teller import Teller


def watch_line(
    teller: Teller, behind: Sequence[Fired], *, marked: Marked | None = None, again: date | None
) -> str:
    """Return what is watched and when it is asked about again: for the user's eyes.

    `behind`: the rules that give `watch`. `marked`: told in place of them, where the caller counted
    it. `again`: the day of the next check-in; None: it is not known.
    """
    words = teller.words
    told = reported(teller, behind) if marked is None else (_marked(words, marked),)
    asked = () if again is None else (_asked_again(teller, again),)
    moving = now_lines(words, Level.WATCH, behind, Numbers())
    return " ".join((*told, *asked, *moving))


def _marked(words: Catalogue, marked: Marked) -> str:
    return words.many(
        "You've marked {what} on your last check-in.",
        "You've marked {what} on {times} of the last {count} check-ins.",
        marked.checkins,
        what=pain_phrase(words, marked.regions),
        times=marked.times,
    )


def _asked_again(teller: Teller, again: date) -> str:
    if again == teller.today:
        return teller.words.say("We'll ask again today.")
    day = coming_phrase(teller.words, again, teller.today, teller.say_date)
    return teller.words.say("We'll ask again on {day}.", day=day)


def neutral_line(teller: Teller, again: date | None) -> str:
    """Return what the tooltip may say where anybody can read it: when the next check-in is."""
    if again is None:
        return teller.words.say("A check-in is in the menu.")
    if again == teller.today:
        return teller.words.say("The next check-in is today.")
    day = coming_phrase(teller.words, again, teller.today, teller.say_date)
    return teller.words.say("The next check-in is on {day}.", day=day)
