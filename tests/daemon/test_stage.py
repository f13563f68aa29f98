"""The stage: told the same scene twice it does nothing, and it knows where a prompt can be seen."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from tests.fakes_surfaces import FakeNotifier, FakeTray
from tests.instants import after, instant, prompted, sat_down
from unhunch.body.facts import CheckedIn, LevelChanged, SuggestionShown
from unhunch.body.terms import Level
from unhunch.card import Card
from unhunch.config.loaded import BreakLook
from unhunch.daemon.notices import Look
from unhunch.daemon.stage import FIRST_RETRY, LAST_RETRY, SAYS, Health, Stage, channel_words
from unhunch.desk import facts as f
from unhunch.desk.instant import recalled
from unhunch.desk.policy import Answer, Halt
from unhunch.desk.scene import Scene, scene
from unhunch.ports import Ability

LOOK = Look(zone=UTC, trouble="", on_screen=timedelta(minutes=2), sound=False)
OPEN = [sat_down(), prompted("sitting")]


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now


async def stage_with(
    *screens: FakeNotifier, panel: bool = True, terminal: FakeNotifier | None = None
) -> tuple[Stage, Clock, FakeTray]:
    """A stage whose surfaces are started."""
    clock, tray = Clock(), FakeTray(has_panel=panel)
    stage = Stage(clock)
    for notifier in (*screens, *([terminal] if terminal else [])):
        await notifier.start(lambda heard: None)
    await tray.start(lambda key: None, lambda: tray.face, lambda: None)
    stage.replace(tray, screens)
    if terminal is not None:
        stage.offer_terminal(terminal)
    return stage, clock, tray


def seen(facts: Sequence[f.Fact], minutes: float) -> Scene:
    """The scene after these facts."""
    return scene(instant(facts, after(minutes)))


def urgent(minutes: float) -> Scene:
    """The scene after something was ticked at 9:46 that should not wait."""
    at = after(46)
    facts = [
        CheckedIn(at=at, pain=(), yes=("chest_pain",)),
        LevelChanged(at=at, level=Level.URGENT, rules=("E1",)),
        SuggestionShown(at=at, level=Level.URGENT, rules=("E1",), again=False, on="screen"),
    ]
    here = instant([sat_down(), *facts], after(minutes))
    return scene(replace(here, body=recalled(facts)))


def test_the_same_scene_is_shown_once() -> None:
    """Though its words change from minute to minute."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, tray = await stage_with(server)
        for minutes in (46, 46.5, 47.5):
            assert await stage.show(seen(OPEN, minutes), LOOK) == "screen"

        assert len(server.shown) == 1
        assert len(tray.faces) == 2

    asyncio.run(play())


def test_after_its_time_it_leaves_the_screen() -> None:
    """And is in the tray."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        await stage.show(seen(OPEN, 46), LOOK)

        assert await stage.show(seen(OPEN, 48), LOOK) == "tray"
        assert server.visible is None

    asyncio.run(play())


def test_without_a_tray_it_can_then_be_seen_nowhere() -> None:
    """The stage says so, and claims no tray."""

    async def play() -> None:
        stage, _, _ = await stage_with(FakeNotifier(), panel=False)
        await stage.show(seen(OPEN, 46), LOOK)

        assert await stage.show(seen(OPEN, 48), LOOK) is None

    asyncio.run(play())


def test_a_new_showing_of_the_same_prompt_is_shown() -> None:
    """What came back is seen again."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        await stage.show(seen(OPEN, 46), LOOK)
        await stage.show(seen([*OPEN, prompted("sitting", at=after(47), again=True)], 47), LOOK)

        assert len(server.shown) == 2

    asyncio.run(play())


def test_the_better_screen_takes_over_from_the_plain_one() -> None:
    """What the plain one showed is taken away when the server is back."""

    async def play() -> None:
        server, plain = FakeNotifier(), FakeNotifier([])
        server.refuses = "none"
        stage, _, _ = await stage_with(server, plain)
        await stage.show(seen(OPEN, 46), LOOK)

        assert plain.visible is not None

        server.refuses = ""
        again = [*OPEN, prompted("sitting", at=after(47), again=True)]
        await stage.show(seen(again, 47), LOOK)

        assert (plain.visible, server.visible is not None) == (None, True)

    asyncio.run(play())


def test_a_screen_that_fails_is_tried_again_later() -> None:
    """After a pause that doubles up to its end; a server that comes ends it at once."""
    clock = Clock()
    health = Health(clock)
    pauses = []
    for _ in range(7):
        health.failed("no server")
        start = clock.now
        while not health.is_good:
            clock.now += 1
        pauses.append(clock.now - start)

    assert pauses[:3] == [FIRST_RETRY, FIRST_RETRY * 2, FIRST_RETRY * 4]
    assert pauses[-1] == LAST_RETRY

    health.failed("no server")
    health.worked()

    assert (health.is_good, health.why) == (True, "")


def test_the_terminal_keeps_what_left_the_screen() -> None:
    """Without a tray it is where a prompt is, and it is not written twice."""

    async def play() -> None:
        server, terminal = FakeNotifier(), FakeNotifier()
        stage, _, _ = await stage_with(server, panel=False, terminal=terminal)

        assert await stage.show(seen(OPEN, 46), LOOK) == "screen"
        assert await stage.show(seen(OPEN, 48), LOOK) == "tray"
        assert await stage.show(seen(OPEN, 49), LOOK) == "tray"
        assert (server.visible, len(terminal.shown)) == (None, 1)
        assert "tray menu" not in terminal.shown[0].hint

    asyncio.run(play())


def test_a_guided_break_replaces_its_steps() -> None:
    """Each step is a notice that stays until the next."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        began = f.PromptAnswered(at=after(47), prompt=1, answer=Answer.START, by="user")
        items = (("stretch", "chin-tucks"), ("stretch", "gone"))
        facts = [sat_down(), prompted("stretch", items=items), began]
        await stage.show(seen(facts, 47), LOOK)
        await stage.show(seen(facts, 57), LOOK)

        assert server.shown[-1].title == "How was that?"

    asyncio.run(play())


def test_a_word_is_not_said_where_nothing_can_be_seen() -> None:
    """Nothing is shown, and the next prompt is not held up."""

    async def play() -> None:
        server = FakeNotifier()
        server.refuses = "none"
        stage, clock, _ = await stage_with(server)
        await stage.say("Why so quiet?", "")
        server.refuses = ""
        clock.now += FIRST_RETRY

        assert await stage.show(seen(OPEN, 46), LOOK) == "screen"

    asyncio.run(play())


def test_a_new_prompt_takes_the_place_of_a_word() -> None:
    """Only the one that was interrupted waits."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        await stage.say("Why so quiet?", "")
        await stage.show(seen([sat_down()], 20), LOOK)

        assert server.visible.title == "Why so quiet?"

        await stage.show(seen(OPEN, 46), LOOK)

        assert server.visible.mark == "1"

    asyncio.run(play())


def test_a_suggestion_takes_the_place_of_a_word() -> None:
    """What should not wait is on the screen, and not in the tray alone."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        await stage.say("Why so quiet?", "")

        assert await stage.show(urgent(46), LOOK) == "screen"
        assert server.visible.body == "Please open your last check-in now."

    asyncio.run(play())


def test_a_suggestion_comes_back_after_words() -> None:
    """One that took its place, and a second one over that: the suggestion waits for both."""

    async def play() -> None:
        server = FakeNotifier()
        stage, clock, _ = await stage_with(server)
        await stage.show(urgent(46), LOOK)
        for word in ("The page cannot be opened", "Why so quiet?"):
            await stage.say(word, "")

            assert await stage.show(urgent(46.1), LOOK) == "screen"
            assert server.visible.title == word

        clock.now += SAYS.total_seconds()
        await stage.show(urgent(46.5), LOOK)

        assert server.visible.body == "Please open your last check-in now."

    asyncio.run(play())


def test_what_took_the_place_of_a_word_goes_when_it_is_over() -> None:
    """The word is over with it: nothing is kept on the screen for it."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        await stage.say("Why so quiet?", "")
        await stage.show(seen(OPEN, 46), LOOK)
        skipped = f.PromptAnswered(at=after(46.1), prompt=1, answer=Answer.SKIP, by="user")
        await stage.show(seen([*OPEN, skipped], 46.2), LOOK)

        assert server.visible is None

    asyncio.run(play())


def test_closing_leaves_nothing() -> None:
    """Not on any screen."""

    async def play() -> None:
        server = FakeNotifier()
        stage, _, _ = await stage_with(server)
        await stage.show(seen(OPEN, 46), LOOK)
        await stage.close()

        assert server.visible is None

    asyncio.run(play())


@pytest.mark.parametrize(
    ("panel", "terminal", "refuses", "words"),
    [
        (True, False, "", "fake"),
        (True, False, "none", "tray: no notification (fake: none)"),
        (False, True, "none", "terminal: no notification (fake: none)"),
        (False, False, "none", "nothing that can be seen: no notification (fake: none)"),
    ],
)
def test_status_says_by_what(panel: bool, terminal: bool, refuses: str, words: str) -> None:
    """The channel that is used, and why not a better one."""

    async def play() -> None:
        server = FakeNotifier()
        server.refuses = refuses
        last = FakeNotifier() if terminal else None
        stage, _, _ = await stage_with(server, panel=panel, terminal=last)
        await stage.show(seen(OPEN, 46), LOOK)

        assert channel_words(stage) == words

    asyncio.run(play())


def test_status_says_that_nothing_confirms() -> None:
    """A plain notification is sent, not confirmed."""

    async def play() -> None:
        stage, _, _ = await stage_with(FakeNotifier([Ability.BUTTONS]))

        assert channel_words(stage) == "fake: sent, not confirmed"

    asyncio.run(play())


class FakeBreaks:
    """A window for breaks, or one that cannot be shown."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.card: Card | None = None

    @property
    def where(self) -> str:
        """As BreakSurface says."""
        return "window"

    def show(self, card: Card) -> bool:
        """As BreakSurface says."""
        self.card = card
        return self.works

    def hide(self) -> None:
        """As BreakSurface says."""
        self.card = None


STARTED = [
    sat_down(),
    prompted("stretch", items=(("stretch", "chin-glide"), ("stretch", "neck-turns"))),
    f.PromptAnswered(at=after(47), prompt=1, answer=Answer.START, by="user"),
]


def test_a_guided_break_is_in_its_window_and_nowhere_else() -> None:
    """The notification goes when the window comes, and the window goes when the break is over."""

    async def day() -> None:
        notifier, breaks = FakeNotifier(), FakeBreaks()
        stage, _, _ = await stage_with(notifier)
        stage.breaks = breaks
        await stage.show(seen(STARTED[:2], 46.5), LOOK)
        assert notifier.visible is not None

        on = await stage.show(seen(STARTED, 47.1), LOOK)

        assert ("screen", None) == (on, notifier.visible)
        assert breaks.card is not None and "chin-glide" == breaks.card.picture
        over = f.PromptAnswered(at=after(48), prompt=1, answer=Answer.DONE, by="user")
        await stage.show(seen([*STARTED, over], 48.1), LOOK)
        assert breaks.card is None

    asyncio.run(day())


def halted(minutes: float, halt: Halt | None) -> f.BreakMoved:
    """The time of the break stands still, or goes on."""
    return f.BreakMoved(at=after(minutes), prompt=1, step=0, halted=halt)


def test_a_notification_says_that_the_time_waits() -> None:
    """In the place of what is there, quietly and once for each change; the next exercise is shown
    as ever."""

    async def day() -> None:
        notifier = FakeNotifier()
        stage, _, _ = await stage_with(notifier)
        waits = [*STARTED, halted(47.2, Halt.TYPING)]
        for facts, minutes in (
            (STARTED, 47.1),
            (waits, 47.3),
            (waits, 47.4),
            ([*waits, halted(47.5, None)], 47.6),
            ([*waits, halted(47.5, None)], 48.5),
        ):
            assert "screen" == await stage.show(seen(facts, minutes), LOOK)

        assert [
            ("Stretch break: 1 of 2", False),
            ("Stretch break: 1 of 2, waits while you type", True),
            ("Stretch break: 1 of 2", True),
            ("Stretch break: 2 of 2", False),
        ] == [(each.title, each.quiet) for each in notifier.shown]

    asyncio.run(day())


def test_a_notifier_that_cannot_reword_is_left_alone() -> None:
    """It would show all of it again; the tray says that the time waits."""

    async def day() -> None:
        notifier = FakeNotifier([Ability.BUTTONS])
        stage, _, tray = await stage_with(notifier)
        await stage.show(seen(STARTED, 47.1), LOOK)
        await stage.show(seen([*STARTED, halted(47.2, Halt.TYPING)], 47.3), LOOK)

        assert 1 == len(notifier.shown)
        assert tray.face is not None and "waits while you type" in tray.face.tooltip

    asyncio.run(day())


@pytest.mark.parametrize("way", ["cannot", "is not wanted"])
def test_without_a_window_the_break_goes_on_in_notifications(way: str) -> None:
    """Where the window cannot be shown, died, or is switched off in the settings."""

    async def day() -> None:
        notifier, breaks = FakeNotifier(), FakeBreaks(works=way != "cannot")
        stage, _, _ = await stage_with(notifier)
        stage.breaks = breaks
        look = replace(LOOK, breaks=BreakLook(window=way == "cannot"))

        await stage.show(seen(STARTED, 47.1), look)

        assert notifier.visible is not None
        assert "Stretch break: 1 of 2" == notifier.visible.title

    asyncio.run(day())
