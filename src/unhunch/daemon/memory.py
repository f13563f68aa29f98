"""The situation as the journal remembers it, without reading ten years of it.

Most of a situation depends on the last days alone. What can last longer is looked up: how far each
reminder has backed off, what was wished for it and whether that was asked, pauses, the stance, the
reminders that were known, the last prompts, the last suggestion, and how often nobody answered a
check-in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Protocol

from ..body.facts import CheckedIn, LevelChanged, SuggestionAnswered, SuggestionShown
from ..desk import facts as f
from ..desk.evolve import evolve, fold
from ..desk.evolve_asking import asked
from ..desk.policy import CHECKIN, Asks, Hold
from ..desk.state import Asked, State, initial
from ..desk.tally import Tallies
from ..desk.weekly import ANSWERED, Weekly
from ..fact import Fact
from ..ports import Entered

REMEMBERED = timedelta(days=30)
"""So many days are read whole."""

_ENDS = (f.PromptAnswered, f.PromptExpired, f.PromptWithdrawn)
_CARE = (LevelChanged, SuggestionShown, SuggestionAnswered)
_LAST = 20
"""So many prompts before those days are looked at: one of them may still be open."""

_ASKED = 40
"""So many prompts of a check-in before those: more than make any difference."""

_HOW = (Asks.HOW_OFTEN, Asks.HOW_MANY)
"""What was asked about delivery, and is not forgotten: both names begin with "how_"."""

_NO_NUMBER = 2**63 - 1


class Past(Protocol):
    """The part of the journal that remembering needs."""

    def facts(
        self, *, after: int = 0, first: date = date.min, last: date = date.max
    ) -> Iterable[Entered]: ...
    def last_of(
        self, kind: type[Fact], *, before: int = _NO_NUMBER, holding: str = ""
    ) -> Entered | None: ...
    def last_moment(self) -> datetime | None: ...


def remembered(journal: Past, now: datetime) -> State:
    """Return the situation after the last fact; the initial one for an empty journal.

    `now` has its local offset: appointments before the very beginning are none of ours.
    """
    written = journal.last_moment()
    newest = now if written is None else min(now, written)
    oldest = next(iter(journal.facts(first=(newest - REMEMBERED).date())), None)
    before = _NO_NUMBER if oldest is None else oldest.number
    older = _older(journal, before)
    # By number from there on: a fact may be dated back to the day before.
    kept = (entered.fact for entered in chain(older, journal.facts(after=before - 1)))
    first = next(kept, None)
    if first is None:
        return initial(now)
    asked_before = _questions(journal, before)
    start = replace(
        initial(first.at),
        asked=_asked_before(journal, older, before),
        tallies=Tallies(wondered=_wondered(asked_before)),
        weekly=_weekly_before(journal, asked_before, _since(older, before)),
    )
    return fold(chain((first,), kept), start) or start


def _older(journal: Past, before: int) -> list[Entered]:
    """Return the facts below this number that may still matter, in order."""
    found = [
        *_back(journal, f.IntervalChanged, before),
        *_back(journal, f.IntervalWished, before),
        *_back(journal, f.Forgotten, before),
        *_back(journal, f.StanceChanged, before, most=1),
        *_back(journal, f.Started, before, most=1),
        *_back(journal, f.PromptShown, before, most=_LAST),
    ]
    started = max((each.number for each in found if isinstance(each.fact, f.Started)), default=0)
    changed = _back(journal, f.SettingsChanged, before)
    found += [each for each in changed if each.number > started]
    for hold in (Hold.PAUSED, Hold.MEETING):
        found += _wished_hold(journal, hold, before)
    since = _since(found, before)
    found += [each for each in _back(journal, CheckedIn, before, most=1) if each.number > since]
    for care in _CARE:
        found += _back(journal, care, before, most=1)
    for end in _ENDS:
        ends = _back(journal, end, before, most=_LAST * 4)
        found += [each for each in ends if each.number > since]
    return sorted(found, key=lambda each: each.number)


def _wished_hold(journal: Past, hold: Hold, before: int) -> list[Entered]:
    """Return how this hold last began, changed and ended below this number."""
    named = f'"{hold.value}"'
    began = list(_back(journal, f.HoldBegan, before, most=1, holding=named))
    # One that never began has no end: not looked for, among years of a camera's.
    then = (f.HoldChanged, f.HoldEnded) if began else ()
    found = (_back(journal, kind, before, most=1, holding=named) for kind in then)
    return [*began, *chain.from_iterable(found)]


def _since(older: Iterable[Entered], before: int) -> int:
    """Return from which number on all prompts are looked at."""
    shown = (each.number for each in older if isinstance(each.fact, f.PromptShown))
    return min(shown, default=before)


def _questions(journal: Past, before: int) -> list[tuple[int, f.PromptShown]]:
    """Return the first showings of what was asked about delivery, with their numbers, the newest
    first."""
    shown = _back(journal, f.PromptShown, before, holding='"how_')
    return [
        (each.number, each.fact)
        for each in shown
        if isinstance(each.fact, f.PromptShown) and each.fact.asks in _HOW and not each.fact.again
    ]


def _wondered(questions: Iterable[tuple[int, f.PromptShown]]) -> frozenset[str]:
    """Return the reminders that were asked about, once and for all."""
    return frozenset(
        name for _, fact in questions if fact.asks is Asks.HOW_OFTEN for name in fact.reminders
    )


def _asked_before(journal: Past, older: Iterable[Entered], before: int) -> Asked:
    """Return what the check-in prompts left behind that are older than all that are looked at."""
    since = _since(older, before)
    found = [
        *_back(journal, f.PromptShown, since, most=_ASKED, holding=f'"{CHECKIN}"'),
        *_back(journal, CheckedIn, since, most=1),
    ]
    state: State | None = None
    for each in sorted(found, key=lambda each: each.number):
        state = state or initial(each.fact.at)
        match each.fact:
            case f.PromptShown(again=False):
                state = asked(state, each.fact.at)
            case CheckedIn():
                state = evolve(state, each.fact)
            case _:
                pass
    return Asked() if state is None else state.asked


def _weekly_before(
    journal: Past, questions: Iterable[tuple[int, f.PromptShown]], before: int
) -> Weekly:
    """Return how often in a row nobody had answered the weekly question, and when it came last."""
    asked = [
        (number, fact)
        for number, fact in questions
        if number < before and fact.asks is Asks.HOW_MANY
    ]
    if not asked:
        return Weekly()
    answers = [
        journal.last_of(f.PromptAnswered, before=before, holding=f'"{answer.value}"')
        for answer in ANSWERED
    ]
    answered = max((each.number for each in answers if each is not None), default=0)
    return Weekly(
        asked=asked[0][1].at.replace(tzinfo=None),
        unanswered=sum(number > answered for number, _ in asked),
    )


def _back(
    journal: Past, kind: type[Fact], before: int, *, most: int = 10_000, holding: str = ""
) -> Iterator[Entered]:
    """Yield the facts of a kind below this number, the newest first."""
    for _ in range(most):
        entered = journal.last_of(kind, before=before, holding=holding)
        if entered is None:
            return
        yield entered
        before = entered.number


def still_to_turn_off(journal: Past) -> str | None:
    """Return the reminder that an answer turned off when the program ended before the settings said
    so; None: there is none. To be asked before the new start is kept."""
    off, started = journal.last_of(f.TurnedOff), journal.last_of(f.Started)
    if off is None or (started is not None and started.number > off.number):
        return None
    assert isinstance(off.fact, f.TurnedOff)
    name = off.fact.reminder
    since = (entered.fact for entered in journal.facts(after=off.number))
    done = any(isinstance(fact, f.SettingsChanged) and name in fact.removed for fact in since)
    return None if done else name


def has_lived(journal: Past) -> bool:
    """Whether the program ever ran on this journal."""
    return journal.last_of(f.Started) is not None
