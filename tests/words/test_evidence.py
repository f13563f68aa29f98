"""Every rule names the facts it rests on, and only these."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.body.assess import Evidence, Fired
from unhunch.body.terms import FLAGS, GROUPS, SAFETY_LIST, Level
from unhunch.words.catalogue import ENGLISH
from unhunch.words.evidence import reported
from unhunch.words.phrases import FLAGS as PHRASES
from unhunch.words.phrases import PAINS, flag_phrase, flag_phrases, pain_phrase, window_phrase

from .telling import (
    BY_FLAG,
    COUNTED,
    ITEMS,
    TELLER,
    TODAY,
    assessed,
    counted,
    days,
    every_case,
    item,
    say_date,
)


def told(*fired: Fired) -> str:
    """What is said about these rules."""
    return "\n".join(reported(TELLER, fired))


def test_every_flag_has_a_phrase() -> None:
    """And there is none for a flag that nobody can tick."""
    assert set(FLAGS) == set(PHRASES)
    assert len(set(PHRASES.values())) == len(FLAGS)


def test_every_combination_of_one_group_has_a_phrase() -> None:
    """Fifteen for neck, upper back and shoulders, three for the arms, one for the lower back."""
    combinations = {
        frozenset(region for bit, region in enumerate(group) if number >> bit & 1)
        for group in GROUPS.values()
        for number in range(1, 2 ** len(group))
    }

    assert combinations == set(PAINS)
    assert len(set(PAINS.values())) == len(PAINS)


@pytest.mark.parametrize(
    ("regions", "group", "phrase"),
    [
        (("neck",), None, "neck pain"),
        (("lower_back", "neck"), None, "neck pain and lower-back pain"),
        (("lower_back", "neck"), "L", "lower-back pain"),
        (("arm_l", "arm_r"), "A", "pain in both arms"),
        ((), "U", "neck, shoulder or upper-back pain"),
        ((), None, "pain"),
    ],
)
def test_where_it_hurts(regions: tuple[str, ...], group: str | None, phrase: str) -> None:
    """Each group is one phrase, and what is not known is not named."""
    assert pain_phrase(ENGLISH, regions, group) == phrase


@pytest.mark.parametrize(
    ("window", "phrase"),
    [
        (None, "so far"),
        (1, "over the last day"),
        (4, "over the last 4 days"),
        (7, "over the last 7 days"),
        (10, "over the last 10 days"),
        (14, "over the last 2 weeks"),
        (42, "over the last 6 weeks"),
        (182, "over the last 6 months"),
    ],
)
def test_windows(window: int | None, phrase: str) -> None:
    """As a person says them."""
    assert window_phrase(ENGLISH, window) == phrase


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


@given(
    rule=st.sampled_from(sorted(set(COUNTED) - {"C9", "W5", "N1"})),
    count=st.integers(1, 60),
    scores=st.tuples(st.integers(1, 10), st.integers(1, 10)).map(sorted),
    regions=st.sets(st.sampled_from(GROUPS["U"]), min_size=1),
)
def test_the_numbers_are_those_of_the_evidence(
    rule: str, count: int, scores: list[int], regions: set[str]
) -> None:
    """No number is told that the evidence does not hold or the rule itself does not state."""
    low, high = scores
    fired = counted(rule, count, regions=tuple(regions), low=low, high=high)
    stated = {"C1d": {12}, "C2": {3}, "S8": {3} if count >= 6 else {4}, "W6": {6}}
    window = COUNTED[rule][1]
    held = {count, low, high, 10} | ({window, window // 7, 6} if window else set())
    numbers = {int(number) for number in re.findall(r"\d+", told(fired))}

    assert numbers - held <= stated.get(rule, set())
    assert count in numbers or rule == "C5"


@given(rule=st.sampled_from(sorted(set(COUNTED) - {"C9", "W5", "N1"})), count=st.integers(1, 60))
def test_one_day_and_two_days(rule: str, count: int) -> None:
    """One is singular, and no other number is."""
    text = told(counted(rule, count))

    assert (count == 1) == (re.search(r"\b1 days?\b", text) is not None) or rule == "C5"
    assert not re.search(r"\b1 days\b", text)


@given(
    item=st.sampled_from([(rule, flag) for rule, flags in ITEMS.items() for flag in flags]),
    ago=st.integers(1, 90),
)
def test_the_date_is_that_of_the_item(item: tuple[str, str], ago: int) -> None:
    """An item is dated with the last day on which it met its row."""
    rule, flag = item
    day = TODAY - timedelta(days=ago)
    earlier = () if rule == "E5" else (day - timedelta(days=1),)
    fired = Fired(
        rule=rule,
        level=Level.URGENT if rule.startswith("E") else Level.SOON,
        evidence=Evidence(days=(*earlier, day), flags=(flag,)),
        flag=flag,
    )

    assert f" on {say_date(day)}." in told(fired)


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


def test_flags_that_belong_together_are_one_phrase() -> None:
    """An arm and a leg are said in one breath, and nothing is lost or said twice."""
    assert flag_phrases(ENGLISH, ("radiates_leg", "fever", "radiates_arm")) == [
        "pain spreading into an arm and a leg",
        "a fever",
    ]
    assert flag_phrases(ENGLISH, FLAGS) and len(flag_phrases(ENGLISH, FLAGS)) == len(FLAGS) - 6


@pytest.mark.parametrize("rule", ["C3", "C4", "W3", "W5", "S14"])
def test_no_flag_is_told_that_was_not_reported(rule: str) -> None:
    """Evidence that names none is told in general words."""
    text = told(counted(rule, 2, flags=()))

    assert not [flag for flag in FLAGS if flag_phrase(ENGLISH, flag) in text]
