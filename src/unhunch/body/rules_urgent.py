"""E: what needs help now. One report is enough; the pain score does not matter.

One function for each row of rules.md section 6, E; all Core, all of kind P: public advice tied to
one item. Sources in brackets are those of the specification ([M]: from memory, [D]: by design).
"""

from collections.abc import Iterator

from .days import Day, Past
from .episodes import NERVE_SYMPTOMS
from .evidence import Fired
from .items import Row, urgent, urgent_item
from .terms import REGIONS, SPINE, UPPER_BODY

_LEG_SYMPTOMS = frozenset(("radiates_leg", "tingling_leg_one", "weakness_leg_one"))
_BESIDE_FEVER = NERVE_SYMPTOMS | {"bladder_change", "bowel_change", "saddle_numb"}


def e1_chest_or_tearing(told: Past) -> Iterator[Fired]:
    """E1: chest pain, or tearing pain; breathless or faint with upper-body pain [C2][C16-C18]."""
    yield from urgent(told, Row("E1", ("chest_pain", "tearing_sudden")))
    yield from urgent(
        told,
        Row("E1", ("short_of_breath", "sweaty_faint"), _upper_body_hurts, regions=UPPER_BODY),
    )


def e2_bladder_bowel_saddle_legs(told: Past) -> Iterator[Fired]:
    """E2: bladder, bowel, saddle, both legs; sexual change with a back or leg symptom [C2][C18-20].

    The leg symptoms beside `sexual_change` only qualify it.
    """
    alone = (
        "bladder_change",
        "bowel_change",
        "saddle_numb",
        "tingling_legs_both",
        "weakness_legs_both",
    )
    yield from urgent(told, Row("E2", alone))
    yield from urgent(
        told,
        Row(
            "E2",
            ("sexual_change",),
            lambda day: day.score(("lower_back",)) >= 1 or day.has(_LEG_SYMPTOMS),
            beside=_LEG_SYMPTOMS,
            regions=("lower_back",),
        ),
    )


def e3_rapid_loss_of_control(told: Past) -> Iterator[Fired]:
    """E3: clumsy hands or unsteady walk, rapidly worse; weakness of both arms [C21]."""
    yield from urgent(
        told,
        Row(
            "E3",
            ("hand_clumsy", "gait_change"),
            lambda day: "rapidly_worse" in day.open,
            beside=("rapidly_worse",),
        ),
    )
    yield from urgent(told, Row("E3", ("weakness_arms_both",)))


def e4_head_and_sight(told: Past) -> Iterator[Fired]:
    """E4: face or speech, worst headache, loss of sight; dizzy with neck pain [C21][C22]."""
    yield from urgent(told, Row("E4", ("face_speech_sudden", "worst_headache", "vision_loss")))
    yield from urgent(
        told,
        Row(
            "E4",
            ("dizzy_double_vision",),
            lambda day: day.score(("neck",)) >= 1,
            regions=("neck",),
        ),
    )


def e5_accident_then_pain(told: Past) -> Iterator[Fired]:
    """E5: an accident on day d, and any pain or nerve symptom from d to d + 13 [C2][C18][D].

    The one row whose two halves may be on different days; the item is dated with the accident.
    """
    row = Row("E5", ("major_trauma",), beside=NERVE_SYMPTOMS, regions=REGIONS)
    known = told.keeping("major_trauma")
    for day in reversed(known.ticked.get("major_trauma", ())):
        if followed := _first_after_accident(known, day):
            yield from urgent_item(told, row, "major_trauma", [day, followed])
            return


def e6_fever_with_stiffness_or_nerves(told: Past) -> Iterator[Fired]:
    """E6: fever with stiffness, confusion or rash; or with spinal pain and nerve signs [M][C23].

    Fever and stiffness are an item each; nerve and bladder symptoms beside fever only qualify it.
    """
    yield from urgent(
        told,
        Row(
            "E6",
            ("fever",),
            lambda day: (
                "stiff_confused_rash" in day.open
                or (day.score(SPINE) >= 1 and day.has(_BESIDE_FEVER))
            ),
            beside=_BESIDE_FEVER | {"stiff_confused_rash"},
            regions=SPINE,
        ),
    )
    yield from urgent(
        told,
        Row("E6", ("stiff_confused_rash",), lambda day: "fever" in day.open, beside=("fever",)),
    )


def e7_pulsating_and_severe(told: Past) -> Iterator[Fired]:
    """E7: a pulsating tummy, spinal pain, and any score of 7 or a sudden onset [C24]."""
    yield from urgent(
        told,
        Row(
            "E7",
            ("pulsating_tummy",),
            is_pulsating_and_severe,
            beside=("sudden_onset",),
            regions=REGIONS,
        ),
    )


def is_pulsating_and_severe(day: Day) -> bool:
    """Whether a day with a pulsating tummy meets E7; otherwise it is S13's."""
    return day.score(SPINE) >= 1 and (day.score() >= 7 or "sudden_onset" in day.open)


def _upper_body_hurts(day: Day) -> bool:
    return day.score(UPPER_BODY) >= 1


def _first_after_accident(told: Past, accident: Day) -> Day | None:
    for day in told.between(accident.number, accident.number + 13):
        if day.score() >= 1 or day.has(NERVE_SYMPTOMS):
            return day
    return None


E_RULES = (
    e1_chest_or_tearing,
    e2_bladder_bowel_saddle_legs,
    e3_rapid_loss_of_control,
    e4_head_and_sight,
    e5_accident_then_pain,
    e6_fever_with_stiffness_or_nerves,
    e7_pulsating_and_severe,
)
