"""What is often suggested, what one can do now, and how to stop a suggestion, by level.

Nothing here goes beyond the templates of content.md and the time frames of rules.md section 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from ..body.assess import Fired
from ..body.terms import LIMB_FLAGS, Level
from .catalogue import Catalogue
from .items import is_item
from .replies import number_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Whom to call: in an emergency, and for advice. Empty: not known."""

    emergency: str = ""
    advice: str = ""


class When(IntEnum):
    """The time frames of the S rules, the most pressing first."""

    TODAY = 0
    TODAY_OR_TOMORROW = 1
    WITHIN_3_DAYS = 2
    WITHIN_A_FEW_DAYS = 3


WHEN = {
    "S1": When.TODAY_OR_TOMORROW,
    "S2": When.TODAY_OR_TOMORROW,
    "S3": When.WITHIN_3_DAYS,
    "S4": When.TODAY,
    "S5": When.WITHIN_A_FEW_DAYS,
    "S8": When.WITHIN_3_DAYS,
    "S9": When.TODAY,
    "S10": When.WITHIN_A_FEW_DAYS,
    "S11": When.TODAY,
    "S12": When.TODAY,
    "S13": When.WITHIN_A_FEW_DAYS,
    "S14": When.WITHIN_A_FEW_DAYS,
    "S15": When.WITHIN_A_FEW_DAYS,
}
"""The column "When" of the decision table. A faded E item is told today, as its answer says."""

_ARMS = frozenset({"radiates_arm", "tingling_arm_one", "radiates_neck_shoulder"})
_LEGS = frozenset({"radiates_leg", "tingling_leg_one"})


def suggested_lines(
    words: Catalogue, level: Level, behind: Sequence[Fired], numbers: Numbers
) -> tuple[str, ...]:
    """Return what is often suggested at this level, for these rules."""
    match level:
        case Level.URGENT:
            number = number_words(words, numbers.emergency)
            return (
                words.say(
                    "Public health advice is to get medical help now: call {number}.", number=number
                ),
            )
        case Level.SOON:
            return (_soon(words, _when(behind), _local(words, numbers.advice)),)
        case Level.CONSIDER:
            return _consider(words, behind)
        case Level.WATCH | Level.SELF_CARE if not _limbs(behind):
            return (words.say("Most aches like this ease with time and movement."),)
        case _:
            return ()


def _when(behind: Sequence[Fired]) -> When:
    return min((WHEN.get(each.rule, When.TODAY) for each in behind), default=When.TODAY)


def _local(words: Catalogue, advice: str) -> str:
    """Return where to turn to, as the specification's local line has it."""
    if not advice:
        return words.say("GP urgent appointment")
    return words.say("GP urgent appointment or {advice}", advice=advice)


def _soon(words: Catalogue, when: When, local: str) -> str:
    match when:
        case When.TODAY:
            return words.say(
                "Public health advice is to speak to a health professional about this "
                "today: {local}.",
                local=local,
            )
        case When.TODAY_OR_TOMORROW:
            return words.say(
                "Public health advice is to speak to a health professional about this "
                "today or tomorrow: {local}.",
                local=local,
            )
        case When.WITHIN_3_DAYS:
            return words.say(
                "Public health advice is to speak to a health professional about this "
                "within 3 days: {local}.",
                local=local,
            )
        case When.WITHIN_A_FEW_DAYS:
            return words.say(
                "Public health advice is to speak to a health professional about this "
                "within a few days: {local}.",
                local=local,
            )


def _consider(words: Catalogue, behind: Sequence[Fired]) -> tuple[str, ...]:
    lines = []
    if any(not _only_pharmacist(each) and not _keeps_coming(each) for each in behind):
        lines += [
            words.say(
                "It may be worth talking to a health professional such as a physiotherapist, "
                "pharmacist or GP."
            ),
            words.say("This app can't tell what is causing it."),
        ]
    if any(_tingles(each) for each in behind):
        lines.append(
            words.say(
                "Tingling that keeps coming back is worth mentioning to a health professional, "
                "even when pain is low."
            )
        )
    if any(_spreads(each) for each in behind):
        lines.append(
            words.say("Pain that keeps spreading is worth mentioning to a health professional.")
        )
    if any(_only_pharmacist(each) for each in behind):
        lines.append(words.say("It may be worth talking to a pharmacist about this."))
    if any(not _only_pharmacist(each) for each in behind):
        lines.append(words.say("A routine appointment within about 2-4 weeks is often suggested."))
    return tuple(lines)


def _only_pharmacist(fired: Fired) -> bool:
    return fired.rule == "C10"


def _tingles(fired: Fired) -> bool:
    return fired.rule == "C4"


def _spreads(fired: Fired) -> bool:
    return fired.rule == "C3"


def _keeps_coming(fired: Fired) -> bool:
    return _tingles(fired) or _spreads(fired)


def _limbs(behind: Sequence[Fired]) -> frozenset[str]:
    """Return the flags about arms and legs that these rules rest on."""
    named = {flag for each in behind for flag in (*each.evidence.flags, each.flag or "")}
    return frozenset(named) & (_ARMS | _LEGS | frozenset(LIMB_FLAGS))


def now_lines(
    words: Catalogue, level: Level, behind: Sequence[Fired], numbers: Numbers
) -> tuple[str, ...]:
    """Return what one can do now; at `soon` and `urgent` how to get help, and nothing else."""
    match level:
        case Level.URGENT:
            return (words.say("Don't drive yourself."),)
        case Level.SOON:
            return (
                words.say(
                    "If it gets worse quickly, or you also have chest pain, shortness of breath, "
                    "sudden trouble with face or speech, weakness or numbness in both legs, "
                    "or a change in bladder or bowel control, call {number}.",
                    number=number_words(words, numbers.emergency),
                ),
            )
        case Level.CONSIDER:
            return (
                *_meanwhile(words, behind),
                words.say("You can make a one-page summary to take along."),
            )
        case Level.WATCH if not _limbs(behind):
            return (words.say("Moving often usually helps."),)
        case _:
            return ()


def _meanwhile(words: Catalogue, behind: Sequence[Fired]) -> tuple[str, ...]:
    if any(is_item(each) for each in behind):
        return ()
    limbs = _limbs(behind)
    if limbs & _LEGS and limbs & _ARMS:
        return (words.say("Until then, skip neck, back and leg stretches."),)
    if limbs & _LEGS:
        return (words.say("Until then, skip back and leg stretches."),)
    if limbs:
        return (words.say("Until then, skip neck stretches."),)
    return (words.say("Until then, change position often, as is comfortable for you."),)


def stop_lines(words: Catalogue, level: Level) -> tuple[str, ...]:
    """Return how to stop a suggestion of this level."""
    match level:
        case Level.URGENT:
            return (
                words.say("Choose an answer. Until then this comes back, at most 3 times a day."),
            )
        case Level.SOON:
            return (
                words.say("Choose an answer."),
                words.say('"Remind me tomorrow" brings this back tomorrow.'),
            )
        case Level.CONSIDER:
            return (
                words.say("Choose an answer."),
                words.say('"Not now" stops this for 2 weeks.'),
                words.say(
                    '"Don\'t suggest this for this episode" stops it until there is a new episode.'
                ),
            )
        case Level.WATCH:
            return (words.say("This is shown in the tray only."),)
        case _:
            return ()
