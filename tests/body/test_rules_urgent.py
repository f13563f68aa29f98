"""E rules and the items of S: one report is enough, each at its bounds and just beyond."""

import pytest

from .cases import named
from .diary import fired

ALONE = [
    ("E1", "chest_pain"),
    ("E1", "tearing_sudden"),
    ("E2", "bladder_change"),
    ("E2", "bowel_change"),
    ("E2", "saddle_numb"),
    ("E2", "tingling_legs_both"),
    ("E2", "weakness_legs_both"),
    ("E3", "weakness_arms_both"),
    ("E4", "face_speech_sudden"),
    ("E4", "worst_headache"),
    ("E4", "vision_loss"),
]

FIRES = [
    ("E1", "short of breath with the mildest arm pain", "0: arm_l=1 short_of_breath", 0),
    ("E1", "faint with the mildest shoulder pain", "0: shoulder_r=1 sweaty_faint", 0),
    ("E2", "sexual change with the mildest back pain", "0: lower_back=1 sexual_change", 0),
    ("E2", "sexual change, radiates into a leg", "0: sexual_change radiates_leg", 0),
    ("E2", "sexual change, one leg tingles", "0: sexual_change tingling_leg_one", 0),
    ("E2", "sexual change, one leg is weak", "0: sexual_change weakness_leg_one", 0),
    ("E3", "clumsy hands, rapidly worse", "0: hand_clumsy rapidly_worse", 0),
    ("E3", "unsteady walk, rapidly worse", "0: gait_change rapidly_worse", 0),
    ("E4", "dizzy with the mildest neck pain", "0: neck=1 dizzy_double_vision", 0),
    ("E5", "an accident, and pain on the same day", "0: arm_l=1 major_trauma", 0),
    ("E5", "an accident, and pain 13 days later", "0: major_trauma\n13: neck=1", 13),
    ("E5", "an accident, and shocks 13 days later", "0: major_trauma\n13: electric_shock", 13),
    ("E5", "an accident, and a limb symptom", "0: major_trauma\n3: radiates_leg", 3),
    ("E6", "fever with a rash, no pain", "0: fever stiff_confused_rash", 0),
    ("E6", "fever, spinal pain, a nerve symptom", "0: neck=1 fever tingling_arm_one", 0),
    ("E6", "fever, spinal pain, bladder", "0: lower_back=1 fever bladder_change", 0),
    ("E6", "fever, spinal pain, bowel", "0: upper_back=1 fever bowel_change", 0),
    ("E6", "fever, spinal pain, saddle", "0: neck=1 fever saddle_numb", 0),
    ("E7", "pulsating, spinal pain, 7 elsewhere", "0: neck=1 arm_l=7 pulsating_tummy", 0),
    ("E7", "pulsating, spinal pain, sudden", "0: lower_back=1 pulsating_tummy sudden_onset", 0),
]

DOES_NOT = [
    ("E1", "short of breath without pain", "0: short_of_breath", 0),
    ("E1", "short of breath with lower-back pain only", "0: lower_back=9 short_of_breath", 0),
    ("E1", "pain on the day before", "0: neck=5\n1: sweaty_faint", 1),
    ("E2", "sexual change with neck pain", "0: neck=5 sexual_change", 0),
    ("E2", "sexual change, back pain a day before", "0: lower_back=5\n1: sexual_change", 1),
    ("E2", "one leg alone", "0: lower_back=5 tingling_leg_one weakness_leg_one", 0),
    ("E3", "clumsy hands, gradual", "0: hand_clumsy gait_change", 0),
    ("E3", "rapidly worse a day later", "0: hand_clumsy\n1: rapidly_worse", 1),
    ("E3", "rapidly worse alone", "0: neck=8 rapidly_worse", 0),
    ("E4", "dizzy with pain in the upper back", "0: upper_back=9 dizzy_double_vision", 0),
    ("E5", "an accident without pain", "0: major_trauma", 0),
    ("E5", "an accident, and pain 14 days later", "0: major_trauma\n14: neck=9", 14),
    ("E5", "pain on the day before an accident", "0: neck=5\n1: major_trauma", 1),
    (
        "E5",
        "an accident, spread into neck and shoulders",
        "0: major_trauma radiates_neck_shoulder",
        0,
    ),
    ("E6", "fever, spinal pain, no nerve symptom", "0: neck=9 fever", 0),
    ("E6", "fever, arm pain, a nerve symptom", "0: arm_l=5 fever tingling_arm_one", 0),
    ("E6", "a rash without fever", "0: neck=5 stiff_confused_rash", 0),
    ("E6", "fever and the rash a day later", "0: fever\n1: stiff_confused_rash", 1),
    ("E6", "fever, spinal pain, spread into the neck", "0: neck=5 fever radiates_neck_shoulder", 0),
    ("E7", "pulsating, spinal pain, 6 elsewhere", "0: neck=1 arm_l=6 pulsating_tummy", 0),
    ("E7", "pulsating, 7 but not in the spine", "0: arm_l=7 pulsating_tummy", 0),
    ("E7", "pulsating and sudden without spinal pain", "0: pulsating_tummy sudden_onset", 0),
]

SOON = [
    ("S1", "clumsy hands", "0: hand_clumsy", 0),
    ("S1", "unsteady walk", "0: gait_change", 0),
    ("S1", "electric shocks", "0: electric_shock", 0),
    ("S1", "both arms tingle", "0: tingling_arms_both", 0),
    ("S1", "clumsy hands that E3 takes too", "0: hand_clumsy rapidly_worse", 0),
    ("S2", "a weak arm", "0: weakness_arm_one", 0),
    ("S2", "a weak leg", "0: weakness_leg_one", 0),
    ("S3", "one arm tingles, stronger", "0: tingling_arm_one neuro_worse", 0),
    ("S3", "both legs tingle, stronger", "0: tingling_legs_both neuro_worse", 0),
    ("S4", "fever with the mildest neck pain", "0: neck=1 fever", 0),
    ("S5", "weight loss with the mildest back pain", "0: upper_back=1 weight_loss", 0),
    ("S9", "a swollen calf", "0: calf_swelling", 0),
    ("S12", "headache with a sore scalp", "0: headache_jaw_scalp", 0),
    ("S11", "eased by rest, the mildest arm pain", "0: arm_r=1 exertional_eases_rest", 0),
    ("S13", "pulsating, no pain", "0: pulsating_tummy", 0),
    ("S13", "pulsating, spinal pain of 6", "0: neck=6 pulsating_tummy", 0),
    ("S13", "pulsating and sudden, no spinal pain", "0: arm_l=9 pulsating_tummy sudden_onset", 0),
    ("S15", "a change of shape", "0: shape_change", 0),
]

NOT_SOON = [
    ("S1", "one arm tingles", "0: neck=9 tingling_arm_one", 0),
    ("S2", "both arms are weak: that is E3", "0: weakness_arms_both", 0),
    ("S3", "stronger on the day after", "0: tingling_arm_one\n1: neuro_worse", 1),
    ("S3", "radiating gets stronger", "0: neck=5 radiates_arm neuro_worse", 0),
    ("S4", "fever with shoulder pain", "0: shoulder_l=9 fever", 0),
    ("S4", "fever on the day after pain", "0: neck=5\n1: fever", 1),
    ("S5", "weight loss with arm pain", "0: arm_l=9 weight_loss", 0),
    ("S11", "eased by rest, lower-back pain", "0: lower_back=9 exertional_eases_rest", 0),
    ("S13", "pulsating on a day of E7", "0: neck=7 pulsating_tummy", 0),
]


@pytest.mark.parametrize(("rule", "flag"), ALONE)
def test_one_tick_without_any_pain_is_urgent(rule: str, flag: str) -> None:
    """These items need no score and nothing beside them."""
    assert {rule: "urgent"}.items() <= fired(f"0: {flag}", 0).items()


@pytest.mark.parametrize(("rule", "text", "day"), named(FIRES))
def test_an_urgent_rule_fires(rule: str, text: str, day: int) -> None:
    """At its bound the rule fires, at once and at its full level."""
    assert "urgent" == fired(text, day).get(rule)


@pytest.mark.parametrize(("rule", "text", "day"), named([*DOES_NOT, *NOT_SOON]))
def test_a_rule_does_not_fire_just_beyond(rule: str, text: str, day: int) -> None:
    """What is not quite the row is not this rule."""
    assert rule not in fired(text, day)


@pytest.mark.parametrize(("rule", "text", "day"), named(SOON))
def test_a_soon_item_fires(rule: str, text: str, day: int) -> None:
    """One report is enough."""
    assert "soon" == fired(text, day).get(rule)


def test_every_row_of_an_item_has_its_examples() -> None:
    """No E row and no S item is left without an example on either side of its bounds."""
    items = {"S1", "S2", "S3", "S4", "S5", "S9", "S11", "S12", "S13", "S15"}

    assert {f"E{number}" for number in range(1, 8)} == {row[0] for row in [*FIRES, *DOES_NOT]}
    assert items == {row[0] for row in SOON}


@pytest.mark.parametrize("answers", ["", "no=*"])
def test_pain_alone_is_never_an_item(answers: str) -> None:
    """No score, however high, is an E rule or a flag item; a denial is not a tick."""
    found = fired(f"0: neck=10 lower_back=10 arm_l=10 {answers}", 0)

    assert {"W2", "K1"} == found.keys()
