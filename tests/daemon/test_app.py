"""What the composition root hands on."""

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.fakes_surfaces import FakeNotifier
from unhunch.config.loaded import BreakLook
from unhunch.config.paths import Paths
from unhunch.daemon.app import App
from unhunch.daemon.notices import Look
from unhunch.desk.policy import Move
from unhunch.desk.requests import Guide, Pause, Sit, TakeBreak
from unhunch.journal.store import SqliteJournal


def look_with(settings: str, folder: Path) -> Look:
    """What the stage is told where the settings say this."""
    environ = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LANG": "C.UTF-8"}
    paths = Paths.of(environ)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(settings, encoding="utf-8")

    async def read() -> Look:
        app = App(paths, environ, SqliteJournal.open(folder / "journal.db"))
        await app._wishes.read_first()
        daemon = app._make_daemon()
        app._take_wishes(daemon)
        return daemon.look()

    return asyncio.run(read())


def test_the_settings_reach_what_is_shown(tmp_path: Path) -> None:
    """What may stand in a notification, whom to call, and in which language."""
    look = look_with('show_details = true\nlanguage = "de"\n[care]\nemergency = "144"\n', tmp_path)

    assert (True, "144", "de") == (look.show_details, look.emergency, look.words.language)


def test_nothing_is_told_in_a_notification_by_default(tmp_path: Path) -> None:
    """A locked or shared screen is read by others."""
    assert not look_with("", tmp_path).show_details


def why_so_quiet(settings: str, folder: Path) -> list[str]:
    """What the menu's question is answered with, an hour's pause being on."""
    environ = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LANG": "C.UTF-8", "TZ": "UTC"}
    paths = Paths.of(environ)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(settings, encoding="utf-8")

    async def asked() -> list[str]:
        app, notifier = (
            App(paths, environ, SqliteJournal.open(folder / "journal.db")),
            FakeNotifier(),
        )
        await notifier.start(lambda heard: None)
        await app._wishes.read_first()
        app._outside.stage.replace(None, [notifier])
        app._timetable.start()
        daemon = app._daemon = app._make_daemon()
        app._take_wishes(daemon)
        await daemon.start(None)
        await daemon.ask(Pause(length=timedelta(hours=1)))
        await app._presses.pick("why")
        app._timetable.close()
        assert notifier.visible is not None
        return [notifier.visible.title, *notifier.visible.body.splitlines()]

    return asyncio.run(asked())


def test_why_so_quiet_names_holds_and_what_is_unknown(tmp_path: Path) -> None:
    """Each hold with since and end, and what no sensor can tell unless it does not matter."""
    title, hold, unknown = why_so_quiet("[holds]\ncamera = { on = false }\n", tmp_path)

    assert title == "Why so quiet?"
    assert hold.startswith("paused: prompts are paused until ") and ", since " in hold
    assert unknown == "Unknown: dnd, fullscreen, microphone, screencast, locked, inhibitor"


def test_why_so_quiet_in_german(tmp_path: Path) -> None:
    """The names are those of every language."""
    title, hold, unknown = why_so_quiet('language = "de"\n', tmp_path)

    assert title == "Warum so still?"
    assert hold.startswith("paused: die Hinweise haben Pause")
    assert unknown.startswith("Unbekannt: dnd, fullscreen, ")


def test_a_window_can_ask_for_what_its_buttons_can_and_no_more(tmp_path: Path) -> None:
    """Whoever writes to its pipe stops nothing and forgets nothing; what is not kept is said."""
    environ = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "LANG": "C.UTF-8"}

    async def asked() -> tuple[list[str], FakeNotifier]:
        journal = SqliteJournal.open(tmp_path / "journal.db")
        app, notifier = App(Paths.of(environ), environ, journal), FakeNotifier()
        await notifier.start(lambda heard: None)
        await app._wishes.read_first()
        app._outside.stage.replace(None, [notifier])
        app._timetable.start()
        daemon = app._daemon = app._make_daemon()
        daemon.breaks = BreakLook(window=False)
        await daemon.start(None)
        await daemon.ask(TakeBreak())
        for message in (Pause(), Sit(), Guide(move=Move.NEXT)):
            await app._presses.ask(message)
        journal.close()
        await app._presses.ask(Guide(move=Move.NEXT))
        app._timetable.close()
        reader = SqliteJournal.open(tmp_path / "journal.db")
        kinds = [type(each.fact).__name__ for each in reader.facts()]
        reader.close()
        return kinds, notifier

    kinds, notifier = asyncio.run(asked())

    assert ["Started", "PromptShown", "PromptAnswered", "BreakMoved"] == kinds
    assert notifier.visible is not None and "Not kept" == notifier.visible.title
