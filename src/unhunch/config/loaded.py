"""What a settings file comes to, in values that need no pydantic."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..desk.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakLook:
    """How a guided break looks. `firmness`: "card", "full" or "firm"."""

    window: bool = True
    firmness: str = "card"
    sound: bool = False
    motion: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The desk's policy and what others than the desk want to know.

    `show_details`: whether answers and scores may stand in a notification. `language`: "auto" or
    a code. `equipment`: what the user has for exercises. `caution`: the sentences to be shown with
    exercises. `emergency`, `advice`: whom to call; empty: not known. `breaks`: how a guided break
    looks. `own_exercises`: what the user's own are called, by key. `without`: keys of exercises
    that are never offered.
    """

    policy: Policy = field(default_factory=Policy)
    show_details: bool = False
    language: str = "auto"
    equipment: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()
    emergency: str = ""
    advice: str = ""
    breaks: BreakLook = field(default_factory=BreakLook)
    own_exercises: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
