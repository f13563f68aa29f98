"""The settings file that comes with the program, and how a settings file is put in its place."""

import os
import stat
from pathlib import Path

from ..errors import UnhunchError
from ..sentence import Sentence, reason_of
from .paths import data_file

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
_MARK = b"\xef\xbb\xbf"


def first_run(path: Path) -> bool:
    """Write the settings file that comes with the program, for this user's eyes alone.

    Return False, and touch nothing, when something is there already. Raise UnhunchError when it
    cannot be written.
    """
    if os.path.lexists(path):
        return False
    try:
        write_whole(path, first_text())
    except OSError as error:
        raise UnhunchError(
            Sentence("cannot write {path}: {reason}", path=path, reason=reason_of(error))
        ) from error
    return True


def first_text() -> str:
    """Return the settings file that comes with the program: all defaults, explained."""
    return data_file("unhunch.toml").read_text(encoding="utf-8")


class Changed(Exception):
    """The file is no longer what it was when it was read."""


def write_whole(target: Path, text: str, seen: str | None = None) -> None:
    """Put the text in the place of the file, whole or not at all, also when the power goes.

    A file that is there keeps its mode and its byte order mark; a new one has mode 0600. `seen`:
    the print of the file that the text was made from, "" for none; it is compared when everything
    is ready and only the name is left to be moved. Raise Changed when it is another by then, and
    OSError when it cannot be written; either way with the old file untouched and nothing beside it.
    """
    old = target.read_bytes() if target.exists() else b""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(new, _FRESH, 0o600), "wb") as file:
            file.write((_MARK if old.startswith(_MARK) else b"") + text.encode())
            file.flush()
            os.fsync(file.fileno())
        new.chmod(mode)
        if seen is not None and _print(target) != seen:
            raise Changed
        new.replace(target)
    except (OSError, Changed):
        new.unlink(missing_ok=True)
        raise


def _print(path: Path) -> str:
    from .toml import print_of  # the daemon makes the first file, and reads none

    try:
        return print_of(path.read_bytes())
    except FileNotFoundError:
        return ""
