"""What is asked, by the history, the day, and the answers so far (rules.md sections 2, 4.4, 7).

The order, and why: what may be an emergency, what was before, how it is now, the safety list as
soon as the answers call for it, and last what can best be left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from .assess import open_items
from .history import BridgeAnswer, History
from .lately import is_active, is_new, list_is_due, regions_to_bridge, report_days, worst
from .question import (
    CHECKED,
    NO,
    NONE,
    STILL,
    STOPPED,
    YES,
    Answer,
    Kind,
    Question,
    one,
    pain_of,
    several,
    told,
)
from .terms import (
    BRIDGE_ANSWERS,
    CHARACTER,
    FLAGS,
    IMPACT,
    RADIATES,
    REGIONS,
    SAFETY_LIST,
    TINGLING,
    WEAKNESS,
    WORST,
    Level,
)

CHARACTER_FROM = 3
"""From this score on the character of the pain is asked about (rules.md section 2)."""

SEVERE = 7
"""From this score on the safety list is shown."""


def safety_list_alone(said: Mapping[str, Answer]) -> Iterator[Question]:
    """Yield the safety list and what follows from it. `said` may grow between the questions."""
    yield _ticks("safety", SAFETY_LIST)
    yield from _after_the_list(said, new=False)


def not_discussed(flags: tuple[str, ...]) -> Question:
    """Return what is asked after a visit: which of these open flags stay open."""
    return Question(key="kept", kind=Kind.SEVERAL, options=(*flags, NONE), flags=flags)


def check_in(history: History, day: date, said: Mapping[str, Answer]) -> Iterator[Question]:
    """Yield the questions of a check-in on this day. `said` may grow between the questions.

    Each is chosen by the answers to those before it alone.
    """
    yield from _about_before(history, day)
    yield from _about_pain(said)
    pain = pain_of(said)
    answered = told(said)
    if worst(pain) >= 1:
        yield _ticks("radiates", _without(RADIATES, answered))
    yield from _in_two_steps("tingling", _without(TINGLING, answered), said)
    yield from _in_two_steps("weakness", _without(WEAKNESS, answered), said)
    if _has_nerve_sign(said):
        yield _yes_or_no("neuro_worse")
    history = _bridged(history, day, said)
    new = is_new(history, day, pain)
    if _is_listed(history, day, said, new=new):
        yield replace(
            _ticks("safety", _without(SAFETY_LIST, answered)),
            regions=_new_between_the_shoulders(history, day, pain),
        )
    yield from _after_the_list(said, new=new)
    if worst(pain) >= CHARACTER_FROM:
        yield from _about_character(history, day)


def _about_before(history: History, day: date) -> Iterator[Question]:
    """Yield what was left open, an emergency without a later answer first (rules.md section 7)."""
    standing = open_items(history, day)
    urgent = {item.flag for item in standing if item.level is Level.URGENT}
    for flag in (each for each in FLAGS if each in urgent):
        options = (STILL, STOPPED, CHECKED)
        yield Question(key=f"still:{flag}", kind=Kind.ONE, options=options, flags=(flag,))
    if regions := regions_to_bridge(history, day):
        yield Question(
            key="bridge",
            kind=Kind.ONE,
            options=BRIDGE_ANSWERS,
            regions=regions,
            since=max(report_days(history, day)),
        )
    if any(hurt.regions is None for hurt in history.hurts):
        yield Question(key="hurt", kind=Kind.SEVERAL, options=(*REGIONS, NONE))


def _about_pain(said: Mapping[str, Answer]) -> Iterator[Question]:
    yield Question(key="where", kind=Kind.SEVERAL, options=(*REGIONS, NONE), needed=True)
    for region in REGIONS:
        if region in said.get("where", ()):
            scale = tuple(str(score) for score in range(WORST + 1))
            key = f"score:{region}"
            yield Question(key=key, kind=Kind.ONE, options=scale, regions=(region,), needed=True)


def _in_two_steps(
    key: str, flags: tuple[str, ...], said: Mapping[str, Answer]
) -> Iterator[Question]:
    yield Question(key=key, kind=Kind.ONE, options=(NO, YES), flags=flags)
    if one(said, key) == YES:
        # Needed: a yes that says nowhere would count for nothing.
        where = f"{key}_where"
        yield Question(key=where, kind=Kind.SEVERAL, options=flags, flags=flags, needed=True)


def _is_listed(history: History, day: date, said: Mapping[str, Answer], *, new: bool) -> bool:
    """Whether the safety list is shown (rules.md section 2)."""
    pain = pain_of(said)
    if new or worst(pain) >= SEVERE or _has_nerve_sign(said):
        return True
    return is_active(history, day) and list_is_due(history, day)


def _bridged(history: History, day: date, said: Mapping[str, Answer]) -> History:
    """Return the history with what was just said about the silence: it can end an episode."""
    answer = one(said, "bridge")
    if not answer:
        return history
    told = BridgeAnswer(day=day, answer=answer)
    return history.once(
        ("bridged", told), lambda: replace(history, bridges=(*history.bridges, told))
    )


def _new_between_the_shoulders(
    history: History, day: date, pain: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the region that the list has a line of its own for (rules.md, introduction)."""
    upper = {region: score for region, score in pain.items() if region == "upper_back"}
    return ("upper_back",) if is_new(history, day, upper) else ()


def _after_the_list(said: Mapping[str, Answer], *, new: bool) -> Iterator[Question]:
    yes = told(said, STILL) | frozenset(said.get("safety", ()))
    if yes & {"hand_clumsy", "gait_change"}:
        yield _yes_or_no("rapidly_worse")
    if new or "pulsating_tummy" in yes:
        yield _yes_or_no("sudden_onset")


def _about_character(history: History, day: date) -> Iterator[Question]:
    today = [each for each in history.reports if each.completed and each.day == day]
    if not any((each.yes | each.no) & set(CHARACTER) for each in today):
        yield _ticks("character", CHARACTER)
    if not any(worst(each.pain) >= CHARACTER_FROM for each in today):
        yield _ticks("impact", IMPACT)
    yield _ticks("also", ("worried", "painkillers_most_days"))


def _ticks(key: str, flags: tuple[str, ...]) -> Question:
    return Question(key=key, kind=Kind.SEVERAL, options=(*flags, NONE), flags=flags)


def _yes_or_no(flag: str) -> Question:
    return Question(key=flag, kind=Kind.ONE, options=(NO, YES), flags=(flag,))


def _has_nerve_sign(said: Mapping[str, Answer]) -> bool:
    """Whether any question about tingling, weakness or spreading pain was answered yes."""
    still = told(said, STILL) & {*RADIATES, *TINGLING, *WEAKNESS}
    asked = YES in (one(said, "tingling"), one(said, "weakness"))
    return bool(still) or asked or bool(several(said, "radiates"))


def _without(flags: tuple[str, ...], left_out: frozenset[str]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag not in left_out)
