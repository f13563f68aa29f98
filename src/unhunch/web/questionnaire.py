"""The questions of a check-in, as pages see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..body.history import History
from ..body.requests import AnswerFlags, CheckIn
from ..body.terms import REGIONS, SAFETY_LIST, TINGLING, WEAKNESS

NONE_OF_THESE = "none"


class Kind(StrEnum):
    BODY_MAP = "body_map"
    YES_NO = "yes_no"
    ONE = "one"
    SEVERAL = "several"
    SAFETY_LIST = "safety_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    key: str
    kind: Kind
    options: tuple[str, ...]


Answer = tuple[tuple[str, str], ...]
Answers = Mapping[str, Answer]

_MAP = Question(key="pain", kind=Kind.BODY_MAP, options=REGIONS)
_TINGLING = Question(key="tingling", kind=Kind.SEVERAL, options=TINGLING)
_WEAKNESS = Question(key="weakness", kind=Kind.SEVERAL, options=WEAKNESS)
_CHARACTER = Question(key="character", kind=Kind.YES_NO, options=("constant", "worse_sitting", "night_pain"))
_LIST = Question(key="safety_list", kind=Kind.SAFETY_LIST, options=SAFETY_LIST)


def questions(history: History, now: datetime, answers: Answers, purpose: str) -> tuple[Question, ...]:
    if purpose == "safety":
        return (_LIST,)
    scores = [int(score) for _, score in answers.get("pain", ())]
    yes = [1 for key in ("tingling", "weakness") for flag, _ in answers.get(key, ()) if flag != NONE_OF_THESE]
    return (
        _MAP, _TINGLING, _WEAKNESS,
        *([_CHARACTER] if max(scores, default=0) >= 3 else []),
        *([_LIST] if yes or max(scores, default=0) >= 7 else []),
    )


def request(answers: Answers, purpose: str, mark: str) -> CheckIn | AnswerFlags:
    yes, no = [], []
    for key, options in (("tingling", TINGLING), ("weakness", WEAKNESS), ("safety_list", SAFETY_LIST)):
        if key in answers:
            ticked = {flag for flag, _ in answers[key]}
            yes += [flag for flag in options if flag in ticked]
            no += [flag for flag in options if flag not in ticked]
    for flag, said in answers.get("character", ()):
        (yes if said == "yes" else no).append(flag)
    if purpose == "safety":
        return AnswerFlags(yes=tuple(yes), no=tuple(no), safety_list=True, form=mark)
    pain = tuple((region, int(score)) for region, score in answers["pain"] if int(score))
    return CheckIn(pain=pain, yes=tuple(yes), no=tuple(no), safety_list="safety_list" in answers, form=mark)
