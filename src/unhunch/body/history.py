"""What was said about the body so far: the fold of facts, and nothing worked out from it.

`tell` is total: a fact it has never heard of, or one that makes no sense, changes nothing.
Days are local calendar days, by the offset at the time of the fact.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from ..fact import Fact
from . import facts as f
from .requests import SuggestionAnswer
from .terms import Level

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One check-in, or flags that were answered alone (`completed` false: then no pain is known).

    `pain` holds scores from 1; in a completed report every other region scored 0. `day` is when it
    counts; `at` when it was made, None where only the day is known.
    """

    day: date
    at: datetime | None = None
    completed: bool = True
    pain: Mapping[str, int] = field(default_factory=dict)
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    safety_list: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The user spoke to a professional. `at` None: only the day is known. `kept`: flags that were
    not discussed and stay open."""

    day: date
    at: datetime | None = None
    who: str = ""
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """The newest yes to `flag` on or before `day` that was not retracted yet is unknown."""

    day: date
    flag: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeAnswer:
    """What was said on `day` about the silence before it: one of `BRIDGE_ANSWERS`."""

    day: date
    answer: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Holiday or leave, both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """Exercises that hurt. `regions` None: it was not asked yet where."""

    day: date
    exercises: tuple[str, ...]
    regions: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A suggestion that was shown. `answers`: what was said to it, in order; `reports`: how many
    reports there were when something was last said. `again`: it was shown before, unchanged."""

    at: datetime
    level: Level
    rules: frozenset[str]
    on: str = "screen"
    again: bool = False
    answers: tuple[tuple[datetime, str], ...] = ()
    reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBack:
    """The clock was set back by so many whole days. `moved`: what was dated after its new time and
    moved along, by its place in `told`; `since`: how much had been told by then."""

    by: timedelta
    moved: frozenset[int]
    since: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """Everything that was said about the body. `told`: all of it as it was said; `counted`: how
    many reports, also while they are being read.

    `level` and `level_rules`: the level as displayed. `raised_at`: since when it is at least what
    it is. `rose`: it has risen since a suggestion was last shown. `lowers_at_once`: a retraction
    came after the last check-in. `showings`: since the displayed level was last below `consider`.
    `considered`: every showing of `consider` ever. `silenced`: when "don't suggest this" was last
    said. `accepted`: the ruleset of the accepted statement.
    """

    told: tuple[Fact, ...] = ()
    reports: tuple[Report, ...] = ()
    counted: int = 0
    visits: tuple[Visit, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    bridges: tuple[BridgeAnswer, ...] = ()
    booked: tuple[date, ...] = ()
    leaves: tuple[Leave, ...] = ()
    hurts: tuple[Hurt, ...] = ()
    accepted: str = ""
    level: Level = Level.NONE
    level_rules: tuple[str, ...] = ()
    raised_at: datetime | None = None
    rose: bool = False
    lowers_at_once: bool = False
    showings: tuple[Showing, ...] = ()
    considered: tuple[datetime, ...] = ()
    silenced: datetime | None = None
    set_back: tuple[SetBack, ...] = ()
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return `make()`, worked out at most once for this history and this key."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever reported."""
        return not (self.reports or self.hurts or self.level_rules or self.showings)


def recall(facts: Iterable[Fact], before: History | None = None) -> History:
    """Return the history that these facts tell, after what was told `before`.

    The same as `tell` for one after the other, in a time that does not grow with the history. What
    many reports have in common, such as a whole safety list denied, is kept once.
    """
    history = before or History()
    told, reports = list(history.told), list(history.reports)
    same: dict[object, Any] = {}
    for fact in facts:
        if isinstance(fact, f.CheckedIn | f.FlagsAnswered):
            fact = _sharing(fact, same)
            reports.append(_report(fact, same))
            history = _after_report(history, reports[-1])
        elif (after := _tell(history, fact)) is not history:
            history = after
        else:
            continue
        told.append(fact)
    return replace(history, told=tuple(told), reports=tuple(reports))


def tell(history: History, fact: Fact) -> History:
    """Return the history after one more fact; the same one when the fact is not about the body."""
    after = _tell(history, fact)
    return after if after is history else replace(after, told=(*history.told, fact))


def _tell(history: History, fact: Fact) -> History:
    match fact:
        case f.CheckedIn() | f.FlagsAnswered():
            return _reported(history, fact)
        case f.Bridged(answer=answer):
            told = BridgeAnswer(day=fact.at.date(), answer=answer, at=fact.at)
            return replace(history, bridges=(*history.bridges, told))
        case f.Retracted(flag=flag):
            taken = Retraction(day=fact.at.date(), flag=flag, at=fact.at)
            return replace(history, retractions=(*history.retractions, taken), lowers_at_once=True)
        case f.SeenProfessional():
            return replace(history, visits=(*history.visits, _visit(fact)))
        case f.Booked():
            return replace(history, booked=(*history.booked, fact.on or fact.at.date()))
        case f.WasOnLeave(first=first, last=last):
            return replace(history, leaves=(*history.leaves, Leave(first=first, last=last)))
        case f.ExerciseHurt(exercises=exercises):
            hurt = Hurt(day=fact.at.date(), exercises=exercises)
            return replace(history, hurts=(*history.hurts, hurt))
        case f.HurtLocated(regions=regions):
            located = tuple(
                replace(hurt, regions=regions) if hurt.regions is None else hurt
                for hurt in history.hurts
            )
            return replace(history, hurts=located)
        case f.StatementAccepted(ruleset=ruleset):
            return replace(history, accepted=ruleset)
        case f.LevelChanged() | f.SuggestionShown() | f.SuggestionAnswered():
            return _suggested(history, fact)
        case _:
            return history


def _reported(history: History, fact: f.CheckedIn | f.FlagsAnswered) -> History:
    report = _report(fact)
    after = _after_report(history, report)
    return replace(after, reports=(*history.reports, report))


def _after_report(history: History, report: Report) -> History:
    """Return the history with all that a report changes beside adding itself."""
    lowers = history.lowers_at_once and not report.completed
    return replace(history, counted=history.counted + 1, lowers_at_once=lowers)


def _sharing(
    fact: f.CheckedIn | f.FlagsAnswered, same: dict[object, Any]
) -> f.CheckedIn | f.FlagsAnswered:
    """Return the fact with an earlier one's answers in place of its own where they are alike."""
    yes, no = same.setdefault(fact.yes, fact.yes), same.setdefault(fact.no, fact.no)
    return replace(fact, yes=yes, no=no)


def _report(fact: f.CheckedIn | f.FlagsAnswered, same: dict[object, Any] | None = None) -> Report:
    known = {} if same is None else same
    yes, no = frozenset(fact.yes), frozenset(fact.no) - frozenset(fact.yes)
    return Report(
        day=fact.at.date(),
        at=fact.at,
        completed=isinstance(fact, f.CheckedIn),
        pain=dict(fact.pain) if isinstance(fact, f.CheckedIn) else {},
        yes=known.setdefault(yes, yes),
        no=known.setdefault(no, no),
        safety_list=fact.safety_list,
        form=fact.form,
    )


def _visit(fact: f.SeenProfessional) -> Visit:
    return Visit(
        day=fact.at.date() if fact.on is None else fact.on,
        at=fact.at if fact.on is None else None,
        who=fact.who,
        kept=frozenset(fact.kept),
    )


def _suggested(
    history: History, fact: f.LevelChanged | f.SuggestionShown | f.SuggestionAnswered
) -> History:
    match fact:
        case f.LevelChanged(level=level, rules=rules):
            over = level.rank < Level.CONSIDER.rank
            rises = level.rank > history.level.rank
            return replace(
                history,
                level=level,
                level_rules=rules,
                raised_at=fact.at if rises else history.raised_at,
                rose=rises or history.rose,
                lowers_at_once=history.lowers_at_once and rises,
                showings=() if over else history.showings,
            )
        case f.SuggestionShown(level=level):
            named = frozenset(fact.rules)
            shown = Showing(at=fact.at, level=level, rules=named, on=fact.on, again=fact.again)
            considered = (fact.at,) if level is Level.CONSIDER else ()
            return replace(
                history,
                rose=False,
                showings=(*history.showings, shown),
                considered=history.considered + considered,
            )
        case f.SuggestionAnswered(answer=answer) if history.showings:
            *earlier, last = history.showings
            answers = (*last.answers, (fact.at, answer))
            said = replace(last, answers=answers, reports=history.counted)
            never = answer == SuggestionAnswer.NEVER
            return replace(
                history,
                showings=(*earlier, said),
                silenced=fact.at if never else history.silenced,
            )
        case _:
            return history
