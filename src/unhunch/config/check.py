"""`python -m unhunch.config.check [PATH]`: loads pydantic so that others need not."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Print what the file, or with none the defaults, come to as one JSON object.

    0: good, 1: not good, 2: wrong use.
    """
    if len(arguments) > 1:
        sys.stderr.write("usage: python -m unhunch.config.check [PATH]\n")
        return 2
    # Importing pydantic makes tens of thousands of objects that live as long as the process; not
    # collecting meanwhile saves a tenth of the time.
    gc.disable()
    from .codec import write_outcome
    from .load import read
    from .loaded import Loaded

    path = Path(arguments[0]) if arguments else None
    outcome = read(path, os.environ if arguments else {})
    sys.stdout.write(write_outcome(outcome) + "\n")
    return 0 if isinstance(outcome, Loaded) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
