"""The last sign of life, and what happened from it to the start (product.md, section 1)."""

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from ..desk.facts import ClockSet, Slept, Unwatched, WasOff
from ..desk.moments import local
from .clock import NOTICEABLE, Reading

BELIEVED = timedelta(minutes=15)
"""Time without a daemon that is taken for presence when nothing explains it."""

_SELDOM = timedelta(minutes=1)
_SAME_BOOT = timedelta(seconds=30)
_NOTHING = timedelta(0)

Told = ClockSet | WasOff | Slept | Unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOfLife:
    """When the program was last seen, by all clocks. `boot_id` None: the run has no name."""

    boot_id: str | None
    reading: Reading


class AliveFile:
    """A small file, rewritten at most once a minute while the daemon is awake."""

    def __init__(self, path: Path, boot_id: str | None) -> None:
        self._path = path
        self._boot_id = boot_id
        self._touched: float | None = None

    def touch(self, now: Reading, *, at_once: bool = False) -> None:
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
                json.dump(_to_object(now, self._boot_id), out)
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
    return SignOfLife(boot_id=alive.boot_id, reading=carried_on)


def gap(
    last: SignOfLife, now: Reading, boot_id: str | None, quiet: timedelta, zone: tzinfo
) -> tuple[Told, ...]:
    """Return what happened between the last sign of life and now, in the order of time.

    `quiet` is how long there has been no input, by the idle sensor; nothing, when it does not
    know. What is not told was presence.
    """
    if _is_same_boot(last, now, boot_id):
        return _within_boot(last.reading, now, quiet, zone)
    return _across_boots(last.reading, now, quiet, zone)


def _is_same_boot(last: SignOfLife, now: Reading, boot_id: str | None) -> bool:
    if last.boot_id is not None and boot_id is not None:
        return last.boot_id == boot_id
    moved = abs(_booted(now) - _booted(last.reading))
    return moved <= _SAME_BOOT and last.reading.boot <= now.boot


def _within_boot(last: Reading, now: Reading, quiet: timedelta, zone: tzinfo) -> tuple[Told, ...]:
    elapsed = max(timedelta(seconds=now.boot - last.boot), _NOTHING)
    awake = min(max(timedelta(seconds=now.monotonic - last.monotonic), _NOTHING), elapsed)
    since = now.wall - elapsed
    return (
        *_clock_set(since, since - last.wall, zone),
        *_slept(since, elapsed - awake, zone),
        *_unwatched(now.wall, awake, quiet, zone),
    )


def _across_boots(last: Reading, now: Reading, quiet: timedelta, zone: tzinfo) -> tuple[Told, ...]:
    booted = _booted(now)
    if booted <= last.wall <= now.wall:
        # A sign of this run that does not say so: its wall time is all there is to go by.
        return _unwatched(now.wall, now.wall - last.wall, quiet, zone)
    slept = max(timedelta(seconds=now.boot - now.monotonic), _NOTHING)
    awake = max(now.wall - booted - slept, _NOTHING)
    off = (
        _clock_set(booted, booted - last.wall, zone)
        if last.wall > now.wall
        else (WasOff(at=local(booted, zone), lasted=booted - last.wall),)
    )
    return (*off, *_slept(booted, slept, zone), *_unwatched(now.wall, awake, quiet, zone))


def _clock_set(at: datetime, by: timedelta, zone: tzinfo) -> tuple[ClockSet, ...]:
    return (ClockSet(at=local(at, zone), by=by),) if abs(by) >= NOTICEABLE else ()


def _slept(since: datetime, slept: timedelta, zone: tzinfo) -> tuple[Slept, ...]:
    return (Slept(at=local(since + slept, zone), lasted=slept),) if slept >= NOTICEABLE else ()


def _unwatched(
    now: datetime, awake: timedelta, quiet: timedelta, zone: tzinfo
) -> tuple[Unwatched, ...]:
    quiet = min(quiet, awake)
    unexplained = awake - quiet
    if unexplained <= BELIEVED:
        return ()
    return (Unwatched(at=local(now - quiet, zone), lasted=unexplained),)


def _booted(reading: Reading) -> datetime:
    return reading.wall - timedelta(seconds=reading.boot)


def _to_object(now: Reading, boot_id: str | None) -> dict[str, object]:
    return {
        "boot_id": boot_id,
        "boot": now.boot,
        "monotonic": now.monotonic,
        "wall": now.wall.isoformat(),
    }


def _sign_from(told: dict[str, object]) -> SignOfLife:
    boot_id = told["boot_id"]
    wall = datetime.fromisoformat(str(told["wall"]))
    if wall.tzinfo is None:
        raise ValueError("a moment without an offset")
    monotonic, boot = (float(str(told[name])) for name in ("monotonic", "boot"))
    _ = timedelta(seconds=monotonic), timedelta(seconds=boot)  # raises beyond the calendar
    return SignOfLife(
        boot_id=None if boot_id is None else str(boot_id),
        reading=Reading(wall, monotonic, boot),
    )
