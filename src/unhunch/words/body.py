"""Names of what is said about the body, as the user reads them. Labels that are ticked are whole
sentences or phrases of their own, in plain words, and name no condition."""

from collections.abc import Mapping

from .catalogue import Catalogue, mark

REGIONS: Mapping[str, str] = {
    "neck": mark("Neck"),
    "upper_back": mark("Upper back"),
    "shoulder_l": mark("Left shoulder"),
    "shoulder_r": mark("Right shoulder"),
    "arm_l": mark("Left arm, wrist or hand"),
    "arm_r": mark("Right arm, wrist or hand"),
    "lower_back": mark("Lower back"),
}

GROUPS: Mapping[str, str] = {
    "U": mark("Neck, upper back and shoulders"),
    "A": mark("Arms"),
    "L": mark("Lower back"),
}

FLAGS: Mapping[str, str] = {
    "radiates_neck_shoulder": mark("Pain that spreads into the neck or a shoulder"),
    "radiates_arm": mark("Pain that spreads into an arm"),
    "radiates_leg": mark("Pain that spreads into a leg"),
    "tingling_arm_one": mark("Tingling or numbness in one arm or hand"),
    "tingling_arms_both": mark("Tingling or numbness in both arms or hands"),
    "tingling_leg_one": mark("Tingling or numbness in one leg or foot"),
    "tingling_legs_both": mark("Tingling or numbness in both legs or feet"),
    "weakness_arm_one": mark("New weakness in one arm or hand"),
    "weakness_leg_one": mark("New weakness in one leg or foot"),
    "weakness_arms_both": mark("New weakness in both arms or hands"),
    "weakness_legs_both": mark("New weakness in both legs or feet"),
    "worse_twist_extend": mark("Worse when twisting or leaning back"),
    "worse_sitting": mark("Worse with long sitting"),
    "better_movement_position": mark("Better with movement or a change of position"),
    "constant": mark("There all the time: nothing eases it"),
    "worse_straining": mark("Worse when coughing, sneezing or on the toilet"),
    "night_pain": mark("It wakes you up or stops you sleeping"),
    "interferes": mark("It stopped your work or your sleep"),
    "morning_stiff_45": mark("You are stiff in the morning for 45 minutes or more"),
    "worried": mark("You are worried about it"),
    "painkillers_most_days": mark("You take painkillers on most days"),
    "neuro_worse": mark("It is spreading or getting stronger"),
    "rapidly_worse": mark("It is getting worse quickly"),
    "sudden_onset": mark("The pain came on suddenly"),
    "chest_pain": mark("Pain, tightness or pressure in the chest"),
    "short_of_breath": mark("Shortness of breath"),
    "sweaty_faint": mark("Feeling sweaty or faint"),
    "tearing_sudden": mark("Sudden, tearing pain in the chest or back"),
    "exertional_eases_rest": mark("Discomfort that comes with effort and eases with rest"),
    "bladder_change": mark("A change in how you pass urine: hard to start, to hold or to feel"),
    "bowel_change": mark("A change in how you control your bowels"),
    "saddle_numb": mark("Numbness or tingling between your legs or around your bottom"),
    "sexual_change": mark("A change in sexual feeling or function"),
    "hand_clumsy": mark("Clumsy hands: trouble with buttons, keys or writing"),
    "gait_change": mark("A change in how you walk: unsteady, stiff or heavy legs"),
    "electric_shock": mark("A feeling like an electric shock when you bend your neck"),
    "face_speech_sudden": mark("All of a sudden: a drooping face or trouble speaking"),
    "worst_headache": mark("The worst headache you ever had"),
    "dizzy_double_vision": mark("Dizziness or double vision"),
    "vision_loss": mark("Loss of sight, in part or in whole"),
    "headache_jaw_scalp": mark("A new headache with a sore scalp or jaw"),
    "major_trauma": mark("A serious accident or fall in the last 14 days"),
    "fever": mark("A fever, or feeling hot and shivery"),
    "stiff_confused_rash": mark("A very stiff neck, confusion or a rash"),
    "weight_loss": mark("Losing weight without trying"),
    "shape_change": mark("A new lump, swelling or change of shape"),
    "pulsating_tummy": mark("A pulsing feeling in your tummy"),
    "calf_swelling": mark("One calf that is swollen and painful"),
}
"""Each flag as a label to tick (rules.md section 2)."""

PROFESSIONALS: Mapping[str, str] = {
    "gp": mark("GP or family doctor"),
    "physio": mark("Physiotherapist"),
    "pharmacist": mark("Pharmacist"),
    "occupational_health": mark("Occupational health"),
    "other": mark("Somebody else"),
}

STATEMENT = mark(
    "This app reminds you to move and lets you note how your body feels. It does not diagnose, "
    "treat or monitor any condition, is not a medical device and is not a substitute for a "
    "professional. It cannot see an emergency. If you feel seriously unwell, don't check in here: "
    "call {number}. Your notes stay on this computer."
)
"""The first-run statement (content.md)."""

NO_NUMBER = mark("your local emergency number")


def statement(words: Catalogue, number: str = "") -> str:
    """Return the first-run statement. `number`: whom to call in an emergency, where it is known."""
    return words.say(STATEMENT, number=number or words.say(NO_NUMBER))
