"""Files of ours in folders that we share with others: written whole, and nobody's lost."""

import os
from pathlib import Path

from ..sentence import Sentence

MARK = "Written by `unhunch autostart on`; `unhunch autostart off` removes it."
"""Stands as a comment in each file that we write, and tells ours from others'."""


def put(path: Path, text: str) -> Sentence:
    """Write the file, all or nothing; return what was done. A file that is not ours is kept beside
    it. Raise OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = _keep_others(path)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return _with_kept(Sentence("wrote {path}", path=path), kept)


def take_away(path: Path) -> Sentence:
    """Remove the file; return what was done. A file that is not ours is kept. Raise OSError."""
    if not path.exists() and not path.is_symlink():
        return Sentence("nothing was there: {path}", path=path)
    if kept := _keep_others(path):
        return _with_kept(Sentence("removed {path}", path=path), kept)
    path.unlink()
    return Sentence("removed {path}", path=path)


def _with_kept(done: Sentence, kept: Path | None) -> Sentence:
    if kept is None:
        return done
    return Sentence("{done}; it was not ours: the old one is now {kept}", done=done, kept=kept)


def _keep_others(path: Path) -> Path | None:
    if not path.is_symlink() and (not path.exists() or MARK in read(path)):
        return None
    beside = path.with_name(f"{path.name}.bak")
    os.replace(path, beside)  # noqa: PTH105
    return beside


def read(path: Path) -> str:
    """Return the text of a file; empty when there is none or it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
