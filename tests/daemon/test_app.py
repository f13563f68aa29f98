"""What the composition root hands on."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from tests.fakes_surfaces import FakeNotifier
from tests.leftovers import end_programs_of
from unhunch.config.first import first_text
from unhunch.config.paths import Paths
from unhunch.daemon.app import App
from unhunch.daemon.notices import Look
from unhunch.desk.requests import Pause
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
        await app._picked("why")
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


def settings_picked(folder: Path, opener: str) -> list[str]:
    """Pick "Settings…" where the desktop opens things with this script; return what is shown."""
    folder.chmod(0o700)
    script = folder / "bin" / "xdg-open"
    script.parent.mkdir()
    script.write_text(f"#!/bin/sh\necho $1 >> {folder}/opened\n{opener}\n")
    script.chmod(0o755)
    environ = {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "PATH": f"{folder}/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }

    async def picked() -> list[str]:
        app = App(Paths.of(environ), environ, SqliteJournal.open(folder / "journal.db"))
        said: list[str] = []

        async def say(title: str, body: str) -> None:
            said.append(f"{title}: {body}")

        app._say = say  # type: ignore[method-assign]
        await app._picked("settings")
        return said

    try:
        return asyncio.run(picked())
    finally:
        end_programs_of(folder)


def test_the_menu_opens_the_settings_as_a_form(tmp_path: Path) -> None:
    """In the browser, and nothing else."""
    visit = (
        "import sys, urllib.request as web; "
        "web.build_opener(web.HTTPCookieProcessor()).open(sys.argv[1])"
    )

    assert [] == settings_picked(tmp_path, f'exec {sys.executable} -c "{visit}" $1')
    [opened] = (tmp_path / "opened").read_text().split()
    assert opened.startswith("http://127.0.0.1:")


def test_where_no_browser_comes_the_menu_opens_the_file(tmp_path: Path) -> None:
    """It is made first."""
    assert [] == settings_picked(tmp_path, "case $1 in http*) exit 3;; esac")
    link, file = (tmp_path / "opened").read_text().split()
    assert link.startswith("http://127.0.0.1:")
    assert first_text() == Path(file).read_text()


def test_where_nothing_can_be_opened_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    """In words."""
    [said] = settings_picked(tmp_path, "exit 3")
    assert said.startswith(f"Settings: Edit this file: {tmp_path}/.config/unhunch/config.toml (")
