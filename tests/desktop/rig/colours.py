"""Where on the screen a colour is: for what says nothing to screen readers, or not where it is."""

from pathlib import Path

from PIL import Image, ImageChops

from .sight import Box


class Mask:
    """Where one colour is in a picture."""

    def __init__(self, picture: Path, colour: str) -> None:
        """`colour`: as in CSS, "#7A1FD0"."""
        with Image.open(picture) as opened:
            seen = opened.convert("RGB")
        apart = ImageChops.difference(seen, Image.new("RGB", seen.size, colour))
        red, green, blue = apart.split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        self._mask = most.point([255, *[0] * 255])

    def box(self) -> Box | None:
        """Return the smallest box that has all of it; None: it is nowhere."""
        return _box(self._mask)

    def new_since(self, before: "Mask") -> Box | None:
        """Return the smallest box that has all of what was not there before."""
        return _box(ImageChops.subtract(self._mask, before._mask))


def _box(mask: Image.Image) -> Box | None:
    corners = mask.getbbox()
    if corners is None:
        return None
    left, top, right, bottom = corners
    return Box(left, top, right - left, bottom - top)
