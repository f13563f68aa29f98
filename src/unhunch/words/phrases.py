"""What was reported, as the object of "You reported …". Each phrase is whole, for translators.

A phrase stands where an object stands: after "You reported", "You've marked", "You ticked".
"""

from collections.abc import Collection, Iterable, Sequence

from ..body.terms import GROUPS
from .catalogue import Catalogue, mark

PAINS = {
    frozenset({"neck"}): mark("neck pain"),
    frozenset({"upper_back"}): mark("upper-back pain"),
    frozenset({"shoulder_l"}): mark("left-shoulder pain"),
    frozenset({"shoulder_r"}): mark("right-shoulder pain"),
    frozenset({"shoulder_l", "shoulder_r"}): mark("pain in both shoulders"),
    frozenset({"neck", "upper_back"}): mark("neck and upper-back pain"),
    frozenset({"neck", "shoulder_l"}): mark("neck and left-shoulder pain"),
    frozenset({"neck", "shoulder_r"}): mark("neck and right-shoulder pain"),
    frozenset({"neck", "shoulder_l", "shoulder_r"}): mark("neck and shoulder pain"),
    frozenset({"upper_back", "shoulder_l"}): mark("upper-back and left-shoulder pain"),
    frozenset({"upper_back", "shoulder_r"}): mark("upper-back and right-shoulder pain"),
    frozenset({"upper_back", "shoulder_l", "shoulder_r"}): mark("upper-back and shoulder pain"),
    frozenset({"neck", "upper_back", "shoulder_l"}): mark(
        "neck, upper-back and left-shoulder pain"
    ),
    frozenset({"neck", "upper_back", "shoulder_r"}): mark(
        "neck, upper-back and right-shoulder pain"
    ),
    frozenset({"neck", "upper_back", "shoulder_l", "shoulder_r"}): mark(
        "neck, upper-back and shoulder pain"
    ),
    frozenset({"arm_l"}): mark("left-arm pain"),
    frozenset({"arm_r"}): mark("right-arm pain"),
    frozenset({"arm_l", "arm_r"}): mark("pain in both arms"),
    frozenset({"lower_back"}): mark("lower-back pain"),
}
"""Every combination of regions that share a group."""

SOME_PAIN = mark("pain")
GROUP_PAINS = {
    "U": mark("neck, shoulder or upper-back pain"),
    "A": mark("arm pain"),
    "L": mark("lower-back pain"),
}
"""Where it is not known which regions of a group it was."""

FLAGS = {
    "radiates_neck_shoulder": mark("pain spreading into your neck or shoulder"),
    "radiates_arm": mark("pain spreading into an arm"),
    "radiates_leg": mark("pain spreading into a leg"),
    "tingling_arm_one": mark("tingling in one hand"),
    "tingling_arms_both": mark("tingling or numbness in both hands"),
    "tingling_leg_one": mark("tingling in one leg"),
    "tingling_legs_both": mark("tingling or numbness in both legs"),
    "weakness_arm_one": mark("new weakness in one arm"),
    "weakness_leg_one": mark("new weakness in one leg"),
    "weakness_arms_both": mark("new weakness in both arms"),
    "weakness_legs_both": mark("new weakness in both legs"),
    "worse_twist_extend": mark("pain that twisting or leaning back makes worse"),
    "worse_sitting": mark("pain that long sitting makes worse"),
    "better_movement_position": mark("pain that eases when you move"),
    "constant": mark("pain that nothing eases"),
    "worse_straining": mark("pain that coughing or straining makes worse"),
    "night_pain": mark("pain that disturbs your sleep"),
    "interferes": mark("pain that stopped your work or sleep"),
    "morning_stiff_45": mark("stiff mornings, for 45 minutes or more"),
    "worried": mark("that you are worried"),
    "painkillers_most_days": mark("using painkillers on most days"),
    "neuro_worse": mark("that it is spreading or getting stronger"),
    "rapidly_worse": mark("that it is getting worse quickly"),
    "sudden_onset": mark("pain that came on suddenly"),
    "chest_pain": mark("chest pain"),
    "short_of_breath": mark("shortness of breath"),
    "sweaty_faint": mark("feeling sweaty or faint"),
    "tearing_sudden": mark("sudden tearing pain"),
    "exertional_eases_rest": mark("discomfort on effort that rest eases"),
    "bladder_change": mark("a change in bladder control"),
    "bowel_change": mark("a change in bowel control"),
    "saddle_numb": mark("numbness between your legs"),
    "sexual_change": mark("a change in sexual feeling or function"),
    "hand_clumsy": mark("clumsy hands"),
    "gait_change": mark("a change in how you walk"),
    "electric_shock": mark("feelings like an electric shock"),
    "face_speech_sudden": mark("sudden trouble with face or speech"),
    "worst_headache": mark("the worst headache so far"),
    "dizzy_double_vision": mark("dizziness or double vision"),
    "vision_loss": mark("loss of sight"),
    "headache_jaw_scalp": mark("a new headache, sore scalp or jaw"),
    "major_trauma": mark("a serious accident or injury"),
    "fever": mark("a fever"),
    "stiff_confused_rash": mark("a stiff neck, confusion or a rash"),
    "weight_loss": mark("losing weight without trying"),
    "shape_change": mark("a lump, swelling or change of shape"),
    "pulsating_tummy": mark("a pulsing feeling in your tummy"),
    "calf_swelling": mark("a painful, swollen calf"),
}

SPREADING_PAIN = mark("pain that spreads")
SOME_TINGLING = mark("tingling or numbness")
LIMB_SYMPTOMS = mark("something in an arm or a leg")
"""Where it is not known which flags they were."""

TOGETHER = {
    ("radiates_neck_shoulder", "radiates_arm", "radiates_leg"): mark(
        "pain spreading into your neck or shoulder, an arm and a leg"
    ),
    ("radiates_neck_shoulder", "radiates_arm"): mark(
        "pain spreading into your neck or shoulder and an arm"
    ),
    ("radiates_neck_shoulder", "radiates_leg"): mark(
        "pain spreading into your neck or shoulder and a leg"
    ),
    ("radiates_arm", "radiates_leg"): mark("pain spreading into an arm and a leg"),
    ("tingling_arm_one", "tingling_leg_one"): mark("tingling in one hand and one leg"),
    ("tingling_arms_both", "tingling_legs_both"): mark(
        "tingling or numbness in both hands and both legs"
    ),
    ("weakness_arm_one", "weakness_leg_one"): mark("new weakness in one arm and one leg"),
    ("weakness_arms_both", "weakness_legs_both"): mark("new weakness in both arms and both legs"),
}
"""Flags that are one phrase where both were reported; the longest combinations first."""


def flag_phrase(words: Catalogue, flag: str) -> str:
    """Return what a flag of terms.py says was reported: "tingling in one hand"."""
    return words.say(FLAGS[flag])


def flag_phrases(words: Catalogue, flags: Iterable[str]) -> list[str]:
    """Return what these flags say, as few phrases as there are."""
    left, found = list(in_order(flags)), []
    while left:
        joined = next((some for some in TOGETHER if set(some) <= set(left)), (left[0],))
        found.append(words.say(TOGETHER.get(joined, FLAGS[joined[0]])))
        left = [flag for flag in left if flag not in joined]
    return found


def pain_phrase(words: Catalogue, regions: Collection[str], group: str | None = None) -> str:
    """Return where it hurts: "neck and upper-back pain". `group`: only its regions count."""
    named = pain_phrases(words, regions, group)
    if named:
        return listed(words, named)
    return words.say(SOME_PAIN if group is None else GROUP_PAINS[group])


def pain_phrases(words: Catalogue, regions: Collection[str], group: str | None = None) -> list[str]:
    """Return the same as one phrase for each group of regions; none where none is known."""
    found = [_in_one_group(words, set(each) & set(regions)) for each in _groups(group)]
    return [phrase for phrase in found if phrase]


def _groups(group: str | None) -> list[tuple[str, ...]]:
    return list(GROUPS.values()) if group is None else [GROUPS[group]]


def _in_one_group(words: Catalogue, regions: set[str]) -> str:
    return words.say(PAINS[frozenset(regions)]) if regions else ""


def scored(words: Catalogue, pain: str, low: int | None, high: int | None) -> str:
    """Return the pain with its scores: "neck pain of 4-5 out of 10"; without any, the pain."""
    if not high:
        return pain
    if not low:
        return words.say("{pain} of up to {high} out of 10", pain=pain, high=high)
    scores = str(high) if low == high else f"{low}-{high}"
    return words.say("{pain} of {scores} out of 10", pain=pain, scores=scores)


def listed(words: Catalogue, phrases: Sequence[str]) -> str:
    """Return the phrases as one: "a, b and c". There is at least one."""
    *some, last = phrases
    if not some:
        return last
    return words.say("{some} and {last}", some=", ".join(some), last=last)


def in_order(flags: Iterable[str]) -> tuple[str, ...]:
    """Return the known flags, each once, in the order of `FLAGS`."""
    given = set(flags)
    return tuple(flag for flag in FLAGS if flag in given)


def window_phrase(words: Catalogue, days: int | None) -> str:
    """Return how far back was looked: "over the last 4 weeks"; "so far" where it was everything."""
    if days is None:
        return words.say("so far")
    if days == HALF_A_YEAR:
        return words.say("over the last 6 months")
    weeks, rest = divmod(days, 7)
    if weeks >= 2 and not rest:
        return words.many("over the last week", "over the last {count} weeks", weeks)
    return words.many("over the last day", "over the last {count} days", days)


HALF_A_YEAR = 182
"""The window of C6, in days."""
