"""A suggestion says what was told, what is often suggested, what now, and how to stop it."""

import pytest

from unhunch.body.assess import Assessment, Fired
from unhunch.body.requests import SuggestionAnswer as A
from unhunch.body.terms import Level
from unhunch.words.advice import WHEN
from unhunch.words.catalogue import ENGLISH
from unhunch.words.replies import reply_text
from unhunch.words.suggesting import SuggestionText, rules_behind, suggestion_text

from .telling import RULES, TODAY, assessed, counted, every_case, item, say_date

ALL_LEVELS = tuple(Level)
TIPS = ("tretch", "xercise", "osture", "ove often", "ease with time", "comfortable", "summary")


def text_of(
    *fired: Fired,
    shown: Level | None = None,
    emergency: str = "112",
    advice: str = "116117",
    raised: Assessment | None = None,
) -> SuggestionText:
    """The suggestion that these rules come to."""
    assessment = assessed(*fired)
    return suggestion_text(
        ENGLISH,
        assessment,
        shown or assessment.level,
        TODAY,
        say_date,
        emergency=emergency,
        advice=advice,
        raised=raised,
    )


def read(text: SuggestionText) -> str:
    """The first three sections in one go, as the templates are written."""
    sections = (text.told, text.suggested, text.now)
    return " ".join(paragraph for each in sections for paragraph in each.paragraphs)


def test_urgent_to_the_letter() -> None:
    """content.md, template urgent."""
    assert read(text_of(item("E1", "chest_pain"))) == (
        "You ticked chest pain. "
        "Public health advice is to get medical help now: call 112. "
        "Don't drive yourself."
    )


def test_soon_to_the_letter() -> None:
    """content.md, template soon, with its local line."""
    assert read(text_of(item("S2", "weakness_arm_one"), emergency="999", advice="111")) == (
        "You reported new weakness in one arm. "
        "Public health advice is to speak to a health professional about this today or tomorrow: "
        "GP urgent appointment or 111. "
        "If it gets worse quickly, or you also have chest pain, shortness of breath, "
        "sudden trouble with face or speech, weakness or numbness in both legs, "
        "or a change in bladder or bowel control, call 999."
    )


def test_consider_by_count_to_the_letter() -> None:
    """content.md, template consider: the paragraphs of the template stand together."""
    text = text_of(counted("C1b", 13, regions=("upper_back",)))

    assert read(text).startswith(
        "You've reported upper-back pain of 4-5 out of 10 on 13 days over the last 4 weeks, "
        "and it hasn't eased much. "
        "It may be worth talking to a health professional such as a physiotherapist, "
        "pharmacist or GP. "
        "This app can't tell what is causing it."
    )
    assert text.summary == "Make a one-page summary"


def test_consider_by_nerve_to_the_letter() -> None:
    """content.md, template consider (nerve-type); the time frame stands between."""
    text = text_of(counted("C4", 3, flags=("tingling_arm_one",)))

    assert text.told.paragraphs == ("You've reported tingling in one hand on 3 days.",)
    assert text.suggested.paragraphs[0] == (
        "Tingling that keeps coming back is worth mentioning to a health professional, "
        "even when pain is low."
    )
    assert text.now.paragraphs[0] == "Until then, skip neck stretches."


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (("tingling_leg_one",), "Until then, skip back and leg stretches."),
        (
            ("tingling_arm_one", "tingling_leg_one"),
            "Until then, skip neck, back and leg stretches.",
        ),
    ],
)
def test_the_stretches_to_skip_are_those_of_the_limb(flags: tuple[str, ...], line: str) -> None:
    """A tingling leg does not mean the neck."""
    assert text_of(counted("C4", 3, flags=flags)).now.paragraphs[0] == line


def test_the_footer_to_the_letter() -> None:
    """It stands under every suggestion, beside what nobody has reviewed."""
    text = text_of(counted("C1b"), counted("C2", 6))

    assert text.footer == (
        "Not a diagnosis. This app repeats what you entered and general public advice."
    )
    assert text.basis == (
        "This follows rules C1b, C2 of ruleset 0.2. No clinician has reviewed the rules."
    )


@pytest.mark.parametrize(
    ("rule", "when"),
    [
        ("S1", "today or tomorrow"),
        ("S2", "today or tomorrow"),
        ("S3", "within 3 days"),
        ("S4", "today"),
        ("S5", "within a few days"),
        ("S8", "within 3 days"),
        ("S9", "today"),
        ("S10", "within a few days"),
        ("S11", "today"),
        ("S12", "today"),
        ("S13", "within a few days"),
        ("S14", "within a few days"),
        ("S15", "within a few days"),
    ],
)
def test_each_soon_rule_has_its_time_frame(rule: str, when: str) -> None:
    """The column "When" of the decision table."""
    fired = next(each for each in every_case() if each.rule == rule and each.level is Level.SOON)

    assert f"about this {when}: " in text_of(fired).suggested.paragraphs[0]


def test_every_soon_rule_was_asked() -> None:
    """No rule is left to the default."""
    assert set(WHEN) == {rule for rule in RULES if rule.startswith("S")}


def test_the_most_pressing_time_frame_wins() -> None:
    """Two rules at once: a few days, and today."""
    text = text_of(item("S5", "weight_loss"), item("S4", "fever"))

    assert len(text.told.paragraphs) == 2
    assert "about this today: " in text.suggested.paragraphs[0]


def test_an_urgent_item_that_stopped_is_told_today() -> None:
    """As it was answered: a professional should hear of it today."""
    text = text_of(item("E1", "chest_pain", Level.SOON, ago=2))

    assert text.told.paragraphs == (
        "You reported chest pain on 28 February 2026, and later that it had stopped.",
    )
    assert "about this today: " in text.suggested.paragraphs[0]


@pytest.mark.parametrize("fired", [item("E1", "chest_pain"), item("S4", "fever")])
def test_without_numbers(fired: Fired) -> None:
    """An unknown place has no number, and the sentence is whole."""
    text = read(text_of(fired, emergency="", advice=""))

    assert "call your local emergency number." in text
    assert ": ." not in text
    assert " or ." not in text


def test_a_pharmacist_is_enough_for_painkillers() -> None:
    """C10 suggests a pharmacist, and alone no appointment."""
    assert text_of(counted("C10", 2)).suggested.paragraphs == (
        "It may be worth talking to a pharmacist about this.",
    )


def test_a_level_that_is_lowered_late_keeps_its_facts() -> None:
    """The assessment that raised it names them; the text says why it is still here."""
    raised = assessed(item("S4", "fever", ago=3))

    text = text_of(counted("K1"), shown=Level.SOON, raised=raised)

    assert text.told.paragraphs == (
        "You ticked a fever on 27 February 2026.",
        "It stays here until your reports on 2 days agree that it is less.",
    )
    assert text.answers[0] == (A.BOOKED, "Booked")


def test_without_the_raising_assessment_the_present_facts_are_told() -> None:
    """Nothing is made up: what is known today is named."""
    present = assessed(counted("W1"), counted("K1"))

    assert [each.rule for each in rules_behind(present, Level.SOON)] == ["W1"]


def test_only_the_rules_behind_the_level_are_told() -> None:
    """A milder rule beside an urgent item is not put in its way."""
    text = text_of(item("E2", "saddle_numb"), counted("C1b"), counted("W1"))

    assert text.told.paragraphs == ("You ticked numbness between your legs.",)


@pytest.mark.parametrize("fired", list(every_case()), ids=lambda each: f"{each.rule}-{each.level}")
def test_every_rule_on_every_level_makes_a_suggestion(fired: Fired) -> None:
    """In the order of content.md; from consider on with all four sections and answers."""
    text = text_of(fired)
    titles = [each.title for each in text.sections]
    order = [
        "What you told us",
        "What is often suggested",
        "What you can do now",
        "How to stop this prompt",
    ]

    assert titles == [title for title in order if title in titles]
    assert titles[0] == "What you told us"
    if text.level.rank >= Level.CONSIDER.rank:
        assert titles == order
        assert text.answers
    else:
        assert not text.answers
        assert not text.summary


@pytest.mark.parametrize("fired", list(every_case()), ids=lambda each: f"{each.rule}-{each.level}")
def test_urgent_and_soon_carry_no_tip(fired: Fired) -> None:
    """No exercise, no reassurance, no summary (content.md "Failure modes to test")."""
    for shown in (Level.SOON, Level.URGENT):
        if shown.rank >= fired.level.rank:
            text = text_of(fired, shown=shown)
            said = [p for each in text.sections[1:] for p in each.paragraphs]
            said += [label for _, label in text.answers]
            said += [reply_text(ENGLISH, shown, answer, "112") for answer, _ in text.answers]

            assert not text.summary
            assert not [(tip, line) for tip in TIPS for line in said if tip in line]


def test_a_faded_item_gets_no_exercise() -> None:
    """It was a sign, not a count: only the way to a professional is named."""
    text = text_of(item("S4", "fever", Level.CONSIDER, ago=9))

    assert text.now.paragraphs == ("You can make a one-page summary to take along.",)


def test_reassurance_ends_below_consider() -> None:
    """ "Most aches like this ease" is fine while it is watched, and not with a limb."""
    calm = "Most aches like this ease with time and movement."

    assert text_of(counted("W1")).suggested.paragraphs == (calm,)
    assert calm not in read(text_of(counted("W3", 1, flags=("tingling_arm_one",))))
    assert calm not in read(text_of(counted("C1b")))


def test_the_same_pain_is_counted_once() -> None:
    """Of rules that only look further and further back the longest speaks; the basis names all."""
    text = text_of(counted("C1b", 13), counted("C1c", 20))

    assert 1 == len(text.told.paragraphs)
    assert "20 days" in text.told.paragraphs[0]
    assert "C1b, C1c" in text.basis
