"""Cards of a guided break, as the daemon makes them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from unhunch.card import Card, Press, to_object

EXERCISE = Card(
    prompt=1,
    name="Guided break",
    title="Neck turns",
    place="2 of 3",
    do="Turn slowly to look over one shoulder. 3 s x 5 each.",
    feel="You should feel it here: neck.",
    caution="Gentle stretch is fine, pain is not.",
    avoid="Leave it out or take care with: dizziness or vertigo.",
    picture="neck-turns",
    lasts=timedelta(seconds=40),
    left=timedelta(seconds=40),
    ring="Time left in this exercise",
    seconds="{count} s",
    stopping="When you stop, this break is over.",
    emergency="I must stop now",
    escape="In an emergency press Esc three times.",
    where="Where did it hurt?",
    note_it="Note it",
    not_now="Not now",
    turns=(
        ('{"do":"guide","move":"back","prompt":1}', "Back"),
        ('{"do":"guide","move":"pause","prompt":1}', "Pause"),
        ('{"do":"guide","move":"next","prompt":1}', "Next"),
    ),
    answers=(
        ('{"do":"answer","answer":"done","prompt":1}', "Done"),
        ('{"do":"answer","answer":"hurt","prompt":1}', "It hurt"),
    ),
    out=(('{"do":"answer","answer":"stopped","prompt":1}', "Stop"),),
    regions=(("neck", "Neck"), ("upper_back", "Upper back")),
)

OWN = replace(
    EXERCISE,
    title="Reach for the <ceiling>",
    do="Raise both arms slowly & look after your hands. 5 times.",
    feel="You should feel it here: the sides of the chest.",
    avoid="Stop when a shoulder pinches.",
    picture="reach-up",
    figure=json.dumps(
        {
            "moves": ["arms"],
            "arrows": [{"of": "left_hand"}],
            "poses": [
                {"stance": "sit", "hands": "thigh"},
                {"arms": {"lift": 165}, "takes": 2, "holds": 2},
            ],
        }
    ),
)
"""An exercise of the user's own, with poses."""

PLAIN = replace(OWN, title="Shake it out", picture="shake", figure="")
"""One without."""

LONG = replace(OWN, title="m" * 60, do="m" * 200, feel="m" * 90, avoid="m" * 200)
"""One with words that no line can hold."""

QUESTION = replace(
    EXERCISE,
    title="How was that?",
    place="",
    picture="",
    do="The break is over.",
    answers=(
        ('{"do":"answer","answer":"done","prompt":1}', "Good"),
        ('{"do":"answer","answer":"hurt","prompt":1}', "It hurt"),
        ('{"do":"answer","answer":"stopped","prompt":1}', "Stopped"),
    ),
    turns=(('{"do":"guide","move":"back","prompt":1}', "Back"),),
    out=(),
)


def running(seconds: float, card: Card = EXERCISE) -> Card:
    """The card with so much to go from now on."""
    return replace(card, until=datetime.now(UTC) + timedelta(seconds=seconds))


def request(presses: tuple[Press, ...], label: str) -> str:
    """What the button of this label asks for."""
    return next(asks for asks, named in presses if named == label)


def line(card: Card) -> bytes:
    """The card as the daemon tells it."""
    return json.dumps({"show": to_object(card)}).encode() + b"\n"
