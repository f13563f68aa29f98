"""Draw the icons: `python installers/icons/draw.py` (needs Pillow), then look at the sheet.

One geometry, in units of one pixel of the smallest size, makes the tray's PNG files and the SVG of
the desktop entry. Each state has a silhouette of its own: colour alone tells nobody anything at
16 pixels, and some people nothing at any size.
"""

import struct
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[2]
TRAY_ICONS = ROOT / "src/unhunch/trays/icons"
APP_ICON = ROOT / "installers/linux/unhunch.svg"

GRID = 16
SIZES = (16, 22, 24, 32, 48)
FINE = 16
"""Drawn this many times too large, then averaged: Pillow's own edges are not smooth."""

TEAL, AMBER, RED, GREY, WHITE = "#0d9488", "#d9730d", "#e03131", "#8f8f8f", "#ffffff"

Point = tuple[float, float]


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: float
    colour: str

    def paint(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        (x, y), r = self.centre, self.radius
        box = [(v * scale) for v in (x - r, y - r, x + r, y + r)]
        draw.ellipse(box, fill=self.colour)

    def svg(self) -> str:
        x, y = self.centre
        return f'<circle cx="{x}" cy="{y}" r="{self.radius}" fill="{self.colour}"/>'


@dataclass(frozen=True)
class Tile:
    """A square with round corners, hollow when `rim` is given."""

    inset: float
    corner: float
    colour: str
    rim: float = 0

    def paint(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        low, high = self.inset * scale, (GRID - self.inset) * scale - 1
        fill = None if self.rim else self.colour
        draw.rounded_rectangle(
            (low, low, high, high),
            self.corner * scale,
            fill=fill,
            outline=self.colour,
            width=round(self.rim * scale) or 1,
        )

    def svg(self) -> str:
        size = GRID - 2 * self.inset
        return (
            f'<rect x="{self.inset}" y="{self.inset}" width="{size}" height="{size}"'
            f' rx="{self.corner}" fill="{self.colour}"/>'
        )


@dataclass(frozen=True)
class Line:
    """A pen of this width along the points, with round ends and corners."""

    points: Sequence[Point]
    width: float
    colour: str
    filled: bool = False

    def paint(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        points = [(x * scale, y * scale) for x, y in self.points]
        if self.filled:
            draw.polygon(points, fill=self.colour)
            points.append(points[0])
        draw.line(points, fill=self.colour, width=round(self.width * scale))
        r = self.width * scale / 2
        for x, y in points:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=self.colour)

    def svg(self) -> str:
        points = " ".join(f"{x},{y}" for x, y in self.points)
        return (
            f'<polyline points="{points}" fill="none" stroke="{self.colour}"'
            f' stroke-width="{self.width}" stroke-linecap="round" stroke-linejoin="round"/>'
        )


Shape = Disc | Tile | Line


def sitting(colour: str) -> list[Shape]:
    """Someone on a chair from the side, back straight."""
    return [
        Disc((6, 4), 2, colour),
        Line([(6, 8), (6, 11), (11, 11), (11, 13)], 2, colour),
    ]


def stretching(colour: str) -> list[Shape]:
    """Someone standing with both arms up."""
    return [
        Disc((8, 3.5), 1.75, colour),
        Line([(3.5, 4.2), (6, 7), (10, 7), (12.5, 4.2)], 1.6, colour),
        Line([(8, 7), (8, 9.5)], 3, colour),
        Line([(6.2, 13.2), (8, 9.5), (9.8, 13.2)], 1.6, colour),
    ]


DRAWINGS: dict[str, list[Shape]] = {
    "ok": [Tile(0, 4, TEAL), *sitting(WHITE)],
    "due": [Disc((8, 8), 8, AMBER), *stretching(WHITE)],
    "quiet": [Tile(0, 4, GREY, rim=1.25), *sitting(GREY)],
    "needs_you": [
        Line([(8, 1.5), (14.5, 8), (8, 14.5), (1.5, 8)], 3, RED, filled=True),
        Line([(8, 4), (8, 8)], 2, WHITE),
        Disc((8, 12), 1.15, WHITE),
    ],
}


def draw(shapes: Sequence[Shape], size: int) -> Image.Image:
    """Return the drawing at this size, its colours right up to the transparent edge."""
    scale = size * FINE / GRID
    sheet = Image.new("RGBA", (size * FINE, size * FINE))
    for shape in shapes:
        shape.paint(ImageDraw.Draw(sheet), scale)
    # Averaging must not mix in the black of transparent pixels: RGBa is premultiplied.
    return sheet.convert("RGBa").resize((size, size), Image.Resampling.BOX).convert("RGBA")


def png(image: Image.Image) -> bytes:
    """Return the image as a PNG with unfiltered rows, which the daemon reads without a library."""
    width, height = image.size
    raw = image.tobytes()
    rows = b"".join(b"\0" + raw[at : at + width * 4] for at in range(0, len(raw), width * 4))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def svg(shapes: Sequence[Shape]) -> str:
    """Return the drawing as an SVG file."""
    inside = "\n".join(f"  {shape.svg()}" for shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"'
        f' viewBox="0 0 {GRID} {GRID}">\n{inside}\n</svg>\n'
    )


def sheet(panels: Sequence[str] = ("#ffffff", "#dcdcdc", "#3c3c3c", "#000000")) -> Image.Image:
    """Return all states at all sizes on light and dark panels, eight times enlarged below."""
    wide = sum(SIZES) + 8 * (len(SIZES) + 1)
    band = 60 * len(DRAWINGS)
    page = Image.new("RGB", (wide * len(panels), band + 140 * len(DRAWINGS)))
    for column, colour in enumerate(panels):
        left = column * wide
        page.paste(colour, (left, 0, left + wide, page.height))
        for row, shapes in enumerate(DRAWINGS.values()):
            x = left + 8
            for size in SIZES:
                icon = draw(shapes, size)
                page.paste(icon, (x, row * 60 + 6), icon)
                x += size + 8
            large = draw(shapes, 16).resize((128, 128), Image.Resampling.NEAREST)
            page.paste(large, (left + 8, band + row * 140 + 6), large)
    return page


def main() -> None:
    """Write the icons, and the sheet to the path given, if one is."""
    TRAY_ICONS.mkdir(parents=True, exist_ok=True)
    for state, shapes in DRAWINGS.items():
        for size in SIZES:
            TRAY_ICONS.joinpath(f"{state}-{size}.png").write_bytes(png(draw(shapes, size)))
    APP_ICON.write_text(svg(DRAWINGS["ok"]), encoding="utf-8")
    if len(sys.argv) > 1:
        sheet().save(sys.argv[1])


if __name__ == "__main__":
    main()
