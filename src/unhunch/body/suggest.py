"""When a level is put in front of the user, when again, and when it rests (rules.md section 8).

The level as displayed is decided here, too: raised at once, lowered slowly (section 7).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from .assess import Assessment, assess
from .behind import flags_behind
from .episodes import episodes
from .history import History, Showing, recall
from .offer import CLOSING
from .requests import SuggestionAnswer
from .terms import Level

WorkingDay = Callable[[date], bool]

URGENT_A_DAY = 3
"""So often an urgent suggestion is shown on one day."""

SOON_AGAIN = (3, 7)
"""Days after the first showing of `soon`; before them comes the next working day."""

CONSIDER_AGAIN = (14, 28, 42)
"""Days after the first, the second and the third showing of `consider`: four showings at most."""

NOT_NOW = 14
"""Days for which "Not now" puts `consider` off."""

BOOKED = {Level.SOON: 14, Level.CONSIDER: 42}
"""Days that an appointment is given before an unchanged level is shown again [D]."""

_DAY = timedelta(days=1)


class Manner(Enum):
    """How a suggestion comes."""

    AT_ONCE = auto()
    """`urgent` or `soon`, first reached: nothing but a locked or shared screen delays it."""

    AGAIN = auto()
    """A later showing of `soon`: waits for a call, too."""

    AT_START = auto()
    """A later showing of `urgent`: at a start or an unlock."""

    AT_BREAK = auto()
    """`consider`: at the next natural break, never mid-task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Displayed:
    """The level as displayed, and the rules that give it."""

    level: Level
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A suggestion to be shown. `since`: wanted from this moment on. `again`: it is unchanged."""

    level: Level
    rules: tuple[str, ...]
    manner: Manner
    since: datetime
    again: bool


def assessed(history: History, day: date, off: Collection[str]) -> Assessment:
    """Return the raw assessment of a day, worked out once for this history."""
    return history.once(("assess", day, frozenset(off)), lambda: assess(history, day, off))


def displayed(history: History, day: date, off: Collection[str]) -> Displayed:
    """Return the level to display: a higher one at once, a lower one when the evaluations of two
    report days since it was raised agree, and at once after a retraction."""
    raw = assessed(history, day, off)
    shown = Displayed(level=history.level, rules=history.level_rules)
    now = Displayed(level=raw.level, rules=raw.rules)
    if raw.level.rank >= history.level.rank or history.lowers_at_once:
        return now
    before = _evaluation_before(history, day, off)
    if before is None or before.level.rank >= history.level.rank:
        return shown
    return now if raw.level.rank >= before.level.rank else before


def _evaluation_before(history: History, day: date, off: Collection[str]) -> Displayed | None:
    """Return what the report day before this one came to; None unless this is one, too, and the
    level was not raised since."""
    days = history.once("days", lambda: sorted({r.day for r in history.reports if r.completed}))
    earlier = [each for each in days if each < day]
    if day not in days or not earlier:
        return None
    if history.raised_at is not None and earlier[-1] < history.raised_at.date():
        return None
    raw = history.once(("before", day, frozenset(off)), lambda: _told_by(history, earlier[-1], off))
    return Displayed(level=raw.level, rules=raw.rules)


def _told_by(history: History, day: date, off: Collection[str]) -> Assessment:
    """Return the assessment of a day as it was at its end, with what had been told by then."""
    return assess(recall(fact for fact in history.told if fact.at.date() <= day), day, off)


def wanted(history: History, shown: Displayed, now: datetime, works: WorkingDay) -> Wanted | None:
    """Return the suggestion to be shown by the cadence of section 8, from `since` on; None: none.

    `now` is local. `works` tells of a local day whether it is a working day.
    """
    if shown.level.rank < Level.CONSIDER.rank:
        return None
    consider = shown.level is Level.CONSIDER
    if _is_counted(shown) and is_silenced(history, now.date()):
        return None
    if _is_new(history, shown, now.date()):
        manner = Manner.AT_BREAK if consider else Manner.AT_ONCE
        return _of(shown, manner, _newest(history, now), again=False)
    last = history.showings[-1]
    match shown.level:
        case Level.URGENT:
            return _urgent_again(history, shown, last, now)
        case Level.SOON:
            day = _soon_again(history, last, works)
            manner = Manner.AGAIN
        case _:
            day = _consider_again(history, last, now.date())
            manner = Manner.AT_BREAK
    if day is None or day > now.date():
        return None
    return _of(shown, manner, _begins(day, now), again=True)


def _is_counted(shown: Displayed) -> bool:
    """Whether C rules alone give the level: only these can be silenced. Items of E and S that have
    faded to `consider` keep the names of their rules."""
    return shown.level is Level.CONSIDER and all(rule.startswith("C") for rule in shown.rules)


def _is_new(history: History, shown: Displayed, day: date) -> bool:
    """Whether the level has risen since a suggestion was last shown, or a rule is behind it that
    none has named. Whatever was said to those before, this one comes at once (section 8)."""
    if history.rose or not history.showings:
        return True
    named = {_whole(rule) for each in history.showings for rule in each.rules}
    return not named.issuperset(map(_whole, shown.rules)) or _is_told_anew(history, shown, day)


def _whole(rule: str) -> str:
    """Return the rule that this is a row of [D]: C1c after C1b is the same pain, lasting on."""
    return "C1" if rule.startswith("C1") and rule != "C10" else rule


def _is_told_anew(history: History, shown: Displayed, day: date) -> bool:
    """Whether something behind it was ticked again after the answer that closed it [D]: "already
    seen" or "it has stopped" was not about that, nor was any answer about a new emergency."""
    last = history.showings[-1]
    closing = frozenset(SuggestionAnswer) if shown.level is Level.URGENT else CLOSING
    if not any(answer in closing for _, answer in last.answers):
        return False
    behind = flags_behind(history, day, shown.rules)
    return any(not each.yes.isdisjoint(behind) for each in history.reports[last.reports :])


def is_silenced(history: History, day: date) -> bool:
    """Whether "don't suggest this" still holds: the suggestion it was said to goes on, or an
    episode that had begun by then is not closed."""
    said = history.silenced
    if said is None:
        return False
    if any(answer == SuggestionAnswer.NEVER for _, answer in _answers(history)):
        return True
    return any(
        each.start <= said.date() and each.status != "closed" for each in episodes(history, day)
    )


def _answers(history: History) -> list[tuple[datetime, str]]:
    return [answer for showing in history.showings for answer in showing.answers]


def _of(shown: Displayed, manner: Manner, since: datetime, *, again: bool) -> Wanted:
    return Wanted(level=shown.level, rules=shown.rules, manner=manner, since=since, again=again)


def _newest(history: History, now: datetime) -> datetime:
    """When what is new was told: the last report or the last rise, whichever came later."""
    told = [each.at for each in history.reports if each.at is not None and each.at <= now]
    rise = [history.raised_at] if history.raised_at is not None else []
    return min(now, max([*told[-1:], *rise], default=now))


def _begins(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), tzinfo=now.tzinfo)


def _urgent_again(
    history: History, shown: Displayed, last: Showing, now: datetime
) -> Wanted | None:
    today = [
        each
        for each in history.showings
        if each.level is Level.URGENT and each.at.date() == now.date()
    ]
    if last.answers or len(today) >= URGENT_A_DAY:
        return None
    return _of(shown, Manner.AT_START, last.at, again=True)


def _soon_again(history: History, last: Showing, works: WorkingDay) -> date | None:
    """The next working day, then day 3, then day 7 after it was new; "Remind me tomorrow" comes
    before them."""
    said = _last_word(last)
    if said is not None:
        at, answer = said
        if answer == SuggestionAnswer.TOMORROW:
            return at.date() + _DAY
        if answer == SuggestionAnswer.BOOKED:
            return at.date() + timedelta(days=BOOKED[Level.SOON])
        return None
    first = next((each for each in reversed(history.showings) if not each.again), last).at.date()
    following = first + _DAY
    while not works(following) and following < first + timedelta(days=SOON_AGAIN[0]):
        following += _DAY
    days = [following, *(first + timedelta(days=each) for each in SOON_AGAIN)]
    return next((day for day in days if day > last.at.date()), None)


def left_to_the_week(history: History, shown: Displayed, day: date, works: WorkingDay) -> bool:
    """Whether `soon` is still open and has no showing of its own any more: from the week after the
    last one on it is a line in the weekly notice (rules.md section 8)."""
    if shown.level is not Level.SOON or not history.showings or history.rose:
        return False
    last = history.showings[-1]
    if last.answers or last.level is not Level.SOON:
        return False
    left = _soon_again(history, last, works) is None
    return left and day >= last.at.date() + timedelta(days=SOON_AGAIN[0])


def _consider_again(history: History, last: Showing, day: date) -> date | None:
    """14, 28 and 42 days after the showing before; four showings in an episode at most."""
    said = _last_word(last)
    if said is not None:
        at, answer = said
        if answer == SuggestionAnswer.NOT_NOW:
            return at.date() + timedelta(days=NOT_NOW) if _may_again(history, day) else None
        if answer == SuggestionAnswer.BOOKED:
            again = at.date() + timedelta(days=BOOKED[Level.CONSIDER])
            return again if _may_again(history, day) else None
        return None
    shown = _considered(history, day)
    if shown > len(CONSIDER_AGAIN):
        return None
    return last.at.date() + timedelta(days=CONSIDER_AGAIN[max(0, shown - 1)])


def _may_again(history: History, day: date) -> bool:
    return _considered(history, day) <= len(CONSIDER_AGAIN)


def _considered(history: History, day: date) -> int:
    """How often `consider` was shown in this episode; without one, since the level was reached."""
    starts = [each.start for each in episodes(history, day) if each.status != "closed"]
    run = [each.at.date() for each in history.showings]
    since = min([*starts, *run], default=day)
    return sum(at.date() >= since for at in history.considered)


def _last_word(showing: Showing) -> tuple[datetime, str] | None:
    return showing.answers[-1] if showing.answers else None
