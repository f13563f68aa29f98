"""The box: what was ticked on the safety list, with dates. Every ticked item is named."""

from collections.abc import Sequence
from itertools import groupby

from ..body.terms import SAFETY_LIST
from ..words.body import FLAGS
from .data import SafetyList, Ticked
from .view import Part, Row, Speech, Table

ROOM = 6
"""Rows in the box; of what has no row, the names."""


def safety(told: SafetyList, speech: Speech) -> Part:
    """Return the box. What no professional has looked at comes first."""
    title = speech.say("Safety list: new or unusual signs that were ticked")
    texts = (_never_asked(told, speech),) if told.never_asked else ()
    if not told.ticked:
        return Part(title=title, texts=(_none(told, speech), *texts))
    ticked = sorted(told.ticked, key=lambda each: (each.retracted, each.checked_by_professional))
    table = Table(
        heads=(
            speech.say("Item"),
            speech.say("First ticked"),
            speech.say("Last ticked"),
            speech.say("Seen by a professional since"),
        ),
        rows=tuple(_row(each, speech) for each in ticked[:ROOM]),
        rest=_rest(ticked[ROOM:], speech),
    )
    return Part(title=title, note=_last_asked(told, speech), table=table, texts=texts)


def _row(ticked: Ticked, speech: Speech) -> Row:
    return (
        speech.say(FLAGS[ticked.item]),
        speech.figures.day(ticked.first),
        speech.figures.day(ticked.last),
        _checked(ticked, speech),
    )


def _checked(ticked: Ticked, speech: Speech) -> str:
    if ticked.retracted:
        return speech.say("ticked by mistake, taken back")
    return speech.say("checked") if ticked.checked_by_professional else speech.say("not checked")


def _rest(ticked: Sequence[Ticked], speech: Speech) -> str:
    """Name what has no row, what is in the same state together."""
    return " ".join(
        speech.words.many(
            "And {count} more, {state}: {names}.",
            "And {count} more, {state}: {names}.",
            len(alike),
            state=state,
            names=speech.names(FLAGS[each.item] for each in alike),
        )
        for state, alike in (
            (state, list(each))
            for state, each in groupby(ticked, lambda each: _checked(each, speech))
        )
    )


def _none(told: SafetyList, speech: Speech) -> str:
    if told.last_asked is None:
        return speech.say("No safety-list items ticked. The list was not asked yet.")
    return speech.say(
        "No safety-list items ticked; last asked {date}.", date=speech.figures.day(told.last_asked)
    )


def _last_asked(told: SafetyList, speech: Speech) -> str:
    if told.last_asked is None:
        return ""
    return speech.say("Last asked {date}.", date=speech.figures.day(told.last_asked))


def _never_asked(told: SafetyList, speech: Speech) -> str:
    if set(told.never_asked) == set(SAFETY_LIST):
        return speech.say("Never asked: every item of the list.")
    names = speech.names(FLAGS[item] for item in told.never_asked)
    return speech.say("Never asked: {items}.", items=names)
