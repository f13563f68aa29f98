"""The icons in the package: all there, and what the daemon reads is what Pillow sees."""

import pytest
from PIL import Image

from unhunch.ports import IconState
from unhunch.trays.icons import SIZES, pixmaps, png_path


@pytest.mark.parametrize("state", IconState)
def test_the_pixels_are_those_of_the_file(state: IconState) -> None:
    """Our own reading of the PNG agrees with an image library, channel by channel."""
    expected = []
    for size in SIZES:
        with Image.open(png_path(state, size)) as image:
            red, green, blue, alpha = image.convert("RGBA").split()
        argb = Image.merge("RGBA", (alpha, red, green, blue))
        expected.append((*image.size, argb.tobytes()))

    assert expected == pixmaps(state)


@pytest.mark.parametrize("size", SIZES)
def test_due_and_needs_you_differ_by_shape(size: int) -> None:
    """Without any colour each state still has an outline of its own."""
    outlines = set()
    for state in (IconState.OK, IconState.DUE, IconState.QUIET, IconState.NEEDS_YOU):
        with Image.open(png_path(state, size)) as image:
            outline = image.getchannel("A").point(lambda alpha: 255 * (alpha > 127))
        outlines.add(outline.tobytes())

    assert 4 == len(outlines)


@pytest.mark.parametrize("panel", [0, 60, 220, 255])
@pytest.mark.parametrize("state", IconState)
def test_every_icon_stands_out_on_every_panel(state: IconState, panel: int) -> None:
    """On black, dark, light and white panels at least a quarter of the 16 pixels square shows."""
    with Image.open(png_path(state, 16)) as image:
        background = Image.new("RGBA", image.size, (panel, panel, panel, 255))
        seen = Image.alpha_composite(background, image.convert("RGBA")).convert("RGB")
    pixels = zip(*[iter(seen.tobytes())] * 3, strict=True)
    visible = sum(contrast(pixel, (panel,) * 3) >= 2 for pixel in pixels)

    assert visible >= 64


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast ratio of WCAG 2.1."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    """The relative luminance of WCAG 2.1."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
