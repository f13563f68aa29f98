"""Histories in files: what is read, and what is said of what cannot be."""

from typing import Any

import pytest

from unhunch.body.assess import assess
from unhunch.body.history import BridgeAnswer, Leave, Report, Retraction, Visit
from unhunch.body.reading import MOST_ENTRIES, HistoryUnreadable, date_of, read_history
from unhunch.body.terms import FLAGS


def with_report(**fields: Any) -> dict[str, Any]:
    """Return a history of one good report and then this one."""
    return {"as_of": 9, "reports": [{"d": 0, "pain": {"neck": 3}}, {"d": 1} | fields]}


def with_event(**fields: Any) -> dict[str, Any]:
    """Return a history with this event."""
    return {"as_of": 9, "reports": [], "events": [{"d": 1} | fields]}


SCORE = "a whole number from 0 to 10"
DAY = "a day number: a whole number from 0 to 1000000"
WRONG = [
    (7, "7, expected an object with as_of and reports"),
    ({"reports": []}, f"as_of: missing, expected {DAY}"),
    ({"as_of": None, "reports": []}, f"as_of: null, expected {DAY}"),
    ({"as_of": True, "reports": []}, f"as_of: true, expected {DAY}"),
    ({"as_of": 1.0, "reports": []}, f"as_of: 1.0, expected {DAY}"),
    ({"as_of": -1, "reports": []}, f"as_of: -1, expected {DAY}"),
    ({"as_of": 1}, "reports: missing, expected a list of reports"),
    ({"as_of": 1, "reports": {}}, "reports: an object, expected a list of reports"),
    ({"as_of": 1, "reports": [3]}, "reports[0]: 3, expected an object"),
    ({"as_of": 1, "reports": [], "events": None}, "events: null, expected a list of events"),
    (with_report(d=-1), f"reports[1].d: -1, expected {DAY}"),
    (with_report(d=2.5), f"reports[1].d: 2.5, expected {DAY}"),
    (with_report(d="2026-02-30"), f'reports[1].d: "2026-02-30", expected {DAY}'),
    (with_report(d=10**7), f"reports[1].d: 10000000, expected {DAY}"),
    (with_report(d=10**5000), f"reports[1].d: a number of very many digits, expected {DAY}"),
    (with_report(pain={"neck": 11}), f"reports[1].pain.neck: 11, expected {SCORE}"),
    (with_report(pain={"neck": -1}), f"reports[1].pain.neck: -1, expected {SCORE}"),
    (with_report(pain={"neck": 2.5}), f"reports[1].pain.neck: 2.5, expected {SCORE}"),
    (with_report(pain={"neck": 2.0}), f"reports[1].pain.neck: 2.0, expected {SCORE}"),
    (with_report(pain={"neck": True}), f"reports[1].pain.neck: true, expected {SCORE}"),
    (with_report(pain={"neck": "3"}), f'reports[1].pain.neck: "3", expected {SCORE}'),
    (with_report(pain={"neck": None}), f"reports[1].pain.neck: null, expected {SCORE}"),
    (with_report(pain=[3]), "reports[1].pain: a list, expected an object of scores by region"),
    (
        with_report(pain={"knee": 3}),
        'reports[1].pain: unknown region "knee", expected one of neck, upper_back, shoulder_l, '
        "shoulder_r, arm_l, arm_r, lower_back",
    ),
    (with_report(flags=["cough"]), 'reports[1].flags[0]: "cough", expected a flag of the rules'),
    (with_report(flags=["*"]), 'reports[1].flags[0]: "*", expected a flag of the rules'),
    (with_report(flags=["fever", []]), "reports[1].flags[1]: a list, expected a flag of the rules"),
    (with_report(flags="fever"), 'reports[1].flags: "fever", expected a list of flags'),
    (with_report(no="*"), 'reports[1].no: "*", expected a list of flags'),
    (with_report(no=["flu"]), 'reports[1].no[0]: "flu", expected a flag of the rules or *'),
    (
        with_report(flags=["fever"], no=["fever"]),
        "reports[1].no: fever is in flags too, expected a flag in one of them",
    ),
    (
        with_report(flags=["fever"], no=["*", "fever"]),
        "reports[1].no: fever is in flags too, expected a flag in one of them",
    ),
    (
        with_report(flag=["fever"]),
        'reports[1]: unknown key "flag", expected one of d, flags, no, pain',
    ),
    (
        with_event(type="cured"),
        'events[0].type: "cured", expected one of seen, booked, retract, pause, bridge',
    ),
    (with_event(), "events[0].type: missing, expected one of seen, booked, retract, pause, bridge"),
    (with_event(type="seen", d=None), f"events[0].d: null, expected {DAY}"),
    (with_event(type="retract"), "events[0].flag: missing, expected a flag of the rules"),
    (
        with_event(type="retract", flag="flu"),
        'events[0].flag: "flu", expected a flag of the rules',
    ),
    (
        with_event(type="bridge", answer="better"),
        'events[0].answer: "better", expected one of gone, came_and_went, most_of_the_time, '
        "dont_remember",
    ),
    (with_event(type="pause"), f"events[0].until: missing, expected {DAY}"),
    (with_event(type="pause", until=0), "events[0].until: 0, expected day 1 or later"),
    (
        with_event(type="seen", answer="gone"),
        'events[0]: unknown key "answer", expected one of d, type, kept, who',
    ),
]


@pytest.mark.parametrize(("found", "said"), WRONG, ids=[row[1][:50] for row in WRONG])
def test_what_is_wrong_is_said_with_its_place(found: object, said: str) -> None:
    """The path, what was found and what was expected; never a guess at what was meant."""
    with pytest.raises(HistoryUnreadable) as caught:
        read_history(found)

    assert said == str(caught.value)


def test_too_many_reports_are_refused_with_the_limit() -> None:
    """A history that no life is long enough for is not worked through."""
    many = [{"d": 0}] * (MOST_ENTRIES + 1)

    with pytest.raises(HistoryUnreadable, match=f"expected at most {MOST_ENTRIES}"):
        read_history({"as_of": 0, "reports": many})


def test_a_long_value_is_shortened() -> None:
    """A complaint fits on a screen."""
    with pytest.raises(HistoryUnreadable) as caught:
        read_history(with_report(flags=["x" * 10_000]))

    assert len(str(caught.value)) < 150


def test_everything_of_the_format_is_read() -> None:
    """Reports, and each kind of event, as the values that the rules go by."""
    history, day = read_history(
        {
            "id": "X",
            "title": "left alone",
            "as_of": 9,
            "reports": [
                {"d": 1, "pain": {"neck": 3, "arm_l": 0}, "flags": ["fever"], "no": ["worried"]},
                {"d": 1},
            ],
            "events": [
                {"d": 2, "type": "seen", "kept": ["fever"], "who": "gp"},
                {"d": 3, "type": "retract", "flag": "fever"},
                {"d": 4, "type": "pause", "until": 6},
                {"d": 7, "type": "bridge", "answer": "gone"},
                {"d": 8, "type": "booked"},
            ],
        }
    )

    assert date_of(9) == day
    assert (
        Report(
            day=date_of(1),
            pain={"neck": 3},
            yes=frozenset(("fever",)),
            no=frozenset(("worried",)),
        ),
        Report(day=date_of(1)),
    ) == history.reports
    assert (Visit(day=date_of(2), kept=frozenset(("fever",)), who="gp"),) == history.visits
    assert (Retraction(day=date_of(3), flag="fever"),) == history.retractions
    assert (Leave(first=date_of(4), last=date_of(6)),) == history.leaves
    assert (BridgeAnswer(day=date_of(7), answer="gone"),) == history.bridges
    assert (date_of(8),) == history.booked


def test_the_star_is_a_no_to_all_that_was_not_ticked() -> None:
    """The flags of the table included, not only the safety list."""
    history, _ = read_history(with_report(flags=["fever"], no=["*"]))

    assert set(FLAGS) - {"fever"} == history.reports[1].no


def test_reports_after_the_day_are_no_mistake_and_do_not_count() -> None:
    """They are checked like all others, and change nothing."""
    history, day = read_history(with_report(d=10, pain={"neck": 10}, flags=["chest_pain"]))

    assert ("N1",) == assess(history, day).rules
