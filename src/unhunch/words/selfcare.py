"""The self-care page: moving, the workstation, exercises, and when to ask a professional.

The words are those of content.md and reminders.md. It recommends no product and promises nothing.
"""

from collections.abc import Sequence

from ..body.terms import Level
from .catalogue import Catalogue
from .section import Section


def self_care(
    words: Catalogue,
    level: Level,
    *,
    caution: str,
    exercises: Sequence[str],
    checklist: Sequence[str],
    limb_symptoms: bool = False,
) -> tuple[Section, ...]:
    """Return the sections of the page; none while `soon` or `urgent` stands (product.md 2).

    `caution` stands with every exercise. `exercises`, `checklist`: the lines of the library that
    may be shown now. `limb_symptoms`: reported in the last 14 days; then nothing about strength.
    """
    if level.rank >= Level.SOON.rank:
        return ()
    return (
        _moving(words, level),
        _workstation(words, checklist),
        *((_exercises(words, caution, exercises),) if exercises else ()),
        *(() if limb_symptoms else (_strength(words, caution),)),
        _comfort(words),
        _professional(words),
        _listening(words),
    )


def _moving(words: Catalogue, level: Level) -> Section:
    ease = words.say("Most aches like this ease with time and movement.")
    return Section(
        title=words.say("Moving and breaks"),
        paragraphs=(
            *((ease,) if level.rank in (Level.SELF_CARE.rank, Level.WATCH.rank) else ()),
            words.say("Aches that come with long sitting often ease when you change position."),
            words.say("In studies, short breaks went with more energy and less tiredness."),
        ),
        items=(
            words.say("Change position every 30 to 45 minutes."),
            words.say("After 45 minutes of sitting, stand or walk for 2 to 5 minutes."),
            words.say("Breaks you take by yourself count too."),
            words.say("A break counts without a stretch."),
            words.say("With a sit-stand desk, 10 to 30 minutes of standing an hour is common."),
            words.say("Standing still for longer than that can be tiring."),
        ),
    )


def _workstation(words: Catalogue, checklist: Sequence[str]) -> Section:
    return Section(
        title=words.say("Your workstation"),
        paragraphs=(
            words.say("These are options to try. What is comfortable for you comes first."),
            words.say("Numbers are starting points, not pass or fail."),
            words.say("Changing position matters more than any single one."),
        ),
        items=tuple(checklist),
    )


def _exercises(words: Catalogue, caution: str, exercises: Sequence[str]) -> Section:
    return Section(
        title=words.say("Gentle exercises"),
        paragraphs=(
            caution,
            words.say("Pick 2 or 3. Stay within what is comfortable."),
        ),
        items=tuple(exercises),
    )


def _strength(words: Catalogue, caution: str) -> Section:
    return Section(
        title=words.say("Getting stronger"),
        paragraphs=(
            caution,
            words.say("One strengthening set a day takes about 2 minutes."),
            words.say("It may help you feel better at your desk."),
        ),
    )


def _comfort(words: Catalogue) -> Section:
    return Section(
        title=words.say("Warmth and massage"),
        paragraphs=(
            words.say("Some people find warmth comfortable."),
            words.say("Some people find massage comfortable."),
        ),
    )


def _professional(words: Catalogue) -> Section:
    return Section(
        title=words.say("When to ask a professional"),
        paragraphs=(
            words.say("New weakness, or a sign on the safety list, should not wait."),
            words.say("It may be worth talking to a health professional about any of these:"),
        ),
        items=(
            words.say("pain that has not eased after a few weeks"),
            words.say("pain that gets worse, or keeps coming back"),
            words.say("pain that spreads into your neck, shoulders, arms or legs"),
            words.say("tingling or numbness"),
            words.say("pain that gets worse when you twist or lean back"),
            words.say("you are worried, whatever the score"),
        ),
    )


def _listening(words: Catalogue) -> Section:
    return Section(
        title=words.say("Listen to your body"),
        paragraphs=(
            words.say("Gentle stretch is fine, pain is not. Leave out what hurts."),
            words.say("This app can't tell what is causing pain. A professional can look closely."),
        ),
    )
