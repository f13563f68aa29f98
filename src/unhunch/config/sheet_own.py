"""The part of docs/exercises.md about exercises of one's own: an example, and all the words."""

import tomllib
from collections.abc import Iterator
from typing import Any

from ..figures.arrow import POINTS
from ..figures.camera import VIEWS
from ..figures.figure import CROPS, MODELS, MOVES, THINGS, Figure
from ..figures.pose import JOINTS, ON_ARM, PLACES, STANCES
from .fields import LONGEST_NAME, LONGEST_TEXT
from .paths import data_file
from .poses import LONGEST, MOST, read_figure

_TEXT = """## Your own exercise

A few lines at the end of your settings file (`unhunch config edit`), here the whole of
[config/own-exercise.toml](../config/own-exercise.toml):

```toml
{example}```

![{do}]({picture})

It counts as soon as you save. `unhunch exercises reach-up` shows what you wrote, says whether it is
offered now and why not, and draws it, moving, into a file whose place it tells. When something is
wrong, that command, `unhunch config check` and the tray icon say in which line and what to write
instead; until then your last good settings stay in force.

- **The name in the brackets** is how the journal and the report know it: small letters, digits,
  `-` and `_`, and none of an exercise above.
- **`name`** (up to {name} characters), **`do`** and **`sets`** are needed. `do` is one line of up
  to {text} characters and says how often, too. Your words are shown as you wrote them.
- **`sets`**: with which it comes: `"neck"`, `"shoulders"`, `"hands"`, `"legs"`, `"strength"` (once
  a day), `"meeting-proof"`, or `"own"`: a set of your exercises alone. Only sets that `sets` in
  `[reminders.stretch]` names are offered: with `sets = ["own"]` there, yours and no others.
- **`lasts`**: 5 seconds to 10 minutes. **`feel`**: where it should be felt. **`stop`**: when to
  stop, beside what is said with every exercise. **`avoid`**: when to leave it out, in words or by
  the codes below; that is shown, and never asked.
- **`enabled = false`** keeps it without offering it. Exercises of the program that you do not want
  are left out by `without = ["chin-glide"]` in `[reminders.stretch]`.
- **The picture**: poses as below, or `like = "chin-glide"` for that of an exercise above; or
  neither, and the break shows the time alone.

For 14 days after you reported an arm or leg symptom only the set "comfortable" is offered. Yours
are not in it: nobody has looked at them for that. One that hurt is not offered until a check-in
says that nothing hurts there any more, and none at all while a sign stands that should not wait.

| code | leave it out or take care with |
|---|---|
{codes}

### The words of a figure

Poses follow one another and then begin again: 2 to {most}. A pose says only what differs from the
first one, and `takes` (seconds to get there) and `holds` (seconds in it), up to {longest} each.

| in a pose | what it may be |
|---|---|
{poses}

Like `neck = {{ turn = 30 }}`, in degrees. `forward` bends to the front, `side` and `turn` to the
person's left; less than 0 is the other way. `lift` is how far an arm or a leg is raised from
hanging down, `out` to which side: 0 to the front, 90 to the side. `arms`, `legs`, `shoulders` and
`feet` are both sides at once. A leg without angles stands on the floor; where a hand rests, the arm
follows, and `arms = {{ swing = 30 }}` turns its elbow out. `hips` and `feet` are moved by so many
cm. What a hand or a foot cannot reach is told.

| beside the poses | what it may be |
|---|---|
{beside}
"""


def example() -> tuple[str, dict[str, Any], Figure]:
    """Return the example as text, its table, and how it is drawn."""
    text = data_file("own-exercise.toml").read_text(encoding="utf-8")
    ((_, table),) = tomllib.loads(text)["exercises"].items()
    figure = read_figure(table["figure"])
    assert isinstance(figure, Figure), figure
    return text.partition("\n\n")[2], table, figure


def own_section(picture: str, codes: dict[str, str]) -> str:
    """Return the section. `picture`: where that of the example is."""
    text, table, _ = example()
    return _TEXT.format(
        example=text,
        do=table["do"],
        picture=picture,
        name=LONGEST_NAME,
        text=LONGEST_TEXT,
        most=MOST,
        longest=f"{LONGEST:g}",
        codes="\n".join(f"| `{code}` | {words} |" for code, words in codes.items()),
        poses="\n".join(_poses()),
        beside="\n".join(_beside()),
    )


def _poses() -> Iterator[str]:
    yield f"| `stance` | {_listed(STANCES)} |"
    yield (
        f"| `hands`, `left_hand`, `right_hand` | where they rest: {_listed(PLACES)}, with "
        f'`"other "` before it on the other side; or {_listed(ON_ARM)} |'
    )
    told = set()
    for joint, ways in JOINTS.items():
        name = joint.removeprefix("left_").removeprefix("right_")
        if name not in told:
            told.add(name)
            angles = ", ".join(f"`{way}` {low:g} to {high:g}" for way, (low, high) in ways.items())
            names = f"`{joint}`" if name == joint else f"`left_{name}`, `right_{name}`"
            yield f"| {names} | {angles} |"


def _beside() -> Iterator[str]:
    yield f"| `view` | from where: {_listed(VIEWS)} |"
    yield f"| `crop` | how much of the person: {_listed(CROPS)} |"
    yield f"| `moves` | what is green: {_listed(MOVES)} |"
    yield f"| `things` | what stands there, how many cm in front of the feet: {_listed(THINGS)} |"
    yield (
        "| `arrows` | the way of a joint from one pose to another: "
        '`{ of = "left_hand", from = 1, to = 2, aside = [0, 8], both = false, back = false }`; '
        f"`of` is {_listed(POINTS['person'])} |"
    )
    yield "| `times`, `sides` | how often; with `sides = true` then the same on the other side |"
    yield (
        f"| `model` | {_listed(MODELS)}: a hand has the angles of `hand` alone, a face those of "
        "`eyes` |"
    )


def _listed(words: Any) -> str:
    return ", ".join(f'`"{each}"`' for each in words)
