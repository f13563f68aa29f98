"""The rules read aloud, in one long file: each row of the table is a function that quotes its row.

A second reading of rules.md sections 2 to 7, for comparing with `unhunch.body`, of which nothing is
used here. It is slow, and written to be checked by eye, sentence by sentence.

A history is a JSON object in the format of vignettes.md. Besides, reports and `seen` may have "t"
(the part of the day that was over), and a report with `"completed": false` is answers to flags
alone: no pain is known from it and it makes no report day.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import pairwise
from statistics import median
from typing import Any

GROUPS = {
    "U": ("neck", "upper_back", "shoulder_l", "shoulder_r"),
    "A": ("arm_l", "arm_r"),
    "L": ("lower_back",),
}
REGIONS = GROUPS["U"] + GROUPS["A"] + GROUPS["L"]

RADIATES = ("radiates_neck_shoulder", "radiates_arm", "radiates_leg")
TINGLING = ("tingling_arm_one", "tingling_arms_both", "tingling_leg_one", "tingling_legs_both")
WEAKNESS = ("weakness_arm_one", "weakness_leg_one", "weakness_arms_both", "weakness_legs_both")
NERVE = (
    *TINGLING,
    *WEAKNESS,
    "radiates_arm",
    "radiates_leg",
    "hand_clumsy",
    "gait_change",
    "electric_shock",
)
DETAILS = (
    "worse_twist_extend",
    "worse_sitting",
    "better_movement_position",
    "constant",
    "worse_straining",
    "night_pain",
    "interferes",
    "morning_stiff_45",
    "worried",
    "painkillers_most_days",
    "neuro_worse",
    "rapidly_worse",
    "sudden_onset",
)
SAFETY_LIST = (
    "chest_pain",
    "short_of_breath",
    "sweaty_faint",
    "tearing_sudden",
    "exertional_eases_rest",
    "bladder_change",
    "bowel_change",
    "saddle_numb",
    "sexual_change",
    "hand_clumsy",
    "gait_change",
    "electric_shock",
    "face_speech_sudden",
    "worst_headache",
    "dizzy_double_vision",
    "vision_loss",
    "headache_jaw_scalp",
    "major_trauma",
    "fever",
    "stiff_confused_rash",
    "weight_loss",
    "shape_change",
    "pulsating_tummy",
    "calf_swelling",
)
FLAGS = (*RADIATES, *TINGLING, *WEAKNESS, *DETAILS, *SAFETY_LIST)
LIMB_FLAGS = ("radiates_arm", "radiates_leg", "tingling_arm_one", "tingling_leg_one")

LEVELS = ("none", "self_care", "watch", "consider", "soon", "urgent")


def reference(history: Mapping[str, Any]) -> tuple[str, set[str]]:
    """Return the level, and the rules that give that level."""
    return highest(fired(history))


def highest(rules: Collection[tuple[str, str]]) -> tuple[str, set[str]]:
    """Return "the **maximum** over all rules that fire", and the rules that give it."""
    level = max((level for _, level in rules), key=LEVELS.index)
    return level, {rule for rule, its_level in rules if its_level == level}


def fired(history: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return each rule that fires and its level, with every Opt rule on."""
    told = Told(history)
    found = e_items(told) | s_items(told) | c_and_modified(told)
    found |= {("S8", "soon") for group in GROUPS if s8(told, group)}
    found |= {("S10", "soon") for group in GROUPS if s10(told, group)}
    found |= {("S14", "soon") for group in GROUPS if s14(told, group)}
    found |= {("W1", "watch") for group in GROUPS if w1(told, group)}
    found |= {("W2", "watch")} if w2(told) else set()
    found |= {("W3", "watch")} if w3(told) else set()
    found |= {("W5", "watch")} if w5(told) else set()
    found |= {("W7", "watch") for group in GROUPS if w7(told, group)}
    found |= {("K1", "self_care")} if k1(told) else set()
    return found or {("N1", "none")}


# --- 2 and 3: inputs, groups, day values, pain days ---------------------------------------------


class Told:
    """What the history says up to the evaluation day, merged by day.

    `yes[flag]`: the days on which the flag is yes and counts. `no[flag]`: those on which it is no.
    """

    def __init__(self, history: Mapping[str, Any]) -> None:
        """ "D is the evaluation day; nothing dated after it counts." """
        self.today: int = history["as_of"]
        self.reports = [each for each in history["reports"] if each["d"] <= self.today]
        self.events = [each for each in history.get("events", ()) if each["d"] <= self.today]
        self.days = sorted({report["d"] for report in self.reports})
        completed = [report for report in self.reports if report.get("completed", True)]
        self.report_days = sorted({report["d"] for report in completed})
        self.score = {(d, region): 0 for d in self.report_days for region in REGIONS}
        for report in completed:
            for region, score in report["pain"].items():
                self.score[report["d"], region] = max(self.score[report["d"], region], score)
        self.yes: dict[str, set[int]] = {}
        self.no: dict[str, set[int]] = {}
        for flag in FLAGS:
            self.yes[flag], self.no[flag] = merged(self, flag)

    def events_of(self, kind: str) -> list[Mapping[str, Any]]:
        """Return the events of one kind, oldest first."""
        return sorted((e for e in self.events if e["type"] == kind), key=lambda e: e["d"])

    def value(self, regions: Iterable[str], day: int) -> int:
        """ "Day value of a group = highest score of any region in it that day." A missing day has
        0 here and stands in no list of days: "never a pain day, never a clear day"."""
        return max(self.score.get((day, region), 0) for region in regions)

    def pain_days(self, group: str) -> list[int]:
        """ "**Pain day**: day value >= 2." """
        return [d for d in self.report_days if self.value(GROUPS[group], d) >= 2]

    def without_pain(self, group: str) -> list[int]:
        """ "Report days without pain (values 0-1)"."""
        return [d for d in self.report_days if self.value(GROUPS[group], d) <= 1]

    def within(self, window: int, days: Iterable[int]) -> list[int]:
        """ "A window of N days ending on D, [...] all hold the days d with D - N < d <= D." """
        return sorted(d for d in set(days) if self.today - window < d <= self.today)

    def dates(self, *flags: str, group: str | None = None) -> set[int]:
        """Return the days on which any of the flags is yes. "A flag counts for a group only on days
        on which the group has a score of 1 or more"."""
        days = set().union(*(self.yes[flag] for flag in flags))
        return {d for d in days if group is None or self.value(GROUPS[group], d) >= 1}


def merged(told: Told, flag: str) -> tuple[set[int], set[int]]:
    """Return the days on which the flag is yes and counts, and those on which it is no.

    "A flag is yes if any of them says yes, else no if any says no, else unknown." A `retract`
    "makes the most recent yes [...] (on or before the event's day, and not yet retracted) unknown:
    neither a yes nor a denial on that day. Earlier ticks stand". As all check-ins of one day are
    merged, the yes that is taken back is that of the day, however often it was ticked on it.
    """
    ticks = [report for report in told.reports if flag in report.get("flags", ())]
    ticks.sort(key=lambda report: (report["d"], report.get("t", 0)))
    retracted = set()
    for event in told.events_of("retract"):
        before = [tick for tick in ticks if tick["d"] <= event["d"]]
        if event["flag"] == flag and before:
            taken = before[-1]["d"]
            ticks = [tick for tick in ticks if tick["d"] != taken]
            retracted.add(taken)
    said_no = {report["d"] for report in told.reports if says_no(report, flag)}
    counts = {tick["d"] for tick in ticks if not is_closed(told, tick)}
    return counts, said_no - {tick["d"] for tick in ticks} - retracted


def says_no(report: Mapping[str, Any], flag: str) -> bool:
    """ "`no: ["*"]` is an explicit *no* to every flag not ticked in that check-in"."""
    denied = report.get("no", ())
    return flag not in report.get("flags", ()) and (flag in denied or "*" in denied)


def is_closed(told: Told, tick: Mapping[str, Any]) -> bool:
    """ "A flag dated on or before the last `seen` counts for no rule (E to W); where both have a
    time, a flag ticked later on the same day still counts." """
    for seen in told.events_of("seen"):
        later_that_day = (
            tick["d"] == seen["d"] and "t" in tick and "t" in seen and tick["t"] > seen["t"]
        )
        if tick["d"] <= seen["d"] and not later_that_day:
            return True
    return False


# --- 4: episodes ----------------------------------------------------------------------------------


def episode_start(told: Told, group: str) -> int | None:
    """ "Episode of a group, computed backwards from its last pain day: Start = the earliest pain
    day reachable without crossing a break." """
    start = None
    for day in reversed(told.pain_days(group)):
        if start is not None and is_break(told, group, day, start):
            break
        start = day
    return start


def is_break(told: Told, group: str, first: int, second: int) -> bool:
    """ "Break between two consecutive pain days if any of"..."""
    answers = [(e["d"], e["answer"]) for e in told.events_of("bridge")]

    # "at least 3 report days without pain (values 0-1) spanning at least 14 days lie between them"
    painless = [d for d in told.without_pain(group) if first < d < second]
    if len(painless) >= 3 and painless[-1] - painless[0] >= 14:
        return True

    # "they are at least 30 days apart and at least one report without pain lies between"
    if second - first >= 30 and len(painless) >= 1:
        return True

    # "two report days next to each other (the two pain days included) are more than 21 days apart
    # and no bridge answer after the first and up to the second is `came_and_went` or
    # `most_of_the_time`"
    for a, b in pairwise([d for d in told.report_days if first <= d <= second]):
        said = {answer for d, answer in answers if a < d <= b}
        if b - a > 21 and not said & {"came_and_went", "most_of_the_time"}:
            return True

    # "a bridge answer after the first pain day and up to the second is `gone`"
    return any(answer == "gone" and first < d <= second for d, answer in answers)


def episode_age(told: Told, group: str) -> int:
    """ "Age (evaluation day minus start)"; -1 where there is no episode."""
    start = episode_start(told, group)
    return -1 if start is None else told.today - start


# --- 5: change ------------------------------------------------------------------------------------


def improved(told: Told, group: str) -> bool:
    """ "(all report days since the episode's start, pain or not, in the last 42 days): median of
    the first three minus median of the last three >= 2 points, or >= 1 point and >= 30 % of the
    first. Needs at least 4 report days (first two / last two when there are only 4; with 5 the
    middle one is in both)." """
    days = since_start(told, group, 42)
    if len(days) < 4:
        return False
    values = [told.value(GROUPS[group], d) for d in days]
    count = 2 if len(days) == 4 else 3
    first, last = median(values[:count]), median(values[-count:])
    return first - last >= 2 or (first - last >= 1 and 100 * (first - last) >= 30 * first)


def worsening(told: Told, group: str) -> float | None:
    """Return the last median where it worsens. "The last six report days, the last 5-21 days after
    the first, whatever the episode; median of the last three minus median of the previous three
    >= 2, previous median >= 2 (already in pain), last median >= 4, last report within 7 days." """
    days = told.report_days[-6:]
    if len(days) < 6 or not 5 <= days[-1] - days[0] <= 21:
        return None
    values = [told.value(GROUPS[group], d) for d in days]
    previous, last = median(values[:3]), median(values[3:])
    recent = told.within(7, days[-1:])
    return last if last - previous >= 2 and previous >= 2 and last >= 4 and recent else None


# --- 6: the E and S items; each row returns the flags that met it on one day --------------------


class Day:
    """One merged day, as the E and S rows look at it: over all groups."""

    def __init__(self, told: Told, day: int) -> None:
        self.told = told
        self.day = day

    def yes(self, *flags: str) -> set[str]:
        """Return those of the flags that are yes and count."""
        return {flag for flag in flags if self.day in self.told.yes[flag]}

    def highest(self, *regions: str) -> int:
        """ " "Any score" there is the highest of all regions." """
        return self.told.value(regions or REGIONS, self.day)

    @property
    def spinal_pain(self) -> bool:
        """ "Spinal pain = neck, upper back or lower back >= 1." """
        return self.highest("neck", "upper_back", "lower_back") >= 1

    @property
    def upper_body_pain(self) -> bool:
        """ "Upper-body pain = neck, upper back, a shoulder or an arm >= 1." """
        return self.highest(*GROUPS["U"], *GROUPS["A"]) >= 1


def e1(day: Day) -> set[str]:
    """`chest_pain`; or `tearing_sudden`; or (`short_of_breath` or `sweaty_faint`) with upper-body
    pain"""
    breath = day.yes("short_of_breath", "sweaty_faint") if day.upper_body_pain else set()
    return day.yes("chest_pain", "tearing_sudden") | breath


def e2(day: Day) -> set[str]:
    """any of `bladder_change`, `bowel_change`, `saddle_numb`, `tingling_legs_both`,
    `weakness_legs_both`; or `sexual_change` with a lower-back score >= 1, `radiates_leg`,
    `tingling_leg_one` or `weakness_leg_one`"""
    alone = day.yes(
        "bladder_change", "bowel_change", "saddle_numb", "tingling_legs_both", "weakness_legs_both"
    )
    leg = day.yes("radiates_leg", "tingling_leg_one", "weakness_leg_one")
    return alone | (day.yes("sexual_change") if leg or day.highest("lower_back") >= 1 else set())


def e3(day: Day) -> set[str]:
    """(`hand_clumsy` or `gait_change`) **and** `rapidly_worse`; or `weakness_arms_both`"""
    rapid = day.yes("hand_clumsy", "gait_change") if day.yes("rapidly_worse") else set()
    return rapid | day.yes("weakness_arms_both")


def e4(day: Day) -> set[str]:
    """`face_speech_sudden`, `worst_headache`, `vision_loss`; or `dizzy_double_vision` with a neck
    score >= 1"""
    dizzy = day.yes("dizzy_double_vision") if day.highest("neck") >= 1 else set()
    return day.yes("face_speech_sudden", "worst_headache", "vision_loss") | dizzy


def e5(day: Day) -> set[str]:
    """`major_trauma` on day d, and any score >= 1 or a nerve symptom on one of the days d to
    d + 13"""
    after = [Day(day.told, d) for d in range(day.day, day.day + 14)]
    hurt = any(each.highest() >= 1 or each.yes(*NERVE) for each in after)
    return day.yes("major_trauma") if hurt else set()


def e6(day: Day) -> set[str]:
    """`fever` with `stiff_confused_rash`; or `fever` + spinal pain + (a nerve symptom,
    `bladder_change`, `bowel_change` or `saddle_numb`)"""
    both = day.yes("fever", "stiff_confused_rash")
    beside = day.yes(*NERVE, "bladder_change", "bowel_change", "saddle_numb")
    fever = day.yes("fever") if day.spinal_pain and beside else set()
    return fever | (both if len(both) == 2 else set())


def e7(day: Day) -> set[str]:
    """`pulsating_tummy` + spinal pain + (any score >= 7 or `sudden_onset`)"""
    also = day.spinal_pain and (day.highest() >= 7 or day.yes("sudden_onset"))
    return day.yes("pulsating_tummy") if also else set()


def s1(day: Day) -> set[str]:
    """`hand_clumsy`, `gait_change`, `electric_shock` or `tingling_arms_both`, gradual or not (S1
    fires beside E3)"""
    return day.yes("hand_clumsy", "gait_change", "electric_shock", "tingling_arms_both")


def s2(day: Day) -> set[str]:
    """`weakness_arm_one` or `weakness_leg_one`"""
    return day.yes("weakness_arm_one", "weakness_leg_one")


def s3(day: Day) -> set[str]:
    """tingling with `neuro_worse` (spreading or getting stronger)"""
    return day.yes(*TINGLING) if day.yes("neuro_worse") else set()


def s4(day: Day) -> set[str]:
    """`fever` + spinal pain"""
    return day.yes("fever") if day.spinal_pain else set()


def s5(day: Day) -> set[str]:
    """`weight_loss` + spinal pain"""
    return day.yes("weight_loss") if day.spinal_pain else set()


def s9(day: Day) -> set[str]:
    """`calf_swelling` (one-sided, painful)"""
    return day.yes("calf_swelling")


def s11(day: Day) -> set[str]:
    """`exertional_eases_rest` + upper-body pain"""
    return day.yes("exertional_eases_rest") if day.upper_body_pain else set()


def s12(day: Day) -> set[str]:
    """`headache_jaw_scalp` (new headache with a sore scalp or jaw)"""
    return day.yes("headache_jaw_scalp")


def s13(day: Day) -> set[str]:
    """`pulsating_tummy` on a day without the E7 conditions"""
    return day.yes("pulsating_tummy") if not e7(day) else set()


def s15(day: Day) -> set[str]:
    """`shape_change`"""
    return day.yes("shape_change")


Row = Callable[[Day], set[str]]
E_ROWS: dict[str, Row] = {"E1": e1, "E2": e2, "E3": e3, "E4": e4, "E5": e5, "E6": e6, "E7": e7}
S_ROWS: dict[str, Row] = {
    "S1": s1,
    "S2": s2,
    "S3": s3,
    "S4": s4,
    "S5": s5,
    "S9": s9,
    "S11": s11,
    "S12": s12,
    "S13": s13,
    "S15": s15,
}


# --- 7: latches and decay ---------------------------------------------------------------------


def e_items(told: Told) -> set[tuple[str, str]]:
    """ "`urgent` until `seen` on or after d, or `retract`. Fades with the first denial after d, on
    day k: `soon` while D - k <= 28, `consider` while D - k <= 84, then dropped." """
    found = set()
    for rule, row in E_ROWS.items():
        for flag, d in items(told, row).items():
            denials = sorted(k for k in told.no[flag] if k > d)
            if not denials:
                found.add((rule, "urgent"))
            elif told.today - denials[0] <= 28:
                found.add((rule, "soon"))
            elif told.today - denials[0] <= 84:
                found.add((rule, "consider"))
    return found


def s_items(told: Told) -> set[tuple[str, str]]:
    """ "`soon` until `seen` on or after d, or `retract`. Fades with the first day k of denial that
    is at least the second after d and at least d + 3: `consider` while D - k <= 28, then
    dropped." """
    found = set()
    for rule, row in S_ROWS.items():
        for flag, d in items(told, row).items():
            denials = sorted(k for k in told.no[flag] if k > d)
            enough = [k for k in denials[1:] if k >= d + 3]
            if not enough:
                found.add((rule, "soon"))
            elif told.today - enough[0] <= 28:
                found.add((rule, "consider"))
    return found


def items(told: Told, row: Row) -> dict[str, int]:
    """ "An item is one flag in one E or S row, dated with the last day d on which that flag, with
    its qualifiers, met the row." """
    dated = {}
    for d in told.days:
        for flag in row(Day(told, d)):
            dated[flag] = d
    return dated


# --- 6: the rows that count -------------------------------------------------------------------


def s8(told: Told, group: str) -> bool:
    """(a) >= 2 days with score >= 8 within 4 days; or (b) score >= 9 with `constant` or
    `interferes` within 4 days; or (c) worsening with last median >= 7 (no pain day in the last 7
    days needed)"""
    last_four = told.within(4, told.report_days)
    very_bad = [d for d in last_four if told.value(GROUPS[group], d) >= 8]
    worst = {d for d in last_four if told.value(GROUPS[group], d) >= 9}
    worse = worsening(told, group)
    return (
        len(very_bad) >= 2
        or bool(worst & told.dates("constant", "interferes", group=group))
        or (worse is not None and worse >= 7)
    )


def s10(told: Told, group: str) -> bool:
    """`night_pain` **and** `constant` on the same date, on >= 2 dates within 14 d"""
    both = told.dates("night_pain", group=group) & told.dates("constant", group=group)
    return len(told.within(14, both)) >= 2


def s14(told: Told, group: str) -> bool:
    """(a) `radiates_arm/leg` on >= 2 dates in 14 d, and score >= 7 on >= 2 days of the same 14, the
    same days or others; or (b) `radiates_arm/leg` **and** tingling (any score) on the same date,
    on >= 4 dates spanning >= 28 d, however long ago the first, the last within 7 d"""
    radiating = told.within(14, told.dates("radiates_arm", "radiates_leg", group=group))
    severe = [d for d in told.within(14, told.report_days) if told.value(GROUPS[group], d) >= 7]
    if len(radiating) >= 2 and len(severe) >= 2:
        return True
    # "Any score" is read as said of the whole of (b): said of the tingling alone it would be
    # empty, since a radiating flag of the same date already asks for a score of 1.
    both = sorted(told.dates("radiates_arm", "radiates_leg") & told.dates(*TINGLING))
    return len(both) >= 4 and both[-1] - both[0] >= 28 and bool(told.within(7, both))


def has_recent_pain(told: Told, group: str) -> bool:
    """ "Rules C1, C2, C5, C6, C8 need a pain day of the group in the last 7 days"."""
    return bool(told.within(7, told.pain_days(group)))


def since_start(told: Told, group: str, window: int) -> list[int]:
    """ "In C1 every count, span, week, share and median is taken over the report days of the window
    since the episode's start." """
    start = episode_start(told, group)
    return [d for d in told.within(window, told.report_days) if start is not None and d >= start]


def pain_of(told: Told, group: str, days: Collection[int]) -> list[int]:
    """Return the pain days of the group among these days."""
    return [d for d in told.pain_days(group) if d in days]


def span(days: list[int]) -> int:
    """ "Span = last day minus first day." """
    return days[-1] - days[0] if days else -1


def weeks(told: Told, days: list[int]) -> int:
    """ "Week = one of the 7-day bins D..D-6, D-7..D-13, and so on." """
    return len({(told.today - d) // 7 for d in days})


def share_ok(pain: list[int], days: list[int]) -> bool:
    """ " "Share" = pain days / report days in the window: ok at >= 50 % with at least 4 pain days,
    else at >= 75 %." """
    limit = 50 if len(pain) >= 4 else 75
    return 100 * len(pain) >= limit * len(days)


def median_of(told: Told, group: str, days: list[int]) -> float:
    """Return the median of the group's values on these days."""
    return median([told.value(GROUPS[group], d) for d in days])


def c1a(told: Told, group: str) -> bool:
    """severe: 14-day window: >= 3 pain days spanning >= 6 d, >= 2 of them with score >= 7, share
    ok"""
    days = since_start(told, group, 14)
    pain = pain_of(told, group, days)
    severe = [d for d in pain if told.value(GROUPS[group], d) >= 7]
    return len(pain) >= 3 and span(pain) >= 6 and len(severe) >= 2 and share_ok(pain, days)


def c1b(told: Told, group: str) -> bool:
    """moderate: 28-day window: >= 4 pain days in >= 3 weeks, spanning >= 21 d, share ok, median of
    pain days >= 4"""
    days = since_start(told, group, 28)
    pain = pain_of(told, group, days)
    return (
        len(pain) >= 4
        and weeks(told, pain) >= 3
        and span(pain) >= 21
        and share_ok(pain, days)
        and median_of(told, group, pain) >= 4
    )


def c1c(told: Told, group: str) -> bool:
    """mild: 42-day window: >= 5 pain days in >= 4 weeks, spanning >= 35 d, share ok"""
    days = since_start(told, group, 42)
    pain = pain_of(told, group, days)
    return len(pain) >= 5 and weeks(told, pain) >= 4 and span(pain) >= 35 and share_ok(pain, days)


def c1d(told: Told, group: str) -> bool:
    """long: episode age >= 84 d; 42-day window: >= 5 pain days in >= 4 weeks, spanning >= 28 d,
    share ok, median of the last three report days >= 4"""
    days = since_start(told, group, 42)
    pain = pain_of(told, group, days)
    return (
        episode_age(told, group) >= 84
        and len(pain) >= 5
        and weeks(told, pain) >= 4
        and span(pain) >= 28
        and share_ok(pain, days)
        and median_of(told, group, days[-3:]) >= 4
    )


def c1e(told: Told, group: str) -> bool:
    """recalled: a bridge answer `most_of_the_time`, after a gap of any length, after the episode's
    start and up to its last pain day; and (episode age >= 28 d and current >= 4) or (>= 42 d and
    current >= 2)"""
    start = episode_start(told, group)
    if start is None:
        return False
    recalled = [
        e
        for e in told.events_of("bridge")
        if e["answer"] == "most_of_the_time" and start < e["d"] <= told.pain_days(group)[-1]
    ]
    age = episode_age(told, group)
    # " "Current" = the group's value on the last report day."
    current = told.value(GROUPS[group], told.report_days[-1])
    return bool(recalled) and ((age >= 28 and current >= 4) or (age >= 42 and current >= 2))


def c2(told: Told, group: str) -> bool:
    """worsening (see "Change") with last median >= 4 and < 7"""
    last = worsening(told, group)
    return last is not None and 4 <= last < 7


def c3(told: Told) -> bool:
    """`radiates_arm/leg`, not resolved (W5), on >= 2 dates in 14 d, both flags counted together; or
    `radiates_neck_shoulder` on >= 3 dates in 14 d plus `worse_twist_extend` on any date in the
    same 14"""
    limb = [f for f in ("radiates_arm", "radiates_leg") if not is_resolved(told, f)]
    if len(told.within(14, told.dates(*limb))) >= 2:
        return True
    neck = told.within(14, told.dates("radiates_neck_shoulder"))
    return len(neck) >= 3 and bool(told.within(14, told.dates("worse_twist_extend")))


def c4(told: Told) -> bool:
    """`tingling_arm_one` / `tingling_leg_one`, not resolved (W5), on >= 2 dates in 14 d, both flags
    counted together, any score"""
    limb = [f for f in ("tingling_arm_one", "tingling_leg_one") if not is_resolved(told, f)]
    return len(told.within(14, told.dates(*limb))) >= 2


def c5(told: Told, group: str) -> bool:
    """within 14 d, at least 3 of 6: radiates; tingling (any score); `worse_twist_extend` on >= 2
    dates; `constant` on >= 2 dates; score >= 7; episode age >= 14 d with >= 3 pain days in the
    last 14"""
    severe = [d for d in told.report_days if told.value(GROUPS[group], d) >= 7]
    true = [
        len(told.within(14, told.dates(*RADIATES, group=group))) >= 1,
        len(told.within(14, told.dates(*TINGLING))) >= 1,
        len(told.within(14, told.dates("worse_twist_extend", group=group))) >= 2,
        len(told.within(14, told.dates("constant", group=group))) >= 2,
        len(told.within(14, severe)) >= 1,
        episode_age(told, group) >= 14 and len(told.within(14, told.pain_days(group))) >= 3,
    ]
    return true.count(True) >= 3


def c6(told: Told, group: str) -> bool:
    """recurrent: >= 3 flares in 182 d [...]; or intermittent: 84-day window, >= 12 pain days in
    >= 8 of 12 weeks, share below the limit, median of pain days >= 3"""
    if flares(told, group) >= 3:
        return True
    days = told.within(84, told.report_days)
    pain = pain_of(told, group, days)
    return (
        len(pain) >= 12
        and weeks(told, pain) >= 8
        and not share_ok(pain, days)
        and median_of(told, group, pain) >= 3
    )


def flares(told: Told, group: str) -> int:
    """ "two neighbouring days with score >= 4 belong to the same flare unless they are >= 7 d apart
    with >= 2 report days of 0-1 between; a flare has >= 2 such days" """
    in_flares: list[list[int]] = []
    for day in told.within(182, told.report_days):
        if told.value(GROUPS[group], day) < 4:
            continue
        if in_flares and not is_new_flare(told, group, in_flares[-1][-1], day):
            in_flares[-1].append(day)
        else:
            in_flares.append([day])
    return len([flare for flare in in_flares if len(flare) >= 2])


def is_new_flare(told: Told, group: str, last: int, day: int) -> bool:
    """ ">= 7 d apart with >= 2 report days of 0-1 between" """
    between = [d for d in told.without_pain(group) if last < d < day]
    return day - last >= 7 and len(between) >= 2


def c8(told: Told, group: str) -> bool:
    """`interferes` on >= 3 dates in 14 d"""
    return len(told.within(14, told.dates("interferes", group=group))) >= 3


def c9(told: Told) -> bool:
    """`worried` in the last 7 d"""
    return bool(told.within(7, told.dates("worried")))


def c10(told: Told) -> bool:
    """`painkillers_most_days` in 14 d, the first and the last date >= 7 d apart (suggest a
    pharmacist)"""
    return span(told.within(14, told.dates("painkillers_most_days"))) >= 7


def c_and_modified(told: Told) -> set[tuple[str, str]]:
    """ "Improving (in that group) -> any C1 except C1d becomes `watch` (rule W4)". "`seen` within
    42 days -> C1 (C1d too), C6, C8, C10 become `watch` (rule W6)." Both may be so."""
    was_seen = bool(told.within(42, [e["d"] for e in told.events_of("seen")]))
    c1 = {"C1a": c1a, "C1b": c1b, "C1c": c1c, "C1d": c1d, "C1e": c1e}
    found = set()
    for group in [each for each in GROUPS if has_recent_pain(told, each)]:
        better = improved(told, group)
        for rule in [name for name, holds in c1.items() if holds(told, group)]:
            if better and rule != "C1d":
                found.add(("W4", "watch"))
            if was_seen:
                found.add(("W6", "watch"))
            if not was_seen and (rule == "C1d" or not better):
                found.add((rule, "consider"))
        if c2(told, group):
            found.add(("C2", "consider"))
        if c5(told, group):
            found.add(("C5", "consider"))
        if c6(told, group):
            found.add(("W6", "watch") if was_seen else ("C6", "consider"))
        if c8(told, group):
            found.add(("W6", "watch") if was_seen else ("C8", "consider"))
    if c3(told):
        found.add(("C3", "consider"))
    if c4(told):
        found.add(("C4", "consider"))
    if c9(told):
        found.add(("C9", "consider"))
    if c10(told):
        found.add(("W6", "watch") if was_seen else ("C10", "consider"))
    return found


def w1(told: Told, group: str) -> bool:
    """>= 3 pain days of one group in the last 10 days"""
    return len(told.within(10, told.pain_days(group))) >= 3


def w2(told: Told) -> bool:
    """any score >= 7 in the last 3 days"""
    return any(told.value(REGIONS, d) >= 7 for d in told.within(3, told.report_days))


def w3(told: Told) -> bool:
    """a limb flag (`radiates_arm`, `radiates_leg`, `tingling_arm_one`, `tingling_leg_one`), not
    resolved (W5), on >= 1 date in 14 d"""
    return any(told.within(14, told.yes[f]) for f in LIMB_FLAGS if not is_resolved(told, f))


def w5(told: Told) -> bool:
    """a limb flag is resolved [...] W5 lasts while D - last yes <= 14."""
    return any(
        is_resolved(told, flag) and told.today - max(told.yes[flag]) <= 14 for flag in LIMB_FLAGS
    )


def is_resolved(told: Told, flag: str) -> bool:
    """denied on >= 2 days after its last yes, the last >= 5 d after that yes. Each flag for
    itself."""
    if not told.yes[flag]:
        return False
    last_yes = max(told.yes[flag])
    denied = sorted(d for d in told.no[flag] if d > last_yes)
    return len(denied) >= 2 and denied[-1] - last_yes >= 5


def w7(told: Told, group: str) -> bool:
    """the last report day R was a pain day, >= 3 pain days in the 10 days ending on R, and
    7 <= D - R <= 21"""
    if not told.report_days:
        return False
    last = told.report_days[-1]
    pain = told.pain_days(group)
    ten_days = [d for d in pain if last - 10 < d <= last]
    return last in pain and len(ten_days) >= 3 and 7 <= told.today - last <= 21


def k1(told: Told) -> bool:
    """any score >= 1 in the last 7 days"""
    return any(told.value(REGIONS, d) >= 1 for d in told.within(7, told.report_days))
