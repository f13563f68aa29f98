"""The words of the rules: regions, flags, levels. Names are those of the rules specification.

Ruleset 0.2. It repeats public advice and counts the user's own reports; it has not been reviewed by
a clinician, names no condition and estimates no risk.
"""

from collections.abc import Mapping
from enum import StrEnum

RULESET = "0.2"

# --- where ------------------------------------------------------------------------------------

REGIONS = ("neck", "upper_back", "shoulder_l", "shoulder_r", "arm_l", "arm_r", "lower_back")
"""Every region of the body map, in the order in which it is asked about."""

SPINE = ("neck", "upper_back", "lower_back")
UPPER_BODY = ("neck", "upper_back", "shoulder_l", "shoulder_r", "arm_l", "arm_r")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "U": ("neck", "upper_back", "shoulder_l", "shoulder_r"),
    "A": ("arm_l", "arm_r"),
    "L": ("lower_back",),
}
"""Regions that share one persistence clock (rules.md section 3)."""

WORST = 10
"""The end of the numeric rating scale, "worst pain imaginable"; 0 is "no pain"."""

# --- what -------------------------------------------------------------------------------------

RADIATES = ("radiates_neck_shoulder", "radiates_arm", "radiates_leg")
TINGLING = ("tingling_arm_one", "tingling_arms_both", "tingling_leg_one", "tingling_legs_both")
WEAKNESS = ("weakness_arm_one", "weakness_leg_one", "weakness_arms_both", "weakness_legs_both")
CHARACTER = (
    "worse_twist_extend",
    "worse_sitting",
    "better_movement_position",
    "constant",
    "worse_straining",
)
IMPACT = ("night_pain", "interferes", "morning_stiff_45")
FOLLOW_UPS = (
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
"""One screen: tick any that are new or unusual for you (rules.md section 2)."""

FLAGS = (
    *RADIATES,
    *TINGLING,
    *WEAKNESS,
    *CHARACTER,
    *IMPACT,
    *FOLLOW_UPS,
    *SAFETY_LIST,
)
"""Everything that is answered yes, no or not at all."""

LIMB_FLAGS = ("radiates_arm", "radiates_leg", "tingling_arm_one", "tingling_leg_one")
"""The flags of C3, C4, W3 and W5."""

BRIDGE_ANSWERS = ("gone", "came_and_went", "most_of_the_time", "dont_remember")
"""How the pain was since the last check-in (rules.md section 4.4)."""

PROFESSIONALS = ("gp", "physio", "pharmacist", "occupational_health", "other")
"""Whom one can have spoken to (content.md, data model of the report)."""

EVERY_FLAG = "*"
"""In a history: an explicit no to every flag that was not ticked."""


# --- how much ---------------------------------------------------------------------------------


class Level(StrEnum):
    """What the rules come to, mildest first (rules.md section 1). Compare by `rank`."""

    NONE = "none"
    SELF_CARE = "self_care"
    WATCH = "watch"
    CONSIDER = "consider"
    SOON = "soon"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """The number of the level: 0 for none, 5 for urgent."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}
