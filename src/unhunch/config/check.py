"""`python -m unhunch.config.check PATH`: a short process that loads pydantic so that others need not."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .codec import write_outcome
from .load import read
from .loaded import Loaded


def main(arguments: Sequence[str]) -> int:
    """Print what the file comes to as one JSON object; 0: it is good, 1: it is not, 2: wrong use."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m unhunch.config.check PATH\n")
        return 2
    outcome = read(Path(arguments[0]), os.environ)
    sys.stdout.write(write_outcome(outcome) + "\n")
    return 0 if isinstance(outcome, Loaded) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
