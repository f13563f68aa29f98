"""A pose -> where every joint is. Bones never change their length."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from .places import place_of
from .pose import ON_ARM, SIDES, Pose
from .vector import (
    DOWN,
    Turn,
    Vec,
    X,
    Y,
    Z,
    add,
    back,
    blend,
    cross,
    dot,
    length,
    scale,
    slerp,
    spin,
    sub,
    then,
    turned,
    unit,
)

UPPER_ARM, FOREARM, HAND = 28.0, 24.0, 15.0
THIGH, SHANK, FOOT, ANKLE = 41.0, 40.0, 15.0, 7.0
GRIP = 7.0
"""From the wrist to the middle of the hand, which is what rests on something."""

_SPINE = (("pelvis", "waist", 14.0), ("waist", "chest", 16.0), ("chest", "neck", 18.0))
_NECK, _HEAD, _CLAVICLE, _HIP = 9.0, 10.0, 18.0, 9.0
_TRIES = 6
"""Each halves at least how far a bent hand is from its place."""

_SITTING: Vec = (0.0, ANKLE + SHANK, -THIGH)
_STANDING: Vec = (0.0, ANKLE + SHANK + THIGH - 0.1, 0.0)

Joints = dict[str, Vec]
Limb = tuple[Vec, Vec, Vec]
"""Directions of its two bones and of what is at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Joints by name, and the turn of each part of the spine. `missed`: by how much a
    hand misses what it is to rest on ("left_hand"), a foot the place where it is to stand."""

    joints: Joints
    frames: dict[str, Turn]
    missed: dict[str, float] = field(default_factory=dict)


def body_of(
    pose: Pose, things: Mapping[str, float], to: Pose | None = None, at: float = 0.0
) -> Body:
    """Return the body in a pose, or at this part (0 to 1) of the way `to` another.

    `things` as in place_of.
    """
    if to is None or at <= 0:
        return _Maker(things).between(pose, pose, 0.0)
    return _Maker(things).between(pose, to, at)


class _Maker:
    def __init__(self, things: Mapping[str, float]) -> None:
        self._things = things
        self._joints: Joints = {}
        self._frames: dict[str, Turn] = {}
        self._missed: dict[str, float] = {}

    def between(self, a: Pose, b: Pose, at: float) -> Body:
        names = {*a.angles, *b.angles}
        angles = {each: a.angle(each) * (1 - at) + b.angle(each) * at for each in names}
        pose = Pose(stance=a.stance, angles=angles, hands=a.hands)
        self._put_pelvis(pose, blend(_hips(a), _hips(b), at))
        self._put_spine(pose)
        for side in SIDES:
            self._put_leg(side, pose, a, b, at)
        # An arm that rests on the other one comes after it.
        for side in sorted(SIDES, key=lambda each: _leans(a, each) or _leans(b, each)):
            self._put_arm(side, pose, a, b, at)
        return Body(joints=self._joints, frames=self._frames, missed=self._missed)

    def _put_pelvis(self, pose: Pose, hips: Vec) -> None:
        tilt = spin(X, pose.angle("body.tilt"))
        ankles = (0.0, ANKLE, 0.0)
        self._joints["pelvis"] = add(ankles, turned(tilt, sub(hips, ankles)))
        self._frames["pelvis"] = then(tilt, _bend(pose, "pelvis"))

    def _put_spine(self, pose: Pose) -> None:
        joints, frames = self._joints, self._frames
        for lower, upper, long in _SPINE:
            joints[upper] = add(joints[lower], turned(frames[lower], (0.0, long, 0.0)))
            frames[upper] = then(frames[lower], _bend(pose, upper))
        joints["skull"] = add(joints["neck"], turned(frames["neck"], (0.0, _NECK, 1.0)))
        frames["head"] = then(frames["neck"], _bend(pose, "head"))
        joints["head"] = add(joints["skull"], turned(frames["head"], (0.0, _HEAD, 1.5)))
        joints["nose"] = add(joints["head"], turned(frames["head"], (0.0, -1.0, 12.0)))
        joints["crown"] = add(joints["head"], turned(frames["head"], (0.0, 13.0, 0.0)))
        out = 12.0 + 4.0 * pose.angle("body.breath")
        joints["breast"] = add(joints["chest"], turned(frames["chest"], (0.0, 4.0, out)))
        for side, sign in (("left", 1.0), ("right", -1.0)):
            hip = turned(frames["pelvis"], (sign * _HIP, 0.0, 0.0))
            joints[f"{side}_hip"] = add(joints["pelvis"], hip)
            up, forward = (pose.angle(f"{side}_shoulder.{way}") for way in ("up", "forward"))
            raised = then(spin(Z, sign * up), spin(Y, -sign * forward))
            bone = turned(raised, (sign * _CLAVICLE, 0.0, 0.0))
            ribs = turned(frames["chest"], add((0.0, 14.5, 0.0), bone))
            joints[f"{side}_shoulder"] = add(joints["chest"], ribs)

    def _put_leg(self, side: str, pose: Pose, a: Pose, b: Pose, at: float) -> None:
        hip, free = self._joints[f"{side}_hip"], [each.has(f"{side}_leg") for each in (a, b)]
        if free[0] == free[1]:
            limb = self._free_leg(side, pose) if free[0] else self._standing(side, pose, hip)
        else:
            limb = _mixed(self._leg_alone(side, a), self._leg_alone(side, b), at)
        knee = add(hip, scale(limb[0], THIGH))
        ankle = add(knee, scale(limb[1], SHANK))
        self._joints |= {f"{side}_knee": knee, f"{side}_ankle": ankle}
        self._joints[f"{side}_toe"] = add(ankle, scale(limb[2], FOOT))

    def _leg_alone(self, side: str, pose: Pose) -> Limb:
        joints = body_of(pose, self._things).joints
        hip, knee, ankle, toe = (joints[f"{side}_{j}"] for j in ("hip", "knee", "ankle", "toe"))
        return unit(sub(knee, hip)), unit(sub(ankle, knee)), unit(sub(toe, ankle))

    def _free_leg(self, side: str, pose: Pose) -> Limb:
        angle = {way: pose.angle(f"{side}_leg.{way}") for way in ("lift", "out", "turn", "knee")}
        turn = _swing(side, angle["lift"], angle["out"], angle["turn"])
        shank = then(turn, spin(X, angle["knee"]))
        ankle = pose.angle(f"{side}_leg.ankle") or 100.0
        foot = turned(then(shank, spin(X, -ankle)), DOWN)
        return turned(turn, DOWN), turned(shank, DOWN), foot

    def _standing(self, side: str, pose: Pose, hip: Vec) -> Limb:
        ankle, foot = _planted(side, pose)
        pole = (foot[0], 0.0, foot[2])
        thigh, shank, missed = _two_bones(hip, ankle, THIGH, SHANK, pole)
        self._missed[f"{side}_foot"] = missed
        return thigh, shank, foot

    def _put_arm(self, side: str, pose: Pose, a: Pose, b: Pose, at: float) -> None:
        places = [each.hands.get(side) for each in (a, b)]
        if places[0] != places[1]:
            local = _mixed(self._arm_alone(side, a), self._arm_alone(side, b), at)
            limb = _each(self._frames["chest"], local)
        elif places[0] is not None:
            limb = self._resting(side, pose, places[0])
        else:
            limb = self._free_arm(side, pose)
        elbow = add(self._joints[f"{side}_shoulder"], scale(limb[0], UPPER_ARM))
        wrist = add(elbow, scale(limb[1], FOREARM))
        self._joints |= {f"{side}_elbow": elbow, f"{side}_wrist": wrist}
        self._joints[f"{side}_hand"] = add(wrist, scale(limb[2], HAND))

    def _arm_alone(self, side: str, pose: Pose) -> Limb:
        body = body_of(pose, self._things)
        chest, joints = body.frames["chest"], body.joints
        s, e, w, h = (joints[f"{side}_{j}"] for j in ("shoulder", "elbow", "wrist", "hand"))
        bones = (unit(sub(e, s)), unit(sub(w, e)), unit(sub(h, w)))
        return back(chest, bones[0]), back(chest, bones[1]), back(chest, bones[2])

    def _free_arm(self, side: str, pose: Pose) -> Limb:
        angle = {way: pose.angle(f"{side}_arm.{way}") for way in ("lift", "out", "turn", "elbow")}
        turn = _swing(side, angle["lift"], angle["out"], angle["turn"])
        upper = then(self._frames["chest"], turn)
        fore = then(upper, spin(X, -angle["elbow"]))
        hand = then(fore, spin(X, -pose.angle(f"{side}_arm.wrist")))
        return turned(upper, DOWN), turned(fore, DOWN), turned(hand, DOWN)

    def _resting(self, side: str, pose: Pose, place: str) -> Limb:
        shoulder, chest = self._joints[f"{side}_shoulder"], self._frames["chest"]
        there = place_of(place, side, self._joints, self._frames, self._things)
        sign = 1.0 if side == "left" else -1.0
        axis = unit(sub(there, shoulder))
        # The elbow hangs; below a raised hand it is in front, above a low one behind.
        high = back(chest, axis)[1]
        hanging = add(turned(chest, DOWN), turned(chest, (sign * 0.25, 0.0, 0.45 * high)))
        pole = turned(spin(axis, -sign * pose.angle(f"{side}_arm.swing")), hanging)
        wrist = pose.angle(f"{side}_arm.wrist")
        upper, fore, missed = _two_bones(shoulder, there, UPPER_ARM, FOREARM + GRIP, pole)
        hand = _bent(upper, fore, wrist)
        for _ in range(_TRIES if wrist else 0):
            # A bent hand is where it rests when the wrist is behind that by the hand's own way.
            at = sub(there, scale(hand, GRIP))
            upper, fore, missed = _two_bones(shoulder, at, UPPER_ARM, FOREARM, pole)
            hand = _bent(upper, fore, wrist)
        self._missed[f"{side}_hand"] = missed
        return upper, fore, hand


def _bent(upper: Vec, fore: Vec, wrist: float) -> Vec:
    """Return where the hand points: bent at the wrist in the plane of the elbow."""
    return turned(spin(unit(cross(upper, fore), X), wrist), fore)


def _hips(pose: Pose) -> Vec:
    rise = min((_planted(side, pose)[0][1] for side in SIDES), default=ANKLE) - ANKLE
    start = _SITTING if pose.stance == "sit" else _STANDING
    moved = (pose.angle("hips.side"), pose.angle("hips.up") + rise, pose.angle("hips.forward"))
    return add(start, moved)


def _leans(pose: Pose, side: str) -> bool:
    return pose.hands.get(side, "") in ON_ARM


def _bend(pose: Pose, joint: str) -> Turn:
    forward, side, turn = (pose.angle(f"{joint}.{way}") for way in ("forward", "side", "turn"))
    return then(spin(Y, turn), spin(Z, -side), spin(X, forward))


def _swing(side: str, lift: float, out: float, turn: float) -> Turn:
    """Return how a limb is turned from hanging: raised towards a side, then about itself."""
    sign = 1.0 if side == "left" else -1.0
    towards = spin(Y, sign * out)
    axis = turned(towards, X)
    return then(spin(axis, -lift), spin(Y, sign * turn))


def _planted(side: str, pose: Pose) -> tuple[Vec, Vec]:
    """Return ankle and direction of a foot that stands; with its heel up it stands on its toes."""
    sign = 1.0 if side == "left" else -1.0
    foot = {w: pose.angle(f"{side}_foot.{w}") for w in ("forward", "side", "heel", "turn")}
    flat = turned(spin(Y, sign * (8.0 + foot["turn"])), unit((0.0, -0.3, 1.0)))
    ankle = (sign * (_HIP + foot["side"]), ANKLE, foot["forward"])
    toe = add(ankle, scale(flat, FOOT))
    lifted = turned(spin(unit((flat[2], 0.0, -flat[0])), foot["heel"]), flat)
    return sub(toe, scale(lifted, FOOT)), lifted


def _two_bones(
    start: Vec, end: Vec, first: float, second: float, pole: Vec
) -> tuple[Vec, Vec, float]:
    """Return the directions of two bones that lead from start to end, bent towards the pole, and
    by how much they are too short or too long for it (law of cosines)."""
    way = sub(end, start)
    long = length(way)
    span = min(max(long, abs(first - second) + 1.0), first + second - 0.01)
    axis = unit(way)
    along = (first**2 - second**2 + span**2) / (2 * span)
    off = sqrt(max(first**2 - along**2, 0.0))
    aside = unit(sub(pole, scale(axis, dot(pole, axis))), Z)
    middle = add(scale(axis, along), scale(aside, off))
    return unit(middle), unit(sub(scale(axis, span), middle)), abs(span - long)


def _mixed(a: Limb, b: Limb, at: float) -> Limb:
    return slerp(a[0], b[0], at), slerp(a[1], b[1], at), slerp(a[2], b[2], at)


def _each(turn: Turn, limb: Limb) -> Limb:
    return turned(turn, limb[0]), turned(turn, limb[1]), turned(turn, limb[2])

