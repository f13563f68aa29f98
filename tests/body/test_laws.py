"""What holds of every history. Each counterexample becomes a named test."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from unhunch.body.assess import OPTIONAL, RULES, assess
from unhunch.body.days import past
from unhunch.body.episodes import NERVE_SYMPTOMS, episodes
from unhunch.body.history import History, Report, Retraction, Visit
from unhunch.body.reading import date_of
from unhunch.body.terms import FLAGS, LIMB_FLAGS, Level

from .law import CALMED, COUNTS, LAW, asked, levels
from .strategies import ends, histories, last_day

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
@given(history=histories(), percent=st.integers(30, 99))
def test_nothing_dated_after_the_day_counts(history: History, percent: int) -> None:
    """What is told of later days might as well not have been told."""
    day = date_of(last_day(history) * percent // 100)
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


# --- what the laws are tried on ---------------------------------------------------------------


def test_the_words_of_the_rules_are_all_flags() -> None:
    """A misspelt flag would be a rule that never fires."""
    assert set() == NERVE_SYMPTOMS - set(FLAGS)
