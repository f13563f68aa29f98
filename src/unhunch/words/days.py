"""Days in running text: a weekday while it is near, else the date as the caller writes dates."""

from collections.abc import Callable
from datetime import date

from .catalogue import Catalogue, mark

SayDate = Callable[[date], str]
"""How a date is written in the user's language."""

WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)

_WEEK = 7


def day_phrase(words: Catalogue, day: date, today: date, say_date: SayDate) -> str:
    """Return a day that is over, as one says it after "since": yesterday, Thursday, or the date."""
    ago = (today - day).days
    if ago == 0:
        return words.say("earlier today")
    if ago == 1:
        return words.say("yesterday")
    return words.say(WEEKDAYS[day.weekday()]) if 1 < ago < _WEEK else say_date(day)


def coming_phrase(words: Catalogue, day: date, today: date, say_date: SayDate) -> str:
    """Return a day to come, as one says it after "on": Thursday, or the date."""
    return words.say(WEEKDAYS[day.weekday()]) if 0 < (day - today).days < _WEEK else say_date(day)
