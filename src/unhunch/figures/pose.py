"""Poses in words of the body: which joint is bent how far, where a hand rests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SIDES = ("left", "right")
STANCES = ("stand", "sit")

Range = tuple[float, float]

_SPINE: dict[str, dict[str, Range]] = {
    "pelvis": {"forward": (-30, 60), "side": (-30, 30), "turn": (-45, 45)},
    "waist": {"forward": (-30, 50), "side": (-25, 25), "turn": (-20, 20)},
    "chest": {"forward": (-25, 40), "side": (-25, 25), "turn": (-35, 35)},
    "neck": {"forward": (-40, 45), "side": (-30, 30), "turn": (-45, 45)},
    "head": {"forward": (-40, 45), "side": (-25, 25), "turn": (-45, 45)},
}
_LIMBS: dict[str, dict[str, Range]] = {
    "shoulder": {"up": (-10, 35), "forward": (-30, 30)},
    "arm": {
        "lift": (-60, 180),
        "out": (-45, 120),
        "turn": (-90, 90),
        "elbow": (0, 150),
        "wrist": (-80, 80),
        "swing": (-90, 120),
    },
    "leg": {
        "lift": (-25, 125),
        "out": (-30, 90),
        "turn": (-60, 100),
        "knee": (0, 145),
        "ankle": (60, 150),
    },
    "foot": {"forward": (-80, 80), "side": (-20, 40), "heel": (0, 55), "turn": (-40, 60)},
}
JOINTS: dict[str, dict[str, Range]] = {
    **_SPINE,
    **{f"{side}_{limb}": angles for limb, angles in _LIMBS.items() for side in SIDES},
    "hips": {"forward": (-90, 90), "up": (-60, 20), "side": (-30, 30)},
    "body": {"tilt": (-20, 60), "breath": (0, 1)},
    "eyes": {"shut": (0, 1), "side": (-1, 1), "up": (-1, 1), "far": (0, 1)},
    "hand": {
        "wrist": (-80, 85),
        "knuckles": (-20, 95),
        "middle": (0, 110),
        "tips": (0, 90),
        "spread": (0, 25),
        "sway": (-40, 40),
        "palm": (0, 1),
        "raised": (0, 90),
        "help": (0, 1),
    },
}
"""What may be bent, and how far: ordinary ranges of healthy adults, rounded up (AAOS), in degrees.

`forward`: bends towards the front; `side`, `turn`: to the person's left. `lift`: how far the limb
is raised from hanging down, `out`: towards which side (0: to the front, 90: away from the body),
`turn` of a limb: about itself, outwards. `swing`: how far the elbow is out where the hand rests on
something. `foot`: where a foot stands (cm) and how high its heel is; `hips`: moved from where they
are in this stance (cm). `tilt`: the whole body about its ankles.
"""

PLACES = (
    "thigh",
    "knee",
    "shin",
    "shoulder",
    "chest",
    "front",
    "hip",
    "forehead",
    "temple",
    "nape",
    "desk",
    "high_desk",
    "frame",
)
"""Where a hand can rest: on the person's own side, or with "other" before it on the other."""

ON_ARM = ("other elbow", "other forearm")
"""Where one hand can rest while the other arm is somewhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How the mannequin is at one moment.

    `angles`: by "joint.way" as in JOINTS; what is not named is at rest. `hands`: by side, the
    place where that hand rests; such an arm has no angles but `swing` and `wrist`.
    """

    stance: str = "stand"
    angles: Mapping[str, float] = field(default_factory=dict)
    hands: Mapping[str, str] = field(default_factory=dict)

    def angle(self, name: str) -> float:
        """Return an angle or length by its name."""
        return self.angles.get(name, 0.0)

    def has(self, joint: str) -> bool:
        """Whether anything is said about this joint."""
        return any(name.startswith(f"{joint}.") for name in self.angles)


def mirrored(pose: Pose) -> Pose:
    """Return the same on the other side."""
    angles = {}
    for name, angle in pose.angles.items():
        joint, _, way = name.partition(".")
        flips = joint not in _sided() and way in ("side", "turn")
        angles[f"{_other(joint)}.{way}"] = -angle if flips else angle
    hands = {_other(side): place for side, place in pose.hands.items()}
    return Pose(stance=pose.stance, angles=angles, hands=hands)


def _sided() -> set[str]:
    return {f"{side}_{limb}" for limb in _LIMBS for side in SIDES}


def _other(name: str) -> str:
    if name.startswith("left"):
        return f"right{name[4:]}"
    return f"left{name[5:]}" if name.startswith("right") else name
