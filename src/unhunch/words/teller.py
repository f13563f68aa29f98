"""What every sentence about a report needs besides the report: language, today, how dates look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .catalogue import Catalogue
from .days import SayDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Somebody who tells what was reported: in which language, and on which day."""

    words: Catalogue
    today: date
    say_date: SayDate


def stopped(teller: Teller, what: str, days: Sequence[date]) -> str:
    """Return that something was reported, last on the last of these days, and denied later."""
    if not days:
        return teller.words.say("You reported {what}, and later that it had stopped.", what=what)
    return teller.words.say(
        "You reported {what} on {date}, and later that it had stopped.",
        what=what,
        date=teller.say_date(days[-1]),
    )
