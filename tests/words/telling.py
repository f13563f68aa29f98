"""Rules that fired, as the assessment would hand them over, and who tells of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from unhunch.body.assess import Assessment, Evidence, Fired
from unhunch.body.terms import TINGLING, Level
from unhunch.words.catalogue import ENGLISH
from unhunch.words.teller import Teller

TODAY = date(2026, 3, 2)
"""A Monday."""


def say_date(day: date) -> str:
    """Dates as the longest English ones are written."""
    return f"{day.day} {day:%B} {day.year}"


TELLER = Teller(words=ENGLISH, today=TODAY, say_date=say_date)

ITEMS = {
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
    "S9": ("calf_swelling",),
    "S11": ("exertional_eases_rest",),
    "S12": ("headache_jaw_scalp",),
    "S13": ("pulsating_tummy",),
    "S15": ("shape_change",),
}
"""The rules about ticked items, with their flags (rules.md section 6)."""

COUNTED = {
    "S8": (Level.SOON, 4),
    "S10": (Level.SOON, 14),
    "S14": (Level.SOON, 14),
    "C1a": (Level.CONSIDER, 14),
    "C1b": (Level.CONSIDER, 28),
    "C1c": (Level.CONSIDER, 42),
    "C1d": (Level.CONSIDER, 42),
    "C1e": (Level.CONSIDER, None),
    "C2": (Level.CONSIDER, None),
    "C3": (Level.CONSIDER, 14),
    "C4": (Level.CONSIDER, 14),
    "C5": (Level.CONSIDER, 14),
    "C6": (Level.CONSIDER, 182),
    "C8": (Level.CONSIDER, 14),
    "C9": (Level.CONSIDER, 7),
    "C10": (Level.CONSIDER, 14),
    "W1": (Level.WATCH, 10),
    "W2": (Level.WATCH, 3),
    "W3": (Level.WATCH, 14),
    "W4": (Level.WATCH, 28),
    "W5": (Level.WATCH, 14),
    "W6": (Level.WATCH, 28),
    "W7": (Level.WATCH, 10),
    "K1": (Level.SELF_CARE, 7),
    "N1": (Level.NONE, 7),
}
"""The other rules: their level, and how many days they look at."""

RULES = (*ITEMS, *COUNTED)

BY_FLAG = {
    "C3": ("radiates_arm", "radiates_leg"),
    "C4": ("tingling_arm_one", "tingling_leg_one"),
    "C5": ("radiates_arm", "tingling_arm_one", "worse_twist_extend", "constant"),
    "C8": ("interferes",),
    "C9": ("worried",),
    "C10": ("painkillers_most_days",),
    "S8": ("constant", "interferes"),
    "S10": ("night_pain", "constant"),
    "S14": ("radiates_arm", "tingling_arm_one"),
    "W3": ("radiates_arm", "tingling_arm_one"),
    "W5": ("tingling_arm_one",),
}
"""The flags that counting rules rest on."""

OWN = {"E": Level.URGENT, "S": Level.SOON}
ALL_OF_U = ("neck", "upper_back", "shoulder_l", "shoulder_r")


def days(count: int, last: date = TODAY) -> tuple[date, ...]:
    """So many days in a row, up to the last."""
    return tuple(last - timedelta(days=ago) for ago in reversed(range(count)))


def item(rule: str, flag: str, level: Level | None = None, ago: int = 0, **more: object) -> Fired:
    """An item of a rule, ticked some days ago; on a lower level than its own it has faded."""
    evidence = Evidence(days=(TODAY - timedelta(days=ago),), flags=(flag,), **more)  # type: ignore[arg-type]
    return Fired(rule=rule, level=level or OWN[rule[0]], evidence=evidence, flag=flag)


def counted(
    rule: str,
    count: int = 3,
    regions: tuple[str, ...] = ("neck",),
    low: int | None = 4,
    high: int | None = 5,
    flags: tuple[str, ...] | None = None,
) -> Fired:
    """A counting rule on so many days."""
    level, window = COUNTED[rule]
    group = "U" if rule[:2] in {"S8", "C1", "C2", "C6", "C8", "W1", "W4"} else None
    evidence = Evidence(
        days=days(count),
        flags=BY_FLAG.get(rule, ()) if flags is None else flags,
        regions=regions,
        low=low,
        high=high,
        window=window,
    )
    return Fired(rule=rule, level=level, evidence=evidence, group=group)


def assessed(*fired: Fired) -> Assessment:
    """These rules and no other, the highest level first."""
    ordered = sorted(fired, key=lambda each: -each.level.rank)
    return Assessment(day=TODAY, level=ordered[0].level, fired=tuple(ordered))


def every_case() -> Iterator[Fired]:
    """Every rule and flag on every level it can have, told with as much as it can be told."""
    for rule, flags in ITEMS.items():
        for flag in flags:
            for level in (Level.URGENT, Level.SOON, Level.CONSIDER):
                if level.rank <= OWN[rule[0]].rank:
                    beside = Evidence(
                        days=(TODAY - timedelta(days=9),),
                        flags=(flag, "rapidly_worse", "neuro_worse", "sudden_onset"),
                        regions=("neck", "lower_back"),
                        low=7,
                        high=8,
                        denied=(TODAY,) if level is not OWN[rule[0]] else (),
                    )
                    yield Fired(rule=rule, level=level, evidence=beside, flag=flag)
    for rule in COUNTED:
        yield counted(rule, 1)
        yield counted(rule, 13, regions=("neck", "upper_back", "shoulder_l"), low=4, high=10)
