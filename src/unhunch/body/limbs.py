"""Limb flags that were denied again: resolved or not (rules.md section 6, W5)."""

from .days import Past
from .terms import LIMB_FLAGS


def resolving_denials(told: Past, flag: str) -> list[int]:
    """Return the denials that resolve a flag: 2 days or more, the last 5 or more after its yes.

    Empty when it is not resolved. Only the last yes counts; each flag for itself.
    """
    if flag not in told.ticked:
        return []
    last = told.ticked[flag][-1].number
    denials = told.denials(flag, last)
    return denials if len(denials) >= 2 and denials[-1] >= last + 5 else []


def unresolved(told: Past) -> frozenset[str]:
    """Return the limb flags that were ticked and are not resolved."""
    return frozenset(
        flag for flag in LIMB_FLAGS if flag in told.ticked and not resolving_denials(told, flag)
    )
