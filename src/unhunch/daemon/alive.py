"""The last sign of life, and what happened from it to the start (product.md, section 1)."""

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..desk.start import Gap
from .clock import NOTICEABLE, Reading

_SELDOM = timedelta(minutes=1)
_SAME_BOOT = timedelta(seconds=30)
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOfLife:
    """When the program was last seen, by all clocks. `boot_id` None: the run has no name.

    `last_input`: the newest input known then, by the wall clock of then.
    """

    boot_id: str | None
    reading: Reading
    last_input: datetime | None = None


class AliveFile:
    """A small file, rewritten at most once a minute while the daemon is awake."""

    def __init__(self, path: Path, boot_id: str | None) -> None:
        self._path = path
        self._boot_id = boot_id
        self._touched: float | None = None

    def touch(
        self, now: Reading, last_input: datetime | None = None, *, at_once: bool = False
    ) -> None:
        """Leave a sign of life; `at_once`: even if the last one is young, as at a clean end.

        A disk that cannot take it costs nothing but the sign.
        """
        seldom = _SELDOM.total_seconds()
        if not at_once and self._touched is not None and now.boot - self._touched < seldom:
            return
        self._touched = now.boot
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            new.unlink(missing_ok=True)
            opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as out:
                json.dump(_to_object(now, self._boot_id, last_input), out)
            new.replace(self._path)
        except OSError:
            return

    def read(self) -> SignOfLife | None:
        """Return the last sign of life; None when there is none that can be read."""
        try:
            return _sign_from(json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None


def newest(alive: SignOfLife | None, written: datetime | None) -> SignOfLife | None:
    """Return the newer of the file's sign and the moment the journal's last fact was written.

    A fact has its wall time only: from the file's sign to it the other clocks are carried on.
    """
    if written is None:
        return alive
    if alive is None:
        return SignOfLife(boot_id=None, reading=Reading(written, 0.0, 0.0))
    then = alive.reading
    passed = (written - then.wall).total_seconds()
    if passed <= 0:
        return alive
    carried_on = Reading(written, then.monotonic + passed, then.boot + passed)
    return SignOfLife(boot_id=alive.boot_id, reading=carried_on, last_input=alive.last_input)


def gap(last: SignOfLife, now: Reading, boot_id: str | None) -> Gap:
    """Return what the clocks say of the time between the last sign of life and now."""
    if _is_same_boot(last, now, boot_id):
        return _within_boot(last, now)
    booted = _booted(now)
    if booted <= last.reading.wall <= now.wall:
        # A sign of this run that does not say so: its wall time is all there is to go by.
        return Gap(alive=last.reading.wall, last_input=last.last_input)
    if last.reading.wall > now.wall:
        # The clock was set back in between; how long the machine was off cannot be known.
        by = booted - last.reading.wall
        return Gap(alive=booted, off_until=booted, clock_by=by)
    return Gap(alive=last.reading.wall, last_input=last.last_input, off_until=booted)


def _is_same_boot(last: SignOfLife, now: Reading, boot_id: str | None) -> bool:
    if last.boot_id is not None and boot_id is not None:
        return last.boot_id == boot_id
    moved = abs(_booted(now) - _booted(last.reading))
    return moved <= _SAME_BOOT and last.reading.boot <= now.boot


def _within_boot(last: SignOfLife, now: Reading) -> Gap:
    then = last.reading
    elapsed = max(timedelta(seconds=now.boot - then.boot), _NOTHING)
    awake = min(max(timedelta(seconds=now.monotonic - then.monotonic), _NOTHING), elapsed)
    alive = now.wall - elapsed
    by = alive - then.wall
    set_by = by if abs(by) >= NOTICEABLE else _NOTHING
    return Gap(
        alive=alive,
        last_input=None if last.last_input is None else last.last_input + set_by,
        slept=elapsed - awake if elapsed - awake >= NOTICEABLE else _NOTHING,
        clock_by=set_by,
    )


def _booted(reading: Reading) -> datetime:
    return reading.wall - timedelta(seconds=reading.boot)


def _to_object(now: Reading, boot_id: str | None, last_input: datetime | None) -> dict[str, object]:
    return {
        "boot_id": boot_id,
        "boot": now.boot,
        "monotonic": now.monotonic,
        "wall": now.wall.isoformat(),
        "last_input": None if last_input is None else last_input.isoformat(),
    }


def _sign_from(told: dict[str, object]) -> SignOfLife:
    boot_id, last_input = told["boot_id"], told.get("last_input")
    monotonic, boot = (float(str(told[name])) for name in ("monotonic", "boot"))
    _ = timedelta(seconds=monotonic), timedelta(seconds=boot)  # raises beyond the calendar
    return SignOfLife(
        boot_id=None if boot_id is None else str(boot_id),
        reading=Reading(_moment_from(told["wall"]), monotonic, boot),
        last_input=None if last_input is None else _moment_from(last_input),
    )


def _moment_from(told: object) -> datetime:
    moment = datetime.fromisoformat(str(told))
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset")
    return moment
