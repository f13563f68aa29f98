"""Where things are kept."""

import os
import stat
from pathlib import Path

import pytest

from unhunch.config.paths import Paths, data_file, make_folders
from unhunch.errors import UnhunchError


def test_xdg_defaults() -> None:
    """On Linux the folders of the XDG specification are used, below HOME by default."""
    assert Paths(
        settings=Path("/home/ann/.config/unhunch/config.toml"),
        data=Path("/home/ann/.local/share/unhunch"),
        runtime=Path("/run/user/7/unhunch"),
        state=Path("/home/ann/.local/state/unhunch"),
    ) == Paths.of({"HOME": "/home/ann", "XDG_RUNTIME_DIR": "/run/user/7"}, "linux")


def test_xdg_variables() -> None:
    """Each XDG variable moves its folder."""
    environ = {
        "HOME": "/home/ann",
        "XDG_CONFIG_HOME": "/c",
        "XDG_DATA_HOME": "/d",
        "XDG_STATE_HOME": "/s",
        "XDG_RUNTIME_DIR": "/r",
    }

    assert Paths(
        settings=Path("/c/unhunch/config.toml"),
        data=Path("/d/unhunch"),
        runtime=Path("/r/unhunch"),
        state=Path("/s/unhunch"),
    ) == Paths.of(environ, "linux")


def test_relative_variables_are_ignored() -> None:
    """A relative path in an XDG variable is invalid and does not count."""
    environ = {"HOME": "/home/ann", "XDG_CONFIG_HOME": "config", "XDG_RUNTIME_DIR": ""}
    paths = Paths.of(environ, "linux")

    assert Path("/home/ann/.config/unhunch/config.toml") == paths.settings
    assert Path("/home/ann/.local/state/unhunch/run") == paths.runtime


def test_a_socket_needs_a_short_path() -> None:
    """Where the folder for the socket would be too deep, one in /tmp is taken."""
    deep = "/x" * 50
    paths = Paths.of({"HOME": "/home/ann", "XDG_RUNTIME_DIR": deep}, "linux")

    assert Path(f"/tmp/unhunch-{os.getuid()}") == paths.runtime


def test_the_settings_file_can_be_another() -> None:
    """UNHUNCH_CONFIG names the file; everything else stays where it is."""
    environ = {"HOME": "/home/ann", "XDG_RUNTIME_DIR": "/r", "UNHUNCH_CONFIG": "/etc/mine.toml"}
    paths = Paths.of(environ, "linux")

    assert Path("/etc/mine.toml") == paths.settings
    assert Path("/home/ann/.local/share/unhunch/journal.db") == paths.journal


def test_macos() -> None:
    """On macOS everything is in the Library folder for application data."""
    base = Path("/Users/ann/Library/Application Support/Unhunch")

    assert Paths(
        settings=base / "config.toml", data=base, runtime=base / "run", state=base / "state"
    ) == Paths.of({"HOME": "/Users/ann"}, "darwin")


def test_windows() -> None:
    """On Windows the settings roam and the rest is local."""
    environ = {"APPDATA": "/ann/Roaming", "LOCALAPPDATA": "/ann/Local"}
    local = Path("/ann/Local/Unhunch")

    assert Paths(
        settings=Path("/ann/Roaming/Unhunch/config.toml"),
        data=local,
        runtime=local / "run",
        state=local / "state",
    ) == Paths.of(environ, "win32")


def somewhere(folder: Path) -> Paths:
    """Return paths below a folder."""
    return Paths(
        settings=folder / "config" / "config.toml",
        data=folder / "data",
        runtime=folder / "run",
        state=folder / "state",
    )


def test_asking_for_paths_makes_nothing(tmp_path: Path) -> None:
    """Folders are made only when asked for."""
    Paths.of({"HOME": str(tmp_path)}, "linux")

    assert [] == list(tmp_path.iterdir())


def test_folders_are_for_this_user_alone(tmp_path: Path) -> None:
    """All four are made with mode 0700, and making them again is no error."""
    make_folders(somewhere(tmp_path))
    make_folders(somewhere(tmp_path))

    assert {"config": 0o700, "data": 0o700, "run": 0o700, "state": 0o700} == {
        each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()
    }


def test_an_open_folder_for_the_socket_is_closed(tmp_path: Path) -> None:
    """A folder of ours that others could enter is shut before a socket is put into it."""
    (tmp_path / "run").mkdir(mode=0o755)
    make_folders(somewhere(tmp_path))

    assert 0o700 == stat.S_IMODE((tmp_path / "run").stat().st_mode)


def test_a_link_for_the_socket_is_refused(tmp_path: Path) -> None:
    """Somebody else's link in /tmp does not get our socket."""
    (tmp_path / "trap").mkdir()
    (tmp_path / "run").symlink_to("trap")

    with pytest.raises(UnhunchError, match="belongs to somebody else"):
        make_folders(somewhere(tmp_path))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a folder somebody else's")
def test_a_strangers_folder_for_the_socket_is_refused(tmp_path: Path) -> None:
    """A folder that belongs to another user does not get our socket."""
    (tmp_path / "run").mkdir()
    os.chown(tmp_path / "run", 65534, 65534)

    with pytest.raises(UnhunchError, match="belongs to somebody else"):
        make_folders(somewhere(tmp_path))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in the way, or a home that cannot be written, is an error in words."""
    (tmp_path / "data").write_text("")

    with pytest.raises(UnhunchError, match=r"cannot make the folder .*/data: File exists"):
        make_folders(somewhere(tmp_path))


@pytest.mark.parametrize("name", ["unhunch.toml", "exercises.toml", "workstation.toml"])
def test_the_files_of_the_program_are_found(name: str) -> None:
    """In a checkout they are in config/, in an installed package beside the code."""
    assert data_file(name).is_file()
