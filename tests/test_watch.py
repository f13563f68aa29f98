"""The settings file, watched while editors do what editors do."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from unhunch import watch
from unhunch.watch import Watch, trail

PATIENCE = 20
LONG_ENOUGH = 0.4


class Watcher:
    """A watch on a file and what it reported."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.calls = 0
        self.watch = Watch(path, self._changed)

    def _changed(self) -> None:
        self.calls += 1

    async def notices(self, do: Callable[[], object]) -> int:
        """Do it; return how often it was reported, waiting for the first time and a while more."""
        before, deadline = self.calls, time.monotonic() + PATIENCE
        do()
        while self.calls == before and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        await asyncio.sleep(LONG_ENOUGH)
        return self.calls - before

    async def ignores(self, do: Callable[[], object]) -> bool:
        """Do it; return whether it was not reported within a while."""
        before = self.calls
        do()
        await asyncio.sleep(LONG_ENOUGH)
        return self.calls == before


def watching(path: Path, story: Callable[[Watcher], Awaitable[None]]) -> None:
    """Run a story with a watch on the path."""

    async def run() -> None:
        watcher = Watcher(path)
        watcher.watch.start()
        try:
            await story(watcher)
        finally:
            watcher.watch.close()

    asyncio.run(run())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A settings file in a folder of its own."""
    folder = tmp_path / "unhunch"
    folder.mkdir()
    (folder / "config.toml").write_text("old")
    return folder / "config.toml"


def open_files() -> int:
    """Return how many descriptors this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def replace(path: Path, text: str) -> None:
    """Save as vim, gedit and sed -i do: another file takes the place of the old one."""
    new = path.with_name("4913~")
    new.write_text(text)
    new.replace(path)


def test_a_save_is_noticed_once(path: Path) -> None:
    """Several writes in a row are one change."""

    async def story(watcher: Watcher) -> None:
        def save() -> None:
            for text in ("a", "bb", "ccc"):
                path.write_text(text)

        assert 1 == await watcher.notices(save)

    watching(path, story)


def test_an_editor_that_replaces_the_file(path: Path) -> None:
    """A file that takes the place of the old one is noticed, and so is the next save."""

    async def story(watcher: Watcher) -> None:
        assert 1 == await watcher.notices(lambda: replace(path, "new"))
        assert 1 == await watcher.notices(lambda: replace(path, "newer"))
        assert 1 == await watcher.notices(lambda: path.write_text("in place"))

    watching(path, story)


def test_an_editor_that_moves_the_old_file_away(path: Path) -> None:
    """Backup by rename, then a new file: one change."""

    async def story(watcher: Watcher) -> None:
        def save() -> None:
            path.rename(path.with_name("config.toml~"))
            path.write_text("new")

        assert 1 == await watcher.notices(save)

    watching(path, story)


def test_other_files_in_the_folder_are_none_of_our_business(path: Path) -> None:
    """Swap files and backups of the editor are not reported."""

    async def story(watcher: Watcher) -> None:
        assert await watcher.ignores(lambda: path.with_name(".config.toml.swp").write_text("x"))

    watching(path, story)


def test_looking_is_no_change(path: Path) -> None:
    """Reading the file, or saving nothing, is not reported."""

    async def story(watcher: Watcher) -> None:
        assert await watcher.ignores(path.read_text)

    watching(path, story)


def test_removed_and_back(path: Path) -> None:
    """A file that goes and comes is reported both times."""

    async def story(watcher: Watcher) -> None:
        assert 1 == await watcher.notices(path.unlink)
        assert 1 == await watcher.notices(lambda: path.write_text("again"))

    watching(path, story)


def test_permissions_are_a_change(path: Path) -> None:
    """A file that could not be read and now can is worth another look."""

    async def story(watcher: Watcher) -> None:
        assert 1 == await watcher.notices(lambda: path.chmod(0o400))

    watching(path, story)


def test_a_folder_that_comes_later(tmp_path: Path) -> None:
    """Folders that do not exist yet are waited for, several deep."""
    path = tmp_path / "home" / ".config" / "unhunch" / "config.toml"

    async def story(watcher: Watcher) -> None:
        def make() -> None:
            path.parent.mkdir(parents=True)
            path.write_text("first")

        assert 1 == await watcher.notices(make)
        assert 1 == await watcher.notices(lambda: path.write_text("second"))

    watching(path, story)


def test_a_folder_that_goes_and_comes(path: Path) -> None:
    """A folder removed, renamed or made anew is followed by its name."""

    async def story(watcher: Watcher) -> None:
        def again() -> None:
            path.parent.mkdir()
            path.write_text("again")

        assert 1 == await watcher.notices(lambda: shutil.rmtree(path.parent))
        assert 1 == await watcher.notices(again)
        assert 1 == await watcher.notices(
            lambda: path.parent.rename(path.parent.with_name("elsewhere"))
        )
        assert 1 == await watcher.notices(again)
        assert 1 == await watcher.notices(lambda: path.write_text("and again"))

    watching(path, story)


def test_a_link_and_the_file_behind_it(path: Path) -> None:
    """With the file linked from a folder of dotfiles, both link and target are watched."""
    dotfiles = path.parent.parent / "dotfiles"
    dotfiles.mkdir()
    target = dotfiles / "unhunch.toml"
    target.write_text("behind")
    path.unlink()
    path.symlink_to("../dotfiles/unhunch.toml")

    async def story(watcher: Watcher) -> None:
        def point_elsewhere() -> None:
            (dotfiles / "other.toml").write_text("other")
            path.unlink()
            path.symlink_to(dotfiles / "other.toml")

        assert 1 == await watcher.notices(lambda: target.write_text("changed"))
        assert 1 == await watcher.notices(lambda: replace(target, "replaced"))
        assert 1 == await watcher.notices(point_elsewhere)
        assert await watcher.ignores(lambda: target.write_text("no longer ours"))

    watching(path, story)


def test_a_linked_folder_that_points_elsewhere(path: Path) -> None:
    """When the folder is a link, pointing it elsewhere is a change of the file."""
    link = path.parent.with_name("link")
    link.symlink_to("unhunch")
    other = path.parent.with_name("other")
    other.mkdir()
    (other / "config.toml").write_text("other")

    async def story(watcher: Watcher) -> None:
        def point_elsewhere() -> None:
            new = link.with_name("new")
            new.symlink_to("other")
            new.replace(link)

        assert 1 == await watcher.notices(point_elsewhere)
        assert 1 == await watcher.notices(lambda: (other / "config.toml").write_text("changed"))

    watching(link / "config.toml", story)


def test_a_link_to_itself_is_survived(tmp_path: Path) -> None:
    """A link that goes round in circles is watched until somebody mends it."""
    path = tmp_path / "config.toml"
    path.symlink_to("config.toml")

    async def story(watcher: Watcher) -> None:
        assert 1 == await watcher.notices(lambda: replace(path, "mended"))

    watching(path, story)


def test_closed_it_is_silent(path: Path) -> None:
    """After close nothing is reported, no descriptor is left open, and close may come twice."""

    async def story() -> tuple[int, int, bool]:
        before = open_files()
        watcher = Watcher(path)
        watcher.watch.close()
        watcher.watch.start()
        path.write_text("just before")
        await asyncio.sleep(0)
        watcher.watch.close()
        watcher.watch.close()
        silent = await watcher.ignores(lambda: path.write_text("after"))
        return before, open_files(), silent

    before, after, silent = asyncio.run(story())

    assert (before, True) == (after, silent)


def test_without_inotify_the_file_is_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On other systems, and when no inotify instance is left, a slow look does the same."""
    monkeypatch.setattr(watch, "_POLLS", 0.05)
    monkeypatch.setattr("unhunch.watch.sys.platform", "win32")

    async def story(watcher: Watcher) -> None:
        assert 1 == await watcher.notices(lambda: replace(path, "new"))
        assert 1 == await watcher.notices(path.unlink)
        assert await watcher.ignores(lambda: None)

    watching(path, story)


def test_the_trail_of_a_plain_file(path: Path) -> None:
    """A file without links depends on one name in one folder."""
    assert {path.parent.resolve(): {"config.toml"}} == trail(path.resolve())
