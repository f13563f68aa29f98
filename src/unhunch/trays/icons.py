"""The drawn icons (installers/icons/draw.py), read without an image library."""

import zlib
from pathlib import Path

from ..ports import IconState

SIZES = (16, 22, 24, 32, 48)

Pixmap = tuple[int, int, bytes]
"""Width, height, and ARGB32 in network byte order: the (iiay) of StatusNotifierItem."""


def png_path(state: IconState, size: int) -> Path:
    """Return where the PNG of this state is; `size` is one of SIZES."""
    return Path(__file__).parent / "icons" / f"{state}-{size}.png"


def pixmaps(state: IconState) -> list[Pixmap]:
    """Return the icon in every size there is."""
    return [(size, size, argb(png_path(state, size).read_bytes(), size)) for size in SIZES]


def argb(png: bytes, size: int) -> bytes:
    """Return the pixels of one of our own PNG files: RGBA, 8 bits, one IDAT, rows unfiltered."""
    start = png.index(b"IDAT") + 4
    rows = zlib.decompress(png[start:])
    stride = size * 4
    rgba = b"".join(
        rows[at + 1 : at + 1 + stride] for at in range(0, size * (stride + 1), stride + 1)
    )
    pixels = bytearray(len(rgba))
    for place, channel in enumerate((3, 0, 1, 2)):
        pixels[place::4] = rgba[channel::4]
    return bytes(pixels)
