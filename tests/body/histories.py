"""Histories drawn at random, near the bounds of every rule, for comparing two readings of them.

`python -m tests.body.histories [HOW MANY]` prints how often each rule fires and gives the level.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from .reference import FLAGS, REGIONS, fired, highest

History = dict[str, Any]

EDGES = (*range(11), 13, 14, 15, 20, 21, 22, 27, 28, 29, 30, 31, 35, 41, 42, 43, 83, 84, 85)
"""Lengths in days at and beside the bounds of the windows and clocks."""

GAPS = (
    (1,),
    (1, 2),
    (1, 1, 3),
    (2, 3),
    (3, 4),
    (5, 6, 7),
    (7,),
    (1, 2, 7, 8),
    (6, 7, 8, 9, 13, 14, 15),
    (1, 2, 3, 14, 20, 21, 22, 23),
    (2, 3, 4, 5, 28, 29, 30, 31),
)
"""From one report to the next, by habit."""

PLACES = ("neck", "upper_back", "shoulder_l", "shoulder_r", "arm_r", "lower_back")

ITEMS: dict[str, Sequence[str]] = {
    "E1": ("chest_pain", "tearing_sudden", "short_of_breath neck", "sweaty_faint arm_l"),
    "E2": (
        "bladder_change",
        "bowel_change",
        "saddle_numb",
        "tingling_legs_both",
        "weakness_legs_both",
        "sexual_change lower_back",
        "sexual_change radiates_leg",
        "sexual_change tingling_leg_one",
        "sexual_change weakness_leg_one",
    ),
    "E3": ("hand_clumsy rapidly_worse", "gait_change rapidly_worse", "weakness_arms_both"),
    "E4": ("face_speech_sudden", "worst_headache", "vision_loss", "dizzy_double_vision neck"),
    "E5": ("major_trauma neck", "major_trauma arm_l", "major_trauma electric_shock"),
    "E6": (
        "fever stiff_confused_rash",
        "fever neck tingling_arm_one",
        "fever lower_back weakness_leg_one",
        "fever upper_back radiates_arm",
        "fever lower_back saddle_numb",
        "fever lower_back bladder_change",
        "fever lower_back bowel_change",
    ),
    "E7": ("pulsating_tummy lower_back sudden_onset", "pulsating_tummy upper_back severe"),
    "S1": ("hand_clumsy", "gait_change", "electric_shock", "tingling_arms_both"),
    "S2": ("weakness_arm_one", "weakness_leg_one"),
    "S3": ("tingling_arm_one neuro_worse", "tingling_leg_one neuro_worse"),
    "S4": ("fever lower_back", "fever neck"),
    "S5": ("weight_loss upper_back", "weight_loss neck"),
    "S9": ("calf_swelling",),
    "S11": ("exertional_eases_rest neck", "exertional_eases_rest shoulder_l"),
    "S12": ("headache_jaw_scalp",),
    "S13": ("pulsating_tummy", "pulsating_tummy lower_back"),
    "S15": ("shape_change",),
}
"""What meets the E and S rows: flags, and regions with a score."""

COUNTED = (
    "radiates_neck_shoulder worse_twist_extend",
    "radiates_arm radiates_leg",
    "radiates_arm",
    "radiates_leg",
    "radiates_arm tingling_arm_one",
    "tingling_arm_one tingling_leg_one",
    "tingling_arm_one",
    "tingling_leg_one",
    *["night_pain constant"] * 2,
    "constant interferes",
    *["interferes"] * 2,
    "interferes painkillers_most_days",
    "worried",
    "painkillers_most_days",
    "constant worse_twist_extend",
    "worse_twist_extend constant radiates_neck_shoulder",
    "worse_twist_extend worse_sitting tingling_leg_one",
)
"""Flags that rules count, together."""


OFTEN = (
    "interferes",
    "painkillers_most_days",
    "night_pain constant",
    "radiates_neck_shoulder worse_twist_extend",
    "worse_twist_extend tingling_leg_one constant",
)
"""Flags that rules count on several dates, for C8, C10, S10, C3 and C5."""


class Draft:
    """A history being written: scores and answers by day, and events."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.pain: dict[int, dict[str, int]] = {}
        self.yes: defaultdict[int, set[str]] = defaultdict(set)
        self.no: defaultdict[int, set[str]] = defaultdict(set)
        self.events: list[dict[str, Any]] = []
        self.today = 0

    @property
    def last(self) -> int:
        """The newest day with anything said on it."""
        return max([0, *self.pain, *self.yes, *self.no])

    def chance(self, share: float) -> bool:
        """Return true in this share of the cases."""
        return self.rng.random() < share

    def report(self, day: int, **scores: int) -> None:
        """A check-in of the day, besides what was already said on it."""
        pain = self.pain.setdefault(day, {})
        for region, score in scores.items():
            if score > 0:
                pain[region] = min(10, score)

    def days(self, first: int, length: int, gaps: Sequence[int]) -> list[int]:
        """Return report days from the first on, apart by one or other of the gaps."""
        found = [first]
        while found[-1] - first < length:
            found.append(found[-1] + self.rng.choice(gaps))
        return found


# --- how the pain went --------------------------------------------------------------------------


def nothing(draft: Draft) -> None:
    """No pain, or a trace of it."""
    for day in draft.days(0, draft.rng.choice((0, 3, 10, 30)), draft.rng.choice(GAPS)):
        draft.report(day, neck=draft.rng.choice((0, 0, 0, 1)))


def series(draft: Draft) -> None:
    """Pain around one number, or rising or falling, for days to half a year."""
    rng = draft.rng
    length = rng.choice((0, 3, 6, 10, 14, 20, 22, 28, 35, 36, 42, 60, 84, 86, 100, 200))
    days = draft.days(0, length, rng.choice(GAPS))
    level = rng.choice((1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9))
    slope = rng.choice((0, 0, 0, 0, -1, 1, -2, 2, -3, -5, 4, 6))
    share = rng.choice((1, 1, 1, 0.9, 0.75, 0.7, 0.5, 0.4, 0.2))
    region = rng.choice(PLACES)
    for at, day in enumerate(days):
        if draft.chance(0.1):
            region = rng.choice(PLACES)
        score = round(level + slope * at / len(days) + rng.choice((-1, 0, 0, 0, 1)))
        draft.report(day, **{region: score if draft.chance(share) else rng.choice((0, 0, 1))})


def step(draft: Draft) -> None:
    """Three reports or more around one number, then three around another."""
    rng = draft.rng
    gaps = rng.choice(GAPS[:7])
    region = rng.choice(PLACES)
    before = [rng.choice((0, 1, 2, 3, 5, 7))] * rng.choice((2, 3, 3, 3, 6))
    after = [before[0] + rng.choice((-3, -2, -1, 1, 2, 2, 3, 4))] * rng.choice((2, 3, 3, 4))
    day = draft.rng.choice((0, 1))
    for score in before + after:
        draft.report(day, **{region: score + rng.choice((-1, 0, 0, 0, 0, 1))})
        day += rng.choice(gaps)


def worsening(draft: Draft) -> None:
    """Six reports in about three weeks, now and then one more or less, the last three worse."""
    rng = draft.rng
    length = rng.choice((5, 6, 7, 14, 21, 22, 23))
    between = rng.sample(range(1, length), rng.choice((3, 4, 4, 4, 5)) if length > 5 else 4)
    region = rng.choice(PLACES)
    before = rng.choice((1, 1, 2, 2, 3, 4, 5))
    after = before + rng.choice((1, 2, 2, 2, 3, 5))
    noise = rng.choice(((0,), (-1, 0, 0, 1)))
    days = sorted({0, *between, length})
    for at, day in enumerate(days):
        score = before if at < len(days) - 3 else after
        draft.report(day, **{region: score + rng.choice(noise)})


def few_in_a_fortnight(draft: Draft) -> None:
    """Three or four painful reports over about a week, and some without: C1a and the shares."""
    rng = draft.rng
    region = rng.choice(PLACES)
    length = rng.choice((5, 6, 7, 12, 13))
    painful = {0, length, *rng.sample(range(1, length), rng.choice((1, 1, 1, 2)))}
    for day in painful:
        draft.report(day, **{region: rng.choice((3, 6, 7, 7, 8))})
    for day in rng.sample(range(length), rng.choice((0, 1, 1, 2, 3, 4))):
        draft.report(day, **{region: rng.choice((0, 1))})


def few_in_weeks(draft: Draft) -> None:
    """Four to six reports over three to six weeks, steady or a little better each time."""
    rng = draft.rng
    region = rng.choice(PLACES)
    length = rng.choice((20, 21, 21, 22, 27, 34, 35, 36))
    between = rng.sample(range(3, length - 2), rng.choice((2, 2, 2, 3, 4)))
    score = rng.choice((3, 4, 5, 5, 5, 6, 7))
    for day in sorted({0, *between, length}):
        draft.report(day, **{region: score + rng.choice((-1, 0, 0, 0))})
        score -= rng.choice((0, 0, 1, 1))


def long_episode(draft: Draft) -> None:
    """About twelve weeks or more, and in the last six about five painful reports: C1d."""
    rng = draft.rng
    region = rng.choice(PLACES)
    length = rng.choice((83, 84, 84, 85, 100))
    score = rng.choice((3, 4, 4, 5, 6))
    spread = rng.choice((27, 28, 28, 29, 34, 35))
    early = range(0, length - 42, rng.choice((7, 10, 14)))
    late = rng.sample(range(1, spread), rng.choice((2, 3, 3, 3, 5)))
    for day in (*early, *(length - d for d in (spread, *late, 0))):
        draft.report(day, **{region: score + rng.choice((-1, 0, 0, 0))})


def flares(draft: Draft) -> None:
    """Flares of a few days, with better days between."""
    rng = draft.rng
    region = rng.choice(PLACES)
    day = 0
    for _ in range(rng.choice((2, 3, 3, 3, 4))):
        for _ in range(rng.choice((1, 2, 2, 3))):
            draft.report(day, **{region: rng.choice((3, 4, 4, 5, 7))})
            day += rng.choice((1, 1, 2, 6))
        rest = rng.choice((4, 7, 7, 8, 14, 30, 50, 70))
        for better in rng.sample(range(day, day + rest), min(rest, rng.choice((0, 1, 2, 2, 3, 5)))):
            draft.report(better, **{region: rng.choice((0, 0, 1, 1, 2))})
        day += rest
    draft.report(day, **{region: rng.choice((2, 3, 4, 5))})


def intermittent(draft: Draft) -> None:
    """A painful day or two in most of twelve weeks, and better ones between."""
    rng = draft.rng
    region = rng.choice(PLACES)
    score = rng.choice((2, 3, 3, 4))
    painful = rng.choice((1, 1.5, 2))
    better = rng.choice((1, 2, 2, 3))
    for week in range(rng.choice((10, 12, 13))):
        days = rng.sample(range(week * 7, week * 7 + 7), 6)
        for day in days[: int(painful + rng.random())]:
            draft.report(day, **{region: score + rng.choice((-1, 0, 0, 1))})
        for day in days[-better:]:
            draft.report(day, **{region: rng.choice((0, 0, 0, 1))})


def gappy(draft: Draft) -> None:
    """Spells of pain with silences between, which are asked about or not."""
    rng = draft.rng
    region = rng.choice(PLACES)
    score = rng.choice((2, 3, 4, 5, 7))
    day = 0
    for _ in range(rng.choice((2, 2, 3, 4))):
        for _ in range(rng.choice((1, 1, 2, 3, 4))):
            draft.report(day, **{region: score + rng.choice((-1, 0, 0, 0))})
            day += rng.choice((1, 2, 3))
        before, day = day, day + rng.choice((5, 8, 13, 14, 19, 20, 21, 22, 27, 30, 40))
        for better in rng.sample(range(before, day), rng.choice((0, 0, 0, 0, 1, 2, 3))):
            draft.report(better, **{region: rng.choice((0, 1))})
        if draft.chance(0.6):
            answers = ("gone", "came_and_went", "most_of_the_time", "most_of_the_time")
            answer = rng.choice((*answers, "dont_remember"))
            draft.events.append({"d": day, "type": "bridge", "answer": answer})
        if draft.chance(0.2):
            draft.events.append({"d": before, "type": "pause", "until": day - 1})
    if draft.chance(0.8):
        draft.report(day, **{region: score})


def recalled(draft: Draft) -> None:
    """A silence of which the user recalls most, in an episode of about four or six weeks: C1e."""
    rng = draft.rng
    region = rng.choice(PLACES)
    length = rng.choice((27, 28, 28, 29, 41, 42, 42, 43, 60))
    answered = rng.choice((1, length // 2, length - 2, length, length))
    for day in {0, answered - rng.choice((0, 1)), length}:
        draft.report(day, **{region: rng.choice((1, 2, 2, 3, 4, 4, 5))})
    answer = rng.choice((*["most_of_the_time"] * 4, "came_and_went"))
    draft.events.append({"d": answered, "type": "bridge", "answer": answer})
    if draft.chance(0.3):
        draft.report(length + rng.choice((1, 3)), **{region: rng.choice((0, 1, 2, 3, 4))})


SHAPES: tuple[Callable[[Draft], None], ...] = (
    nothing,
    nothing,
    series,
    series,
    series,
    step,
    worsening,
    worsening,
    few_in_a_fortnight,
    few_in_weeks,
    long_episode,
    flares,
    intermittent,
    gappy,
    gappy,
    recalled,
)


# --- what was ticked, and taken back -------------------------------------------------------------


def item(draft: Draft) -> None:
    """An E or S row is met, nearly or wholly, and perhaps denied afterwards."""
    rng = draft.rng
    day = max(0, draft.last - rng.choice((0, 0, 0, 1, 3, 13, 14, 28, 84)))
    for _ in range(rng.choice((1, 1, 1, 2))):
        said = rng.choice(ITEMS[rng.choice((*ITEMS, "E3", "E4", "E6", "E6", "E7", "S3"))]).split()
        if draft.chance(0.15):
            said.remove(rng.choice(said))
        later = day + rng.choice((0, 0, 0, 1, 12, 13, 14))
        draft.report(day)
        for word in said:
            at = later if draft.chance(0.2) and word != "major_trauma" else day
            if word == "severe":
                draft.report(at, shoulder_l=rng.choice((6, 7, 8)))
            elif word in REGIONS:
                draft.report(at, **{word: rng.choice((0, 1, 1, 2, 4))})
            else:
                draft.yes[at].add(word)
        denials = rng.choice((0, 0, 1, 1, 2, 2, 3))
        deny(draft, [word for word in said if word in FLAGS], day, denials)
        if draft.chance(0.1):
            draft.yes[draft.last + rng.choice((0, 1, 3))].update(f for f in said if f in FLAGS)


def deny(draft: Draft, flags: Sequence[str], day: int, times: int) -> None:
    """Deny the flags on some days after this one; now and then one of them alone."""
    for _ in range(times):
        day += draft.rng.choice((1, 1, 2, 2, 3, 4, 5, 7))
        for flag in flags:
            if draft.chance(0.9):
                draft.no[day].add(flag)


def counted(draft: Draft) -> None:
    """Flags that rules count, on one to five dates of about a fortnight, and perhaps denied."""
    rng = draft.rng
    flags = rng.choice(COUNTED).split()
    end = draft.last
    first = max(0, end - rng.choice((0, 3, 7, 8, 12, 13, 13, 14, 14)))
    known = [day for day in draft.pain if first <= day <= end]
    days = known if draft.chance(0.7) and known else range(first, end + 1)
    dates = rng.sample(sorted(days), min(len(days), rng.choice((1, 2, 2, 3, 3, 4, 5))))
    if draft.chance(0.5):
        dates = [first, *dates[1:]]
    for day in dates:
        draft.report(day)
        if draft.chance(0.5) and not draft.pain[day]:
            draft.report(day, **{rng.choice(PLACES): rng.choice((1, 2, 9))})
        draft.yes[day].update(flag for flag in flags if draft.chance(0.85))
    if draft.chance(0.4):
        deny(draft, flags, max(dates), rng.choice((1, 2, 2, 3)))


def every_few_days(draft: Draft) -> None:
    """Much the same is ticked, with pain, on two to four days of about a fortnight."""
    rng = draft.rng
    flags = rng.choice(OFTEN).split()
    region = rng.choice(PLACES)
    length = rng.choice((6, 7, 8, 12, 13, 13, 14))
    end = max(length, draft.last)
    for day in {0, length, *rng.sample(range(length), rng.choice((0, 1, 1, 2)))}:
        draft.report(end - day, **{region: rng.choice((0, 1, 2, 2, 3, 4))})
        draft.yes[end - day].update(flag for flag in flags if draft.chance(0.9))


def four_weeks_of_nerves(draft: Draft) -> None:
    """Radiating pain with tingling on about four dates of about four weeks: S14(b)."""
    rng = draft.rng
    day = 0
    region = rng.choice(PLACES)
    for _ in range(rng.choice((3, 4, 4, 5))):
        draft.report(day, **{region: rng.choice((0, 1, 2, 3))})
        draft.yes[day].add(rng.choice(("radiates_arm", "radiates_arm", "radiates_leg")))
        if draft.chance(0.95):
            draft.yes[day].add(rng.choice(("tingling_arm_one", "tingling_leg_one")))
        day += rng.choice((7, 9, 9, 10, 14))


def severe_and_radiating(draft: Draft) -> None:
    """Two bad days and two with radiating pain in about a fortnight, the same or others: S14(a)."""
    rng = draft.rng
    length = rng.choice((7, 12, 13, 14))
    draft.report(length)
    days = rng.sample([0, *rng.sample(range(1, length + 1), 3)], 4)
    regions = [rng.choice(PLACES)] * 5 + [rng.choice(PLACES)]
    for day in days[:2]:
        draft.report(day, **{rng.choice(regions): rng.choice((6, 7, 7, 8))})
    for day in rng.choice((days[:2], days[1:3], days[2:])):
        if not draft.pain.get(day):
            draft.report(day, **{rng.choice(regions): rng.choice((0, 1, 2, 7))})
        draft.yes[day].add(rng.choice(("radiates_arm", "radiates_leg")))


def bad_days(draft: Draft) -> None:
    """One to three very bad days close together, with what they did to the person: S8."""
    rng = draft.rng
    region = rng.choice(PLACES)
    for _ in range(rng.choice((1, 2, 2, 3))):
        day = max(0, draft.last - rng.choice((0, 1, 2, 3, 4)))
        draft.report(day, **{region: rng.choice((7, 8, 8, 9, 9, 10))})
        if draft.chance(0.4):
            draft.yes[day].add(rng.choice(("constant", "interferes")))


def anything(draft: Draft) -> None:
    """A few flags of any kind on a few days."""
    for _ in range(draft.rng.choice((1, 2, 5))):
        day = max(0, draft.last - draft.rng.choice(EDGES))
        draft.report(day)
        draft.yes[day].add(draft.rng.choice(FLAGS))


SAID: tuple[Callable[[Draft], None], ...] = (
    *[item] * 5,
    *[counted] * 4,
    every_few_days,
    four_weeks_of_nerves,
    severe_and_radiating,
    bad_days,
    anything,
)


def saw_somebody(draft: Draft) -> None:
    """A professional was spoken to, near a tick, or about six weeks ago."""
    rng = draft.rng
    days = sorted(draft.yes) or sorted(draft.pain) or [0]
    near = rng.choice(days) + rng.choice((-1, 0, 0, 0, 1))
    long_ago = draft.today - rng.choice((0, 7, 40, 41, 42, 43))
    day = max(0, rng.choice((near, long_ago)))
    event: dict[str, Any] = {"d": day, "type": "seen"}
    if draft.chance(0.5):
        event["t"] = rng.choice((0.2, 0.5, 0.8))
    draft.events.append(event)


def took_back(draft: Draft) -> None:
    """A tick, or one that never was, is taken back."""
    rng = draft.rng
    days = [day for day in draft.yes if draft.yes[day]]
    if not days:
        return
    day = rng.choice(days)
    flag = rng.choice(sorted(draft.yes[day]))
    retract = {"d": day + rng.choice((-1, 0, 0, 1, 5)), "type": "retract", "flag": flag}
    draft.events += [retract] * rng.choice((1, 1, 1, 2))


# --- the whole ----------------------------------------------------------------------------------


def random_history(rng: Random) -> History:
    """Return a history in the format of vignettes.md, drawn at random near the rules' bounds."""
    draft = Draft(rng)
    for shape in rng.sample(SHAPES, rng.choice((1, 1, 1, 2))):
        shape(draft)
    for said in rng.sample(SAID, rng.choice((0, 1, 1, 1, 1, 2))):
        said(draft)
    draft.today = evaluated_on(draft)
    if draft.chance(0.2):
        saw_somebody(draft)
    if draft.chance(0.2):
        took_back(draft)
    if draft.chance(0.05):
        draft.events.append({"d": draft.today, "type": "booked"})
    first = min([0, *(event["d"] for event in draft.events)])
    return {
        "as_of": draft.today - first,
        "reports": [{**report, "d": report["d"] - first} for report in reports(draft)],
        "events": [{**event, "d": event["d"] - first} for event in draft.events],
    }


def evaluated_on(draft: Draft) -> int:
    """Return the evaluation day: mostly that of the last report, or beside a bound after it."""
    if draft.chance(0.05):
        return draft.rng.choice((*sorted(draft.pain), 0))
    after = draft.rng.choice(EDGES)
    # What was denied fades for up to 84 days: look at it later than at the rest.
    return draft.last + (after if draft.no else draft.rng.choice((0, 0, 0, after)))


def reports(draft: Draft) -> list[dict[str, Any]]:
    """Return the check-ins, one a day or more, and answers to flags alone."""
    rng = draft.rng
    timed = draft.chance(0.3)
    all_denied = rng.choice((0, 0, 0, 0.1, 0.5, 1))
    alone = draft.chance(0.1)
    found = []
    for day in sorted({*draft.pain, *draft.yes, *draft.no}):
        flags = rng.choice((False, False, alone)) and not draft.pain.get(day)
        count = rng.choice((1, 1, 1, 1, 1, 2, 3))
        parts: list[dict[str, Any]] = [{"d": day, "pain": {}} for _ in range(count)]
        for region, score in draft.pain.get(day, {}).items():
            rng.choice(parts)["pain"][region] = score
            rng.choice(parts)["pain"].setdefault(region, rng.choice((1, score)))
        for part in parts:
            part["flags"] = sorted(f for f in draft.yes[day] if draft.chance(0.6))
            part["no"] = ["*"] if draft.chance(all_denied) else sorted(draft.no[day])
        for flag in sorted(draft.yes[day]):
            chosen = rng.choice(parts)
            chosen["flags"] = sorted({*chosen["flags"], flag})
        for at, part in enumerate(parts):
            if timed:
                part["t"] = (at + 1) / (count + 1)
            if flags:
                part["completed"] = False
                del part["pain"]
        found += parts
    return found


# --- how well the rules are covered ---------------------------------------------------------------


def coverage(count: int, seed: int = 1) -> str:
    """Return a table: how often each rule fires at each level, and how often it gives the level."""
    fires: Counter[tuple[str, str]] = Counter()
    gives: Counter[tuple[str, str]] = Counter()
    rng = Random(seed)
    for _ in range(count):
        everything = fired(random_history(rng))
        level, rules = highest(everything)
        fires.update(everything)
        gives.update((rule, level) for rule in rules)
    rows = sorted(
        fires, key=lambda each: ("ESCWKN".index(each[0][0]), each[0][1:].zfill(3), each[1])
    )
    lines = [f"{'rule':6}{'level':12}{'fires':>8}{'gives the level':>18}"]
    lines += [f"{r:6}{v:12}{fires[r, v]:8}{gives[r, v]:18}" for r, v in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(coverage(int((sys.argv[1:] or ["20000"])[0])) + "\n")
