"""What a settings file comes to, in values that need no pydantic."""

from dataclasses import dataclass, field

from ..desk.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The desk's policy and what others than the desk want to know.

    `show_details`: whether answers and scores may stand in a notification. `language`: "auto" or
    a code. `equipment`: what the user has for exercises. `caution`: the sentences to be shown with
    exercises. `emergency`, `advice`: whom to call; empty: not known.
    """

    policy: Policy = field(default_factory=Policy)
    show_details: bool = False
    language: str = "auto"
    equipment: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()
    emergency: str = ""
    advice: str = ""
