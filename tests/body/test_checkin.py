"""What is asked in a check-in, in which order, and what the answers come to."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.body import facts as f
from unhunch.body.answer import on_said
from unhunch.body.checkin import (
    Draft,
    Unasked,
    answered,
    before,
    filled,
    next_question,
    questions,
    request_of,
)
from unhunch.body.history import History, recall, tell
from unhunch.body.question import NONE, QUICK, SKIPPED, Answer, Kind, Question
from unhunch.body.requests import AnswerFlags, CheckIn
from unhunch.body.terms import (
    CHARACTER,
    FLAGS,
    IMPACT,
    RADIATES,
    REGIONS,
    RULESET,
    SAFETY_LIST,
    TINGLING,
    WEAKNESS,
    Level,
)
from unhunch.fact import Fact

TODAY = date(2026, 3, 10)
NOTHING = {"where": "none", "tingling": "no", "weakness": "no"}


def at(days_ago: int = 0, hour: int = 12) -> datetime:
    """An hour of a day."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=UTC) - timedelta(days=days_ago)


def after(*facts: Fact) -> History:
    """The history of somebody who accepted the statement and then said this."""
    return recall((f.StatementAccepted(at=at(400), ruleset=RULESET), *facts))


def reported(days_ago: int = 1, hour: int = 9, safety_list: bool = False, **pain: int) -> Fact:
    """A check-in with these scores."""
    return f.CheckedIn(
        at=at(days_ago, hour), pain=tuple(pain.items()), no=CHARACTER, safety_list=safety_list
    )


STEADY = after(reported(days_ago=20, safety_list=True, neck=4), reported(days_ago=3, neck=4))
"""An episode that goes on, the safety list answered not long ago."""


def draft(history: History, *, alone: bool = False, **given: str) -> Draft:
    """A draft with these answers, words separated by spaces; "_" skips."""
    started = Draft(form="one", day=TODAY, alone=alone)
    for key, words in given.items():
        answer = () if words == "_" else tuple(words.split())
        started = answered(history, started, key.replace("score_", "score:"), answer)
    return started


def keys(history: History, *, alone: bool = False, **given: str) -> list[str]:
    """The questions of this draft, in order."""
    return [each.key for each in questions(history, draft(history, alone=alone, **given))]


def request(history: History, *, alone: bool = False, **given: str) -> object:
    """What this draft comes to."""
    return request_of(history, draft(history, alone=alone, **given))


# --- the quick path --------------------------------------------------------------------------


def test_three_taps_when_nothing_hurts() -> None:
    """None, No, No: and every question about tingling and weakness has its no."""
    assert list(QUICK) == keys(after(), **NOTHING)
    assert CheckIn(no=(*TINGLING, *WEAKNESS), form="one") == request(after(), **NOTHING)


def test_two_taps_are_not_yet_a_check_in() -> None:
    """What is half-finished comes to nothing."""
    assert None is request(after(), where="none", tingling="no")


def test_a_skipped_question_stays_unknown() -> None:
    """Neither a yes nor a no; where it hurts cannot be skipped."""
    assert CheckIn(form="one") == request(after(), where="none", tingling="_", weakness="_")
    with pytest.raises(Unasked, match="where: expected some of its options"):
        draft(after(), where="_")


# --- what follows from pain ------------------------------------------------------------------


def test_a_score_for_each_place_that_hurts() -> None:
    """In the order of the map; a score of 0 is no pain after all."""
    asked = keys(STEADY, where="arm_r neck", score_neck="0", score_arm_r="0")

    assert ["where", "score:neck", "score:arm_r", "tingling", "weakness"] == asked
    assert CheckIn(no=(*TINGLING, *WEAKNESS), form="one") == request(
        STEADY, where="neck", score_neck="0", tingling="no", weakness="no"
    )


@pytest.mark.parametrize(
    ("score", "more"),
    [
        ("1", ["radiates"]),
        ("2", ["radiates"]),
        ("3", ["radiates", "character", "impact", "also"]),
        ("6", ["radiates", "character", "impact", "also"]),
        ("7", ["radiates", "safety", "character", "impact", "also"]),
    ],
)
def test_more_pain_more_questions(score: str, more: list[str]) -> None:
    """From 1, from 3 and from 7 on (rules.md section 2)."""
    asked = keys(STEADY, where="neck", score_neck=score, tingling="no", weakness="no")

    assert more == [each for each in asked if each not in ("score:neck", *QUICK)]


def test_the_worst_place_counts() -> None:
    """Two places of 2 are not 4."""
    asked = keys(STEADY, where="neck arm_l", score_neck="2", score_arm_l="2")

    assert "character" not in asked


@pytest.mark.parametrize("score", ["1", "5"])
def test_what_is_not_ticked_where_it_was_asked_is_a_no(score: str) -> None:
    """Of the pain that spreads, of tingling, of how it is: each list was read."""
    told = request_of(
        STEADY,
        filled(
            STEADY,
            Draft(form="one", day=TODAY),
            {
                "where": ("neck",),
                "score:neck": (score,),
                "radiates": ("radiates_arm",),
                "tingling": ("yes",),
                "tingling_where": ("tingling_arm_one",),
                "weakness": ("no",),
                "neuro_worse": ("no",),
                "safety": (NONE,),
                "character": ("worse_sitting",),
                "impact": (NONE,),
                "also": ("worried",),
            },
        ),
    )

    assert isinstance(told, CheckIn)
    yes = {"radiates_arm", "tingling_arm_one"}
    no = {*RADIATES, *TINGLING, *WEAKNESS, "neuro_worse", *SAFETY_LIST} - yes
    if score == "5":
        yes |= {"worse_sitting", "worried"}
        no |= {*CHARACTER, *IMPACT, "painkillers_most_days"} - yes
    assert (yes, no) == (set(told.yes), set(told.no))


def test_a_yes_has_to_say_where() -> None:
    """It would count for nothing otherwise; going back to "no" is possible."""
    with pytest.raises(Unasked, match="tingling_where"):
        draft(STEADY, where="none", tingling="yes", tingling_where="_")
    assert list(QUICK) == keys(STEADY, where="none", tingling="no", weakness="no")


# --- once a day ------------------------------------------------------------------------------


def test_the_character_is_asked_once_a_day() -> None:
    """And at the first check-in with such pain, what it does to the day."""
    earlier = after(
        reported(days_ago=3, safety_list=True, neck=4),
        reported(days_ago=0, hour=8, neck=4),
    )
    asked = keys(earlier, where="neck", score_neck="4")

    assert [] == [each for each in asked if each in ("character", "impact")]
    assert "also" in asked


def test_a_morning_without_pain_leaves_the_questions_for_the_afternoon() -> None:
    """The first check-in of the day with such pain asks, not the first of the day."""
    morning = f.CheckedIn(at=at(hour=8), no=TINGLING)
    earlier = after(reported(days_ago=3, safety_list=True, neck=4), morning)

    assert {"character", "impact"} < set(keys(earlier, where="neck", score_neck="4"))


# --- the safety list -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "given", "shown"),
    [
        (after(), {"where": "none"}, False),
        (after(), {"where": "neck", "score_neck": "1"}, False),
        (after(), {"where": "neck", "score_neck": "2"}, True),
        (STEADY, {"where": "neck", "score_neck": "4"}, False),
        (STEADY, {"where": "lower_back", "score_lower_back": "4"}, True),
        (STEADY, {"where": "neck", "score_neck": "7"}, True),
        (STEADY, {"where": "none", "tingling": "yes"}, True),
        (STEADY, {"where": "none", "weakness": "yes"}, True),
        (STEADY, {"where": "neck", "score_neck": "1", "radiates": "radiates_arm"}, True),
        (STEADY, {"where": "neck", "score_neck": "1", "radiates": "none"}, False),
        (after(reported(days_ago=29, safety_list=True, neck=4)), {"where": "none"}, True),
        (after(reported(days_ago=30, safety_list=True, neck=4)), {"where": "none"}, False),
        (
            after(reported(days_ago=30, safety_list=True, neck=4)),
            {"where": "neck", "score_neck": "2"},
            True,
        ),
    ],
    ids=[
        "nothing",
        "a trace",
        "new pain",
        "old pain",
        "new elsewhere",
        "severe",
        "tingling",
        "weakness",
        "spreading",
        "not spreading",
        "after 28 days",
        "episode closed",
        "pain comes back",
    ],
)
def test_when_the_safety_list_is_shown(
    history: History, given: Mapping[str, str], shown: bool
) -> None:
    """With new or severe pain, with any nerve sign, every 28 days of an episode."""
    assert shown == ("safety" in keys(history, **given))


def test_pain_after_the_end_of_a_spell_is_new() -> None:
    """Three reports without pain over two weeks end it, though the episode is not closed yet."""
    clear = [reported(days_ago=each) for each in (17, 10, 3)]
    spell = after(reported(days_ago=18, safety_list=True, neck=4), *clear)
    longer = after(reported(days_ago=18, safety_list=True, neck=4), *clear[:2])

    assert "safety" in keys(spell, where="neck", score_neck="2")
    assert "safety" not in keys(longer, where="neck", score_neck="2")


@pytest.mark.parametrize(("answer", "shown"), [("gone", True), ("came_and_went", False)])
def test_pain_that_was_gone_meanwhile_is_new(answer: str, shown: bool) -> None:
    """What this check-in says of the silence before it counts in it already."""
    history = after(reported(days_ago=9, safety_list=True, neck=4), WATCHED)

    assert shown == (
        "safety" in keys(history, bridge=answer, where="neck", score_neck="2", tingling="no")
    )


@pytest.mark.parametrize(("days_ago", "shown"), [(27, False), (28, True)])
def test_every_28_days_in_an_episode(days_ago: int, shown: bool) -> None:
    """Counted from the last time it was answered, alone or in a check-in."""
    listed = f.FlagsAnswered(at=at(days_ago), no=SAFETY_LIST, safety_list=True)
    history = after(reported(days_ago=40, neck=4), listed, reported(days_ago=15, neck=4))

    assert shown == ("safety" in keys(history, where="neck", score_neck="2"))


def test_a_quiet_episode_does_not_ask_again() -> None:
    """Three reports without pain in the two weeks since."""
    history = after(
        reported(days_ago=29, safety_list=True, neck=4),
        *(reported(days_ago=days) for days in (12, 8, 4)),
    )

    assert "safety" not in keys(history, where="none")


def test_none_of_these_is_a_no_to_the_whole_list_and_nothing_else() -> None:
    """A tick leaves the others unknown, skipping leaves all unknown."""
    given = {"where": "neck", "score_neck": "2", "radiates": "_", "tingling": "_", "weakness": "_"}
    none = request(after(), **given, safety="none", sudden_onset="_")
    some = request(after(), **given, safety="fever calf_swelling", sudden_onset="_")
    skipped = request(after(), **given, safety="_", sudden_onset="_")

    pain = (("neck", 2),)
    assert CheckIn(pain=pain, no=SAFETY_LIST, safety_list=True, form="one") == none
    ticked = CheckIn(pain=pain, yes=("fever", "calf_swelling"), safety_list=True, form="one")
    assert ticked == some
    assert CheckIn(pain=pain, form="one") == skipped


def test_none_of_these_and_a_tick_is_no_answer() -> None:
    """It has to be one or the other."""
    with pytest.raises(Unasked, match="safety: expected some of its options"):
        draft(after(), alone=True, safety="none fever")


def test_the_safety_list_alone_asks_what_follows_from_it() -> None:
    """It tells nothing about pain."""
    assert ["safety"] == keys(after(), alone=True, safety="fever")
    assert ["safety", "rapidly_worse", "sudden_onset"] == keys(
        after(), alone=True, safety="gait_change pulsating_tummy"
    )
    assert AnswerFlags(
        yes=("rapidly_worse", "hand_clumsy"), safety_list=True, form="one"
    ) == request(after(), alone=True, safety="hand_clumsy", rapidly_worse="yes")


# --- follow-ups ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"where": "none", "tingling": "yes", "tingling_where": "tingling_arm_one"}, True),
        ({"where": "none", "weakness": "yes", "weakness_where": "weakness_leg_one"}, True),
        ({"where": "neck", "score_neck": "1", "radiates": "radiates_neck_shoulder"}, True),
        ({"where": "neck", "score_neck": "9", "radiates": "none", "tingling": "no"}, False),
    ],
)
def test_spreading_or_stronger_is_asked_of_nerve_signs(
    given: Mapping[str, str], asked: bool
) -> None:
    """Whether it spreads or gets stronger has a sense only if there is something."""
    assert asked == ("neuro_worse" in keys(STEADY, **given))


def test_sudden_onset_is_asked_of_new_pain() -> None:
    """Old pain began long ago."""
    assert "sudden_onset" in keys(after(), where="neck", score_neck="2")
    assert "sudden_onset" not in keys(STEADY, where="neck", score_neck="2")


# --- what was before -------------------------------------------------------------------------

WATCHED = f.LevelChanged(at=at(9), level=Level.WATCH, rules=("W1",))


@pytest.mark.parametrize(("days_ago", "asked"), [(7, False), (8, True)])
def test_a_silence_of_more_than_a_week_is_asked_about(days_ago: int, asked: bool) -> None:
    """With its day and the places that hurt."""
    pain = reported(days_ago=days_ago, neck=4, arm_l=2, lower_back=1)
    history = after(pain, f.LevelChanged(at=at(days_ago), level=Level.WATCH, rules=("W1",)))
    first = questions(history, draft(history))[0]

    assert asked == (first.key == "bridge")
    if asked:
        assert (TODAY - timedelta(days=8), ("neck", "arm_l")) == (first.since, first.regions)


@pytest.mark.parametrize(
    "facts",
    [
        (reported(days_ago=9, neck=4),),
        (reported(days_ago=9, neck=1), WATCHED),
        (reported(days_ago=50, neck=4), WATCHED, reported(days_ago=9)),
        (reported(days_ago=9, neck=4), WATCHED, f.Bridged(at=at(1), answer="gone")),
        (reported(days_ago=9, neck=4), WATCHED, reported(days_ago=0)),
        (WATCHED,),
    ],
    ids=["no reason", "a trace", "long over", "told already", "not the first", "never reported"],
)
def test_a_silence_is_asked_about_once_and_with_reason(facts: tuple[Fact, ...]) -> None:
    """Only pain that there was reason to keep an eye on."""
    assert "bridge" not in keys(after(*facts))


def test_the_safety_list_alone_breaks_no_silence() -> None:
    """It says nothing of pain."""
    listed = f.FlagsAnswered(at=at(3), no=SAFETY_LIST, safety_list=True)

    assert "bridge" == keys(after(reported(days_ago=9, neck=4), WATCHED, listed))[0]


def test_a_silence_is_asked_about_where_no_daemon_displays_a_level() -> None:
    """The rules say themselves that there was reason."""
    pain = [reported(days_ago=each, neck=4) for each in (11, 10, 9)]

    assert "bridge" == keys(after(*pain))[0]


def test_a_leave_is_asked_about_however_short() -> None:
    """The first check-in after it."""
    leave = f.WasOnLeave(at=at(3), first=TODAY - timedelta(days=3), last=TODAY - timedelta(days=2))
    history = after(reported(days_ago=4, neck=4), WATCHED, leave)

    assert "bridge" == keys(history)[0]
    assert "bridge" not in keys(tell(history, reported(days_ago=1, neck=4)))


def test_the_exercise_that_hurt_is_asked_about_once() -> None:
    """Nowhere is an answer; a skipped one is asked again."""
    history = after(f.ExerciseHurt(at=at(1), exercises=("hug_stretch",)))
    told = request(history, hurt="neck shoulder_l", **NOTHING)
    nowhere = request(history, hurt="none", **NOTHING)

    assert isinstance(told, CheckIn) and isinstance(nowhere, CheckIn)
    assert (("neck", "shoulder_l"), ()) == (told.hurt, nowhere.hurt)
    skipped = request(history, hurt="_", **NOTHING)
    assert isinstance(skipped, CheckIn) and skipped.hurt is None
    assert "hurt" == keys(after(*_done(history, skipped)))[0]
    assert "hurt" != keys(after(*_done(history, nowhere)))[0]


def _done(history: History, said: CheckIn) -> tuple[Fact, ...]:
    hurt = f.ExerciseHurt(at=at(1), exercises=("hug_stretch",))
    outcome = on_said(history, at(), said)
    assert isinstance(outcome, tuple)
    return (hurt, *outcome)


EMERGENCY = (
    f.CheckedIn(at=at(2), yes=("tingling_legs_both", "chest_pain")),
    f.LevelChanged(at=at(2), level=Level.URGENT, rules=("E1", "E2")),
)


def test_an_open_emergency_is_the_first_question() -> None:
    """Whether it is still so; each for itself, in the order of the rules."""
    asked = questions(after(*EMERGENCY), draft(after(*EMERGENCY)))

    assert ["still:tingling_legs_both", "still:chest_pain"] == [each.key for each in asked[:2]]
    assert ("still", "stopped", "checked") == asked[0].options


def test_what_became_of_an_emergency_is_kept() -> None:
    """Still so is a yes, stopped a no, checked a visit; it is not asked a second time."""
    history = after(*EMERGENCY, f.CheckedIn(at=at(1), yes=("fever",)))
    started = answered(
        history, Draft(form="one", day=TODAY), "still:tingling_legs_both", ("still",)
    )
    started = answered(history, started, "still:chest_pain", ("checked",))
    asked = {each.key: each for each in questions(history, started)}
    told = request_of(
        history,
        filled(
            history,
            started,
            {"where": (NONE,), "tingling": ("no",), "weakness": ("no",)}
            | {"neuro_worse": ("no",), "safety": (NONE,)},
        ),
    )

    assert "tingling_legs_both" not in asked["tingling"].flags
    assert "chest_pain" not in asked["safety"].options
    assert isinstance(told, CheckIn)
    assert (("tingling_legs_both",), ("chest_pain",)) == (told.yes, told.checked)
    assert not {"tingling_legs_both", "chest_pain"} & set(told.no)
    visit, report = on_said(history, at(), told)  # type: ignore[misc]
    assert isinstance(visit, f.SeenProfessional)
    assert ("tingling_legs_both", "fever") == visit.kept
    assert visit.at < report.at


def test_an_emergency_that_has_stopped_is_a_no() -> None:
    """And the rest of the questions are asked as ever."""
    history = after(*EMERGENCY)
    stopped = {"still:tingling_legs_both": ("stopped",), "still:chest_pain": ("stopped",)}
    quick = {key: (word,) for key, word in NOTHING.items()}
    told = request_of(history, filled(history, Draft(form="one", day=TODAY), stopped | quick))

    assert isinstance(told, CheckIn)
    assert {*TINGLING, *WEAKNESS, "chest_pain"} == set(told.no)


# --- going back ------------------------------------------------------------------------------


def test_a_correction_drops_what_it_makes_unasked() -> None:
    """Coming back to it, the score has to be given again."""
    severe = draft(
        STEADY, where="neck arm_l", score_neck="8", score_arm_l="2", radiates="none", tingling="no"
    )
    milder = answered(STEADY, severe, "where", ("arm_l",))

    assert {"where", "score:arm_l", "radiates", "tingling"} == set(milder.answers)
    again = answered(STEADY, milder, "where", ("neck", "arm_l"))
    following = next_question(STEADY, again)
    assert following is not None and "score:neck" == following.key


def test_going_back_goes_to_the_question_before() -> None:
    """From the open one, from an answered one, and no further than the first."""
    half = draft(STEADY, where="neck", score_neck="2")

    assert "score:neck" == key_of(before(STEADY, half))
    assert "where" == key_of(before(STEADY, half, "score:neck"))
    assert None is before(STEADY, half, "where")


def key_of(question: Question | None) -> str:
    """The key of a question that is there."""
    assert question is not None
    return question.key


def test_what_is_not_asked_cannot_be_answered() -> None:
    """The complaint does not repeat the answer."""
    with pytest.raises(Unasked, match="that is not asked now"):
        draft(STEADY, where="none", character="constant")
    with pytest.raises(Unasked, match="score: expected one of its options") as raised:
        draft(STEADY, where="neck", score_neck="11")
    assert "11" not in str(raised.value) and "neck" not in str(raised.value)


# --- laws ------------------------------------------------------------------------------------

HISTORIES = [
    after(),
    STEADY,
    after(reported(days_ago=10, neck=4), WATCHED, f.ExerciseHurt(at=at(1), exercises=("a",))),
    after(*EMERGENCY),
    after(reported(days_ago=0, neck=3)),
]


def answer_to(data: st.DataObject, question: Question) -> Answer:
    """Any answer that the question takes."""
    options = [each for each in question.options if each != NONE]
    ways: list[st.SearchStrategy[Answer]] = [st.sampled_from(options).map(lambda word: (word,))]
    if not question.needed:
        ways.append(st.just(SKIPPED))
    if question.kind is Kind.SEVERAL:
        ways.append(st.lists(st.sampled_from(options), min_size=1, unique=True).map(tuple))
        ways.append(st.just((NONE,) if NONE in question.options else (options[0],)))
    return data.draw(st.one_of(ways))


@settings(deadline=None)
@given(
    history=st.sampled_from(HISTORIES),
    alone=st.booleans(),
    steps=st.integers(0, 30),
    data=st.data(),
)
def test_any_answers_and_corrections_end_incomplete_or_in_what_was_asked(
    history: History, alone: bool, steps: int, data: st.DataObject
) -> None:
    """A check-in contains only what was asked, and nothing while something is open."""
    made = Draft(form="one", day=TODAY, alone=alone)
    for _ in range(steps):
        asked = questions(history, made)
        corrected = data.draw(st.sampled_from(asked)) if data.draw(st.booleans()) else None
        question = corrected or next_question(history, made)
        if question is not None:
            made = answered(history, made, question.key, answer_to(data, question))
    asked = questions(history, made)
    told = request_of(history, made)

    assert {each.key for each in asked} >= set(made.answers)
    assert (told is None) == any(each.key not in made.answers for each in asked)
    if told is None:
        return
    flags = {flag for each in asked for flag in each.flags}
    assert set(told.yes) | set(told.no) <= flags
    assert not set(told.yes) & set(told.no)
    skipped = {f for each in asked if not made.answers[each.key] for f in each.flags}
    other = {f for each in asked if made.answers[each.key] for f in each.flags}
    assert not (set(told.yes) | set(told.no)) & (skipped - other)
    assert isinstance(on_said(history, at(), told), tuple)
    if isinstance(told, CheckIn):
        assert {region for region, _ in told.pain} <= set(made.answers["where"])


@settings(deadline=None)
@given(history=st.sampled_from(HISTORIES), data=st.data())
def test_the_way_there_does_not_matter(history: History, data: st.DataObject) -> None:
    """All answers at once, in any order, come to the same as one after the other."""
    made = Draft(form="one", day=TODAY)
    while (question := next_question(history, made)) is not None:
        made = answered(history, made, question.key, answer_to(data, question))
    shuffled = data.draw(st.permutations(list(made.answers.items())))
    at_once = filled(history, Draft(form="one", day=TODAY), dict(shuffled))

    assert made == at_once
    assert request_of(history, made) == request_of(history, at_once)


words = st.sampled_from([*REGIONS, *FLAGS, "yes", "no", "none", "still", "5", "11", "", "haunted"])


@settings(deadline=None)
@given(
    history=st.sampled_from(HISTORIES),
    sent=st.dictionaries(
        st.sampled_from(["where", "score:neck", "safety", "tingling", "bridge", "x", "also"]),
        st.lists(words, max_size=4).map(tuple),
    ),
    alone=st.booleans(),
)
def test_whatever_is_sent_makes_no_senseless_request(
    history: History, sent: dict[str, Answer], alone: bool
) -> None:
    """A forged form is a draft with less in it."""
    made = filled(history, Draft(form="one", day=TODAY, alone=alone), sent)
    told = request_of(history, made)

    assert set(made.answers.items()) <= set(sent.items())
    assert told is None or isinstance(on_said(history, at(), told), tuple)
