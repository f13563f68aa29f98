"""The flags behind a suggestion: what "ticked by mistake" and "it has stopped" are about."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from .history import History, Report, Retraction, Visit
from .terms import FLAGS, LIMB_FLAGS, RADIATES, TINGLING

FLAGS_OF: Mapping[str, tuple[str, ...]] = {
    "E1": ("chest_pain", "tearing_sudden", "short_of_breath", "sweaty_faint"),
    "E2": (
        "bladder_change",
        "bowel_change",
        "saddle_numb",
        "tingling_legs_both",
        "weakness_legs_both",
        "sexual_change",
    ),
    "E3": ("hand_clumsy", "gait_change", "weakness_arms_both"),
    "E4": ("face_speech_sudden", "worst_headache", "vision_loss", "dizzy_double_vision"),
    "E5": ("major_trauma",),
    "E6": ("fever", "stiff_confused_rash"),
    "E7": ("pulsating_tummy",),
    "S1": ("hand_clumsy", "gait_change", "electric_shock", "tingling_arms_both"),
    "S2": ("weakness_arm_one", "weakness_leg_one"),
    "S3": TINGLING,
    "S4": ("fever",),
    "S5": ("weight_loss",),
    "S8": ("constant", "interferes"),
    "S9": ("calf_swelling",),
    "S10": ("night_pain", "constant"),
    "S11": ("exertional_eases_rest",),
    "S12": ("headache_jaw_scalp",),
    "S13": ("pulsating_tummy",),
    "S14": ("radiates_arm", "radiates_leg", *TINGLING),
    "S15": ("shape_change",),
    "C3": RADIATES,
    "C4": ("tingling_arm_one", "tingling_leg_one"),
    "W3": LIMB_FLAGS,
}
"""What can stand behind each rule, without what only qualifies it (rules.md section 7)."""

_DAY = timedelta(days=1)
_LOOKED_BACK = {"S8": 4, "S10": 14, "S14": 28, "C3": 14, "C4": 14, "W3": 14}
"""Days in which a tick counts for a rule that only counts; a tick behind an item never ages."""


def flags_behind(history: History, day: date, rules: Iterable[str]) -> tuple[str, ...]:
    """Return the open flags that these rules can rest on, in the order of the specification."""
    found = {
        flag
        for rule in rules
        for flag in FLAGS_OF.get(rule, ())
        if _counts(history, day, rule, flag)
    }
    return tuple(flag for flag in FLAGS if flag in found)


def open_items(history: History, day: date) -> tuple[str, ...]:
    """Return the open flags that an urgent or a soon rule is about, for a list to untick from."""
    return flags_behind(history, day, (rule for rule in FLAGS_OF if rule[0] in "ES"))


def open_flags(history: History, day: date) -> tuple[str, ...]:
    """Return the flags whose newest answer is a yes that was neither taken back nor seen to."""
    return tuple(flag for flag in FLAGS if open_since(history, day, flag) is not None)


def open_since(history: History, day: date, flag: str) -> date | None:
    """Return the day of the newest yes if the flag is open on this day; None if it is not."""
    ticks = ticks_left(history, day, flag)
    if not ticks:
        return None
    newest = max(tick.day for tick in ticks)
    denied = [each.day for each in history.reports if each.day <= day and flag in each.no]
    if denied and max(denied) > newest:
        return None
    if all(_is_seen(tick, flag, history.visits) for tick in ticks if tick.day == newest):
        return None
    return newest


def ticks_left(history: History, day: date, flag: str) -> list[Report]:
    """Return the reports up to this day that say yes to the flag and were not taken back.

    Each retraction takes back the newest day that has a yes, with all ticks of that day made
    before it.
    """
    left = [each for each in history.reports if flag in each.yes and each.day <= day]
    taken = [each for each in history.retractions if each.flag == flag and each.day <= day]
    for retraction in sorted(taken, key=lambda each: each.day):
        reached = [tick for tick in left if _reaches(retraction, tick)]
        newest = max((tick.day for tick in reached), default=None)
        left = [tick for tick in left if tick.day != newest or not _reaches(retraction, tick)]
    return left


def _counts(history: History, day: date, rule: str, flag: str) -> bool:
    since = open_since(history, day, flag)
    if since is None:
        return False
    window = _LOOKED_BACK.get(rule)
    return window is None or day - since < window * _DAY


def _reaches(retraction: Retraction, tick: Report) -> bool:
    if tick.day != retraction.day or tick.at is None or retraction.at is None:
        return tick.day <= retraction.day
    return tick.at <= retraction.at


def _is_seen(tick: Report, flag: str, visits: Collection[Visit]) -> bool:
    return any(flag not in visit.kept and _is_before(tick, visit) for visit in visits)


def _is_before(tick: Report, visit: Visit) -> bool:
    if tick.day != visit.day or tick.at is None or visit.at is None:
        return tick.day <= visit.day
    return tick.at <= visit.at
