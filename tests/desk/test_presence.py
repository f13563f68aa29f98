"""Who is there and what rest counts: the desk against a second reading of product.md 1."""

from datetime import UTC, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unhunch.desk import facts as f
from unhunch.desk.facts import Fact
from unhunch.journal.codec import kind_of

from .played import Played, play
from .reading import Happening, apart, presence, seconds_of
from .strategies import policy, rests, scripts, sleeps
from .test_laws import LAW

DEFAULT = policy("the program's own")

microphones = st.sampled_from(["hold microphone on", "hold microphone off"])


def happenings(played: Played) -> list[Happening]:
    """Return what the desk found about presence, in the terms of the second reading."""
    first = played.first.since.astimezone(UTC)

    def length(span: timedelta | None) -> int | None:
        return span if span is None else int(span.total_seconds())

    def said(fact: Fact) -> object:
        match fact:
            case f.BreakCredited():
                return (fact.reminders, length(fact.lasted))
            case f.BoutEnded():
                return length(fact.sat)
            case f.IdleEnded() | f.AwayEnded():
                return length(fact.lasted)
            case _:
                return None

    kinds = (f.BoutBegan, f.BoutEnded, f.IdleEnded, f.AwayBegan, f.AwayEnded, f.BreakCredited)
    return [
        (kind_of(type(fact)), int((fact.at - first).total_seconds()), said(fact))
        for fact in played.facts
        if isinstance(fact, kinds)
    ]


@LAW
@given(lines=scripts(rests, sleeps, microphones))
def test_presence_is_what_the_specification_says(lines: list[str]) -> None:
    """Bouts, absences and credits are those that a second reading of section 1 finds."""
    lines = [*apart(lines), "pauses 1s"]

    assert sorted(presence(seconds_of(lines)), key=str) == sorted(
        happenings(play(lines, DEFAULT)), key=str
    )
