"""What the composition root hands on."""

import asyncio
from pathlib import Path

from unhunch.config.paths import Paths
from unhunch.daemon.app import App
from unhunch.daemon.notices import Look
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
