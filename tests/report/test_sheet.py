"""The page printed by a real browser: one sheet of A4, black on white, whatever the diary holds."""

import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest
from PIL import Image

from unhunch.fact import Fact
from unhunch.report import Period, Person, to_html
from unhunch.words.catalogue import ENGLISH, Catalogue, catalogue

from .diaries import SPRING, TALKATIVE, TODAY, reported, ten_years, usual_spring
from .languages import WORDY

GERMAN = catalogue("de", {})
TEN_YEARS = Period(from_=TODAY - timedelta(days=3652), to=TODAY)

Print = Callable[[str], Path]

BROWSER = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    """A printer: HTML in, the PDF out."""
    for program, package in (("chromium", "chromium"), ("pdfinfo", "poppler-utils")):
        if which(program) is None:
            pytest.skip(f"needs {program} (Debian package {package})")

    def on_paper(html: str) -> Path:
        page, sheet = tmp_path / "page.html", tmp_path / "page.pdf"
        page.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                *BROWSER,
                f"--user-data-dir={tmp_path / 'profile'}",
                f"--print-to-pdf={sheet}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return sheet

    return on_paper


def said(*command: str | Path) -> str:
    """What a program wrote."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def usual() -> tuple[list[Fact], Period, Person]:
    """Somebody's spring, with a few words of their own."""
    return usual_spring(), SPRING, Person(name="Jo Example", free_text="My neck aches.")


def empty() -> tuple[list[Fact], Period, Person]:
    """Nothing at all."""
    return [], SPRING, Person()


def everything() -> tuple[list[Fact], Period, Person]:
    """Ten years in which everything was ticked, and as many words as may be typed."""
    return ten_years(), TEN_YEARS, TALKATIVE


@pytest.mark.parametrize(
    "words", [ENGLISH, GERMAN, WORDY], ids=["English", "German", "a wordy language"]
)
@pytest.mark.parametrize("diary", [empty, usual, everything])
def test_every_diary_prints_to_one_sheet_in_black(
    printed: Print,
    tmp_path: Path,
    diary: Callable[..., tuple[list[Fact], Period, Person]],
    words: Catalogue,
) -> None:
    """One page of A4 with its last line on it, and not one pixel of colour."""
    sheet = printed(to_html(reported(*diary(), locale="de_DE"), words))
    told = said("pdfinfo", sheet)
    said("pdftoppm", "-r", "60", "-png", sheet, tmp_path / "picture")
    [picture] = tmp_path.glob("picture*.png")
    with Image.open(picture) as opened:
        colours = [colour for _, colour in opened.convert("RGB").getcolors(1 << 24) or []]

    assert "1" == re.findall(r"Pages:\s+(\d+)", told)[0], told
    assert "(A4)" in told
    assert "Unhunch 0.2.0" in " ".join(said("pdftotext", sheet, "-").split())
    assert [] == [colour for colour in colours if max(colour) != min(colour)]
    assert (255, 255, 255) in colours
    assert min(colours) < (40, 40, 40)


def test_letters_stay_large_enough_to_read(printed: Print) -> None:
    """A usual page has 7 points at least, so that nobody needs a glass."""
    sheet = printed(to_html(reported(*usual()), ENGLISH))
    boxes = said("pdftotext", "-bbox", sheet, "-")
    heights = [
        float(below) - float(above)
        for above, below in re.findall(r'yMin="([\d.]+)"[^>]*yMax="([\d.]+)">\w{4}', boxes)
    ]

    assert len(heights) > 50
    # The box of a word is some 1.16 times as high as its letters are large.
    assert sorted(heights)[len(heights) // 20] >= 7 * 1.16
