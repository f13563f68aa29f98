"""What a person says about their body becomes facts, or is refused with the reason."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.body import answer as said
from unhunch.body import facts as f
from unhunch.body.answer import on_said
from unhunch.body.history import History, recall, tell
from unhunch.body.requests import (
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
from unhunch.body.terms import (
    BRIDGE_ANSWERS,
    FLAGS,
    PROFESSIONALS,
    REGIONS,
    RULESET,
    SAFETY_LIST,
    Level,
)
from unhunch.fact import Fact, Refused

NOON = datetime(2026, 3, 10, 12, tzinfo=timezone(timedelta(hours=1)))
DAY = timedelta(days=1)
ACCEPTED = f.StatementAccepted(at=NOON - 40 * DAY, ruleset=RULESET)


def after(*facts: Fact) -> History:
    """Return the history of someone who accepted the statement and then said this."""
    return recall((ACCEPTED, *facts))


def ticked(*flags: str, days_ago: int = 1) -> f.CheckedIn:
    """Return a check-in with these flags."""
    return f.CheckedIn(at=NOON - days_ago * DAY, pain=(("neck", 3),), yes=flags)


def shown(level: Level, *rules: str) -> f.SuggestionShown:
    """Return that a suggestion of this level was shown an hour ago."""
    return f.SuggestionShown(at=NOON - timedelta(hours=1), level=level, rules=rules)


def why(history: History, request: BodyRequest, at: datetime = NOON) -> str:
    """Return why the request is refused."""
    outcome = on_said(history, at, request)
    assert isinstance(outcome, Refused), outcome
    return outcome.why


# --- the statement ---------------------------------------------------------------------------


def test_the_statement_is_accepted_once() -> None:
    """Accepting it again says nothing new."""
    first = on_said(History(), NOON, AcceptStatement())

    assert (f.StatementAccepted(at=NOON, ruleset=RULESET),) == first
    assert () == on_said(after(), NOON, AcceptStatement())


@pytest.mark.parametrize("request_", [CheckIn(), AnswerFlags(safety_list=True)])
def test_nothing_is_reported_before_the_statement_was_accepted(request_: BodyRequest) -> None:
    """The refusal says what is missing."""
    assert said.NOT_ACCEPTED == why(History(), request_)


# --- check-ins -------------------------------------------------------------------------------


def test_a_check_in_keeps_scores_from_one_on_in_the_order_of_the_map() -> None:
    """A region without pain needs no mention; words come in the order of the rules."""
    told = on_said(
        after(),
        NOON,
        CheckIn(
            pain=(("lower_back", 4), ("neck", 2), ("arm_l", 0)),
            yes=("fever", "radiates_leg"),
            no=("chest_pain", "radiates_arm"),
            safety_list=True,
            form="one",
        ),
    )

    kept = f.CheckedIn(
        at=NOON,
        pain=(("neck", 2), ("lower_back", 4)),
        yes=("radiates_leg", "fever"),
        no=("radiates_arm", "chest_pain"),
        safety_list=True,
        form="one",
    )
    assert (kept,) == told


def test_a_form_sent_twice_counts_once_and_both_hear_success() -> None:
    """A second click on "send" is no second report, whatever kind of form it was."""
    history = after(f.CheckedIn(at=NOON - DAY, form="one"))

    assert () == on_said(history, NOON, CheckIn(pain=(("neck", 5),), form="one"))
    assert () == on_said(history, NOON, AnswerFlags(no=("fever",), form="one"))
    assert (f.CheckedIn(at=NOON, form="two"),) == on_said(history, NOON, CheckIn(form="two"))


def test_two_check_ins_without_a_mark_are_two() -> None:
    """No mark is no mark, not the same one."""
    assert (f.CheckedIn(at=NOON),) == on_said(after(f.CheckedIn(at=NOON)), NOON, CheckIn())


def test_a_check_in_tells_of_the_silence_and_the_hurt_first() -> None:
    """What was before stands before what is now."""
    hurt = f.ExerciseHurt(at=NOON - DAY, exercises=("wall_angels",))
    request = CheckIn(bridge="came_and_went", hurt=("upper_back", "neck"))

    assert (
        f.Bridged(at=NOON, answer="came_and_went"),
        f.HurtLocated(at=NOON, regions=("neck", "upper_back")),
        f.CheckedIn(at=NOON),
    ) == on_said(after(ticked(), hurt), NOON, request)


def test_a_hurt_told_elsewhere_meanwhile_costs_no_check_in() -> None:
    """Two questionnaires were open, and both asked where it hurt."""
    assert (f.CheckedIn(at=NOON),) == on_said(after(), NOON, CheckIn(hurt=("neck",)))


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (CheckIn(pain=(("knee", 3),)), "Unknown region; expected one of: neck, "),
        (CheckIn(pain=(("neck", 11),)), said.SCORE),
        (CheckIn(pain=(("neck", -1),)), said.SCORE),
        (CheckIn(pain=(("neck", 2), ("neck", 3))), said.TWICE),
        (CheckIn(yes=("haunted",)), "Unknown flag; expected one of: "),
        (CheckIn(no=("*",)), "Unknown flag; expected one of: "),
        (CheckIn(yes=("fever",), no=("fever",)), said.BOTH),
        (CheckIn(bridge="gone"), said.NOTHING_REPORTED),
        (CheckIn(hurt=("knee",)), "Unknown region; expected one of: neck, "),
        (CheckIn(form="x" * 65), said.FORM),
        (AnswerFlags(yes=("haunted",)), "Unknown flag; expected one of: "),
        (AnswerFlags(yes=("fever",), no=("fever",)), said.BOTH),
        (Bridge(answer="gone"), said.NOTHING_REPORTED),
        (Retract(flag="haunted"), "Unknown flag; expected one of: "),
        (Retract(flag="fever"), said.NOTHING_TICKED),
        (LocateHurt(regions=("neck",)), said.NO_HURT),
        (LocateHurt(regions=("knee",)), "Unknown region; expected one of: neck, "),
        (NoteSeen(who="uncle"), f"expected one of: {', '.join(PROFESSIONALS)}"),
        (NoteSeen(kept=("haunted",)), "Unknown flag; expected one of: "),
        (NoteSeen(kept=("fever",)), said.KEPT),
        (NoteSeen(on=date(2026, 3, 11)), said.FUTURE_VISIT),
        (NoteSeen(on=date(1926, 3, 10)), said.OLD_DAY),
        (NoteBooked(on=date(1926, 3, 10)), said.OLD_DAY),
        (NoteBooked(on=date(2126, 3, 10)), said.FAR_DAY),
        (AnswerSuggestion(answer=SuggestionAnswer.SEEN), said.NO_SUGGESTION),
    ],
)
def test_what_makes_no_sense_is_refused(request_: BodyRequest, expected: str) -> None:
    """The reason says what was wrong and what was expected."""
    assert expected in why(after(), request_)


def test_an_unknown_answer_about_a_silence_is_refused() -> None:
    """The known ones are named."""
    expected = f"Unknown answer; expected one of: {', '.join(BRIDGE_ANSWERS)}."

    assert expected == why(after(ticked()), Bridge(answer="perhaps"))
    assert (f.Bridged(at=NOON, answer="gone"),) == on_said(
        after(ticked()), NOON, Bridge(answer="gone")
    )


def test_the_safety_list_alone_is_no_silence_to_ask_about() -> None:
    """Pain has to have been reported once before it can have been gone since."""
    history = after(f.FlagsAnswered(at=NOON - DAY, no=SAFETY_LIST, safety_list=True))

    assert said.NOTHING_REPORTED == why(history, Bridge(answer="gone"))


def test_the_safety_list_alone_is_kept_as_answers() -> None:
    """It tells nothing about pain."""
    told = on_said(after(), NOON, AnswerFlags(yes=("fever",), safety_list=True, form="two"))

    assert (f.FlagsAnswered(at=NOON, yes=("fever",), safety_list=True, form="two"),) == told


# --- taking back, visits ---------------------------------------------------------------------


def test_a_tick_is_taken_back_once() -> None:
    """The second time there is none left; with an earlier tick there is."""
    taken = f.Retracted(at=NOON - timedelta(hours=1), flag="fever")
    once = after(ticked("fever"), taken)
    twice = after(ticked("fever", days_ago=5), ticked("fever"), taken)

    assert (f.Retracted(at=NOON, flag="fever"),) == on_said(
        after(ticked("fever")), NOON, Retract(flag="fever")
    )
    assert said.NOTHING_TICKED == why(once, Retract(flag="fever"))
    assert (f.Retracted(at=NOON, flag="fever"),) == on_said(twice, NOON, Retract(flag="fever"))


def test_what_is_ticked_again_after_it_was_taken_back_stands() -> None:
    """Later on the same day, too."""
    again = f.CheckedIn(at=NOON - timedelta(minutes=5), yes=("fever",))
    history = after(
        f.CheckedIn(at=NOON - timedelta(hours=2), yes=("fever",)),
        f.Retracted(at=NOON - timedelta(hours=1), flag="fever"),
        again,
    )

    assert (f.Retracted(at=NOON, flag="fever"),) == on_said(history, NOON, Retract(flag="fever"))


def test_a_visit_keeps_what_was_not_discussed() -> None:
    """Only what is open can be kept open."""
    history = after(ticked("fever", "weight_loss", days_ago=3))
    told = on_said(history, NOON, NoteSeen(on=date(2026, 3, 9), who="gp", kept=("weight_loss",)))

    assert (
        f.SeenProfessional(at=NOON, on=date(2026, 3, 9), who="gp", kept=("weight_loss",)),
    ) == told
    assert said.KEPT == why(history, NoteSeen(kept=("chest_pain",)))


def test_what_a_visit_closed_cannot_be_kept_open_by_the_next() -> None:
    """What was not discussed then still can."""
    visit = f.SeenProfessional(at=NOON - DAY, kept=("weight_loss",))
    history = after(ticked("fever", "weight_loss", days_ago=3), visit)

    assert said.KEPT == why(history, NoteSeen(kept=("fever",)))
    assert (f.SeenProfessional(at=NOON, kept=("weight_loss",)),) == on_said(
        history, NOON, NoteSeen(kept=("weight_loss",))
    )


def test_a_visit_today_is_known_to_the_minute() -> None:
    """What is ticked later today was not discussed, so the day alone would close too much."""
    told = on_said(after(), NOON, NoteSeen(on=NOON.date()))

    assert (f.SeenProfessional(at=NOON),) == told


def test_an_appointment_is_for_any_day_soon() -> None:
    """Its day may be unknown, past or to come."""
    for on in (None, date(2026, 3, 1), date(2026, 6, 1)):
        assert (f.Booked(at=NOON, on=on),) == on_said(after(), NOON, NoteBooked(on=on))


def test_it_hurts_nowhere_any_more() -> None:
    """No region is an answer too."""
    hurt = f.ExerciseHurt(at=NOON - DAY, exercises=("hug_stretch",))

    assert (f.HurtLocated(at=NOON, regions=()),) == on_said(after(hurt), NOON, LocateHurt())


# --- suggestions -----------------------------------------------------------------------------

OFFERS = {
    Level.URGENT: ("getting_help", "seen", "mistake", "over"),
    Level.SOON: ("booked", "seen", "mistake", "over", "tomorrow"),
    Level.CONSIDER: ("booked", "seen", "not_now", "never"),
}
RESTS = {Level.URGENT: "E1", Level.SOON: "S5", Level.CONSIDER: "C1b"}
TICKED = {Level.URGENT: "chest_pain", Level.SOON: "weight_loss", Level.CONSIDER: "worried"}


@pytest.mark.parametrize("level", OFFERS)
@pytest.mark.parametrize("answer", SuggestionAnswer)
def test_each_level_takes_the_answers_it_offers(level: Level, answer: SuggestionAnswer) -> None:
    """Those of rules.md section 8, and no other."""
    history = after(ticked(TICKED[level]), shown(level, RESTS[level]))

    outcome = on_said(history, NOON, AnswerSuggestion(answer=answer))

    assert (answer in OFFERS[level]) == isinstance(outcome, tuple)
    if isinstance(outcome, tuple):
        assert f.SuggestionAnswered(at=NOON, level=level, answer=answer.value) == outcome[0]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (SuggestionAnswer.SEEN, (f.SeenProfessional(at=NOON),)),
        (
            SuggestionAnswer.MISTAKE,
            (
                f.Retracted(at=NOON, flag="electric_shock"),
                f.Retracted(at=NOON, flag="weight_loss"),
            ),
        ),
        (
            SuggestionAnswer.OVER,
            (f.FlagsAnswered(at=NOON, no=("electric_shock", "weight_loss")),),
        ),
        (SuggestionAnswer.BOOKED, (f.Booked(at=NOON),)),
        (SuggestionAnswer.TOMORROW, ()),
    ],
)
def test_what_an_answer_makes_true(answer: SuggestionAnswer, expected: tuple[Fact, ...]) -> None:
    """About all that stands behind the suggestion, and about nothing else that was ticked."""
    history = after(
        ticked("weight_loss", "electric_shock", "calf_swelling", "worried"),
        shown(Level.SOON, "S1", "S5"),
    )
    told = on_said(history, NOON, AnswerSuggestion(answer=answer))

    answered = f.SuggestionAnswered(at=NOON, level=Level.SOON, answer=answer.value)
    assert (answered, *expected) == told


def test_a_tick_can_be_a_mistake_after_it_was_denied() -> None:
    """What has faded from urgent to soon still stands, until it is taken back."""
    denied = f.CheckedIn(at=NOON - DAY, no=("chest_pain",))
    history = after(ticked("chest_pain", days_ago=3), denied, shown(Level.SOON, "E1"))
    told = on_said(history, NOON, AnswerSuggestion(answer=SuggestionAnswer.MISTAKE))

    assert (
        f.SuggestionAnswered(at=NOON, level=Level.SOON, answer="mistake"),
        f.Retracted(at=NOON, flag="chest_pain"),
    ) == told


def test_a_tick_that_meant_nothing_alone_is_not_behind_a_suggestion() -> None:
    """Feeling faint counts only beside pain in the upper body (E1)."""
    faint = f.CheckedIn(at=NOON - DAY, yes=("sweaty_faint",))
    history = after(faint, ticked("chest_pain", days_ago=3), shown(Level.URGENT, "E1"))
    told = on_said(history, NOON, AnswerSuggestion(answer=SuggestionAnswer.MISTAKE))

    assert isinstance(told, tuple)
    assert (f.Retracted(at=NOON, flag="chest_pain"),) == told[1:]


@pytest.mark.parametrize("answer", [SuggestionAnswer.MISTAKE, SuggestionAnswer.OVER])
def test_a_suggestion_that_rests_on_scores_was_not_ticked_by_mistake(
    answer: SuggestionAnswer,
) -> None:
    """Neither is it over because somebody says so: the next check-in tells."""
    history = after(ticked("weight_loss"), shown(Level.SOON, "S8"))

    assert said.NO_FLAG_BEHIND == why(history, AnswerSuggestion(answer=answer))


def test_tingling_that_stopped_can_be_said_at_consider() -> None:
    """The words of this suggestion offer it (content.md), those about scores do not."""
    history = after(ticked("tingling_arm_one"), shown(Level.CONSIDER, "C4"))
    told = on_said(history, NOON, AnswerSuggestion(answer=SuggestionAnswer.OVER))

    assert (
        f.SuggestionAnswered(at=NOON, level=Level.CONSIDER, answer="over"),
        f.FlagsAnswered(at=NOON, no=("tingling_arm_one",)),
    ) == told


def test_a_better_answer_may_follow_a_resting_one() -> None:
    """Booked first, seen later; after that the suggestion is closed."""
    booked = f.SuggestionAnswered(at=NOON, level=Level.SOON, answer="booked")
    seen = f.SuggestionAnswered(at=NOON, level=Level.SOON, answer="seen")
    history = after(ticked("weight_loss"), shown(Level.SOON, "S5"), booked)

    assert isinstance(on_said(history, NOON, AnswerSuggestion(answer=SuggestionAnswer.SEEN)), tuple)
    assert said.NO_SUGGESTION == why(
        tell(history, seen), AnswerSuggestion(answer=SuggestionAnswer.TOMORROW)
    )


@pytest.mark.parametrize("answer", [SuggestionAnswer.BOOKED, SuggestionAnswer.OVER])
def test_the_same_answer_twice_counts_once(answer: SuggestionAnswer) -> None:
    """A second click books no second appointment and is no mistake either."""
    given_before = f.SuggestionAnswered(at=NOON, level=Level.SOON, answer=answer.value)
    history = after(ticked("weight_loss"), shown(Level.SOON, "S5"), given_before)

    assert () == on_said(history, NOON, AnswerSuggestion(answer=answer))


# --- laws ------------------------------------------------------------------------------------

words = st.sampled_from([*FLAGS, "haunted"])
flags = st.lists(words, max_size=6).map(tuple)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
regions = st.lists(st.sampled_from([*REGIONS, "knee"]), max_size=4).map(tuple)
scores = st.lists(st.tuples(st.sampled_from(REGIONS), st.integers(-1, 11)), max_size=5).map(tuple)
bridges = st.sampled_from([*BRIDGE_ANSWERS, "perhaps"])
forms = st.sampled_from(["", "one", "two"])
requests = st.one_of(
    st.builds(AcceptStatement),
    st.builds(
        CheckIn,
        pain=scores,
        yes=flags,
        no=flags,
        safety_list=st.booleans(),
        form=forms,
        bridge=st.none() | bridges,
        hurt=st.none() | regions,
    ),
    st.builds(AnswerFlags, yes=flags, no=flags, safety_list=st.booleans(), form=forms),
    st.builds(Bridge, answer=bridges),
    st.builds(Retract, flag=words),
    st.builds(NoteSeen, on=days, who=st.sampled_from(["", "gp", "uncle"]), kept=flags),
    st.builds(NoteBooked, on=days),
    st.builds(LocateHurt, regions=regions),
    st.builds(AnswerSuggestion, answer=st.sampled_from(SuggestionAnswer)),
)
shows = st.builds(
    f.SuggestionShown,
    at=st.just(NOON),
    level=st.sampled_from([Level.CONSIDER, Level.SOON, Level.URGENT]),
    rules=st.lists(st.sampled_from(["E1", "S3", "S10", "C1b", "C4", "Z9"]), max_size=3).map(tuple),
)
hurts = st.just(f.ExerciseHurt(at=NOON, exercises=("hug_stretch",)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), requests | shows | hurts), max_size=12))
def test_whatever_is_said_is_refused_or_makes_sense(said_so: list[tuple[int, object]]) -> None:
    """Facts carry only known words and scores in range, never a yes that is also a no."""
    history, at = recall(()), NOON - 400 * DAY
    for step, what in said_so:
        at += timedelta(hours=step)
        outcome = (what,) if isinstance(what, Fact) else on_said(history, at, what)  # type: ignore[arg-type]
        if isinstance(outcome, Refused):
            assert outcome.why.endswith("."), outcome
            continue
        for fact in outcome:
            history = tell(history, fact)
    for report in history.reports:
        assert set(FLAGS) >= report.yes | report.no
        assert not report.yes & report.no
        assert all(region in REGIONS and 1 <= score <= 10 for region, score in report.pain.items())
    marked = [report.form for report in history.reports if report.form]
    assert sorted(set(marked)) == sorted(marked)
    assert all(flag in FLAGS for visit in history.visits for flag in visit.kept)
    assert all(visit.day <= at.date() for visit in history.visits)


@settings(deadline=None)
@given(st.lists(requests, max_size=10), requests)
def test_a_form_sent_again_never_adds_a_fact(before: list[BodyRequest], last: BodyRequest) -> None:
    """For every questionnaire with a mark, after whatever was said before."""
    history = recall((ACCEPTED,))
    for each in before:
        outcome = on_said(history, NOON, each)
        for fact in () if isinstance(outcome, Refused) else outcome:
            history = tell(history, fact)
    first = on_said(history, NOON, last)
    if isinstance(last, CheckIn | AnswerFlags) and last.form and not isinstance(first, Refused):
        for fact in first:
            history = tell(history, fact)

        assert () == on_said(history, NOON + DAY, last)


def test_a_moment_keeps_its_offset() -> None:
    """The local day of a fact is that of the moment it was said at."""
    late = datetime(2026, 3, 10, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    (fact,) = on_said(after(), late, CheckIn())  # type: ignore[misc]

    assert late.isoformat() == fact.at.isoformat()
    assert UTC != fact.at.tzinfo
