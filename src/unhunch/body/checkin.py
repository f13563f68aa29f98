"""The questionnaire behind page, terminal and notification: what is asked, in which order, when.

A question is named by a key and answered with words out of its options; a skipped one is unknown.
What is asked follows from the history, the day, and the answers before it, so that a corrected
answer drops those it makes unasked. Only a complete draft becomes a request.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .asked import check_in, safety_list_alone
from .history import History
from .question import (
    CHECKED,
    NO,
    NONE,
    QUICK,
    SKIPPED,
    STILL,
    STOPPED,
    YES,
    Answer,
    Kind,
    Question,
    one,
    pain_of,
    several,
)
from .requests import AnswerFlags, CheckIn
from .terms import FLAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A questionnaire that is being filled in. Half of it is never stored.

    `form`: its mark, so that it counts once. `day`: the local day on which it was begun, by which
    the questions are chosen until it is sent. `alone`: the safety list without a check-in.
    """

    form: str
    day: date
    alone: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)


class Unasked(ValueError):
    """Raised for an answer to what is not asked, or with what is not offered.

    The text names neither the answer nor a place or a flag: what is asked tells what was said.
    """


def questions(history: History, draft: Draft) -> tuple[Question, ...]:
    """Return what is asked as far as the answers tell, in order."""
    return _walk(history, draft)[0]


def next_question(history: History, draft: Draft) -> Question | None:
    """Return the first question that has no answer; None: it is complete."""
    asked, said = _walk(history, draft)
    return next((each for each in asked if each.key not in said), None)


def is_quick(history: History, day: date) -> bool:
    """Whether three taps are a whole check-in for somebody whom nothing hurts on this day: nothing
    is asked before or after them, such as how it was during a silence."""
    said = {key: (NONE if key == QUICK[0] else NO,) for key in QUICK}
    return next_question(history, Draft(form="", day=day, answers=said)) is None


def answered(history: History, draft: Draft, key: str, answer: Answer) -> Draft:
    """Return the draft with this answer, without those that it makes unasked.

    A question that was answered before is corrected. Raise Unasked.
    """
    asked, said = _walk(history, draft)
    question = next((each for each in asked if each.key == key), None)
    if question is None:
        raise Unasked("that is not asked now")
    if not question.takes(answer):
        number = "one" if question.kind is Kind.ONE else "some"
        raise Unasked(f"{question.topic}: expected {number} of its options")
    changed = replace(draft, answers={**said, key: answer})
    return replace(changed, answers=_walk(history, changed)[1])


def filled(history: History, draft: Draft, given: Mapping[str, Answer]) -> Draft:
    """Return the draft with all of these answers that are asked and make sense; for a page that
    sends everything at once. Others are left out."""
    changed = replace(draft, answers={**draft.answers, **given})
    return replace(changed, answers=_walk(history, changed)[1])


def before(history: History, draft: Draft, key: str = "") -> Question | None:
    """Return the question before this one, or before the next one; None: there is none."""
    asked, said = _walk(history, draft)
    keys = [each.key for each in asked]
    if key in keys:
        place = keys.index(key)
    else:
        place = next((n for n, each in enumerate(keys) if each not in said), len(keys))
    return asked[place - 1] if place else None


def request_of(history: History, draft: Draft) -> CheckIn | AnswerFlags | None:
    """Return what the answers come to; None unless every question has its answer."""
    asked, said = _walk(history, draft)
    if any(each.key not in said for each in asked):
        return None
    yes, no = _flags(asked, said)
    listed = said.get("safety", SKIPPED) != SKIPPED
    if draft.alone:
        return AnswerFlags(yes=yes, no=no, safety_list=listed, form=draft.form)
    return CheckIn(
        pain=tuple((region, score) for region, score in pain_of(said).items() if score),
        yes=yes,
        no=no,
        safety_list=listed,
        form=draft.form,
        bridge=one(said, "bridge") or None,
        hurt=several(said, "hurt") if said.get("hurt") else None,
        checked=tuple(
            flag for each in asked if one(said, each.key) == CHECKED for flag in each.flags
        ),
    )


def _walk(history: History, draft: Draft) -> tuple[tuple[Question, ...], dict[str, Answer]]:
    """Return the questions, and the answers to them that make sense.

    Each question is chosen by the answers to those before it: nothing later is looked at.
    """
    said: dict[str, Answer] = {}
    asked = []
    coming = safety_list_alone(said) if draft.alone else check_in(history, draft.day, said)
    for question in coming:
        asked.append(question)
        answer = draft.answers.get(question.key)
        if answer is not None and question.takes(answer):
            said[question.key] = answer
    return tuple(asked), said


def _flags(
    asked: tuple[Question, ...], said: Mapping[str, Answer]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the flags that are answered yes and no, each in the order of the specification."""
    yes: set[str] = set()
    no: set[str] = set()
    for question in asked:
        answer = said[question.key]
        if question.kind is Kind.SEVERAL and question.flags:
            yes |= set(answer) - {NONE}
            # Of the safety list a tick says nothing about the rest (rules.md section 2).
            if answer and (question.key != "safety" or answer == (NONE,)):
                no |= set(question.flags) - set(answer)
        elif answer in ((NO,), (STOPPED,)):
            no |= set(question.flags)
        elif answer == (STILL,) or (answer == (YES,) and question.key in question.flags):
            yes |= set(question.flags)
    return _ordered(yes), _ordered(no - yes)


def _ordered(flags: set[str]) -> tuple[str, ...]:
    return tuple(flag for flag in FLAGS if flag in flags)
