"""Laws of counting: reports without pain, and days without a report."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from unhunch.body.days import merged_days, past
from unhunch.body.episodes import Status, episodes, is_active, start_of
from unhunch.body.history import History, Report
from unhunch.body.reading import date_of

from .diary import assessed, fired, on
from .law import LAW
from .strategies import ends, histories, last_day

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


# --- asked about many days --------------------------------------------------------------------


@LAW
@given(history=histories(), after=ends)
def test_an_episode_is_active_on_the_days_on_which_it_is_told_so(
    history: History, after: int
) -> None:
    """The short answer about each day of a history is that of its whole episodes, day by day."""
    days = [date_of(number) for number in range(last_day(history) + after + 1)]
    as_told = [
        any(each.status is Status.ACTIVE for each in episodes(replace(history), day))
        for day in days
    ]

    assert as_told == [is_active(history, day) for day in days]
