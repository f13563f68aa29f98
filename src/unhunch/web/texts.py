"""Words of questions, until they come from unhunch.words."""

from ..body.terms import SAFETY_LIST, TINGLING, WEAKNESS

TITLES = {
    "pain": ("Where does it hurt, and how much?", "For each place, the worst since your last check-in, up to 24 hours back. 0 is no pain, 10 is the worst pain you can imagine."),
    "tingling": ("Any tingling or numbness?", "Choose every place where you noticed it since your last check-in."),
    "weakness": ("Any new weakness?", "Something you could do last week and cannot do now."),
    "character": ("What is the pain like?", "Leave out what you are not sure about."),
    "safety_list": ("Is any of this new or unusual for you?", "Tick any that are new or unusual for you."),
}
LABELS = {
    "neck": "Neck", "upper_back": "Upper back", "shoulder_l": "Left shoulder", "shoulder_r": "Right shoulder",
    "arm_l": "Left arm", "arm_r": "Right arm", "lower_back": "Lower back", "none": "None of these",
    **{flag: flag.replace("_", " ").capitalize() for flag in (*TINGLING, *WEAKNESS, *SAFETY_LIST, "constant", "worse_sitting", "night_pain")},
}
