"""Where the daemon of whoever runs the command listens."""

import os

from ..config.paths import Paths
from ..wire.address import Address, address_in


def address() -> Address:
    """Return where this user's daemon listens."""
    return address_in(Paths.of(os.environ).runtime)
