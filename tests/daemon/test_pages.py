"""Opening pages: once at a time, and with a way round where no browser comes."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from unhunch.daemon import pages
from unhunch.daemon.pages import Pages
from unhunch.errors import UnhunchError

from ..leftovers import end_programs_of

FAILS = "#!/bin/sh\nexit 3\n"


@pytest.fixture
def environ(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A user whose desktop has an opener; what it leaves running is ended."""
    tmp_path.chmod(0o700)
    (tmp_path / "bin").mkdir()
    yield {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PATH": f"{tmp_path}/bin:/usr/bin:/bin",
    }
    end_programs_of(tmp_path)


def opener(environ: dict[str, str], text: str) -> None:
    """Have links opened by this script."""
    file = Path(environ["HOME"]) / "bin/xdg-open"
    file.write_text(text)
    file.chmod(0o755)


@pytest.mark.parametrize(
    ("page", "command"),
    [
        ("checkin", "checkin"),
        ("safety", "checkin"),
        ("suggestion", "assess"),
        ("settings", "config edit"),
    ],
)
def test_where_no_browser_comes_the_way_round_is_told(
    environ: dict[str, str], page: str, command: str
) -> None:
    """The opener fails: the command that does the same without a browser is named."""
    opener(environ, FAILS)

    with pytest.raises(UnhunchError, match=f"unhunch {command}$"):
        asyncio.run(Pages(environ).open(page))


def test_what_hangs_is_not_waited_for(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it hangs at, the way round is told."""
    monkeypatch.setattr(pages, "PATIENCE", 0.5)
    opener(environ, "#!/bin/sh\nexec sleep 300\n")

    with pytest.raises(UnhunchError, match=r"unhunch checkin$"):
        asyncio.run(Pages(environ).open("checkin"))


def test_who_clicks_five_times_gets_one_page(environ: dict[str, str], tmp_path: Path) -> None:
    """While the first is being opened the others are for the same; afterwards one opens again."""
    visit = (
        "import sys, urllib.request as web; "
        "web.build_opener(web.HTTPCookieProcessor()).open(sys.argv[1])"
    )
    opener(
        environ, f'#!/bin/sh\necho 1 >> {tmp_path}/visits\nexec {sys.executable} -c "{visit}" $1\n'
    )

    async def clicks() -> list[int]:
        counts = []
        opens = Pages(environ)
        for _ in range(2):
            await asyncio.gather(*(opens.open("checkin") for _ in range(5)))
            counts.append(len((tmp_path / "visits").read_text().split()))
        return counts

    assert [1, 2] == asyncio.run(clicks())
