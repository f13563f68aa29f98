"""What was typed, as an answer: numbers, letters, words, or the beginning of one. Pure."""

from ..body.question import NO, NONE, SKIPPED, YES, Answer, Kind, Question
from ..sentence import Sentence
from ..words.questionnaire import QuestionText

SKIP = "skip"


class NotUnderstood(ValueError):
    """Raised for what is no answer; the text says what was expected."""


def names(question: Question) -> dict[str, str]:
    """Return what is typed for each option: its number, its letter, or itself."""
    if question.topic == "score":
        return {option: option for option in question.options}
    if set(question.options) == {YES, NO}:
        return {option: option[0] for option in question.options}
    ticked = [option for option in question.options if option != NONE]
    numbered = {option: str(number) for number, option in enumerate(ticked, start=1)}
    return numbered | ({NONE: "0"} if NONE in question.options else {})


def read_answer(question: Question, text: QuestionText, typed: str) -> Answer:
    """Return the answer. Raise NotUnderstood."""
    said = " ".join(typed.casefold().split())
    if said == SKIP:
        if question.needed:
            raise NotUnderstood(Sentence("This question cannot be skipped."))
        return SKIPPED
    answer = tuple(dict.fromkeys(_options(question, text, said)))
    if len(answer) > 1 and question.kind is Kind.ONE:
        raise NotUnderstood(Sentence("Choose one of them."))
    if len(answer) > 1 and NONE in answer:
        raise NotUnderstood(Sentence("Either some of them, or none."))
    if not answer:
        raise NotUnderstood(_expected(question))
    return answer


def _options(question: Question, text: QuestionText, said: str) -> list[str]:
    """Return what was chosen: separated by commas, one label as it is, or by spaces."""
    pieces = [piece.strip() for piece in said.split(",")]
    if len(pieces) == 1 and " " in said:
        try:
            return [_option(question, text, said)]
        except NotUnderstood:
            pieces = said.split()
    return [_option(question, text, piece) for piece in pieces if piece]


def _option(question: Question, text: QuestionText, piece: str) -> str:
    typed = names(question)
    labels = {option: label.casefold() for option, label in text.options}
    for option in question.options:
        if piece in (typed[option], option, labels[option]):
            return option
    if piece == NO and NONE in question.options:
        return NONE
    key = piece.replace(" ", "_")
    found = [
        option
        for option in question.options
        if not piece.isdecimal() and (option.startswith(key) or labels[option].startswith(piece))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(f"{typed[option]} ({dict(text.options)[option]})" for option in found[:4])
        raise NotUnderstood(Sentence("That could be more than one: {shown}.", shown=shown))
    raise NotUnderstood(_expected(question))


def _expected(question: Question) -> Sentence:
    typed = list(names(question).values())
    if set(question.options) == {YES, NO}:
        return Sentence("Type y or n.")
    if question.kind is Kind.ONE:
        return Sentence("Type a number from {first} to {last}.", first=typed[0], last=typed[-1])
    return Sentence("Type one or more of the numbers, like: 1, 3.")
