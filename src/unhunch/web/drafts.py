"""Check-ins that were begun and not sent: in this process's memory, and nowhere else."""

from dataclasses import dataclass, field

from .entries import secret
from .questionnaire import Answer

_MOST = 8
"""Drafts remembered; the oldest goes."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """The answers so far. `mark` goes with them to the journal, so that they count once.

    `purpose`: "checkin", or "safety" for the safety list alone. `is_sent`: it was kept.
    """

    mark: str = field(default_factory=secret)
    purpose: str = "checkin"
    answers: dict[str, Answer] = field(default_factory=dict)
    is_sent: bool = False


class Drafts:
    """All of them."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def new(self, purpose: str) -> Draft:
        """Return an empty one."""
        draft = Draft(purpose=purpose)
        while len(self._drafts) >= _MOST:
            del self._drafts[next(iter(self._drafts))]
        self._drafts[draft.mark] = draft
        return draft

    def get(self, mark: str) -> Draft | None:
        """Return the one with this mark."""
        return self._drafts.get(mark)

    def unsent(self, purpose: str | None = None) -> Draft | None:
        """Return the newest with answers that were not sent; of this purpose alone, if given."""
        found = [
            each
            for each in self._drafts.values()
            if each.answers and not each.is_sent and purpose in (None, each.purpose)
        ]
        return found[-1] if found else None

    def discard(self, purpose: str) -> None:
        """Forget what was begun for this purpose and not sent."""
        self._drafts = {
            mark: each
            for mark, each in self._drafts.items()
            if each.is_sent or each.purpose != purpose
        }
