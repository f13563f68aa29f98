"""The mannequin moves as a person can: bones, joints, and what it stands and sits on."""

from functools import cache
from itertools import pairwise
from math import acos, degrees, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.config.figures import read_figures
from unhunch.figures import body
from unhunch.figures.body import Body, body_of
from unhunch.figures.figure import Figure, other_side
from unhunch.figures.pose import JOINTS, ON_ARM, PLACES, STANCES, Pose, mirrored
from unhunch.figures.vector import Vec, dot, length, sub, unit

FIGURES = read_figures()
PEOPLE = {key: each for key, each in FIGURES.items() if each.model == "person"}
STEPS = 10
ANGLES = {
    f"{joint}.{way}": st.floats(low, high)
    for joint, ways in JOINTS.items()
    for way, (low, high) in ways.items()
}

BONES = {
    ("shoulder", "elbow"): body.UPPER_ARM,
    ("elbow", "wrist"): body.FOREARM,
    ("wrist", "hand"): body.HAND,
    ("hip", "knee"): body.THIGH,
    ("knee", "ankle"): body.SHANK,
    ("ankle", "toe"): body.FOOT,
}
SPINE = {("pelvis", "waist"): 14.0, ("waist", "chest"): 16.0, ("chest", "neck"): 18.0}


@cache
def film(key: str) -> list[list[Body]]:
    """Return the body on the way from each pose to the next, pose by pose."""
    stops = PEOPLE[key].stops
    return [
        [
            body_of(here.pose, PEOPLE[key].things, ahead.pose, i / STEPS)
            for i in range(STEPS + 1)
        ]
        for here, ahead in zip(stops, [*stops[1:], stops[0]], strict=True)
    ]


def bodies(key: str) -> list[Body]:
    """Return the body at moments all over the motion."""
    return [each for way in film(key) for each in way]


def bend(first: Vec, second: Vec) -> float:
    """Return the angle between two directions."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(first), unit(second))))))


@pytest.fixture(params=PEOPLE)
def key(request: pytest.FixtureRequest) -> str:
    """Each exercise that shows a whole person."""
    return str(request.param)


@pytest.fixture
def figure(key: str) -> Figure:
    """Its figure."""
    return PEOPLE[key]


def test_bones_keep_their_length(key: str) -> None:
    """No limb gets longer or shorter on the way from one pose to the next."""
    for now in bodies(key):
        for (first, second), long in BONES.items():
            for side in ("left", "right"):
                a, b = now.joints[f"{side}_{first}"], now.joints[f"{side}_{second}"]
                assert long == pytest.approx(length(sub(a, b)), abs=1e-6), (side, first)
        for (first, second), long in SPINE.items():
            assert long == pytest.approx(length(sub(now.joints[first], now.joints[second])))


def test_joints_stay_within_what_a_person_can(key: str) -> None:
    """Elbows and knees bend one way and not beyond; thighs lift no higher than to the belly."""
    for now in bodies(key):
        j = now.joints
        up = sub(j["waist"], j["pelvis"])
        for side in ("left", "right"):
            upper = sub(j[f"{side}_elbow"], j[f"{side}_shoulder"])
            fore = sub(j[f"{side}_wrist"], j[f"{side}_elbow"])
            thigh = sub(j[f"{side}_knee"], j[f"{side}_hip"])
            shank = sub(j[f"{side}_ankle"], j[f"{side}_knee"])
            assert bend(upper, fore) <= JOINTS["left_arm"]["elbow"][1]
            assert bend(thigh, shank) <= JOINTS["left_leg"]["knee"][1]
            assert 45 <= bend(up, thigh) <= 180
            assert shank[1] < 15, "a shank points down or lies across"
        assert bend(sub(j["crown"], j["head"]), (0.0, 1.0, 0.0)) <= 75


def test_somebody_stands_on_the_floor_and_sits_on_the_chair(key: str, figure: Figure) -> None:
    """A foot is on the floor at every moment, none below it, and who sits is on the seat."""
    sits = all(stop.pose.stance == "sit" for stop in figure.stops)
    for now in bodies(key):
        toes = [now.joints[f"{side}_toe"][1] for side in ("left", "right")]

        assert 2.0 <= min(toes) <= 4.0
        assert min(now.joints[f"{side}_ankle"][1] for side in ("left", "right")) >= 6.0
        if sits:
            assert body.ANKLE + body.SHANK == pytest.approx(now.joints["pelvis"][1])


def test_a_foot_that_stands_does_not_slide(figure: Figure) -> None:
    """What is planted in both poses stays where it is, apart from steps that are told."""
    for here, ahead in pairwise(figure.stops):
        for side in ("left", "right"):
            parts = [f"{side}_foot", f"{side}_leg"]
            if not any(each.pose.has(part) for each in (here, ahead) for part in parts):
                ways = [
                    body_of(here.pose, figure.things, ahead.pose, i / 8).joints[f"{side}_toe"]
                    for i in range(9)
                ]
                assert all(length(sub(each, ways[0])) < 0.5 for each in ways), side


def test_hands_and_feet_reach_their_places(key: str) -> None:
    """Whatever rests somewhere is there, in the poses and between them."""
    for now in bodies(key):
        assert all(missed < 3.0 for missed in now.missed.values()), now.missed


def test_motion_has_no_jumps(key: str) -> None:
    """In a tenth of the time to the next pose, nothing goes half of its way."""
    for way in film(key):
        for name in way[0].joints:
            path = [each.joints[name] for each in way]
            steps = [length(sub(b, a)) for a, b in pairwise(path)]
            assert max(steps) <= sum(steps) * 0.45 + 0.2, name


def test_poses_are_met_exactly(figure: Figure) -> None:
    """Just before and just after it is reached, the mannequin is as in the pose itself."""
    ahead = [*figure.stops[1:], figure.stops[0]]
    for here, there in zip(figure.stops, ahead, strict=True):
        pairs = (
            (body_of(there.pose, figure.things), 1 - 1e-7),
            (body_of(here.pose, figure.things), 1e-7),
        )
        for there_body, at in pairs:
            near = body_of(here.pose, figure.things, there.pose, at)
            for name, where in there_body.joints.items():
                assert length(sub(where, near.joints[name])) < 0.01, name


def test_the_other_side_is_the_mirror_image(figure: Figure) -> None:
    """Left and right changed, everything is where a mirror would show it."""
    for stop, other in zip(figure.stops, other_side(figure).stops, strict=True):
        one, two = body_of(stop.pose, figure.things), body_of(other.pose, figure.things)
        for name, (x, y, z) in one.joints.items():
            side, _, joint = name.partition("_")
            there = {"left": f"right_{joint}", "right": f"left_{joint}"}.get(side, name)
            assert (-x, y, z) == pytest.approx(two.joints[there], abs=1e-6), name
        assert stop.pose == mirrored(other.pose)


@given(
    first=st.fixed_dictionaries({}, optional=ANGLES),
    second=st.fixed_dictionaries({}, optional=ANGLES),
    stance=st.sampled_from(STANCES),
    hand=st.sampled_from((*PLACES, *ON_ARM, *(f"other {each}" for each in PLACES))),
    at=st.floats(0, 1),
)
@settings(max_examples=60, deadline=None)
def test_whatever_a_pose_says_a_body_comes_of_it(
    first: dict[str, float], second: dict[str, float], stance: str, hand: str, at: float
) -> None:
    """With any angles that are allowed, limbs keep their length and every joint is somewhere."""
    one = Pose(stance=stance, angles=first, hands={"left": hand})
    now = body_of(one, {}, Pose(angles=second), at)

    for (start, end), long in BONES.items():
        for side in ("left", "right"):
            a, b = now.joints[f"{side}_{start}"], now.joints[f"{side}_{end}"]
            assert long == pytest.approx(length(sub(a, b)), abs=1e-6)
    assert all(isfinite(each) for joint in now.joints.values() for each in joint)


def test_every_angle_of_the_library_is_allowed() -> None:
    """What comes with the program keeps to the ranges that a user's own must keep to."""
    for figure in FIGURES.values():
        for stop in figure.stops:
            for name, angle in stop.pose.angles.items():
                joint, _, way = name.partition(".")
                low, high = JOINTS[joint][way]
                assert low <= angle <= high, name


@pytest.mark.parametrize(
    ("angles", "joint", "way"),
    [
        ({"left_arm.lift": 90.0}, "left_hand", (0, 0, 1)),
        ({"left_arm.lift": 90.0, "left_arm.out": 90.0}, "left_hand", (1, 0, 0)),
        ({"right_arm.lift": 90.0, "right_arm.out": 90.0}, "right_hand", (-1, 0, 0)),
        ({"left_arm.lift": 180.0}, "left_hand", (0, 1, 0)),
        ({"neck.forward": 30.0}, "crown", (0, 0, 1)),
        ({"neck.side": 30.0}, "crown", (1, 0, 0)),
        ({"head.turn": 40.0}, "nose", (1, 0, 0)),
        ({"left_shoulder.up": 30.0}, "left_shoulder", (0, 1, 0)),
        ({"right_shoulder.forward": 30.0}, "right_shoulder", (0, 0, 1)),
        ({"chest.turn": 30.0}, "right_shoulder", (0, 0, 1)),
        ({"body.tilt": 30.0}, "crown", (0, 0, 1)),
    ],
)
def test_an_angle_bends_the_way_its_name_says(
    angles: dict[str, float], joint: str, way: Vec
) -> None:
    """Forwards is forwards, to the side is to the person's left, up is up."""
    rest, bent = body_of(Pose(), {}), body_of(Pose(angles=angles), {})

    assert dot(sub(bent.joints[joint], rest.joints[joint]), way) > 3.0
