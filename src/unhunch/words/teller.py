"""What every sentence about a report needs besides the report: language, today, how dates look."""

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
