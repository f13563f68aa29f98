"""The settings in force, for a command that needs more of them than the language."""

import os

from ..config.kept import Kept
from ..config.loaded import Loaded
from ..config.paths import Paths


def wishes() -> Loaded:
    """Return what the settings come to; the defaults where the file is wrong, as `status` tells.

    What the daemon had checked is not checked again.
    """
    paths = Paths.of(os.environ)
    kept = Kept(paths.state / "settings.json", os.environ)
    known = kept.recall(kept.question(paths.settings))
    if known is not None:
        return known
    from ..config.load import read

    for settings in (paths.settings, None):
        outcome = read(settings, os.environ)
        if isinstance(outcome, Loaded):
            return outcome
    raise AssertionError("the program's own defaults are in order")
