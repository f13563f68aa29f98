"""The sentences about ticked items, the E rules and the S rules of one flag (rules.md section 7).

Items of one rule and one day are told together, two in a sentence at most.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..body.assess import Fired
from ..body.terms import REGIONS, SAFETY_LIST, SPINE, TINGLING, UPPER_BODY, WEAKNESS, Level
from .phrases import flag_phrase, flag_phrases, in_order, listed, pain_phrase, pain_phrases, scored
from .teller import Teller, stopped

COUNTED_S = ("S8", "S10", "S14")
"""S rows that count instead of latching an item."""

_LEG = ("radiates_leg", "tingling_leg_one", "weakness_leg_one")
_NERVE = (
    *TINGLING,
    *WEAKNESS,
    "radiates_arm",
    "radiates_leg",
    "hand_clumsy",
    "gait_change",
    "electric_shock",
)
_BLADDER = ("bladder_change", "bowel_change", "saddle_numb")


_ROOM = 12
"""So many words of phrases fit into a sentence with a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a row wants beside the item: these flags, pain in these regions. `scores`: how much."""

    flags: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    scores: bool = False


_NOTHING = Beside()
_WORSENING = Beside(flags=("neuro_worse",))

BESIDE = {
    ("E1", "short_of_breath"): Beside(regions=UPPER_BODY),
    ("E1", "sweaty_faint"): Beside(regions=UPPER_BODY),
    ("E2", "sexual_change"): Beside(flags=_LEG, regions=("lower_back",)),
    ("E3", "hand_clumsy"): Beside(flags=("rapidly_worse",)),
    ("E3", "gait_change"): Beside(flags=("rapidly_worse",)),
    ("E4", "dizzy_double_vision"): Beside(regions=("neck",)),
    ("E5", "major_trauma"): Beside(flags=_NERVE, regions=REGIONS),
    ("E6", "fever"): Beside(flags=("stiff_confused_rash", *_NERVE, *_BLADDER), regions=SPINE),
    ("E6", "stiff_confused_rash"): Beside(flags=("fever",)),
    ("E7", "pulsating_tummy"): Beside(flags=("sudden_onset",), regions=SPINE, scores=True),
    **{("S3", flag): _WORSENING for flag in TINGLING},
    ("S4", "fever"): Beside(regions=SPINE),
    ("S5", "weight_loss"): Beside(regions=SPINE),
    ("S11", "exertional_eases_rest"): Beside(regions=UPPER_BODY),
}
"""What the specification joins to an item with "and", "with" or "+"."""


def is_item(fired: Fired) -> bool:
    """Whether the rule is about one ticked item, and not a count."""
    return fired.rule[0] in "ES" and fired.rule not in COUNTED_S


def is_faded(fired: Fired) -> bool:
    """Whether it is an item that was denied later, so that it counts for less than it did."""
    own = Level.URGENT if fired.rule.startswith("E") else Level.SOON
    return is_item(fired) and fired.level.rank < own.rank


def item_sentences(teller: Teller, fired: Sequence[Fired]) -> tuple[str, ...]:
    """Return what was reported: the items of one rule, as sentences."""
    told: dict[tuple[date | None, bool], list[Fired]] = {}
    for each in fired:
        told.setdefault((_day(each), is_faded(each)), []).append(each)
    return tuple(
        sentence
        for (day, faded), items in told.items()
        for sentence in (_faded(teller, items, day) if faded else _open(teller, items, day))
    )


def _day(fired: Fired) -> date | None:
    """Return when the item was ticked. E5 rests on the accident, and on days after it."""
    days = fired.evidence.days
    return None if not days else days[0] if fired.rule == "E5" else days[-1]


def _flags(items: Iterable[Fired]) -> tuple[str, ...]:
    return in_order(
        flag for each in items for flag in ((each.flag,) if each.flag else each.evidence.flags)
    )


def _faded(teller: Teller, items: Sequence[Fired], day: date | None) -> Iterable[str]:
    for flag in _flags(items):
        yield stopped(teller, flag_phrase(teller.words, flag), () if day is None else (day,))


def _open(teller: Teller, items: Sequence[Fired], day: date | None) -> Iterable[str]:
    flags = _flags(items)
    ticked = [flag for flag in flags if flag in SAFETY_LIST]
    said = [flag for flag in flags if flag not in SAFETY_LIST]
    for some in _in_twos(teller, flag_phrases(teller.words, ticked)):
        yield _ticked(teller, some, day)
    for some in _in_twos(teller, flag_phrases(teller.words, said)):
        yield _reported(teller, some, day)
    beside = list(dict.fromkeys(p for each in items for p in _beside(teller, each, flags)))
    for some in _in_twos(teller, beside):
        if items[0].rule == "E5":
            yield teller.words.say("Since then you also reported {what}.", what=some)
        else:
            yield teller.words.say("You also reported {what}.", what=some)


def _in_twos(teller: Teller, phrases: Sequence[str]) -> Iterable[str]:
    """Yield the phrases as they fit into short sentences: two together, a long one alone."""
    left = list(phrases)
    while left:
        pair = left[:2] if sum(len(each.split()) for each in left[:2]) <= _ROOM else left[:1]
        left = left[len(pair) :]
        yield listed(teller.words, pair)


def _ticked(teller: Teller, what: str, day: date | None) -> str:
    if day is None or day == teller.today:
        return teller.words.say("You ticked {what}.", what=what)
    return teller.words.say("You ticked {what} on {date}.", what=what, date=teller.say_date(day))


def _reported(teller: Teller, what: str, day: date | None) -> str:
    if day is None or day == teller.today:
        return teller.words.say("You reported {what}.", what=what)
    return teller.words.say("You reported {what} on {date}.", what=what, date=teller.say_date(day))


def _beside(teller: Teller, fired: Fired, told: Collection[str]) -> Iterable[str]:
    """Yield what else the row rests on, as far as the evidence names it."""
    seen = fired.evidence
    wanted = BESIDE.get((fired.rule, fired.flag or ""), _NOTHING)
    regions = [region for region in seen.regions if region in wanted.regions]
    if regions and wanted.scores:
        yield scored(teller.words, pain_phrase(teller.words, regions), seen.low, seen.high)
    elif regions:
        yield from pain_phrases(teller.words, regions)
    flags = (flag for flag in seen.flags if flag in wanted.flags and flag not in told)
    yield from flag_phrases(teller.words, flags)
