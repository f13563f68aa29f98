"""Which lines of the menu keep their ids, so that every host draws them in the right order."""

from hypothesis import given
from hypothesis import strategies as st

from unhunch.ports import Entry
from unhunch.trays.dbusmenu import ROOT, Lines

STATUS = Entry(label="Sitting 32 min", enabled=False)
DUE = Entry(label="Sitting 32 min · Posture check", enabled=False)
LINE = Entry()
TITLE = Entry(label="Posture check", enabled=False)
DONE = Entry(key="answer:1:done", label="Changed something")
BREAK = Entry(key="break", label="Take a break now")
STAND, SIT = Entry(key="stand", label="I'm standing"), Entry(key="sit", label="I'm sitting")
FEEL = Entry(key="feel", label="How I feel…")
PAUSE = Entry(label="Pause for…", children=(Entry(key="pause", label="1 hour"),))
QUIT = Entry(key="quit", label="Quit")

CALM = (STATUS, LINE, BREAK, STAND, LINE, FEEL, LINE, PAUSE, LINE, QUIT)
PROMPTED = (DUE, LINE, TITLE, DONE, LINE, BREAK, STAND, LINE, FEEL, LINE, PAUSE, LINE, QUIT)
UP = (STATUS, LINE, BREAK, SIT, LINE, FEEL, LINE, PAUSE, LINE, QUIT)

menus = st.lists(
    st.sampled_from([STATUS, DUE, LINE, TITLE, DONE, BREAK, STAND, SIT, FEEL, PAUSE, QUIT]),
    max_size=12,
).map(tuple)


class Extension:
    """Reads layouts as GNOME's AppIndicator extension 46 does (dbusMenu.js, _doLayoutUpdate).

    It keeps two lists: what it was told, and what it draws. A line that is told to be elsewhere
    moves in the first alone: _onRootChildMoved looks for the menu instead of the line. How a line
    looks it asks once, when the line is new.
    """

    def __init__(self) -> None:
        self._told: list[int] = []
        self._labels: dict[int, str] = {}
        self.drawn: list[int] = []

    @property
    def labels(self) -> list[str]:
        """What is written on the lines, top to bottom."""
        return [self._labels[line] for line in self.drawn]

    def reads(self, lines: Lines, menu: tuple[Entry, ...]) -> None:
        """Take over the main menu; of lines that it knew only what it is told of their looks."""
        change = lines.take(menu)
        for line, looks in change.lines:
            self._labels[line] = looks["label"].value
        for line in lines.children[ROOT]:
            self._labels.setdefault(line, lines.entries[line].label)
        recyclable = list(self._told)
        for place, line in enumerate(lines.children[ROOT]):
            if line in recyclable:
                recyclable.remove(line)
                self._told.remove(line)
            else:
                self.drawn.insert(place, line)
            self._told.insert(place, line)
        self._told = [line for line in self._told if line not in recyclable]
        self.drawn = [line for line in self.drawn if line not in recyclable]


@given(st.lists(menus, min_size=1, max_size=6))
def test_gnome_draws_every_menu_in_its_order(several: list[tuple[Entry, ...]]) -> None:
    """Whatever the menus before were, the lines on the screen are the menu's, top to bottom."""
    lines, host = Lines(), Extension()
    for menu in several:
        host.reads(lines, menu)

    assert [entry.label for entry in several[-1]] == host.labels


@given(st.lists(menus, min_size=2, max_size=6))
def test_an_id_is_never_given_twice(several: list[tuple[Entry, ...]]) -> None:
    """A line that went is gone: a late click on it can pick nothing else."""
    lines = Lines()
    gone: set[int] = set()
    for menu in several:
        before = set(lines.entries)
        lines.take(menu)
        gone |= before - set(lines.entries)

        assert not gone & set(lines.entries)


def test_a_prompt_that_comes_and_goes_leaves_the_other_lines_alone() -> None:
    """An open menu keeps what the pointer is on: a prompt adds its own lines and takes them."""
    lines = Lines()
    lines.take(CALM)
    before = list(lines.entries)
    lines.take(PROMPTED)
    with_prompt = list(lines.entries)
    lines.take(CALM)

    assert set(before) < set(with_prompt)
    assert before == list(lines.entries)


def test_getting_up_by_the_prompts_answer_keeps_the_order() -> None:
    """The answers go and another line comes below them: all of these are drawn anew."""
    lines, host = Lines(), Extension()
    for menu in (CALM, PROMPTED, UP):
        host.reads(lines, menu)

    assert [entry.label for entry in UP] == host.labels
