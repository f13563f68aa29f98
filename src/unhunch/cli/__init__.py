"""The command line: arguments in, text and exit codes out. Nothing is decided here."""

import os
import sys
from collections.abc import Sequence
from types import TracebackType

from ..errors import NoDaemon, UnhunchError

DONE, REFUSED, WRONG_USE, NO_DAEMON = 0, 1, 2, 3
"""Exit codes: done; refused or found wanting; wrong use; no daemon."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Never shows a traceback for what a user did."""
    from .arguments import parser
    from .speaking import catalogue_of

    sys.excepthook = _tell_of_mishap
    words = catalogue_of(os.environ)
    given = parser(words).parse_args(arguments)
    given.catalogue = words
    try:
        code = int(given.run(given))
        sys.stdout.flush()
        return code
    except NoDaemon as error:
        said = words.say("{error}. Start it with: unhunch", error=error.words)
        print(f"unhunch: {said}", file=sys.stderr)  # noqa: T201
        return NO_DAEMON
    except UnhunchError as error:
        print(f"unhunch: {words.tell(error)}", file=sys.stderr)  # noqa: T201
        return REFUSED
    except BrokenPipeError:
        # The reader of our output went away, as `head` does. What is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _tell_of_mishap(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    from .mishap import tell_of

    tell_of(kind, error, trace)
