"""An exercise as a motion: poses, the time between them, and from where it is seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .pose import Pose, mirrored

MODELS = ("person", "hand", "face")
CROPS = ("whole", "upper", "head")
MOVES = (
    "head", "trunk", "shoulders", "arms", "left_arm", "right_arm", "hands", "legs",
    "left_leg", "right_leg", "feet", "fingers", "eyes",
)  # fmt: skip
THINGS = ("chair", "desk", "screen", "wall", "doorway", "post", "band", "window", "handband",
          "high_desk")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A pose that is reached after `takes` seconds and kept for `holds` seconds."""

    pose: Pose
    takes: float = 1.5
    holds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Shows the way of a joint from one pose to another, by their numbers from 1; after the last
    pose comes the first again.

    `aside`: how far the arrow is moved, to the right and up, in centimetres. `both`: it has two
    heads. `back`: it points the other way, as what pushes against the motion does.
    """

    of: str
    start: int = 1
    to: int = 2
    aside: tuple[float, float] = (0.0, 0.0)
    both: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is drawn of one exercise. `stops`: at least two; after the last comes the first again.

    `sides`: then the same on the other side. `times`: how often, on each side. `things`: what
    stands there, and how far in front of the feet.
    """

    stops: tuple[Stop, ...]
    model: str = "person"
    view: str = "front"
    crop: str = "whole"
    moves: tuple[str, ...] = ()
    things: Mapping[str, float] = field(default_factory=dict)
    arrows: tuple[Arrow, ...] = ()
    times: int = 1
    sides: bool = False


def other_side(figure: Figure) -> Figure:
    """Return the figure with left and right changed."""
    swap = {"left": "right", "right": "left"}

    def other(name: str) -> str:
        side, _, rest = name.partition("_")
        return f"{swap[side]}_{rest}" if side in swap else name

    return Figure(
        stops=tuple(
            Stop(pose=mirrored(each.pose), takes=each.takes, holds=each.holds)
            for each in figure.stops
        ),
        model=figure.model,
        view=figure.view,
        crop=figure.crop,
        moves=tuple(other(each) for each in figure.moves),
        things=figure.things,
        arrows=tuple(
            replace(each, of=other(each.of), aside=(-each.aside[0], each.aside[1]))
            for each in figure.arrows
        ),
        times=figure.times,
        sides=figure.sides,
    )  # fmt: skip


def cycle(figure: Figure) -> float:
    """Return how long one time takes, there and back, on one side."""
    return sum(each.takes + each.holds for each in figure.stops)


def lasts(figure: Figure) -> float:
    """Return how long all of it takes."""
    return cycle(figure) * figure.times * (2 if figure.sides else 1)


def between(figure: Figure, at: float) -> tuple[int, int, float]:
    """Return from which stop to which, and which part of the way (eased), at a time of the cycle.

    The cycle begins with the hold of the first stop and ends with the way back to it.
    """
    left, count = at % cycle(figure), len(figure.stops)
    for here, stop in enumerate(figure.stops):
        if left <= stop.holds:
            return here, here, 0.0
        left -= stop.holds
        ahead = (here + 1) % count
        if left < figure.stops[ahead].takes:
            part = left / figure.stops[ahead].takes
            return here, ahead, part * part * (3 - 2 * part)
        left -= figure.stops[ahead].takes
    return 0, 0, 0.0
