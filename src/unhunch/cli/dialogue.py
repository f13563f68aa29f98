"""Questions in the terminal: one after the other, with ? to explain, back, skip and quit."""

from collections.abc import Iterator

from ..body.question import NO, YES, Answer, Question
from ..words.catalogue import Catalogue
from ..words.questionnaire import QuestionText
from .matching import NotUnderstood, names, read_answer
from .printing import say, say_lines

EXPLAIN, BACK, QUIT = "?", "back", "quit"


class Left(Exception):
    """Raised when the person stops: quit, or the end of the input."""


def ask(words: Catalogue, question: Question, text: QuestionText) -> Answer | None:
    """Ask until there is an answer; return None to go back. Raise Left."""
    say_lines(_shown(question, text))
    while True:
        typed = hear()
        if typed == EXPLAIN:
            say_lines(_explained(words, question, text))
        elif typed == BACK:
            return None
        else:
            try:
                return read_answer(question, text, typed)
            except NotUnderstood as error:
                say(words.tell(error.args[0]))


def agree(words: Catalogue, text: str) -> bool:
    """Ask for a yes or a no. Raise Left."""
    say(text)
    while True:
        typed = hear()
        for option in (YES, NO):
            if typed and words.say(option).startswith(typed):
                return option == YES
        say(words.say("Type y or n."))


def hear() -> str:
    """Return a line as it was typed, in small letters. Raise Left."""
    try:
        typed = input("> ").strip().casefold()
    except EOFError:
        raise Left from None
    if typed == QUIT:
        raise Left
    return typed


def _shown(question: Question, text: QuestionText) -> Iterator[str]:
    yield ""
    yield text.title
    yield from text.lines
    if question.topic == "score":
        yield "  " + " … ".join((text.options[0][1], text.options[-1][1]))
        return
    typed = names(question)
    for option, label in text.options:
        yield f"  {typed[option]:>2}  {label}"


def _explained(words: Catalogue, question: Question, text: QuestionText) -> Iterator[str]:
    yield from text.more
    if not question.needed:
        yield words.say("Type skip to leave it open.")
    yield words.say("Type back for the question before, quit to stop without storing anything.")
