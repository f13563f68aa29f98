"""unhunch simulate: a day as text through the real core."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from ..config.load import default_policy, read
from ..config.loaded import Loaded
from ..desk.policy import Policy
from ..errors import UnhunchError
from ..journal.codec import to_object
from ..sentence import Sentence, joined
from ..simulate.run import run
from ..simulate.script import ScriptError, parse
from ..simulate.text import line_of
from . import DONE, WRONG_USE
from .printing import complain, say


def simulate(given: Namespace) -> int:
    """unhunch simulate SCRIPT [--config FILE] [--seed N] [--json]"""
    import json

    try:
        text, folder = _read_script(given.script)
    except (OSError, UnicodeDecodeError) as error:
        complain(
            given.catalogue.say("{path}: cannot be read: {error}", path=given.script, error=error)
        )
        return WRONG_USE

    def settings(name: str) -> Policy:
        return replace(_policy(folder / name), seed=given.seed)

    policy = _policy(Path(given.config)) if given.config else default_policy()
    try:
        for fact in run(
            parse(text, given.script), replace(policy, seed=given.seed), settings, given.script
        ):
            say(json.dumps(to_object(fact)) if given.json else line_of(fact))
    except ScriptError as error:
        sys.stdout.flush()
        print(given.catalogue.tell(error), file=sys.stderr)  # noqa: T201
        return WRONG_USE
    return DONE


def _read_script(name: str) -> tuple[str, Path]:
    if name == "-":
        return sys.stdin.read(), Path()
    path = Path(name)
    return path.read_text(encoding="utf-8"), path.parent


def _policy(path: Path) -> Policy:
    if not path.exists():
        raise UnhunchError(Sentence("{path}: there is no such settings file", path=path))
    outcome = read(path, {})
    if isinstance(outcome, Loaded):
        return outcome.policy
    raise UnhunchError(joined("\n", [problem.words for problem in outcome]))
