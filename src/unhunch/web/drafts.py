"""Check-ins that were begun and not sent: in this process's memory, and nowhere else."""

from dataclasses import dataclass
from datetime import date

from ..body.checkin import Draft
from .entries import secret

_MOST = 8
"""Forms remembered; the oldest goes."""


@dataclass(slots=True, kw_only=True)
class Form:
    """One questionnaire in the making. `sent_on`: the day it was kept for; None: it was not.

    The mark of its draft names it in addresses, and goes to the journal, so that it counts once.
    """

    draft: Draft
    sent_on: date | None = None

    @property
    def mark(self) -> str:
        """Its name."""
        return self.draft.form

    @property
    def purpose(self) -> str:
        """The page that it belongs to."""
        return "safety" if self.draft.alone else "checkin"


class Drafts:
    """All of them."""

    def __init__(self) -> None:
        self._forms: dict[str, Form] = {}

    def new(self, purpose: str, day: date) -> Form:
        """Return an empty one, begun on this day."""
        form = Form(draft=Draft(form=secret(), day=day, alone=purpose == "safety"))
        while len(self._forms) >= _MOST:
            del self._forms[next(iter(self._forms))]
        self._forms[form.mark] = form
        return form

    def get(self, mark: str) -> Form | None:
        """Return the one with this mark."""
        return self._forms.get(mark)

    @property
    def has_unsent(self) -> bool:
        """Whether any has answers that were not sent."""
        return any(_is_unsent(each) for each in self._forms.values())

    def begun(self, purpose: str, day: date) -> Form | None:
        """Return the newest with answers that was begun on this day and not sent."""
        found = [
            each
            for each in self._forms.values()
            if _is_unsent(each) and each.purpose == purpose and each.draft.day == day
        ]
        return found[-1] if found else None

    def discard(self, purpose: str) -> None:
        """Forget what was begun for this purpose and not sent."""
        self._forms = {
            mark: each
            for mark, each in self._forms.items()
            if each.sent_on is not None or each.purpose != purpose
        }


def _is_unsent(form: Form) -> bool:
    return bool(form.draft.answers) and form.sent_on is None
