"""What holds of every history. Each counterexample becomes a named test."""

import os
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from unhunch.body.assess import OPTIONAL, RULES, Assessment, assess
from unhunch.body.days import merged_days, past
from unhunch.body.episodes import NERVE_SYMPTOMS, episodes, start_of
from unhunch.body.history import History, Report, Retraction, Visit
from unhunch.body.reading import date_of
from unhunch.body.terms import FLAGS, LIMB_FLAGS, Level

from .diary import assessed, fired, on
from .strategies import ends, histories, last_day

EXAMPLES = os.environ.get("LAWS", "")
"""How many examples a law is tried on, drawn at random; unset: the same ones every time."""

LAW = settings(
    derandomize=not EXAMPLES,
    deadline=None,
    max_examples=int(EXAMPLES or 100),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
COUNTS = frozenset(("S8", "S10", "S14", *(each for each in RULES if each[0] in "CW")))
CALMED = frozenset(("W4", "W6"))


def levels(found: Assessment) -> dict[tuple[str, str | None, str | None], int]:
    """Return how high each rule fires, by rule, group and flag."""
    known: dict[tuple[str, str | None, str | None], int] = {}
    for each in found.fired:
        key = (each.rule, each.group, each.flag)
        known[key] = max(each.level.rank, known.get(key, 0))
    return known


def asked(history: History, after: int) -> tuple[Assessment, date]:
    """Return what the rules say so many days after the last thing told, and that day."""
    day = date_of(last_day(history) + after)
    return assess(history, day), day


# --- the whole --------------------------------------------------------------------------------


@LAW
@given(history=histories(), after=ends)
def test_the_level_is_the_highest_of_the_rules_that_fire(history: History, after: int) -> None:
    """The level is their maximum, `rules` are those that give it, and something always fires."""
    found, _ = asked(history, after)
    highest = max(each.level.rank for each in found.fired)
    giving = {each.rule for each in found.fired if each.level.rank == highest}

    assert highest == found.level.rank
    assert sorted(giving, key=RULES.index) == list(found.rules)
    assert (found.level is Level.NONE) is (found.rules == ("N1",))


@LAW
@given(history=histories(), after=ends, order=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history: History, after: int, order) -> None:
    """The same history told in any order gives the same answer, down to its evidence."""

    def mixed(told: tuple) -> tuple:
        return tuple(order.sample(told, len(told)))

    other = History(
        reports=mixed(history.reports),
        visits=mixed(history.visits),
        retractions=mixed(history.retractions),
        bridges=mixed(history.bridges),
    )
    found, day = asked(history, after)

    assert found == assess(other, day)
    assert episodes(history, day) == episodes(other, day)


@LAW
@given(history=histories(), after=ends)
def test_left_and_right_are_the_same(history: History, after: int) -> None:
    """Renaming left and right changes nothing but the names in the evidence."""
    other = replace(
        history, reports=tuple(replace(r, pain=mirrored(r.pain)) for r in history.reports)
    )
    found, day = asked(history, after)
    mirror = assess(other, day)

    assert levels(found) == levels(mirror)
    for each, same in zip(found.fired, mirror.fired, strict=True):
        assert {mirrored_name(name) for name in each.evidence.regions} == set(same.evidence.regions)
        assert each.evidence == replace(same.evidence, regions=each.evidence.regions)


def mirrored_name(region: str) -> str:
    """Return the region of the other side."""
    side = {"_l": "_r", "_r": "_l"}.get(region[-2:])
    return region[:-2] + side if side else region


def mirrored(pain) -> dict[str, int]:
    """Return scores with left and right exchanged."""
    return {mirrored_name(region): score for region, score in pain.items()}


@LAW
@given(history=histories(), back=st.integers(0, 60))
def test_nothing_dated_after_the_day_counts(history: History, back: int) -> None:
    """What is told of later days might as well not have been told."""
    day = date_of(max(last_day(history) - back, 0))
    known = History(
        reports=tuple(each for each in history.reports if each.day <= day),
        visits=tuple(each for each in history.visits if each.day <= day),
        retractions=tuple(each for each in history.retractions if each.day <= day),
        bridges=tuple(each for each in history.bridges if each.day <= day),
    )

    assert assess(known, day) == assess(history, day)
    assert episodes(known, day) == episodes(history, day)


@LAW
@given(history=histories(), after=ends, choose=st.randoms(use_true_random=False))
def test_a_day_told_in_two_check_ins_is_the_same_day(history: History, after: int, choose) -> None:
    """A report torn in two of the same moment changes nothing."""
    torn = tuple(half for report in history.reports for half in halves(report, choose))
    found, day = asked(history, after)

    assert found == assess(replace(history, reports=torn), day)


def halves(report: Report, choose) -> tuple[Report, Report]:
    """Return two reports of the same moment that say together what this one says."""
    yes = frozenset(flag for flag in sorted(report.yes) if choose.random() < 0.5)
    no = frozenset(flag for flag in sorted(report.no) if choose.random() < 0.5)
    pain = {region: score for region, score in report.pain.items() if choose.random() < 0.5}
    rest = {region: score for region, score in report.pain.items() if region not in pain}
    return (
        replace(report, pain=pain, yes=yes, no=no),
        replace(report, pain=rest, yes=report.yes - yes, no=report.no - no),
    )


@LAW
@given(history=histories(), after=ends, off=st.sets(st.sampled_from(RULES)))
def test_switches_silence_optional_rules_alone(history: History, after: int, off: set[str]) -> None:
    """Whatever is switched off, all that is Core fires as before."""
    found, day = asked(history, after)
    quieter = levels(assess(history, day, off))
    kept = {key: rank for key, rank in levels(found).items() if key[0] not in OPTIONAL | {"N1"}}
    lost = {key[0] for key in kept.keys() - quieter.keys()}

    assert lost <= ({"W6"} if "C10" in off else set())
    assert not off & OPTIONAL & {key[0] for key in quieter}


# --- answers ----------------------------------------------------------------------------------


@LAW
@given(history=histories(denials=False), after=ends)
def test_an_unknown_is_never_a_no(history: History, after: int) -> None:
    """Where nothing was ever denied, no item has faded and no symptom is resolved."""
    found, _ = asked(history, after)

    assert "W5" not in {each.rule for each in found.fired}
    assert [] == [
        each
        for each in found.fired
        if each.flag and each.level is not {"E": Level.URGENT, "S": Level.SOON}[each.rule[0]]
    ]


@LAW
@given(history=histories(denials=False), after=ends)
def test_what_was_ticked_and_not_closed_stands_however_long_ago(
    history: History, after: int
) -> None:
    """Without a denial every open tick of a flag that needs nothing beside it is an item."""
    found, day = asked(history, after)
    items = {(each.rule, each.flag) for each in found.fired}
    ticked = past(history, day).ticked

    for rule, flag in (("E1", "chest_pain"), ("S2", "weakness_arm_one")):
        assert (flag in ticked) is ((rule, flag) in items)


@LAW
@given(history=histories(), after=ends)
def test_a_no_that_becomes_unknown_never_lowers(history: History, after: int) -> None:
    """Without any denial every rule fires at least as high; only W5 is about denials."""
    silent = tuple(replace(each, no=frozenset()) for each in history.reports)
    found, day = asked(history, after)
    other = levels(assess(replace(history, reports=silent), day))

    for key, rank in levels(found).items():
        if key[0] not in ("W5", "N1"):
            assert rank <= other.get(key, -1), key


@LAW
@given(history=histories(), after=ends, flag=st.sampled_from(("chest_pain", *LIMB_FLAGS)))
def test_taking_a_tick_back_never_raises(history: History, after: int, flag: str) -> None:
    """One more retraction, dated last, leaves no rule higher than it was."""
    found, day = asked(history, after)
    taken = (*history.retractions, Retraction(day=day, flag=flag))
    before = levels(found)

    for key, rank in levels(assess(replace(history, retractions=taken), day)).items():
        if key[0] not in ("N1", "W5"):
            assert rank <= before.get(key, -1), key


# --- visits -----------------------------------------------------------------------------------


@LAW
@given(history=histories(), after=ends, ago=st.integers(0, 60))
def test_a_later_visit_never_raises_a_count_rule(history: History, after: int, ago: int) -> None:
    """One visit more: no count is higher, and nothing fires that did not, but W6 for it."""
    found, day = asked(history, after)
    seen = Visit(day=max(date.fromordinal(day.toordinal() - ago), date_of(0)))
    other = assess(replace(history, visits=(*history.visits, seen)), day)
    before = levels(found)

    assert other.level.rank <= found.level.rank
    for key, rank in levels(other).items():
        if key[0] in COUNTS - CALMED:
            assert rank <= before.get(key, -1), key


# --- reports without pain ---------------------------------------------------------------------


@LAW
@given(history=histories(), after=ends, at=st.integers(0, 200))
def test_a_report_without_pain_adds_nothing_that_is_counted(
    history: History, after: int, at: int
) -> None:
    """No pain day, flag date, week or span more, for any group and any window.

    C1 counts from the start of the episode. That moves back only where the new report stands in a
    silence of more than 21 days: then it is not a silence any more (see the named example).
    """
    day = date_of(last_day(history) + after)
    number = date_of(at)
    assume(number <= day)
    more = replace(history, reports=(*history.reports, Report(day=number)))
    before, now = past(history, day), past(more, day)

    assert {flag: [d.number for d in days] for flag, days in before.ticked.items()} == {
        flag: [d.number for d in days] for flag, days in now.ticked.items()
    }
    for group, other in zip(before.groups, now.groups, strict=True):
        assert list(group.pain.numbers) == list(other.pain.numbers)
        assert list(group.pain.values) == list(other.pain.values)
        start, moved = start_of(before, group), start_of(now, other)
        if start is not None and moved is not None and moved < start:
            told = group.reports.numbers
            earlier = max(each for each in told if each < number.toordinal())
            later = min(each for each in told if each > number.toordinal())
            assert later - earlier > 21


def test_a_report_without_pain_in_a_long_silence_joins_two_spells() -> None:
    """22 silent days break a spell; with a report in the middle there is no such silence.

    So C1 counts from further back, though no pain day was added: rules.md section 4.2 as written.
    """
    text = on((0, 7, 29, 35, 41), "neck=3")

    assert "C1c" not in fired(text, 41)
    assert "C1c" in fired(f"{text}\n18: ", 41)


def test_reports_without_pain_can_part_one_flare_into_three() -> None:
    """A level that rises by flares: one long one becomes three."""
    text = on((0, 1, 10, 11, 20, 21), "neck=4")

    assert "C6" not in fired(text, 21)
    assert "C6" in fired(f"{text}\n" + on((3, 4, 13, 14), ""), 21)


def test_a_report_without_pain_can_end_an_improvement() -> None:
    """A level that rises by medians: the first three reports were not so bad after all."""
    text = "0: neck=8\n5: neck=8\n7: neck=8\n14: neck=6\n20: neck=5\n21: neck=5\n22: neck=5"
    calm = fired(text, 22)
    raised = fired(f"{text}\n2: \n3: ", 22)

    assert ("watch", None) == (calm.get("W4"), calm.get("C1b"))
    assert (None, "consider") == (raised.get("W4"), raised.get("C1b"))


def test_a_report_without_pain_can_make_it_worsening() -> None:
    """A level that rises by medians: the three before were lower than the last three."""
    text = "0: neck=3\n1: neck=2\n2: neck=4\n" + on((4, 5, 6), "neck=4")

    assert "C2" not in fired(text, 6)
    assert "C2" in fired(f"{text}\n3: ", 6)


def test_reports_without_pain_can_make_it_intermittent() -> None:
    """A level that rises by the share: half of the reports hurt, then fewer than half."""
    text = "\n".join(f"{n * 7}: neck=3\n{n * 7 + 1}: " for n in range(12))

    assert "C6" not in fired(text, 83)
    assert "C6" in fired(f"{text}\n79: ", 83)


# --- missing days -----------------------------------------------------------------------------


@LAW
@given(
    steps=st.lists(st.integers(1, 21), min_size=1, max_size=40),
    scores=st.lists(st.integers(2, 10), min_size=41, max_size=41),
)
def test_a_missing_day_is_never_a_day_without_pain(steps: list[int], scores: list[int]) -> None:
    """Who hurts in every report, three weeks apart at most, has one spell and a full share."""
    days = [sum(steps[:index]) for index in range(len(steps) + 1)]
    text = "\n".join(f"{day}: neck={scores[index]}" for index, day in enumerate(days))
    found = assessed(text, days[-1])
    history = History(
        reports=tuple(
            Report(day=date_of(day), pain={"neck": scores[index]}) for index, day in enumerate(days)
        )
    )
    [episode] = episodes(history, date_of(days[-1]))
    recent = [day for day in days if days[-1] - day < 42]
    weeks = {(days[-1] - day) // 7 for day in recent}
    persists = len(recent) >= 5 and len(weeks) >= 4 and recent[-1] - recent[0] >= 35

    assert date_of(0) == episode.start
    assert not persists or {"C1c", "W4"} & {each.rule for each in found.fired}
    assert "C6" not in {each.rule for each in found.fired}


@LAW
@given(history=histories(), after=ends)
def test_only_days_that_were_told_are_days(history: History, after: int) -> None:
    """Every merged day has a report; it is a report day when one of its check-ins is complete."""
    day = date_of(last_day(history) + after)

    assert {
        number: any(r.completed for r in history.reports if r.day == number)
        for number in {r.day for r in history.reports}
    } == {each.date: each.completed for each in merged_days(history, day)}


# --- what the laws are tried on ---------------------------------------------------------------


def test_the_words_of_the_rules_are_all_flags() -> None:
    """A misspelt flag would be a rule that never fires."""
    assert set() == NERVE_SYMPTOMS - set(FLAGS)
