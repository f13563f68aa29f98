"""Small diaries, and exactly what the report says of them."""

from datetime import date, timedelta

import pytest

from unhunch.body import facts as b
from unhunch.body.episodes import Certainty, Label, Status
from unhunch.body.terms import FLAGS, REGIONS, SAFETY_LIST
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer
from unhunch.fact import Fact
from unhunch.report import Period, Person, TooLong, to_json
from unhunch.report.data import (
    Care,
    Completeness,
    EpisodeRow,
    Gap,
    Impact,
    OnLeave,
    RegionRow,
    Report,
    SafetyList,
    Said,
    Symptom,
    Ticked,
    Tried,
)

from .diaries import NOW, SPRING, TODAY, at, day, felt, in_order, listed, offered, reported, worked


def ticked(report: Report) -> list[tuple[str, bool, bool]]:
    """Each ticked item of the safety list: its name, checked, retracted."""
    return [
        (each.item, each.checked_by_professional, each.retracted)
        for each in report.safety_list.ticked
    ]


def region(report: Report, name: str) -> RegionRow:
    """The row of one region."""
    [row] = [row for row in report.regions if row.region == name]
    return row


def test_what_was_reported_under_a_wrong_clock_is_on_its_own_day() -> None:
    """The clock was a year ahead, and was put right."""
    year = timedelta(days=364)
    ahead = [felt(day(70), neck=2), felt(day(72) + year, neck=6)]
    report = reported([*ahead, f.ClockSet(at=at(day(72), 17), by=-year)])

    assert (6, 2) == (region(report, "neck").current, region(report, "neck").report_days_28d)


# --- nothing ---------------------------------------------------------------------------------


def test_an_empty_diary_says_nothing() -> None:
    """Without a single fact every count is what was counted, and everything else is unknown."""
    report = reported([])

    assert Completeness(expected_days=0, report_days=0, paused_days=0, longest_gap_days=None) == (
        report.completeness
    )
    assert SafetyList(last_asked=None, ticked=(), never_asked=SAFETY_LIST) == report.safety_list
    assert (
        RegionRow(
            region="neck",
            current=None,
            median_28d=None,
            worst_28d=None,
            pain_days_28d=0,
            report_days_28d=0,
        )
        == report.regions[0]
    )
    assert ((), (), (), ()) == (report.episodes, report.symptoms, report.tried, report.care)
    assert {None} == {point.worst for point in report.series}
    assert (None, None) == (
        report.exposure.screen_hours_median,
        report.exposure.longest_sit_min_median,
    )


def test_the_report_says_what_made_it_and_for_which_days() -> None:
    """Program, version, ruleset, moment, zone, language and period."""
    meta = reported([], locale="en_GB").meta

    assert ("Unhunch", "0.2.0", "0.2") == (meta.app, meta.version, meta.ruleset)
    assert (NOW, "Europe/Berlin", "en_GB") == (meta.generated_at, meta.tz, meta.locale)
    assert meta.period == SPRING


def test_the_period_ends_today_at_the_latest() -> None:
    """Nobody reports tomorrow's pain."""
    report = reported([], Period(from_=day(0), to=TODAY + timedelta(days=9)))

    assert Period(from_=day(0), to=TODAY) == report.meta.period


# --- scores ----------------------------------------------------------------------------------


def test_a_region_has_its_latest_usual_and_worst_score() -> None:
    """Of four report days in the last 28: 0, 3, 6 and 1, the median is 2, two are pain days."""
    facts = [felt(day(60), neck=3), felt(day(62), neck=6), felt(day(63)), felt(day(70), neck=1)]

    assert RegionRow(
        region="neck",
        current=1,
        median_28d=2.0,
        worst_28d=6,
        pain_days_28d=2,
        report_days_28d=4,
    ) == region(reported(facts), "neck")


def test_a_pain_day_begins_at_two() -> None:
    """1 is a trace, and counts as no pain day."""
    row = region(reported([felt(day(70), neck=1), felt(day(71), neck=2)]), "neck")

    assert (1, 2) == (row.pain_days_28d, row.report_days_28d)


def test_scores_older_than_28_days_are_not_usual() -> None:
    """The window holds the last day and the 27 before it."""
    last, before = TODAY - timedelta(days=27), TODAY - timedelta(days=28)

    assert 1 == region(reported([felt(last, neck=9)]), "neck").report_days_28d
    assert 0 == region(reported([felt(before, neck=9)]), "neck").report_days_28d
    assert region(reported([felt(before, neck=9)]), "neck").current is None


def test_two_check_ins_of_a_day_are_one_with_the_higher_score() -> None:
    """The day's value is the highest of the day."""
    report = reported([felt(day(70), hour=9, neck=2), felt(day(70), hour=15, neck=5)])

    assert (5, 1) == (region(report, "neck").worst_28d, region(report, "neck").report_days_28d)


def test_a_day_with_only_flags_is_no_report_day() -> None:
    """The safety list alone says nothing about pain."""
    report = reported([listed(day(70))])

    assert 0 == report.completeness.report_days
    assert {None} == {point.worst for point in report.series}


def test_the_series_has_each_day_of_the_period_and_each_region() -> None:
    """0 where a check-in named other regions, nothing where there was none."""
    week = Period(from_=day(0), to=day(6))
    series = reported([felt(day(2), neck=4)], week).series

    assert 7 * len(REGIONS) == len(series)
    assert [None, None, 4, None, None, None, None] == [
        point.worst for point in series if point.region == "neck"
    ]
    assert [None, None, 0, None, None, None, None] == [
        point.worst for point in series if point.region == "arm_l"
    ]


# --- the safety list -------------------------------------------------------------------------


def test_a_tick_is_told_with_its_dates() -> None:
    """The first and the last tick, not checked, and the list was asked last a week later."""
    facts = [listed(day(10), "fever"), listed(day(20), "fever"), listed(day(27))]

    assert (
        SafetyList(
            last_asked=day(27),
            ticked=(
                Ticked(
                    item="fever",
                    first=day(10),
                    last=day(20),
                    checked_by_professional=False,
                    retracted=False,
                ),
            ),
            never_asked=(),
        )
        == reported(facts).safety_list
    )


@pytest.mark.parametrize(
    ("visit", "checked"),
    [
        (b.SeenProfessional(at=at(day(9)), on=day(9)), False),
        (b.SeenProfessional(at=at(day(10), 12)), False),
        (b.SeenProfessional(at=at(day(10), 18)), True),
        (b.SeenProfessional(at=at(day(12)), on=day(10)), True),
        (b.SeenProfessional(at=at(day(12)), on=day(12)), True),
        (b.SeenProfessional(at=at(day(12)), on=day(12), kept=("fever",)), False),
    ],
    ids=["before", "earlier that day", "later that day", "that day", "after", "not discussed"],
)
def test_a_tick_is_checked_by_a_visit_on_or_after_it(visit: Fact, checked: bool) -> None:
    """On one day a tick that came later than the visit is still open."""
    assert [("fever", checked, False)] == ticked(reported([listed(day(10), "fever"), visit]))


def test_a_tick_taken_back_is_told_as_a_mistake() -> None:
    """The person may have ticked something by accident, and it stays on the page as that."""
    facts = [listed(day(10), "fever"), b.Retracted(at=at(day(10), 17), flag="fever")]
    report = reported(facts)

    assert [("fever", False, True)] == ticked(report)
    assert "fever" not in report.safety_list.never_asked


def test_what_is_open_is_told_however_old_it_is() -> None:
    """Chest pain of half a year ago that nobody looked at is on the page; what was checked is
    not."""
    old = SPRING.from_ - timedelta(days=90)
    facts = [
        listed(old, "fever"),
        b.SeenProfessional(at=at(old, 20)),
        listed(old + timedelta(days=1), "chest_pain"),
    ]

    assert [("chest_pain", False, False)] == ticked(reported(facts))


def test_an_item_that_was_never_answered_is_named() -> None:
    """Unknown is not no: one answer to one item leaves the others never asked."""
    report = reported([felt(day(3), no=["fever"])])

    assert tuple(flag for flag in SAFETY_LIST if flag != "fever") == report.safety_list.never_asked
    assert day(3) == report.safety_list.last_asked


# --- episodes --------------------------------------------------------------------------------


def test_an_episode_is_told_with_its_course() -> None:
    """Neck pain for ten weeks, easing from 6 to 3, with a silence that was said to be full of
    it."""
    old = SPRING.from_ - timedelta(days=8)
    scores = {0: 6, 2: 6, 5: 6, 30: 5, 40: 3, 60: 3, 75: 3}
    facts = [felt(old), *(felt(day(number), neck=score) for number, score in scores.items())]
    facts += [b.Bridged(at=at(day(60)), answer="came_and_went")]
    gaps = [(5, 30, None), (30, 40, None), (40, 60, "came_and_went"), (60, 75, None)]
    [*_, last] = reported(in_order(facts)).episodes

    assert (
        EpisodeRow(
            group="U",
            regions=("neck",),
            start=day(30),
            start_certainty=Certainty.AT_LEAST,
            last_pain_day=day(75),
            status=Status.ACTIVE,
            duration_days=51,
            label=Label.SUBACUTE,
            baseline_median=4.0,
            recent_median=3.0,
            change=-1.0,
            flares_182d=0,
            gaps=tuple(
                Gap(from_=day(first), to=day(end), bridge_answer=answer)
                for first, end, answer in gaps[1:]
            ),
        )
        == last
    )


def test_an_episode_that_ended_before_the_period_is_left_out() -> None:
    """Only spells with a day of pain in the period are told; their start may be older."""
    old = SPRING.from_ - timedelta(days=60)
    facts = [felt(old, neck=5), felt(old + timedelta(days=1), neck=5)]
    reaching = [felt(SPRING.from_ - timedelta(days=2), neck=5), felt(day(1), neck=5)]

    assert () == reported(facts).episodes
    assert [SPRING.from_ - timedelta(days=2)] == [
        each.start for each in reported(reaching).episodes
    ]


# --- answers ---------------------------------------------------------------------------------


def test_a_symptom_has_its_dates_and_since_when_it_is_denied() -> None:
    """Tingling on two days, no to it on two later ones; the first no counts."""
    flag = "tingling_arm_one"
    facts = [
        felt(day(1), yes=[flag, "neuro_worse"]),
        felt(day(4), yes=[flag]),
        felt(day(8), no=[flag]),
        felt(day(9), no=[flag]),
    ]

    assert (
        Symptom(
            item=flag,
            side=None,
            first=day(1),
            last=day(4),
            dates=2,
            denied_since=day(8),
            trend=None,
        ),
    ) == reported(facts).symptoms


def test_a_symptom_of_both_sides_has_a_side_and_one_that_grows_a_trend() -> None:
    """Only what was told: which of the two sides it is, is not asked."""
    report = reported([felt(day(1), yes=["tingling_arms_both", "neuro_worse"])])

    assert [("both", "worse", None)] == [
        (each.side, each.trend, each.denied_since) for each in report.symptoms
    ]


def test_counts_of_what_was_never_asked_are_unknown() -> None:
    """No answer about work in 14 days is a blank; one no makes it a zero; a yes is counted."""
    silent, denied = [felt(day(75), neck=3)], [felt(day(75), no=["interferes"])]
    said = [felt(day(60), yes=["interferes"]), *denied, felt(day(76), yes=["interferes"])]

    def impact(facts: list[Fact]) -> tuple[int | None, int | None]:
        told: Impact = reported(facts).impact
        return told.work_interference_days_14d, told.work_interference_days_28d

    assert (None, None) == impact(list(silent))
    assert (0, 0) == impact(list(denied))
    assert (1, 2) == impact(list(said))


def test_what_makes_it_worse_is_counted_over_the_days_it_was_asked() -> None:
    """Sitting on one of two days; nothing eases it: asked twice, never said."""
    facts = [
        felt(day(1), yes=["worse_sitting"], no=["constant"]),
        felt(day(2), no=["worse_sitting", "constant"]),
    ]
    told = reported(facts).modifiers

    assert (Said(item="worse_sitting", dates=1, asked=2),) == told.worse
    assert () == told.better
    assert Said(item="constant", dates=0, asked=2) == told.constant


@pytest.mark.parametrize(
    ("during", "after", "told"),
    [
        ([felt(day(33)), felt(day(35))], 5, OnLeave.YES),
        ([felt(day(33), neck=5)], 5, OnLeave.NO),
        ([felt(day(33))], 0, OnLeave.NO),
        ([], 5, OnLeave.UNKNOWN),
        ([b.Bridged(at=at(day(42), 15), answer="gone")], 5, OnLeave.YES),
        ([b.Bridged(at=at(day(42), 15), answer="most_of_the_time")], 5, OnLeave.NO),
        ([b.Bridged(at=at(day(42), 15), answer="dont_remember")], 5, OnLeave.UNKNOWN),
    ],
    ids=["eased", "stayed", "did not return", "silence", "gone", "stayed, said", "forgotten"],
)
def test_better_on_leave_is_what_was_reported(
    during: list[Fact], after: int, told: OnLeave
) -> None:
    """Pain of 5 before a week of leave, then this, then back at the desk."""
    leave = b.WasOnLeave(at=at(day(28), 9), first=day(30), last=day(37))
    facts = [felt(day(24), neck=5), felt(day(28), neck=5), leave, *during]
    facts.append(felt(day(42), neck=after) if after else felt(day(42)))

    assert told is reported(in_order(facts)).modifiers.better_on_leave


# --- days at the desk ------------------------------------------------------------------------


def test_days_at_the_computer_have_medians() -> None:
    """Three days with bouts of 30, 60 and 90 min, each twice with 30 min of standing after it."""
    facts = [fact for n, sat in enumerate((30, 60, 90)) for fact in worked(day(n), sat=sat)]
    told = reported(facts).exposure

    assert (3.0, 60) == (told.screen_hours_median, told.longest_sit_min_median)
    assert (0, 0, 6) == (told.breaks_offered, told.breaks_taken, told.breaks_unprompted)


def test_what_is_shown_in_between_adds_no_hours() -> None:
    """An hour at the desk is one, however many prompts and cues were seen in it."""
    cues = [f.CueShown(at=at(day(0), 9, minute), reminder="eyes") for minute in (10, 30, 50)]
    told = reported(in_order([*worked(day(0), sat=60), *cues, *offered(day(0), 1, None)])).exposure

    assert 3.0 == told.screen_hours_median


def test_who_sits_through_the_night_was_there_on_both_days() -> None:
    """Also where the report begins or ends with that midnight, or the night is the last one."""
    night = [
        f.BoutBegan(at=at(day(4), 22)),
        f.CueShown(at=at(day(5), 0, 30), reminder="eyes"),
        f.AwayBegan(at=at(day(5), 1)),
        f.BoutEnded(at=at(day(5), 1), sat=timedelta(hours=3)),
    ]

    def hours(first: int, last: int) -> float | None:
        told = reported(night, Period(from_=day(first), to=day(last)))
        return told.exposure.screen_hours_median

    assert (2.0, 1.0, 1.5) == (hours(0, 4), hours(5, 9), hours(0, 9))


def test_a_day_that_was_forgotten_is_no_day_at_the_desk() -> None:
    """Of the evening before it, only the beginning is left; of the morning after, all but that."""
    facts = [f.BoutBegan(at=at(day(3), 23)), *worked(day(5), sat=60)[1:], *worked(day(6), sat=60)]

    assert 2.5 == reported(in_order(facts)).exposure.screen_hours_median


def test_breaks_are_taken_when_they_are_done_or_started() -> None:
    """Of four offered, one was started, one done; skipped and expired ones were not taken."""
    answers = (Answer.START, Answer.DONE, Answer.SKIP, None)
    facts = [fact for n, answer in enumerate(answers) for fact in offered(day(n), n, answer)]
    told = reported(facts).exposure

    assert (4, 2) == (told.breaks_offered, told.breaks_taken)


def test_a_prompt_that_comes_back_was_offered_once() -> None:
    """And one that the person asked for was not offered."""
    asked = f.PromptShown(at=at(day(0), 15), prompt=2, reminders=("stretch",), asked=True)
    back = f.PromptShown(at=at(day(0), 11), prompt=1, reminders=("stretch",), again=True)

    assert 1 == reported([*offered(day(0), 1, None)[:1], back, asked]).exposure.breaks_offered


def test_a_break_that_is_started_and_then_done_is_one() -> None:
    """Start leaves the prompt open; its end is no second break."""
    facts = offered(day(0), 1, Answer.START)
    facts.append(f.PromptAnswered(at=at(day(0), 10, 9), prompt=1, answer=Answer.DONE, by="user"))

    assert 1 == reported(facts).exposure.breaks_taken


def test_exercises_are_told_with_how_often_they_were_started() -> None:
    """Twice in two weeks is once a week; what was skipped was not tried."""
    facts = [
        *offered(day(0), 1, Answer.START, "chin-glide"),
        *offered(day(5), 2, Answer.SKIP, "wall-angels"),
        *offered(day(13), 3, Answer.START, "chin-glide", "neck-turns"),
    ]

    assert (
        Tried(what="stretch_break", from_=day(0), to=day(13), times_per_week=1.0),
        Tried(what="chin-glide", from_=day(0), to=day(13), times_per_week=1.0),
        Tried(what="neck-turns", from_=day(13), to=day(13), times_per_week=1.0),
    ) == reported(facts).tried


def test_visits_are_told_with_who_it_was_if_that_was_said() -> None:
    """Oldest first; the same visit told twice is one."""
    facts: list[Fact] = [
        b.SeenProfessional(at=at(day(40)), on=day(38), who="gp"),
        b.SeenProfessional(at=at(day(41)), on=day(38), who="gp"),
        b.SeenProfessional(at=at(day(20))),
    ]

    assert (
        Care(date=day(20), who=None, note=None),
        Care(date=day(38), who="gp", note=None),
    ) == reported(in_order(facts)).care


# --- completeness ----------------------------------------------------------------------------


def test_check_ins_are_expected_daily_in_the_first_two_weeks_of_work() -> None:
    """Ten working days, no pain, five check-ins: ten were expected."""
    workdays = [day(n) for n in range(14) if day(n).weekday() < 5]
    facts = [b.StatementAccepted(at=at(day(0), 8), ruleset="0.2")]
    facts += [fact for each in workdays for fact in worked(each)]
    facts += [felt(each) for each in workdays[::2]]
    week = Period(from_=day(0), to=day(13))

    assert (
        Completeness(expected_days=10, report_days=5, paused_days=0, longest_gap_days=3)
        == reported(in_order(facts), week).completeness
    )


def test_later_and_without_pain_two_a_week_are_expected() -> None:
    """From the third week on Tuesdays and Thursdays; a Thursday off moves to Friday."""
    facts: list[Fact] = [b.StatementAccepted(at=at(day(0), 8), ruleset="0.2"), felt(day(0))]
    later = Period(from_=day(14), to=day(20))
    usual = [fact for n in range(14, 19) for fact in worked(day(n))]
    friday = [fact for n in (14, 15, 16, 18) for fact in worked(day(n))]

    assert 2 == reported(facts + usual, later).completeness.expected_days
    assert 2 == reported(facts + friday, later).completeness.expected_days


def test_nothing_is_expected_on_leave_or_away_from_the_desk() -> None:
    """A week of leave takes its days out; a day without half an hour of presence is no day."""
    facts: list[Fact] = [b.StatementAccepted(at=at(day(0), 8), ruleset="0.2")]
    facts += [fact for n in range(5) for fact in worked(day(n))]
    facts += worked(day(7), sat=1)[:3]
    facts += [b.WasOnLeave(at=at(day(3), 7), first=day(3), last=day(9))]
    told = reported(in_order(facts), Period(from_=day(0), to=day(9))).completeness

    assert (3, 7) == (told.expected_days, told.paused_days)


def test_leave_without_an_end_is_told_as_far_as_the_period_goes() -> None:
    """A pause until the year 9999 is a few days of this report."""
    leave = b.WasOnLeave(at=at(day(3), 7), first=day(3), last=date.max)

    assert 7 == reported([leave], Period(from_=day(0), to=day(9))).completeness.paused_days


def test_the_longest_gap_is_counted_from_the_first_check_in_on() -> None:
    """What came before the diary is no gap; what followed the last check-in is."""
    gap = reported([felt(day(10)), felt(day(15))], Period(from_=day(0), to=day(30)))
    none = reported([felt(day(0)), felt(day(1))], Period(from_=day(0), to=day(1)))

    assert 15 == gap.completeness.longest_gap_days
    assert 0 == none.completeness.longest_gap_days


# --- the person, and JSON --------------------------------------------------------------------


def test_what_the_person_types_is_one_paragraph_of_at_most_280_characters() -> None:
    """Line breaks become spaces; one character more is refused with both numbers."""
    assert "It hurts. A lot." == Person(free_text="  It hurts.\n\nA lot. ").free_text
    assert Person(name="  ").name is None
    assert "x" * 280 == Person(goals="x" * 280).goals
    with pytest.raises(TooLong, match="280 characters, and this has 281") as refused:
        Person(free_text="x" * 281)
    assert "free_text" == refused.value.field


def test_json_has_the_names_of_the_data_model() -> None:
    """From and to by these names, dates as text, null for unknown."""
    told = to_json(reported([felt(day(70), neck=4)], person=Person(name="Jo")))

    assert {"from": "2026-03-09", "to": "2026-05-29"} == told["meta"]["period"]
    assert {"name": "Jo", "age_band": None, "free_text": None, "goals": None} == told["person"]
    assert {
        "region": "neck",
        "current": 4,
        "median_28d": 4.0,
        "worst_28d": 4,
        "pain_days_28d": 1,
        "report_days_28d": 1,
    } == told["regions"][0]
    assert {"date": "2026-03-09", "region": "neck", "worst": None} == told["series"][0]
    assert "unknown" == told["modifiers"]["better_on_leave"]


def test_no_level_and_no_rule_is_in_the_data() -> None:
    """Even when everything is ticked: the professional sees data, not the program's opinion."""
    facts = [felt(date(2026, 5, 1) + timedelta(days=n), yes=FLAGS, neck=10) for n in range(20)]
    words = set(str(to_json(reported(facts))).replace("'", " ").split())

    assert set() == words & {"urgent", "soon", "consider", "watch", "level", "rules", "E1", "S2"}
