"""Where things are kept: the user's files, by the custom of the platform, and the program's own."""

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import UnhunchError
from ..sentence import Sentence, reason_of

# sockaddr_un.sun_path holds 104 bytes on macOS and 108 on Linux, with a NUL (unix(7)).
_LONGEST_SOCKET = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """One user's files and folders. Making this touches nothing."""

    settings: Path
    """The settings file."""

    data: Path
    """Folder of the journal."""

    runtime: Path
    """Folder of socket, lock and token: gone or worthless after a logout."""

    state: Path
    """Folder of what may be lost: the sign of life, the log."""

    @property
    def journal(self) -> Path:
        return self.data / "journal.db"

    @property
    def socket(self) -> Path:
        return self.runtime / "socket"

    @property
    def token(self) -> Path:
        return self.runtime / "token"

    @property
    def lock(self) -> Path:
        return self.runtime / "lock"

    @property
    def alive(self) -> Path:
        return self.state / "alive"

    @property
    def log(self) -> Path:
        return self.state / "unhunch.log"

    @classmethod
    def of(cls, environ: Mapping[str, str], platform: str = sys.platform) -> "Paths":
        """Return the places for this user. UNHUNCH_CONFIG names another settings file."""
        if platform == "win32":
            paths = _windows(environ)
        elif platform == "darwin":
            paths = _macos(environ)
        else:
            paths = _xdg(environ)
        named = environ.get("UNHUNCH_CONFIG")
        if not named:
            return paths
        settings = Path(named).expanduser().absolute()
        return cls(settings=settings, data=paths.data, runtime=paths.runtime, state=paths.state)


def make_folders(paths: Paths) -> None:
    """Make what is missing, readable by this user alone.

    Raise UnhunchError when a folder cannot be made, or when the one for the socket is not ours
    alone: somebody else could answer in our name.
    """
    for folder in (paths.settings.parent, paths.data, paths.state, paths.runtime):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UnhunchError(
                Sentence(
                    "cannot make the folder {folder}: {reason}",
                    folder=folder,
                    reason=reason_of(error),
                )
            ) from error
    if os.name == "posix":
        _claim(paths.runtime)


def data_file(name: str) -> Path:
    """Return a file that comes with the program: from the installed package, or the checkout."""
    installed = Path(__file__).parent.parent / "_config" / name
    return installed if installed.exists() else Path(__file__).parents[3] / "config" / name


def _claim(folder: Path) -> None:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise UnhunchError(
            Sentence(
                "{folder} belongs to somebody else; remove it or set XDG_RUNTIME_DIR", folder=folder
            )
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)


def _xdg(environ: Mapping[str, str]) -> Paths:
    home = _home(environ)
    config = _folder(environ, "XDG_CONFIG_HOME", home / ".config") / "unhunch"
    state = _folder(environ, "XDG_STATE_HOME", home / ".local" / "state") / "unhunch"
    return Paths(
        settings=config / "config.toml",
        data=_folder(environ, "XDG_DATA_HOME", home / ".local" / "share") / "unhunch",
        runtime=_runtime(environ, state),
        state=state,
    )


def _runtime(environ: Mapping[str, str], state: Path) -> Path:
    """Return a folder short enough for a socket."""
    base = _absolute(environ.get("XDG_RUNTIME_DIR")) or _logged_in(environ)
    chosen = base / "unhunch" if base else state / "run"
    if len(os.fsencode(chosen / "socket")) <= _LONGEST_SOCKET:
        return chosen
    return Path(f"/tmp/unhunch-{_uid()}")


def _logged_in(environ: Mapping[str, str]) -> Path | None:
    """Return where logind keeps what XDG_RUNTIME_DIR names, if the user is logged in.

    So a command started where the variable is missing (su, cron) finds the desktop's daemon.
    """
    import pwd  # not on Windows

    folder = Path(f"/run/user/{_uid()}")
    lives_here = _home(environ) == Path(pwd.getpwuid(_uid()).pw_dir)
    return folder if lives_here and os.access(folder, os.W_OK) else None


def _macos(environ: Mapping[str, str]) -> Paths:
    base = _home(environ) / "Library" / "Application Support" / "Unhunch"
    return Paths(
        settings=base / "config.toml", data=base, runtime=base / "run", state=base / "state"
    )


def _windows(environ: Mapping[str, str]) -> Paths:
    home = _home(environ)
    roaming = _folder(environ, "APPDATA", home / "AppData" / "Roaming") / "Unhunch"
    local = _folder(environ, "LOCALAPPDATA", home / "AppData" / "Local") / "Unhunch"
    return Paths(
        settings=roaming / "config.toml", data=local, runtime=local / "run", state=local / "state"
    )


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    return _absolute(environ.get(name)) or default


def _absolute(text: str | None) -> Path | None:
    # XDG base directory specification: a relative path is invalid and to be ignored.
    return Path(text) if text and Path(text).is_absolute() else None


def _home(environ: Mapping[str, str]) -> Path:
    return _absolute(environ.get("HOME")) or _absolute(environ.get("USERPROFILE")) or Path.home()


def _uid() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0
