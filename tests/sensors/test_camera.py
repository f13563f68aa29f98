"""A camera's device file: real files, opened by real programs, in a folder instead of /dev."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest

from tests.sensors.sound import Ear
from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors import camera
from unhunch.sensors.camera import CameraDevice

YES, NO = Sign.YES, Sign.NO


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait as long as in earnest."""
    monkeypatch.setattr(camera, "SETTLES", 0.05)


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    """A folder of devices."""
    folder = tmp_path / "dev"
    folder.mkdir()
    for name in ("video0", "video1", "null", "videocard"):
        (folder / name).touch()
    return folder


@contextmanager
def holding(device: Path, named: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Another program has it open meanwhile; `named`: under this name."""
    program = which("sleep") or ""
    if named:
        link = device.parent.parent / named
        link.symlink_to(program)
        program = str(link)
    with device.open("rb") as opened:
        holder = subprocess.Popen([program, "1000"], stdin=opened)
    try:
        yield holder
    finally:
        holder.kill()
        holder.wait(20)


def test_a_program_that_has_the_camera_open(dev):
    """Yes while it has, whichever of the devices it is; and if it has before we look, too."""

    async def scene():
        with holding(dev / "video1"):
            async with Ear(CameraDevice(dev)) as ear:
                await ear.hears(YES)
                with holding(dev / "video0"):
                    pass
                assert ear.signs == [YES]
        async with Ear(CameraDevice(dev)) as ear:
            await ear.hears(NO)
            with holding(dev / "video0"):
                await ear.hears(NO, YES)
            await ear.hears(NO, YES, NO)

    asyncio.run(scene())


@pytest.mark.parametrize("named", ["pipewire", "wireplumber"])
def test_who_opens_it_for_others_does_not_count(dev, named):
    """PipeWire says itself whether anybody looks. Alone, after a real viewer, it is no use."""

    async def scene():
        async with Ear(CameraDevice(dev)) as ear:
            with holding(dev / "video0", named):
                with holding(dev / "video0"):
                    await ear.hears(NO, YES)
                await ear.hears(NO, YES, NO)

    asyncio.run(scene())


def test_other_devices_do_not_count(dev):
    """Of the whole folder only video and a number is a camera."""

    async def scene():
        with holding(dev / "null"), holding(dev / "videocard"):
            async with Ear(CameraDevice(dev)) as ear:
                await ear.hears(NO)

    asyncio.run(scene())


def test_a_camera_that_is_plugged_in_and_out(dev):
    """It is found when it comes, and forgotten when it goes, even with a program on it."""

    async def scene():
        async with Ear(CameraDevice(dev)) as ear:
            (dev / "video7").touch()
            # When the device is watched is not told; once it is, an opening is.
            with holding(dev / "video7"):
                await ear.hears(NO, YES)
                (dev / "video7").unlink()
                await ear.hears(NO, YES, NO)

    asyncio.run(scene())


def test_the_same_device_under_another_path(dev, tmp_path):
    """In a sandbox /proc calls it by the sandbox's name for it."""

    async def scene():
        elsewhere = tmp_path / "sandbox"
        elsewhere.mkdir()
        (elsewhere / "video0").hardlink_to(dev / "video0")
        other = elsewhere / "video1"
        other.touch()
        with holding(other):
            async with Ear(CameraDevice(dev)) as ear:
                await ear.hears(NO)
                with holding(elsewhere / "video0"):
                    await ear.hears(NO, YES)

    asyncio.run(scene())


def test_opening_and_closing_all_the_time_is_looked_at_seldom(dev, monkeypatch):
    """A thousand openings in a moment are one look."""
    looks = []
    real = camera.is_open

    def counted(*arguments):
        looks.append(1)
        return real(*arguments)

    monkeypatch.setattr(camera, "is_open", counted)

    async def scene():
        async with Ear(CameraDevice(dev)) as ear:
            for _ in range(1000):
                (dev / "video0").open("rb").close()
            with holding(dev / "video0"):
                await ear.hears(NO, YES)

    asyncio.run(scene())

    assert len(looks) <= 4


def test_without_a_camera_it_is_no(tmp_path):
    """A machine without one is not in doubt, nor is one without /dev's right to look."""

    async def scene():
        async with Ear(CameraDevice(tmp_path)) as ear:
            await until(lambda: ear.signs == [NO])

    asyncio.run(scene())


def test_a_folder_that_cannot_be_watched_is_refused(tmp_path):
    """With the reason."""

    async def scene():
        with pytest.raises(NotHere, match="No such file"):
            await CameraDevice(tmp_path / "none").start(print, print)

    asyncio.run(scene())
