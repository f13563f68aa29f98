"""The names of regions, flags and answers on the page: short, plain, no condition."""

from collections.abc import Mapping

from ..words.catalogue import mark

REGION_NAMES: Mapping[str, str] = {
    "neck": mark("Neck"),
    "upper_back": mark("Upper back"),
    "shoulder_l": mark("Left shoulder"),
    "shoulder_r": mark("Right shoulder"),
    "arm_l": mark("Left arm or hand"),
    "arm_r": mark("Right arm or hand"),
    "lower_back": mark("Lower back"),
}

FLAG_NAMES: Mapping[str, str] = {
    "radiates_neck_shoulder": mark("Pain spreading to neck or shoulder"),
    "radiates_arm": mark("Pain spreading into an arm"),
    "radiates_leg": mark("Pain spreading into a leg"),
    "tingling_arm_one": mark("Tingling or numbness, one arm or hand"),
    "tingling_arms_both": mark("Tingling or numbness, both arms or hands"),
    "tingling_leg_one": mark("Tingling or numbness, one leg"),
    "tingling_legs_both": mark("Tingling or numbness, both legs"),
    "weakness_arm_one": mark("New weakness, one arm or hand"),
    "weakness_leg_one": mark("New weakness, one leg"),
    "weakness_arms_both": mark("New weakness, both arms"),
    "weakness_legs_both": mark("New weakness, both legs"),
    "worse_sitting": mark("Long sitting"),
    "worse_twist_extend": mark("Twisting or bending back"),
    "worse_straining": mark("Coughing, sneezing or straining"),
    "better_movement_position": mark("Moving or changing position"),
    "chest_pain": mark("Chest pain"),
    "short_of_breath": mark("Short of breath"),
    "sweaty_faint": mark("Sweaty or faint"),
    "tearing_sudden": mark("Sudden tearing pain"),
    "exertional_eases_rest": mark("Pain with effort that eases with rest"),
    "bladder_change": mark("Bladder change"),
    "bowel_change": mark("Bowel change"),
    "saddle_numb": mark("Numbness between the legs"),
    "sexual_change": mark("Change in sexual function"),
    "hand_clumsy": mark("Clumsy hands"),
    "gait_change": mark("Unsteady walking"),
    "electric_shock": mark("Electric-shock feeling"),
    "face_speech_sudden": mark("Sudden trouble with face or speech"),
    "worst_headache": mark("Worst headache ever"),
    "dizzy_double_vision": mark("Dizzy or seeing double"),
    "vision_loss": mark("Loss of vision"),
    "headache_jaw_scalp": mark("New headache with sore jaw or scalp"),
    "major_trauma": mark("Serious accident, last 14 days"),
    "fever": mark("Fever"),
    "stiff_confused_rash": mark("Stiff neck, confusion or rash"),
    "weight_loss": mark("Weight loss"),
    "shape_change": mark("New lump, swelling or change of shape"),
    "pulsating_tummy": mark("Pulsing feeling in the tummy"),
    "calf_swelling": mark("Painful swelling of one calf"),
}

BRIDGE_NAMES: Mapping[str, str] = {
    "gone": mark("pain was gone"),
    "came_and_went": mark("pain came and went"),
    "most_of_the_time": mark("pain most of the time"),
    "dont_remember": mark("does not remember"),
}

PROFESSIONAL_NAMES: Mapping[str, str] = {
    "gp": mark("GP"),
    "physio": mark("physiotherapist"),
    "pharmacist": mark("pharmacist"),
    "occupational_health": mark("occupational health"),
    "other": mark("another professional"),
}
