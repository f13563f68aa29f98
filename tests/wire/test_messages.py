"""Requests as JSON objects: what is understood, and what is said about the rest."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.body.requests import (
    AcceptStatement,
    AnswerFlags,
    AnswerSuggestion,
    Bridge,
    CheckIn,
    LocateHurt,
    NoteBooked,
    NoteSeen,
    Retract,
    SuggestionAnswer,
)
from unhunch.desk.policy import Answer, Move
from unhunch.desk.requests import (
    GiveAnswer,
    Guide,
    Meeting,
    Pause,
    PutAside,
    Resume,
    Sit,
    Stand,
    TakeBreak,
)
from unhunch.wire.messages import (
    VERBS,
    Breaking,
    BreakLeft,
    CheckSettings,
    Doctor,
    Forget,
    Malformed,
    Quit,
    Status,
    parse,
    to_object,
)

KNOWN = [
    ({"do": "pause"}, Pause()),
    ({"do": "pause", "length": "PT25M"}, Pause(length=timedelta(minutes=25))),
    ({"do": "pause", "until": "2026-08-20"}, Pause(until=date(2026, 8, 20))),
    ({"do": "pause", "tomorrow": True}, Pause(tomorrow=True)),
    ({"do": "resume"}, Resume()),
    ({"do": "meeting"}, Meeting()),
    ({"do": "meeting", "length": "PT1H30M"}, Meeting(length=timedelta(minutes=90))),
    ({"do": "stand"}, Stand()),
    ({"do": "sit"}, Sit()),
    ({"do": "break"}, TakeBreak()),
    ({"do": "break", "reminder": "eyes"}, TakeBreak(reminder="eyes")),
    ({"do": "answer", "answer": "done"}, GiveAnswer(answer=Answer.DONE)),
    (
        {"do": "answer", "answer": "later", "length": "PT15M", "prompt": 3, "label": "Später"},
        GiveAnswer(answer=Answer.LATER, length=timedelta(minutes=15), prompt=3, label="Später"),
    ),
    ({"do": "guide", "move": "go_on", "prompt": 4}, Guide(move=Move.GO_ON, prompt=4)),
    ({"do": "card"}, Breaking()),
    ({"do": "card", "unless": "[1]"}, Breaking(unless="[1]")),
    ({"do": "card_left"}, BreakLeft()),
    ({"do": "put_aside", "prompt": 4}, PutAside(prompt=4)),
    ({"do": "status"}, Status()),
    ({"do": "doctor"}, Doctor()),
    ({"do": "settings_check"}, CheckSettings()),
    ({"do": "forget", "last": "2026-03-01"}, Forget(last=date(2026, 3, 1))),
    ({"do": "forget", "everything": True}, Forget(everything=True)),
    ({"do": "quit"}, Quit()),
    ({"do": "accept_statement"}, AcceptStatement()),
    ({"do": "check_in"}, CheckIn()),
    (
        {
            "do": "check_in",
            "pain": [["neck", 4], ["arm_l", 0]],
            "yes": ["worried"],
            "no": ["fever"],
            "safety_list": True,
            "form": "one",
            "bridge": "gone",
            "hurt": [],
            "checked": ["chest_pain"],
        },
        CheckIn(
            pain=(("neck", 4), ("arm_l", 0)),
            yes=("worried",),
            no=("fever",),
            safety_list=True,
            form="one",
            bridge="gone",
            hurt=(),
            checked=("chest_pain",),
        ),
    ),
    (
        {"do": "answer_flags", "yes": ["fever"], "safety_list": True},
        AnswerFlags(yes=("fever",), safety_list=True),
    ),
    ({"do": "bridge", "answer": "gone"}, Bridge(answer="gone")),
    ({"do": "retract", "flag": "fever"}, Retract(flag="fever")),
    ({"do": "seen"}, NoteSeen()),
    (
        {"do": "seen", "on": "2026-08-20", "who": "gp", "kept": ["fever"]},
        NoteSeen(on=date(2026, 8, 20), who="gp", kept=("fever",)),
    ),
    ({"do": "booked", "on": "2026-08-20"}, NoteBooked(on=date(2026, 8, 20))),
    ({"do": "hurt", "regions": ["neck"]}, LocateHurt(regions=("neck",))),
    ({"do": "suggestion", "answer": "over"}, AnswerSuggestion(answer=SuggestionAnswer.OVER)),
]


@pytest.mark.parametrize(("given", "message"), KNOWN, ids=lambda each: str(each)[:40])
def test_a_request_is_read_and_written(given, message):
    """Each verb means one request, and what is written is read as the same."""
    assert message == parse(given)
    assert message == parse(json.loads(json.dumps(to_object(message))))


def test_every_verb_is_tried():
    """No verb is without an example here."""
    assert set(VERBS) == {str(given["do"]) for given, _ in KNOWN}


WRONG = [
    ([], "expected a JSON object, got []"),
    (None, "expected a JSON object, got None"),
    ({}, "do: expected one of pause, resume, "),
    ({"do": "paus"}, "got 'paus'"),
    ({"do": ["pause"]}, "got ['pause']"),
    ({"do": "pause", "lenght": "PT1H"}, "pause has no 'lenght'; it takes length, until, tomorrow"),
    ({"do": "quit", "now": 1}, "quit has no 'now'; it takes nothing else"),
    ({"do": "pause", "length": 25}, "length: expected a length like PT25M, got 25"),
    ({"do": "pause", "length": "25m"}, "length: expected a length like PT1H5M30S, got '25m'"),
    ({"do": "pause", "length": "PT0S"}, "length: expected more than nothing and at most 366 days"),
    ({"do": "pause", "length": "-PT5M"}, "length: expected more than nothing"),
    ({"do": "meeting", "length": "PT99999H"}, "at most 366 days"),
    ({"do": "meeting", "length": None}, "length: expected a length"),
    ({"do": "pause", "until": "20.8.2026"}, "until: expected a date like 2026-08-20"),
    ({"do": "pause", "until": "2026-W34-4"}, "until: expected a date like 2026-08-20"),
    ({"do": "pause", "until": "9999-12-31"}, "until: expected a date up to 2999-12-31"),
    ({"do": "pause", "tomorrow": 1}, "tomorrow: expected true or false, got 1"),
    (
        {"do": "pause", "length": "PT1H", "tomorrow": True},
        "pause takes only one of length, until and tomorrow",
    ),
    ({"do": "answer"}, "answer: missing"),
    ({"do": "answer", "answer": "yes"}, "answer: expected one of done, comfortable, later"),
    ({"do": "answer", "answer": "done", "prompt": True}, "prompt: expected a whole number"),
    ({"do": "answer", "answer": "done", "prompt": 1.5}, "prompt: expected a whole number"),
    ({"do": "answer", "answer": "done", "length": "PT5M"}, "length: only 'later' takes one"),
    ({"do": "break", "reminder": "\ud800"}, "reminder: expected text"),
    ({"do": "forget"}, "forget takes either last (and first), or everything"),
    ({"do": "forget", "first": "2026-03-01"}, "forget takes either"),
    ({"do": "forget", "everything": True, "last": "2026-03-01"}, "forget takes either"),
    (
        {"do": "forget", "first": "2026-03-02", "last": "2026-03-01"},
        "first: expected a date not after 2026-03-01, got 2026-03-02",
    ),
    ({"do": "check_in", "yes": "fever"}, "yes: expected an array"),
    ({"do": "check_in", "pain": [["neck"]]}, "pain: expected 2 values"),
    ({"do": "check_in", "pain": [["neck", 4.5]]}, "pain: expected a whole number"),
    ({"do": "check_in", "pain": [["neck", 1]] * 101}, "pain: expected at most 100, got 101"),
    ({"do": "check_in", "no": ["f" * 65]}, "no: expected words of at most 64 letters"),
    ({"do": "check_in", "form": "f" * 65}, "form: expected words of at most 64 letters"),
    ({"do": "check_in", "pain": [["n" * 65, 1]]}, "pain: expected words of at most 64 letters"),
    ({"do": "answer_flags", "no": ["fever"] * 101}, "no: expected at most 100, got 101"),
    ({"do": "seen", "who": "g" * 65}, "who: expected words of at most 64 letters"),
    ({"do": "seen", "on": "3000-01-01"}, "on: expected a date up to 2999-12-31"),
    ({"do": "booked", "on": "soon"}, "on: expected a date like 2026-08-20"),
    ({"do": "retract"}, "flag: missing"),
    ({"do": "suggestion", "answer": "fine"}, "answer: expected one of getting_help, booked, seen"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=lambda each: str(each)[:40])
def test_what_is_wrong_is_said_precisely(given, said):
    """The complaint names the field, what was expected and what was found."""
    with pytest.raises(Malformed) as told:
        parse(given)

    assert said in str(told.value)


texts = st.text("PT1HMS-20:.é\ud800", max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=10,
)
fields = st.sampled_from(
    [
        *("length", "until", "tomorrow", "reminder", "answer", "prompt", "label", "first", "last"),
        *("pain", "yes", "no", "form", "bridge", "hurt", "flag", "on", "who", "kept", "regions"),
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({"do": st.sampled_from(list(VERBS))}), st.data())
def test_any_object_is_a_request_or_malformed(base, data):
    """Nothing but Malformed comes out of reading what a client sent."""
    more = data.draw(st.dictionaries(fields, json_values, max_size=3))
    try:
        message = parse(base | more)
    except Malformed:
        return

    assert message == parse(to_object(message))
