"""Files of ours in folders that we share with others: written whole, and nobody's lost."""

import os
from pathlib import Path

MARK = "Written by `unhunch autostart on`; `unhunch autostart off` removes it."
"""Stands as a comment in each file that we write, and tells ours from others'."""


def put(path: Path, text: str) -> str:
    """Write the file, all or nothing; return what was done. A file that is not ours is kept beside
    it. Raise OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = _keep_others(path)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return f"wrote {path}{kept}"


def take_away(path: Path) -> str:
    """Remove the file; return what was done. A file that is not ours is kept. Raise OSError."""
    if not path.exists() and not path.is_symlink():
        return f"nothing was there: {path}"
    if kept := _keep_others(path):
        return f"removed {path}{kept}"
    path.unlink()
    return f"removed {path}"


def _keep_others(path: Path) -> str:
    if not path.is_symlink() and (not path.exists() or MARK in read(path)):
        return ""
    beside = path.with_name(f"{path.name}.bak")
    os.replace(path, beside)  # noqa: PTH105
    return f"; it was not ours: the old one is now {beside}"


def read(path: Path) -> str:
    """Return the text of a file; empty when there is none or it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
