"""Every rule names the facts it rests on, and only these."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from unhunch.body.assess import Evidence, Fired
from unhunch.body.terms import FLAGS
from unhunch.words.catalogue import ENGLISH
from unhunch.words.evidence import reported
from unhunch.words.phrases import flag_phrase, flag_phrases

from .telling import (
    BY_FLAG,
    TELLER,
    TODAY,
    assessed,
    counted,
    days,
    every_case,
)


def told(*fired: Fired) -> str:
    """What is said about these rules."""
    return "\n".join(reported(TELLER, fired))


@pytest.mark.parametrize(
    ("fired", "words"),
    [
        (
            counted("S8", 2, low=8, high=9, flags=()),
            "You've reported neck pain of 8-9 out of 10 on 2 days over the last 4 days.",
        ),
        (
            counted("S8", 1, low=9, high=9, flags=("constant",)),
            "You've reported neck pain of 9 out of 10 on 1 day over the last 4 days. "
            "You also reported pain that nothing eases.",
        ),
        (
            counted("S10", 2),
            "You've reported neck pain of 4-5 out of 10 on 2 days over the last 2 weeks. "
            "On these days it disturbed your sleep, and nothing eased it.",
        ),
        (
            counted("S14", 2, low=7, high=8, flags=("radiates_arm",)),
            "You reported pain spreading into an arm. You reported neck pain of 7-8 out of 10. "
            "Together this was on 2 days over the last 2 weeks.",
        ),
        (
            counted("C1a", 3, low=5, high=8),
            "You've reported neck pain of 5-8 out of 10 on 3 days over the last 2 weeks, "
            "and it hasn't eased much.",
        ),
        (
            counted("C1c", 5, low=2, high=2),
            "You've reported neck pain of 2 out of 10 on 5 days over the last 6 weeks, "
            "and it hasn't eased much.",
        ),
        (
            counted("C1d", 6),
            "You've reported neck pain of 4-5 out of 10 on 6 days over the last 6 weeks. "
            "By your reports, it began at least 12 weeks ago.",
        ),
        (
            counted("C1e", 2),
            "You've reported neck pain of 4-5 out of 10 on 2 days since it began. "
            "You said it was there most of the time while you did not check in.",
        ),
        (
            counted("C2", 6, low=2, high=6),
            "On your last 6 report days, you reported neck pain of 2-6 out of 10. "
            "Overall, the last 3 were higher than the 3 before.",
        ),
        (
            counted("C3", 2, flags=("radiates_arm",)),
            "You've reported pain spreading into an arm on 2 days over the last 2 weeks.",
        ),
        (
            counted("C3", 3, flags=("radiates_neck_shoulder", "worse_twist_extend")),
            "You reported pain spreading into your neck or shoulder. "
            "You reported pain that twisting or leaning back makes worse. "
            "Together this was on 3 days over the last 2 weeks.",
        ),
        (
            counted("C5", 3, low=7, high=7, flags=("constant", "tingling_arm_one")),
            "You've reported several things together over the last 2 weeks. "
            "You reported tingling in one hand. You reported pain that nothing eases. "
            "You reported neck pain of 7 out of 10.",
        ),
        (
            counted("C6", 6),
            "You've reported neck pain of 4-5 out of 10 on 6 days over the last 6 months. "
            "It eased and came back at least twice.",
        ),
        (
            counted("C8", 3),
            "You've reported neck pain of 4-5 out of 10 on 3 days over the last 2 weeks. "
            "On these days it stopped your work or sleep.",
        ),
        (counted("C9", 1), "You reported that you are worried."),
        (
            counted("C10", 2),
            "On 2 days over the last 2 weeks, you reported using painkillers on most days.",
        ),
        (counted("W1", 3), "You've marked neck pain on 3 days over the last 10 days."),
        (
            counted("W2", 1, low=7, high=7),
            "You've marked neck pain of 7 out of 10 on 1 day over the last 3 days.",
        ),
        (
            counted("W2", 2, regions=("neck", "arm_l", "arm_r"), low=7, high=8),
            "You reported neck pain. You reported pain in both arms. "
            "Together this was on 2 days over the last 3 days. The highest score was 8 out of 10.",
        ),
        (
            counted("W3", 1, flags=("tingling_arm_one",)),
            "You've marked tingling in one hand on 1 day over the last 2 weeks.",
        ),
        (
            counted("W4", 5),
            "You've marked neck pain of 4-5 out of 10 on 5 days over the last 4 weeks. "
            "Your last scores were lower than your first.",
        ),
        (
            counted("W5", 1),
            "You reported tingling in one hand on 2 March 2026, and later that it had stopped.",
        ),
        (
            counted("W6", 4),
            "You've reported neck pain of 4-5 out of 10 on 4 days over the last 4 weeks. "
            "You noted that you saw a professional in the last 6 weeks.",
        ),
        (
            counted("W6", 2, regions=(), flags=("painkillers_most_days",)),
            "On 2 days over the last 4 weeks, you reported using painkillers on most days. "
            "You noted that you saw a professional in the last 6 weeks.",
        ),
        (
            counted("W7", 3),
            "You marked neck pain on 3 days before a break in your check-ins.",
        ),
        (
            counted("K1", 1, low=1, high=1),
            "You've marked neck pain of 1 out of 10 on 1 day over the last 7 days.",
        ),
        (counted("N1", 0), "There is no pain in your reports of the last 7 days."),
    ],
    ids=lambda value: value.rule if isinstance(value, Fired) else "",
)
def test_counts_are_told(fired: Fired, words: str) -> None:
    """With where, how much, on how many days and over how long."""
    assert words == told(fired)


def test_a_score_of_nothing_among_them() -> None:
    """On some of the days it did not hurt: the highest score is told."""
    assert "neck pain of up to 6 out of 10." in told(counted("C2", 6, low=0, high=6))


def test_a_worry_of_another_day_has_its_date() -> None:
    """What was said today needs none."""
    fired = counted("C9", 1)
    earlier = replace(fired, evidence=replace(fired.evidence, days=days(1, TODAY - timedelta(5))))

    assert told(earlier) == "You reported on 25 February 2026 that you are worried."


def test_rising_scores_at_soon_are_told_by_their_reports() -> None:
    """S8 of the third kind rests on six reports, the others on four days at most."""
    rising = counted("S8", 6, low=4, high=8, flags=())

    assert told(rising).endswith("Overall, the last 3 were higher than the 3 before.")


def test_evidence_that_names_little_still_makes_sentences() -> None:
    """A rule without scores, regions or flags is told without them, and without gaps."""
    for each in every_case():
        bare = replace(each, evidence=Evidence(days=each.evidence.days))
        text = told(bare)

        assert text
        assert not re.search(r"None|  | \.|\{|0 out of", text), (bare, text)


def test_all_that_fired_is_told_once() -> None:
    """The same rule for two groups has two sentences; the same sentence is not said twice."""
    upper = counted("C1b", 13, regions=("upper_back",))
    lower = replace(
        upper, group="L", evidence=replace(upper.evidence, regions=("upper_back", "lower_back"))
    )

    text = told(*assessed(upper, lower, upper).fired)

    assert 1 == text.count("upper-back pain")
    assert 1 == text.count("lower-back pain")


def test_rules_that_name_flags_are_told_by_them() -> None:
    """Each flag a counting rule rests on is found in its text."""
    for rule in sorted(set(BY_FLAG) - {"S8", "S10", "C8", "C9"}):
        text = told(counted(rule, 3))
        for phrase in flag_phrases(ENGLISH, BY_FLAG[rule]):
            assert phrase in text, (rule, phrase)


@pytest.mark.parametrize("rule", ["C3", "C4", "W3", "W5", "S14"])
def test_no_flag_is_told_that_was_not_reported(rule: str) -> None:
    """Evidence that names none is told in general words."""
    text = told(counted(rule, 2, flags=()))

    assert not [flag for flag in FLAGS if flag_phrase(ENGLISH, flag) in text]
