"""What a person says about their body: each request becomes facts, or is refused with the reason.

No reason repeats what was reported: it may be read on a screen that others see.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from ..fact import Fact, Refused
from ..sentence import Sentence, mark
from . import facts as f
from .behind import flags_behind, open_flags, ticks_left
from .history import History, Showing
from .offer import OFFERED, offered, open_suggestion
from .requests import (
    AcceptStatement,
    AnswerFlags,
    AnswerSuggestion,
    BodyRequest,
    Bridge,
    CheckIn,
    LocateHurt,
    NoteBooked,
    NoteSeen,
    Retract,
    SuggestionAnswer,
)
from .terms import BRIDGE_ANSWERS, FLAGS, PROFESSIONALS, REGIONS, RULESET, WORST

Outcome = tuple[Fact, ...] | Refused

LONGEST_FORM = 64
"""Letters in the mark of a questionnaire."""

EARLIEST_VISIT = timedelta(days=5 * 366)
LATEST_BOOKING = timedelta(days=2 * 366)
"""A day further off than these was mistyped."""

NOT_ACCEPTED = Sentence("The first-run statement was not accepted yet. Read and accept it first.")
NOTHING_REPORTED = Sentence("Nothing was ever reported, so there is no silence to ask about.")
NOTHING_TICKED = Sentence("There is no tick of it left to take back.")
NO_HURT = Sentence("No exercise waits for an answer to where it hurt.")
NO_SUGGESTION = Sentence("No suggestion is open.")
NO_FLAG_BEHIND = Sentence("This suggestion rests on scores, not on something that was ticked.")
BOTH = Sentence("Something is answered both yes and no; expected one of them.")
TWICE = Sentence("A region has two scores; expected one for each.")
SCORE = Sentence("A score is outside the scale; expected 0 to {most}.", most=WORST)
FORM = Sentence(
    "The mark of the questionnaire is too long; expected at most {most} letters.", most=LONGEST_FORM
)
KEPT = Sentence(
    "Not everything named as not discussed is open; expected only what was ticked and still is."
)
FUTURE_VISIT = Sentence("The day of the visit is yet to come; expected today or a day before.")
OLD_DAY = Sentence("That day is too long ago; expected one of the last years.")
FAR_DAY = Sentence("That day is too far off; expected one of the next two years.")


def on_said(history: History, at: datetime, request: BodyRequest) -> Outcome:
    """Return the facts that the request makes true at `at` (aware, local), or why it is refused.

    No facts: it is true already, as for a questionnaire that is sent twice.
    """
    match request:
        case AcceptStatement():
            accepted = history.accepted == RULESET
            return () if accepted else (f.StatementAccepted(at=at, ruleset=RULESET),)
        case CheckIn() | AnswerFlags():
            return _report(history, at, request)
        case Bridge(answer=answer):
            return _wrong_bridge(history, answer) or (f.Bridged(at=at, answer=answer),)
        case Retract(flag=flag):
            return _retract(history, at, flag)
        case NoteSeen():
            return _seen(history, at, request)
        case NoteBooked(on=on):
            booked = f.Booked(at=at, on=on)
            return _wrong_booking(at, on) or (*_also(history, at, SuggestionAnswer.BOOKED), booked)
        case LocateHurt(regions=regions):
            return _locate(history, at, regions)
        case AnswerSuggestion(answer=answer):
            return _answer(history, at, answer)


# --- reports ---------------------------------------------------------------------------------


def _report(history: History, at: datetime, request: CheckIn | AnswerFlags) -> Outcome:
    if request.form and any(request.form == each.form for each in history.reports):
        return ()
    wrong = _wrong_report(history, request)
    if wrong is not None:
        return wrong
    yes, no = _in_order(FLAGS, request.yes), _in_order(FLAGS, request.no)
    safety, form = request.safety_list, request.form
    if isinstance(request, AnswerFlags):
        return (f.FlagsAnswered(at=at, yes=yes, no=no, safety_list=safety, form=form),)
    pain = dict(request.pain)
    scores = tuple((region, pain[region]) for region in REGIONS if pain.get(region, 0) >= 1)
    facts: list[Fact] = []
    if request.checked:
        facts.extend(_checked(history, at, request.checked))
    if request.bridge is not None:
        facts.append(f.Bridged(at=at, answer=request.bridge))
    # Where it hurt can have been told elsewhere while this questionnaire was open.
    if request.hurt is not None and _waits(history):
        facts.append(f.HurtLocated(at=at, regions=_in_order(REGIONS, request.hurt)))
    told = f.CheckedIn(at=at, pain=scores, yes=yes, no=no, safety_list=safety, form=form)
    return (*facts, told)


def _checked(history: History, at: datetime, checked: Sequence[str]) -> tuple[Fact, ...]:
    """Return the visit in which these flags were looked at, and no other that is open."""
    kept = tuple(flag for flag in open_flags(history, at.date()) if flag not in checked)
    # Before the check-in that tells of it: what is ticked in that is new.
    seen = f.SeenProfessional(at=at - timedelta(microseconds=1), kept=kept)
    return (*_also_seen(history, at, None, kept), seen)


def _wrong_report(history: History, request: CheckIn | AnswerFlags) -> Refused | None:
    if not history.accepted:
        return Refused(why=NOT_ACCEPTED)
    if len(request.form) > LONGEST_FORM:
        return Refused(why=FORM)
    checked = request.checked if isinstance(request, CheckIn) else ()
    if wrong := _unknown("flag", (*request.yes, *request.no, *checked), FLAGS):
        return wrong
    if set(request.yes) & set(request.no):
        return Refused(why=BOTH)
    if isinstance(request, AnswerFlags):
        return None
    if wrong := _wrong_scores(request.pain):
        return wrong
    if request.bridge is not None and (wrong := _wrong_bridge(history, request.bridge)):
        return wrong
    return _unknown("region", request.hurt or (), REGIONS)


def _wrong_scores(pain: Sequence[tuple[str, int]]) -> Refused | None:
    if wrong := _unknown("region", (region for region, _ in pain), REGIONS):
        return wrong
    if any(count > 1 for count in Counter(region for region, _ in pain).values()):
        return Refused(why=TWICE)
    if any(not 0 <= score <= WORST for _, score in pain):
        return Refused(why=SCORE)
    return None


def _wrong_bridge(history: History, answer: str) -> Refused | None:
    if not any(report.completed for report in history.reports):
        return Refused(why=NOTHING_REPORTED)
    return _unknown("answer", (answer,), BRIDGE_ANSWERS)


# --- afterwards ------------------------------------------------------------------------------


def _retract(history: History, at: datetime, flag: str) -> Outcome:
    if wrong := _unknown("flag", (flag,), FLAGS):
        return wrong
    if not ticks_left(history, at.date(), flag):
        return Refused(why=NOTHING_TICKED)
    return (f.Retracted(at=at, flag=flag),)


def _seen(history: History, at: datetime, request: NoteSeen) -> Outcome:
    today = at.date()
    wrong = _unknown("flag", request.kept, FLAGS)
    if request.who:
        wrong = wrong or _unknown("professional", (request.who,), PROFESSIONALS)
    if wrong:
        return wrong
    if request.on is not None and request.on > today:
        return Refused(why=FUTURE_VISIT)
    if request.on is not None and today - request.on > EARLIEST_VISIT:
        return Refused(why=OLD_DAY)
    if not set(request.kept) <= set(open_flags(history, today)):
        return Refused(why=KEPT)
    # Today is known to the minute: what is ticked later today was not discussed.
    on = None if request.on == today else request.on
    kept = _in_order(FLAGS, request.kept)
    told = f.SeenProfessional(at=at, on=on, who=request.who, kept=kept)
    return (*_also_seen(history, at, on, kept), told)


def _wrong_booking(at: datetime, on: date | None) -> Refused | None:
    if on is not None and at.date() - on > EARLIEST_VISIT:
        return Refused(why=OLD_DAY)
    if on is not None and on - at.date() > LATEST_BOOKING:
        return Refused(why=FAR_DAY)
    return None


def _locate(history: History, at: datetime, regions: Sequence[str]) -> Outcome:
    if wrong := _unknown("region", regions, REGIONS):
        return wrong
    if not _waits(history):
        return Refused(why=NO_HURT)
    return (f.HurtLocated(at=at, regions=_in_order(REGIONS, regions)),)


def _waits(history: History) -> bool:
    return any(hurt.regions is None for hurt in history.hurts)


# --- suggestions -----------------------------------------------------------------------------


def _answer(history: History, at: datetime, answer: SuggestionAnswer) -> Outcome:
    if history.showings and _last_answer(history.showings[-1]) == answer:
        return ()
    showing = open_suggestion(history)
    if showing is None:
        return Refused(why=NO_SUGGESTION)
    can = offered(history, showing, at.date())
    if answer not in can and answer in OFFERED.get(showing.level, ()):
        return Refused(why=NO_FLAG_BEHIND)
    if answer not in can:
        words = ", ".join(each.value for each in can)
        return Refused(
            why=Sentence(
                "This suggestion does not offer that answer; expected one of: {words}.", words=words
            )
        )
    answered = f.SuggestionAnswered(at=at, level=showing.level, answer=answer.value)
    return (answered, *_what_follows(at, answer, flags_behind(history, at.date(), showing.rules)))


def _also_seen(
    history: History, at: datetime, on: date | None, kept: Collection[str]
) -> tuple[Fact, ...]:
    """Return "already seen" to the open suggestion, unless the visit was before it or left open
    something that is behind it."""
    showing = open_suggestion(history)
    if showing is None or (on is not None and on < showing.at.date()):
        return ()
    if not set(kept).isdisjoint(flags_behind(history, at.date(), showing.rules)):
        return ()
    return _also(history, at, SuggestionAnswer.SEEN)


def _also(history: History, at: datetime, answer: SuggestionAnswer) -> tuple[Fact, ...]:
    """Return this answer to the open suggestion, if it offers it: what was said of a visit or an
    appointment in another place is not asked again."""
    showing = open_suggestion(history)
    if showing is None or answer not in offered(history, showing, at.date()):
        return ()
    if _last_answer(showing) == answer:
        return ()
    return (f.SuggestionAnswered(at=at, level=showing.level, answer=answer.value),)


def _last_answer(showing: Showing) -> str:
    return showing.answers[-1][1] if showing.answers else ""


def _what_follows(
    at: datetime, answer: SuggestionAnswer, behind: tuple[str, ...]
) -> tuple[Fact, ...]:
    match answer:
        case SuggestionAnswer.SEEN:
            return (f.SeenProfessional(at=at),)
        case SuggestionAnswer.BOOKED:
            return (f.Booked(at=at),)
        case SuggestionAnswer.MISTAKE:
            return tuple(f.Retracted(at=at, flag=flag) for flag in behind)
        case SuggestionAnswer.OVER:
            return (f.FlagsAnswered(at=at, no=behind),)
        case _:
            return ()


# --- words -----------------------------------------------------------------------------------


_WORDS = (mark("flag"), mark("region"), mark("answer"), mark("professional"))
"""What a word can be unknown as."""


def _unknown(what: str, given: Iterable[str], known: Sequence[str]) -> Refused | None:
    """Return the refusal of words that there are not; they are not repeated."""
    if all(word in known for word in given):
        return None
    return Refused(
        why=Sentence(
            "Unknown {what}; expected one of: {known}.", what=Sentence(what), known=", ".join(known)
        )
    )


def _in_order(known: Sequence[str], given: Iterable[str]) -> tuple[str, ...]:
    chosen = frozenset(given)
    return tuple(word for word in known if word in chosen)
