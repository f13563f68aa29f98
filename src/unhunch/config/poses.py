"""The `figure` of an exercise, as TOML has it -> poses, or everything that is wrong with it.

Read by hand and not with pydantic: which angles there are hangs on the joint, and the window that
draws a break is to open without loading pydantic.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ..figures.arrow import POINTS
from ..figures.body import body_of
from ..figures.camera import VIEWS
from ..figures.figure import CROPS, MODELS, MOVES, THINGS, Arrow, Figure, Stop
from ..figures.pose import JOINTS, ON_ARM, PLACES, SIDES, STANCES, Pose
from ..sentence import Sentence, one_of
from .lines import Place

LONGEST = 60.0
"""Seconds on the way to a pose, or in it: what is longer is not one movement."""

MOST = 12
"""Poses of one exercise."""

_NEAR = 3.0
"""Centimetres that nobody sees."""

_BOTH = {"arms": "arm", "legs": "leg", "shoulders": "shoulder", "feet": "foot"}
_HANDS = {"hands": SIDES, "left_hand": ("left",), "right_hand": ("right",)}
_FIGURE = ("model", "view", "crop", "moves", "things", "arrows", "times", "sides", "poses")
_ARROW = ("of", "from", "to", "aside", "both", "back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong where. `place`: the keys that lead there, an element of a list by its index."""

    place: Place
    value: object
    expected: Sentence


def read_figure(table: object, place: Place = ()) -> Figure | tuple[Mistake, ...]:
    """Return the figure that stands at `place`, or all that is wrong with it."""
    reader = _Reader()
    figure = reader.figure(place, table)
    return tuple(reader.mistakes) if figure is None else figure


class _Reader:
    """Reads on after a mistake, so that all are told at once."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def wrong(self, place: Place, value: object, expected: Sentence) -> None:
        mistake = Mistake(place=place, value=value, expected=expected)
        if mistake not in self.mistakes:  # left and right are told at once
            self.mistakes.append(mistake)

    def figure(self, place: Place, table: object) -> Figure | None:
        if not isinstance(table, dict):
            self.wrong(place, table, Sentence("write [exercises.figure] and below it its poses"))
            return None
        self._known(place, table, _FIGURE)
        before = len(self.mistakes)
        model = self._choice(place, table, "model", MODELS, "person")
        stops = self._stops((*place, "poses"), table.get("poses"))
        figure = Figure(
            stops=stops,
            model=model,
            view=self._choice(place, table, "view", tuple(VIEWS), "front"),
            crop=self._choice(place, table, "crop", CROPS, "whole"),
            moves=self._names((*place, "moves"), table.get("moves", []), MOVES),
            things=self._things((*place, "things"), table.get("things", {})),
            arrows=self._arrows((*place, "arrows"), table.get("arrows", []), len(stops), model),
            times=int(self._number((*place, "times"), table.get("times", 1), 1, 100)),
            sides=self._truth((*place, "sides"), table.get("sides", False)),
        )
        if len(self.mistakes) == before and model == "person":
            self._reaches(place, figure)
        return None if len(self.mistakes) > before else figure

    def _reaches(self, place: Place, figure: Figure) -> None:
        """Whether in each pose hands and feet are where they are said to be."""
        for number, stop in enumerate(figure.stops):
            for limb, missed in body_of(stop.pose, figure.things).missed.items():
                if missed > _NEAR:
                    expected = Sentence(
                        "{limb} is {far} cm away from its place; move the hips or the thing",
                        limb=limb,
                        far=round(missed),
                    )
                    self.wrong((*place, "poses", str(number)), None, expected)

    def _stops(self, place: Place, poses: object) -> tuple[Stop, ...]:
        good = isinstance(poses, list) and all(isinstance(each, dict) for each in poses)
        if not isinstance(poses, list) or not good or not 2 <= len(poses) <= MOST:
            expected = Sentence(
                "write a list of 2 to {most} poses, like {like}", most=MOST, like="[{…}, {…}]"
            )
            self.wrong(place, poses, expected)
            return ()
        made: list[Stop] = []
        for number, each in enumerate(poses):
            here = (*place, str(number))
            pose = self._pose(here, each, made[0].pose if made else Pose())
            takes = self._number((*here, "takes"), each.get("takes", 1.5), 0.1, LONGEST)
            holds = self._number((*here, "holds"), each.get("holds", 0), 0, LONGEST)
            made.append(Stop(pose=pose, takes=takes, holds=holds))
        return tuple(made)

    def _pose(self, place: Place, table: dict[str, Any], first: Pose) -> Pose:
        """Return a pose; what it does not say is as in the first one."""
        joints = [*JOINTS, *_BOTH, *_HANDS]
        self._known(place, table, ("takes", "holds", "stance", *joints))
        angles, hands = dict(first.angles), dict(first.hands)
        stance = self._choice(place, table, "stance", STANCES, first.stance)
        for name in table:
            for side in _HANDS.get(name, ()):
                hands[side] = self._place((*place, name), table[name])
                _drop(angles, f"{side}_arm")
        for name, value in table.items():
            both = _BOTH.get(name)
            for joint in [f"{side}_{both}" for side in SIDES] if both else [name]:
                if joint in JOINTS:
                    self._joint((*place, name), joint, value, angles)
                    self._let_go(joint, value, hands, table)
        if all(hands.get(side) in ON_ARM for side in SIDES):
            self.wrong(place, None, Sentence("only one hand can rest on the other arm"))
            hands.clear()
        return Pose(stance=stance, angles=angles, hands=hands)

    def _joint(self, place: Place, joint: str, value: object, angles: dict[str, float]) -> None:
        ways = JOINTS[joint]
        if not isinstance(value, dict):
            like = f"{place[-1]} = {{ {next(iter(ways))} = 20 }}"
            self.wrong(place, value, Sentence("write {like}", like=like))
            return
        self._known(place, value, tuple(ways))
        for way, angle in value.items():
            if way in ways:
                angles[f"{joint}.{way}"] = self._number((*place, way), angle, *ways[way])

    def _let_go(
        self, joint: str, value: object, hands: dict[str, str], table: Mapping[str, Any]
    ) -> None:
        """Let the hand leave its place in the first pose when the arm is told where to be."""
        side, _, limb = joint.partition("_")
        told = isinstance(value, dict) and set(value) - {"swing", "wrist"}
        if limb == "arm" and told and not {"hands", f"{side}_hand"} & set(table):
            hands.pop(side, None)

    def _place(self, place: Place, value: object) -> str:
        if isinstance(value, str) and (value in ON_ARM or value.removeprefix("other ") in PLACES):
            return value
        expected = Sentence(
            '{known} (with "other " before it: on the other side)',
            known=_one_of(value, (*PLACES, *ON_ARM)),
        )
        self.wrong(place, value, expected)
        return "thigh"

    def _arrows(self, place: Place, value: object, poses: int, model: str) -> tuple[Arrow, ...]:
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            expected = Sentence("write a list like {like}", like='[{ of = "nose" }]')
            self.wrong(place, value, expected)
            return ()
        made = []
        for number, each in enumerate(value):
            here = (*place, str(number))
            self._known(here, each, _ARROW)
            aside = each.get("aside", [0, 0])
            if not isinstance(aside, list) or len(aside) != 2:
                expected = Sentence("write two numbers, right and up, like [0, 8]")
                self.wrong((*here, "aside"), aside, expected)
                aside = [0, 0]
            right, up = (self._number((*here, "aside"), way, -80, 80) for way in aside)
            start = int(self._number((*here, "from"), each.get("from", 1), 1, max(poses - 1, 1)))
            last = max(poses, start) + 1
            to = int(self._number((*here, "to"), each.get("to", start + 1), start + 1, last))
            both = self._truth((*here, "both"), each.get("both", False))
            back = self._truth((*here, "back"), each.get("back", False))
            of = self._choice(here, each, "of", POINTS[model], POINTS[model][0])
            made.append(Arrow(of=of, start=start, to=to, aside=(right, up), both=both, back=back))
        return tuple(made)

    def _things(self, place: Place, value: object) -> dict[str, float]:
        if not isinstance(value, dict):
            expected = Sentence("write what stands there, like {like}", like="{ chair = 0 }")
            self.wrong(place, value, expected)
            return {}
        self._known(place, value, THINGS)
        return {
            name: self._number((*place, name), far, -200, 300)
            for name, far in value.items()
            if name in THINGS
        }

    def _names(self, place: Place, value: object, known: Collection[str]) -> tuple[str, ...]:
        names = value if isinstance(value, list) else [value]
        for each in names:
            if each not in known:
                self.wrong(place, each, _one_of(each, known))
        return tuple(str(each) for each in names)

    def _choice(
        self, place: Place, table: Mapping[str, Any], name: str, known: tuple[str, ...], usual: str
    ) -> str:
        value = table.get(name, usual)
        if isinstance(value, str) and value in known:
            return value
        self.wrong((*place, name), value, _one_of(value, known))
        return usual

    def _known(self, place: Place, table: Mapping[str, Any], known: Collection[str]) -> None:
        for name in table:
            if name not in known:
                close = get_close_matches(name, known, n=1, cutoff=0.7)
                expected = (
                    Sentence("unknown; did you mean {close}?", close=close[0])
                    if close
                    else Sentence("unknown; known here: {known}", known=", ".join(known))
                )
                self.wrong((*place, name), table[name], expected)

    def _number(self, place: Place, value: object, low: float, high: float) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if isinstance(value, int | float) and number and low <= value <= high:
            return float(value)
        expected = Sentence(
            "write a number from {low} to {high}, without quotes", low=f"{low:g}", high=f"{high:g}"
        )
        self.wrong(place, value, expected)
        return low

    def _truth(self, place: Place, value: object) -> bool:
        if not isinstance(value, bool):
            self.wrong(place, value, Sentence("write true or false, without quotes"))
        return value is True


def _drop(angles: dict[str, float], joint: str) -> None:
    for name in [each for each in angles if each.startswith(f"{joint}.")]:
        del angles[name]


def _one_of(value: object, known: Collection[str]) -> Sentence:
    close = get_close_matches(str(value).lower(), known, n=1)
    options = one_of(f'"{each}"' for each in known)
    if close:
        return Sentence('write {known}; did you mean "{close}"?', known=options, close=close[0])
    return Sentence("write {known}", known=options)
