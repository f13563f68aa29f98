"""`unhunch assess` tells the level, the rules and the facts."""

from dataclasses import replace

from unhunch.body.terms import Level
from unhunch.words.assessing import assess_lines

from .telling import TELLER, TODAY, assessed, counted, days, every_case, item


def test_a_level_with_its_rules_and_facts() -> None:
    """The highest first; few days one by one, of many the ends."""
    lines = assess_lines(TELLER, assessed(counted("C1b", 13), counted("K1", 2)), Level.CONSIDER)

    assert lines == (
        "Level: consider (It may be worth talking to a professional)",
        "",
        "C1b: consider",
        "  You've reported neck pain of 4-5 out of 10 on 13 days over the last 4 weeks, "
        "and it hasn't eased much.",
        "  13 days, from 18 February 2026 to 2 March 2026",
        "",
        "K1: self_care",
        "  You've marked neck pain of 4-5 out of 10 on 2 days over the last 7 days.",
        "  Reported: 1 March 2026, 2 March 2026",
        "",
        "Ruleset 0.2. No clinician has reviewed the rules.",
        "Not a diagnosis. This app repeats what you entered and general public advice.",
    )


def test_a_level_that_is_lowered_late() -> None:
    """Displayed and present level are both told."""
    lines = assess_lines(TELLER, assessed(counted("K1")), Level.WATCH)

    assert lines[:2] == (
        "Level: watch (Keeping an eye on it)",
        "By today's facts alone: self_care. It is lowered when 2 report days agree.",
    )


def test_a_faded_item() -> None:
    """It is called so, and the denials are named."""
    fired = item("E2", "saddle_numb", Level.SOON, ago=5)
    fired = replace(fired, evidence=replace(fired.evidence, denied=days(2)))

    lines = assess_lines(TELLER, assessed(fired), Level.SOON)

    assert lines[2:6] == (
        "E2: soon, faded",
        "  You reported numbness between your legs on 25 February 2026, "
        "and later that it had stopped.",
        "  Reported: 25 February 2026",
        "  Answered no: 1 March 2026, 2 March 2026",
    )


def test_every_rule_is_listed() -> None:
    """Each with at least one fact, on whichever level."""
    for fired in every_case():
        lines = assess_lines(TELLER, assessed(fired), fired.level)

        assert lines[2].startswith(f"{fired.rule}: {fired.level.value}")
        assert lines[3].startswith("  ")


def test_nothing_reported() -> None:
    """No rule but N1, and no days."""
    lines = assess_lines(TELLER, assessed(counted("N1", 0)), Level.NONE)

    assert lines[:4] == (
        "Level: none (Nothing to suggest)",
        "",
        "N1: none",
        "  There is no pain in your reports of the last 7 days.",
    )
    assert TODAY.isoformat() not in "".join(lines)
