"""A level put in front of the user: what they told us, what is often suggested, what they can do
now, how to stop it (content.md "Wording"). At soon and urgent no tip and no exercise is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..body.assess import Assessment, Fired
from ..body.requests import SuggestionAnswer
from ..body.terms import RULESET, Level
from .advice import Numbers, now_lines, stop_lines, suggested_lines
from .catalogue import Catalogue, mark
from .days import SayDate
from .evidence import reported
from .replies import offered
from .section import Section
from .teller import Teller

TITLES = {
    Level.NONE: mark("Nothing to suggest"),
    Level.SELF_CARE: mark("Tips for every day"),
    Level.WATCH: mark("Keeping an eye on it"),
    Level.CONSIDER: mark("It may be worth talking to a professional"),
    Level.SOON: mark("Please speak to a health professional soon"),
    Level.URGENT: mark("Get medical help now"),
}
"""How a level is shown to the user (rules.md section 1)."""

_SAME_COUNT = ("C1b", "C1c", "C1d")
"""Rules that tell the same of a group, over a longer and longer time."""

FOOTER = mark("Not a diagnosis. This app repeats what you entered and general public advice.")
"""It stands under everything that is said about the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionText:
    """A suggestion in words. The sections stand in the order in which they are shown.

    `summary`: the label that offers the one-page summary; empty where it is not offered.
    `basis`: which rules it follows. `footer`: stands under all of it.
    """

    level: Level
    title: str
    told: Section
    suggested: Section
    now: Section
    stop: Section
    answers: tuple[tuple[SuggestionAnswer, str], ...]
    summary: str
    basis: str
    footer: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that say something, in their order."""
        every = (self.told, self.suggested, self.now, self.stop)
        return tuple(each for each in every if each.paragraphs)


def suggestion_text(
    words: Catalogue,
    assessment: Assessment,
    shown: Level,
    today: date,
    say_date: SayDate,
    *,
    emergency: str = "",
    advice: str = "",
    raised: Assessment | None = None,
) -> SuggestionText:
    """Return what is said at the level as displayed.

    `shown`: it can be higher than that of the assessment, as it is lowered late. `raised`: the
    assessment that raised it, which then names the facts. `emergency`, `advice`: numbers to call;
    empty: "your local emergency number", and no number for advice.
    """
    teller = Teller(words=words, today=today, say_date=say_date)
    behind = rules_behind(assessment, shown, raised)
    numbers = Numbers(emergency=emergency, advice=advice)
    told = reported(teller, _counted_once(behind))
    if shown.rank > assessment.level.rank:
        told = (
            *told,
            words.say("It stays here until your reports on 2 days agree that it is less."),
        )
    return SuggestionText(
        level=shown,
        title=words.say(TITLES[shown]),
        told=Section(title=words.say("What you told us"), paragraphs=told),
        suggested=Section(
            title=words.say("What is often suggested"),
            paragraphs=suggested_lines(words, shown, behind, numbers),
        ),
        now=Section(
            title=words.say("What you can do now"),
            paragraphs=now_lines(words, shown, behind, numbers),
        ),
        stop=Section(
            title=words.say("How to stop this prompt"), paragraphs=stop_lines(words, shown)
        ),
        answers=offered(words, shown),
        summary=words.say("Make a one-page summary") if shown is Level.CONSIDER else "",
        basis=_basis(words, behind),
        footer=words.say(FOOTER),
    )


def rules_behind(
    assessment: Assessment, shown: Level, raised: Assessment | None = None
) -> tuple[Fired, ...]:
    """Return the rules that give the level as displayed.

    When it is displayed only because it is lowered late: those that raised it, or, where these are
    not known, those of the present level.
    """
    for each in (assessment, raised):
        if each is not None and (behind := _at(each, shown)):
            return behind
    return _at(assessment, assessment.level)


def _counted_once(fired: Iterable[Fired]) -> tuple[Fired, ...]:
    """Leave out what counts days of a group that a rule with a longer window counts, too: one count
    of the same pain is enough to read. `unhunch assess` tells all of them."""
    kept = tuple(fired)
    longest = {each.group: each for each in kept if each.rule in _SAME_COUNT}
    return tuple(
        each for each in kept if each.rule not in _SAME_COUNT or longest[each.group] is each
    )


def _at(assessment: Assessment, level: Level) -> tuple[Fired, ...]:
    return tuple(each for each in assessment.fired if each.level is level)


def _basis(words: Catalogue, behind: tuple[Fired, ...]) -> str:
    rules = list(dict.fromkeys(each.rule for each in behind))
    return words.many(
        "This follows rule {rules} of ruleset {ruleset}. No clinician has reviewed the rules.",
        "This follows rules {rules} of ruleset {ruleset}. No clinician has reviewed the rules.",
        len(rules),
        rules=", ".join(rules),
        ruleset=RULESET,
    )
