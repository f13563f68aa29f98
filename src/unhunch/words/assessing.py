"""What `unhunch assess` prints: the level, the rules that fired, the facts each rests on."""

from collections.abc import Sequence

from ..body.assess import Assessment, Fired
from ..body.terms import RULESET, Level
from .catalogue import Catalogue
from .evidence import reported
from .items import is_faded
from .suggesting import FOOTER, TITLES
from .teller import Teller

_NAMED = 5
"""So many days are named one by one; of more, the first and the last."""


def assess_lines(teller: Teller, assessment: Assessment, shown: Level) -> tuple[str, ...]:
    """Return the lines. `shown`: the level as displayed, after anti-flapping."""
    words = teller.words
    lines = [
        words.say("Level: {level} ({title})", level=shown.value, title=words.say(TITLES[shown]))
    ]
    if shown is not assessment.level:
        lines.append(
            words.say(
                "By today's facts alone: {level}. It is lowered when 2 report days agree.",
                level=assessment.level.value,
            )
        )
    for each in assessment.fired:
        lines += ["", *_rule_lines(teller, each)]
    return (*lines, "", *_closing(words))


def _rule_lines(teller: Teller, fired: Fired) -> Sequence[str]:
    words = teller.words
    title = words.say("{rule}: {level}", rule=fired.rule, level=fired.level.value)
    if is_faded(fired):
        title = words.say("{rule}: {level}, faded", rule=fired.rule, level=fired.level.value)
    facts = [*reported(teller, (fired,)), *_days(teller, fired)]
    return (title, *(f"  {fact}" for fact in facts))


def _days(teller: Teller, fired: Fired) -> Sequence[str]:
    words, days, say_date = teller.words, fired.evidence.days, teller.say_date
    lines = []
    if len(days) > _NAMED:
        lines.append(
            words.many(
                "{count} day, from {first} to {last}",
                "{count} days, from {first} to {last}",
                len(days),
                first=say_date(days[0]),
                last=say_date(days[-1]),
            )
        )
    elif days:
        lines.append(words.say("Reported: {dates}", dates=", ".join(map(say_date, days))))
    if denied := fired.evidence.denied:
        lines.append(words.say("Answered no: {dates}", dates=", ".join(map(say_date, denied))))
    return lines


def _closing(words: Catalogue) -> Sequence[str]:
    return (
        words.say("Ruleset {ruleset}. No clinician has reviewed the rules.", ruleset=RULESET),
        words.say(FOOTER),
    )
