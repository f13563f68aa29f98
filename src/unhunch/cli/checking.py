"""unhunch checkin: the questions in the terminal, or the page."""

import os
import secrets
from argparse import Namespace
from datetime import UTC, datetime
from importlib import import_module

from ..body.checkin import Draft, answered, before, next_question, request_of
from ..body.history import History
from ..body.question import Question
from ..body.requests import AcceptStatement, AnswerFlags, BodyRequest, CheckIn
from ..config.paths import Paths
from ..errors import UnhunchError
from ..fact import Refused
from ..said import keep, recalled
from ..sentence import Sentence
from ..words.body import statement
from ..words.catalogue import Catalogue
from ..words.questionnaire import question_text
from . import DONE, REFUSED
from .afterwards import afterwards
from .dialogue import Left, agree, ask
from .printing import complain, say, say_lines
from .wishes import wishes

INTERRUPTED = 130


def checkin(given: Namespace) -> int:
    """unhunch checkin [--safety] [--web]"""
    words: Catalogue = given.catalogue
    if given.web:
        return open_page(words, "safety" if given.safety else "checkin")
    try:
        return _converse(words, Paths.of(os.environ), alone=given.safety)
    except Left:
        say(words.say("Nothing of this check-in was stored."))
        return REFUSED
    except KeyboardInterrupt:
        say("\n" + words.say("Nothing of this check-in was stored."))
        return INTERRUPTED


def now() -> datetime:
    """Return this moment with the offset of the local time."""
    return datetime.now(UTC).astimezone()


def tell(words: Catalogue, paths: Paths, request: BodyRequest, reply: str = "") -> int:
    """Have something kept and say so, without a daemon with `reply`; return the exit code."""
    outcome = keep(paths, request, now())
    if isinstance(outcome, Refused):
        complain(words.tell(outcome.why))
        return REFUSED
    say(outcome.told or reply or words.say("Noted."))
    return DONE


def _converse(words: Catalogue, paths: Paths, *, alone: bool) -> int:
    history = recalled(paths)
    if not history.accepted:
        say(statement(words, wishes().emergency))
        if not agree(words, "\n" + words.say("Do you accept this? (y/n)")):
            raise Left
        outcome = keep(paths, AcceptStatement(), now())
        if isinstance(outcome, Refused):
            complain(words.tell(outcome.why))
            return REFUSED
    say("\n" + words.say("Type ? to have a question explained, back to go back, quit to stop."))
    draft = Draft(form=secrets.token_hex(16), day=now().date(), alone=alone)
    request = _filled_in(words, history, draft)
    code = _keep_or_try_again(words, paths, request)
    if code == DONE:
        say_lines(afterwards(words, recalled(paths)))
    return code


def _filled_in(words: Catalogue, history: History, draft: Draft) -> CheckIn | AnswerFlags:
    """Ask until everything that is asked has its answer. Raise Left."""
    again: Question | None = None
    while True:
        question = again or next_question(history, draft)
        if question is None:
            request = request_of(history, draft)
            assert request is not None, "nothing is asked any more and yet something is open"
            return request
        text = question_text(words, question, lambda day: day.isoformat())
        answer = ask(words, question, text)
        if answer is not None:
            draft, again = answered(history, draft, question.key, answer), None
        else:
            again = before(history, draft, question.key)
            if again is None:
                say(words.say("This is the first question."))
                again = question


def _keep_or_try_again(words: Catalogue, paths: Paths, request: BodyRequest) -> int:
    """Keep it. When that fails the answers are not lost: it can be tried again. Raise Left."""
    while True:
        try:
            return tell(words, paths, request)
        except UnhunchError as error:
            complain(words.tell(error))
            if not agree(words, words.say("Your answers are not stored yet. Try again? (y/n)")):
                raise Left from error


def open_page(words: Catalogue, page: str) -> int:
    """Open a page in the browser and say its link, which works once; return the exit code."""
    try:
        launch = import_module("unhunch.web.launch")
    except ModuleNotFoundError as error:
        raise UnhunchError(Sentence("the pages are not part of this installation")) from error
    link = str(launch.open_page(page, os.environ))
    say(words.say("Your browser opens the page. If it does not, open this link: {link}", link=link))
    return DONE
