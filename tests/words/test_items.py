"""A ticked item is told with what its row asks for beside it."""

import pytest

from unhunch.body.assess import Evidence, Fired
from unhunch.body.terms import SAFETY_LIST, Level
from unhunch.words.catalogue import ENGLISH
from unhunch.words.evidence import reported
from unhunch.words.phrases import flag_phrase

from .telling import (
    ITEMS,
    TELLER,
    TODAY,
    days,
    item,
)


def told(*fired: Fired) -> str:
    """What is said about these rules."""
    return "\n".join(reported(TELLER, fired))


@pytest.mark.parametrize(("rule", "flag"), [(r, f) for r, flags in ITEMS.items() for f in flags])
def test_an_item_is_named(rule: str, flag: str) -> None:
    """What stands on the safety list was ticked, what was asked was reported."""
    verb = "ticked" if flag in SAFETY_LIST else "reported"
    phrase = flag_phrase(ENGLISH, flag)

    assert f"You {verb} {phrase}." == told(item(rule, flag))
    assert f"You {verb} {phrase} on 23 February 2026." == told(item(rule, flag, ago=7))


@pytest.mark.parametrize(("rule", "flag"), [(r, f) for r, flags in ITEMS.items() for f in flags])
def test_a_faded_item_says_so(rule: str, flag: str) -> None:
    """On each level below its own: what was reported, when, and that it had stopped."""
    phrase = flag_phrase(ENGLISH, flag)
    expected = f"You reported {phrase} on 23 February 2026, and later that it had stopped."
    lower = (Level.SOON, Level.CONSIDER) if rule.startswith("E") else (Level.CONSIDER,)

    assert [expected] * len(lower) == [told(item(rule, flag, level, ago=7)) for level in lower]


@pytest.mark.parametrize(
    ("fired", "words"),
    [
        (
            item("E1", "short_of_breath", regions=("neck", "lower_back")),
            "You ticked shortness of breath. You also reported neck pain.",
        ),
        (item("E1", "chest_pain", regions=("neck",)), "You ticked chest pain."),
        (
            item("E5", "major_trauma", ago=2, regions=("lower_back",)),
            "You ticked a serious accident or injury on 28 February 2026. "
            "Since then you also reported lower-back pain.",
        ),
        (
            item("E7", "pulsating_tummy", regions=("lower_back",), low=8, high=8),
            "You ticked a pulsing feeling in your tummy. "
            "You also reported lower-back pain of 8 out of 10.",
        ),
        (item("S2", "weakness_arm_one"), "You reported new weakness in one arm."),
        (
            Fired(
                rule="S3",
                level=Level.SOON,
                flag="tingling_leg_one",
                evidence=Evidence(days=(TODAY,), flags=("tingling_leg_one", "neuro_worse")),
            ),
            "You reported tingling in one leg. "
            "You also reported that it is spreading or getting stronger.",
        ),
        (
            Fired(
                rule="E6",
                level=Level.URGENT,
                flag="fever",
                evidence=Evidence(
                    days=(TODAY,), flags=("fever", "bladder_change"), regions=("neck",)
                ),
            ),
            "You ticked a fever. You also reported neck pain and a change in bladder control.",
        ),
    ],
)
def test_what_an_item_needs_beside_it_is_named(fired: Fired, words: str) -> None:
    """The specification's "and", "with" and "+"; what the row does not ask for is left out."""
    assert words == told(fired)


def test_items_of_one_rule_are_told_together() -> None:
    """Two in a sentence, and what both rest on once."""
    both = [
        Fired(
            rule="E3",
            level=Level.URGENT,
            flag=flag,
            evidence=Evidence(days=(TODAY,), flags=("hand_clumsy", "gait_change", "rapidly_worse")),
        )
        for flag in ("hand_clumsy", "gait_change")
    ]

    assert told(*both) == (
        "You ticked clumsy hands and a change in how you walk. "
        "You also reported that it is getting worse quickly."
    )


def test_the_accident_dates_what_followed() -> None:
    """E5 rests on the day of the accident and on pain after it: it is dated with the first."""
    fired = Fired(
        rule="E5",
        level=Level.URGENT,
        flag="major_trauma",
        evidence=Evidence(days=days(3), flags=("major_trauma",), regions=("neck",)),
    )

    assert told(fired) == (
        "You ticked a serious accident or injury on 28 February 2026. "
        "Since then you also reported neck pain."
    )
