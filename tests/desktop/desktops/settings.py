"""What the scenario sets. Nothing falls due by itself, but the stretch break where a step wants it.

Somebody has been at the desk for as long as `AT_DESK` when it begins.
"""

from datetime import timedelta

AT_DESK = timedelta(minutes=45)

PROMPTS = """
[prompt]
patience = "{patience}"
grace = "0s"
life = "4h"
on_screen = "30m"

[reminders.sitting]
after = "2h"

[reminders.posture]
every = "3h"

[reminders.stretch]
every = "{stretch}"

[breaks]
firmness = "{firmness}"
motion = false
"""
"""Without motion: the desktops are drawn without a graphics card here, and a picture that moves
keeps a busy machine from everything else."""


def wishes(*, patience: str = "0s", stretch: str = "3h", firmness: str = "card") -> str:
    """Return the settings file."""
    return PROMPTS.format(patience=patience, stretch=stretch, firmness=firmness)


AT_ONCE = wishes()
PATIENT = wishes(patience="1h")
STRETCH_DUE = wishes(stretch="30m")
COVERING = wishes(firmness="full")
