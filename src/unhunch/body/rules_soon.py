"""S: what should not wait. One function for each row of rules.md section 6, S.

Core unless marked Opt. P: public advice tied to one item; K: counts of the user's own reports.
"""

from collections.abc import Iterable, Iterator

from .change import worsening
from .days import Day, Group, Past
from .evidence import Fired, evidence_of, of_group
from .items import Row, soon
from .rules_urgent import is_pulsating_and_severe
from .terms import GROUPS, SPINE, TINGLING, UPPER_BODY, Level

LIMB_RADIATES = ("radiates_arm", "radiates_leg")


def s1_hands_walk_shocks(told: Past) -> Iterator[Fired]:
    """S1 (P): clumsy hands, unsteady walk, electric shocks, both arms tingling [C27][C28]."""
    flags = ("hand_clumsy", "gait_change", "electric_shock", "tingling_arms_both")
    return soon(told, Row("S1", flags))


def s2_weak_arm_or_leg(told: Past) -> Iterator[Fired]:
    """S2 (P): new weakness of one arm or one leg [C29][C30]."""
    return soon(told, Row("S2", ("weakness_arm_one", "weakness_leg_one")))


def s3_tingling_gets_worse(told: Past) -> Iterator[Fired]:
    """S3 (P): tingling that spreads or gets stronger; as S2 [C29][C30]."""
    return soon(
        told,
        Row("S3", TINGLING, lambda day: "neuro_worse" in day.open, beside=("neuro_worse",)),
    )


def s4_fever_and_spinal_pain(told: Past) -> Iterator[Fired]:
    """S4 (P): fever with spinal pain [C2][C18]."""
    return soon(told, Row("S4", ("fever",), _spine_hurts, regions=SPINE))


def s5_weight_loss_and_spinal_pain(told: Past) -> Iterator[Fired]:
    """S5 (P): weight loss with spinal pain [C2][C18]."""
    return soon(told, Row("S5", ("weight_loss",), _spine_hurts, regions=SPINE))


def s8_severe(told: Past) -> Iterator[Fired]:
    """S8 (K), for each group: severe pain [C3], numbers [D].

    (a) 2 days with 8 or more within 4 days; (b) 9 or more, constant or interfering, within 4 days;
    (c) worsening with a last median of 7 or more, also without a pain day in the last 7 days.
    """
    for group in told.groups:
        recent = group.reports.window(told.day, 4)
        severe = recent.at_least(8).numbers
        stopped = [
            day.number
            for day in told.dates(("constant", "interferes"), 4, group)
            if day.score(group.regions) >= 9
        ]
        worse = worsening(group.reports, told.day)
        numbers = (
            (severe if len(severe) >= 2 else ())
            or stopped
            or (worse.numbers if worse is not None and worse.after >= 7 else ())
        )
        if numbers:
            evidence = of_group(told, group, numbers, flags=("constant", "interferes"))
            yield Fired(rule="S8", level=Level.SOON, evidence=evidence, group=group.name)


def s9_calf_swelling(told: Past) -> Iterator[Fired]:
    """S9 (P, Opt): one-sided painful calf swelling [M]."""
    return soon(told, Row("S9", ("calf_swelling",)))


def s10_night_pain_and_constant(told: Past) -> Iterator[Fired]:
    """S10 (K), for each group: night and constant pain on one date, twice in 14 d [C2][C33]."""
    for group in told.groups:
        days = [day for day in told.dates(("night_pain",), 14, group) if "constant" in day.open]
        if len(days) >= 2:
            yield _counted("S10", days, ("night_pain", "constant"), group, 14)


def s12_headache_jaw_scalp(told: Past) -> Iterator[Fired]:
    """S12 (P, Opt): a new headache with a sore scalp or jaw [C34]."""
    return soon(told, Row("S12", ("headache_jaw_scalp",)))


def s11_exertion_and_upper_body_pain(told: Past) -> Iterator[Fired]:
    """S11 (P): worse on exertion and eased by rest, with upper-body pain [C30][M]."""
    return soon(
        told,
        Row(
            "S11",
            ("exertional_eases_rest",),
            lambda day: day.score(UPPER_BODY) >= 1,
            regions=UPPER_BODY,
        ),
    )


def s13_pulsating_tummy(told: Past) -> Iterator[Fired]:
    """S13 (P, Opt): a pulsating tummy on a day without the conditions of E7 [C24]."""
    return soon(
        told, Row("S13", ("pulsating_tummy",), lambda day: not is_pulsating_and_severe(day))
    )


def s14_radiating_and_severe_or_long(told: Past) -> Iterator[Fired]:
    """S14 (K): radiating into a limb and severe, or with tingling for four weeks [C29].

    (a), for each group: radiates on 2 dates in 14 d, and 7 or more on 2 days of the same 14.
    (b) radiates and tingling on one date, on 4 dates spanning 28 d, the last within 7 d. It says
    "any score", which on one and the same date only has a meaning if it is said of both: so these
    dates count at any score, and for every group with a score on one of them.
    """
    long = _radiating_for_weeks(told)
    touched = [group for group in told.groups if any(day.score(group.regions) for day in long)]
    for group in told.groups:
        radiating = told.dates(LIMB_RADIATES, 14, group)
        severe = group.reports.window(told.day, 14).at_least(7).numbers
        if len(radiating) >= 2 and len(severe) >= 2:
            days = [*radiating, *told.on(severe)]
            yield _counted("S14", days, LIMB_RADIATES, group, 14)
        elif group in touched:
            yield _counted("S14", long, (*LIMB_RADIATES, *TINGLING), group, None)
    if long and not touched:
        evidence = evidence_of(long, flags=(*LIMB_RADIATES, *TINGLING))
        yield Fired(rule="S14", level=Level.SOON, evidence=evidence)


def s15_shape_change(told: Past) -> Iterator[Fired]:
    """S15 (P): a new lump, swelling or change of shape [C2][C18]."""
    return soon(told, Row("S15", ("shape_change",)))


def _radiating_for_weeks(told: Past) -> list[Day]:
    days = [day for day in told.dates(LIMB_RADIATES, None) if day.has(TINGLING)]
    if len(days) < 4 or days[-1].number - days[0].number < 28:
        return []
    return days if days[-1].number > told.day - 7 else []


def _spine_hurts(day: Day) -> bool:
    return day.score(SPINE) >= 1


def _counted(
    rule: str, days: Iterable[Day], flags: Iterable[str], group: Group, window: int | None
) -> Fired:
    evidence = evidence_of(days, flags=tuple(flags), regions=GROUPS[group.name], window=window)
    return Fired(rule=rule, level=Level.SOON, evidence=evidence, group=group.name)


S_RULES = (
    s1_hands_walk_shocks,
    s2_weak_arm_or_leg,
    s3_tingling_gets_worse,
    s4_fever_and_spinal_pain,
    s5_weight_loss_and_spinal_pain,
    s8_severe,
    s9_calf_swelling,
    s10_night_pain_and_constant,
    s12_headache_jaw_scalp,
    s11_exertion_and_upper_body_pain,
    s13_pulsating_tummy,
    s14_radiating_and_severe_or_long,
    s15_shape_change,
)
