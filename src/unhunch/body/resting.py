"""Which exercises rest, and why (product.md section 2)."""

from datetime import date

from .days import past
from .history import History, Hurt
from .terms import LIMB_FLAGS, TINGLING, WEAKNESS

NERVE_DAYS = 14
"""For so long after a limb symptom only the comfortable set is offered (content.md, code N)."""

_LIMB = frozenset((*LIMB_FLAGS, *TINGLING, *WEAKNESS))


def is_gentle_only(history: History, day: date) -> bool:
    """Whether an arm or leg symptom was reported in the last 14 days and not taken back."""
    return any(not _LIMB.isdisjoint(each.yes) for each in past(history, day).last(NERVE_DAYS))


def hurting(history: History, day: date) -> frozenset[str]:
    """Return the exercises that hurt and whose area has not been reported clear since."""
    return frozenset(
        exercise
        for hurt in history.hurts
        if hurt.day <= day and not _is_over(history, hurt)
        for exercise in hurt.exercises
    )


def _is_over(history: History, hurt: Hurt) -> bool:
    """A later check-in scored 0 where it hurt; as long as nobody said where, everywhere."""
    if hurt.regions == ():
        return True
    later = (each for each in history.reports if each.completed and each.day > hurt.day)
    if hurt.regions is None:
        return any(not each.pain for each in later)
    return any(not any(region in each.pain for region in hurt.regions) for each in later)
