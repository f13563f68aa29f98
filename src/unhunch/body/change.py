"""Change of a group's values: improved, worsening, flares (rules.md sections 5 and 6, C6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from .stretch import Stretch, median


@dataclass(frozen=True, slots=True)
class Change:
    """Two medians and the report days that they are of, oldest first."""

    numbers: tuple[int, ...]
    before: float
    after: float


def compared(stretch: Stretch) -> Change | None:
    """Compare the first three report days with the last three; None with fewer than 4.

    With 4 days two and two; with 5 the middle one is in both. Medians of three, because a single
    step of 2 points is inside the noise [C14].
    """
    if len(stretch) < 4:
        return None
    part = 2 if len(stretch) == 4 else 3
    first, last = stretch.values[:part], stretch.values[-part:]
    return Change(tuple(stretch.numbers), median(first), median(last))


def is_improvement(change: Change) -> bool:
    """Whether it fell by 2 points, or by 1 point and 30 % of the first [C7][C8][C13]."""
    drop = change.before - change.after
    return drop >= 2 or (drop >= 1 and 10 * drop >= 3 * change.before)


def improvement(reports: Stretch, start: int, day: int) -> Change | None:
    """Return how a group improved since its episode's start, in the last 42 days; None: it did not.

    All report days count, with pain or without.
    """
    change = compared(reports.since(max(start, day - 41)))
    return change if change is not None and is_improvement(change) else None


def worsening(reports: Stretch, day: int) -> Change | None:
    """Return how a group got worse over its last six report days; None: it did not.

    These span 5 to 21 days, whatever the episode, the last within 7 days; the median of the last
    three is at least 4, that of the three before at least 2 and 2 lower [C14][D].
    """
    numbers, values = reports.numbers[-6:], reports.values[-6:]
    if len(numbers) < 6 or not 5 <= numbers[5] - numbers[0] <= 21 or numbers[5] <= day - 7:
        return None
    before, after = median(values[:3]), median(values[3:])
    if after - before < 2 or before < 2 or after < 4:
        return None
    return Change(tuple(numbers), before, after)


def flares(reports: Stretch, day: int) -> list[tuple[int, ...]]:
    """Return the flares of the last 182 days: each the days with a score of 4 or more in it.

    Two neighbouring such days are in one flare unless they are 7 or more days apart with at least
    2 report days of 0 to 1 between. A flare has two such days or more (C6) [D].
    """
    window = reports.window(day, 182)
    return [flare for flare in _runs(window) if len(flare) >= 2]


def _runs(window: Stretch) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    low = 0
    for number, value in zip(window.numbers, window.values, strict=True):
        if value >= 4:
            if run and number - run[-1] >= 7 and low >= 2:
                yield tuple(run)
                run = []
            run.append(number)
            low = 0
        elif value <= 1:
            low += 1
    if run:
        yield tuple(run)
