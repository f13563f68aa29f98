"""The pages' own process: how it is started and found, and how it ends."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest

from unhunch.errors import UnhunchError
from unhunch.web import launch, lifetime, note
from unhunch.web.lifetime import FINISHED, HALF_FINISHED, UNUSED, Lifetime

from ..leftovers import end_programs_of
from .served import Served

HEAVY = ("starlette", "uvicorn", "jinja2", "asyncio", "sqlite3", "babel", "pydantic", "http")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A running process, ended after the test."""
    running = Served(tmp_path)
    yield running
    if running.process.returncode is None:
        running.end()


def test_it_prints_a_link_that_opens_the_page(served: Served) -> None:
    """One line on standard output, and the page is there."""
    with httpx.Client(follow_redirects=True) as client:
        answer = client.get(served.first_link)

    assert 200 == answer.status_code
    assert "/checkin" == answer.url.path
    assert "127.0.0.1" == answer.url.host


def test_only_this_machine_can_reach_it(served: Served) -> None:
    """It listens on the loopback address alone."""
    port = urlsplit(served.first_link).port
    assert port is not None
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and int(line.split()[1].split(":")[1], 16) == port
    ]

    assert [f"0100007F:{port:04X}"] == listening


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, to be another user")
def test_another_user_cannot_use_the_link(served: Served) -> None:
    """Seen in the list of processes, it opens nothing for anybody else; for this user it does."""
    look = (
        "import sys, http.client as c\n"
        "from urllib.parse import urlsplit\n"
        "to = urlsplit(sys.argv[1])\n"
        "line = c.HTTPConnection(to.netloc)\n"
        "line.request('GET', to.path)\n"
        "print(line.getresponse().status)"
    )
    python = ["/usr/bin/python3", "-I", "-c", look, served.first_link]

    stranger = subprocess.run(python, user=65534, capture_output=True, text=True, timeout=60)

    assert ("403", "") == (stranger.stdout.strip(), stranger.stderr)
    assert 303 == httpx.get(served.first_link).status_code


def test_the_note_is_for_this_user_alone(served: Served) -> None:
    """The key by which programs get links is in a file that nobody else can read."""
    path = note.path_in(served.environ)

    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_a_second_one_asks_the_first(served: Served) -> None:
    """There is one process, however many pages are opened, and each link is a new one."""
    again = subprocess.run(
        [sys.executable, "-P", "-m", "unhunch.web", "report"],
        env=served.environ,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert 0 == again.returncode
    assert urlsplit(served.first_link).port == urlsplit(again.stdout).port
    assert served.first_link != again.stdout.strip()
    assert served.process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_it_ends_quietly_with_the_session(served: Served, number: signal.Signals) -> None:
    """No traceback, no note left behind, nothing that listens."""
    port = urlsplit(served.first_link).port
    served.process.send_signal(number)
    _, words = served.process.communicate(timeout=20)

    assert (0, "") == (served.process.returncode, words)
    assert not note.path_in(served.environ).exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port or 0), timeout=5)


def test_nothing_of_an_ended_process_is_of_use(served: Served) -> None:
    """Its note leads nowhere; whoever finds one starts a new process."""
    left = note.read(note.path_in(served.environ))
    served.process.kill()
    served.process.communicate(timeout=20)

    assert left is not None
    assert None is note.ask_for_link(left, "care")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"port": "x"}', '{"pid": 1, "port": 2}', "null"])
def test_a_damaged_note_is_none(tmp_path: Path, text: str) -> None:
    """A note that makes no sense is as if there were none."""
    (tmp_path / "pages").write_text(text)

    assert None is note.read(tmp_path / "pages")


def test_another_program_on_the_port_is_not_taken_for_the_pages() -> None:
    """Something else that listens there by now, and says nothing or nonsense."""
    for said in (b"", b"HTTP/1.1 200 OK\r\n\r\nhttp://evil.example/", b"\xff\xfe"):
        with socket.create_server(("127.0.0.1", 0)) as door:
            left = note.Note(pid=1, port=door.getsockname()[1], key="k")
            asked = asyncio.run(_ask_beside(door, left, said))

        assert None is asked


async def _ask_beside(door: socket.socket, left: note.Note, said: bytes) -> str | None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, sock=door)
    async with server:
        return await asyncio.to_thread(note.ask_for_link, left, "care")


# --- opening ---------------------------------------------------------------------------------


BROWSER = f"""#!{sys.executable}
import sys, urllib.request as web
web.build_opener(web.HTTPCookieProcessor()).open(sys.argv[1])
"""
"""Comes with the link that it is given, as a browser does."""

FAILS, HANGS = "#!/bin/sh\nexit 3\n", "#!/bin/sh\nexec sleep 300\n"


@pytest.fixture
def opened_with(tmp_path: Path) -> Iterator[Callable[[str], dict[str, str]]]:
    """A user whose desktop opens links with this program; empty: with none."""
    tmp_path.chmod(0o700)
    environ = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": f"{tmp_path}/bin"}

    def prepare(program: str) -> dict[str, str]:
        (tmp_path / "bin").mkdir()
        if program:
            opener = tmp_path / "bin/xdg-open"
            opener.write_text(program)
            opener.chmod(0o755)
            environ["PATH"] += ":/usr/bin:/bin"
        return environ

    yield prepare
    end_programs_of(tmp_path)


def launched(page: str, environ: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Have a page opened, as the daemon does."""
    return subprocess.run(
        launch.command(page), env=environ, capture_output=True, text=True, timeout=60
    )


def test_opening_a_page_starts_the_process_and_the_browser(
    opened_with: Callable[[str], dict[str, str]],
) -> None:
    """The desktop's opener gets the link; the process stays when who asked for it has ended."""
    environ = opened_with(BROWSER)
    asked = launched("care", environ)
    left = note.read(note.path_in(environ))

    assert (0, "") == (asked.returncode, asked.stderr)
    assert left is not None
    assert note.was_used(left, asked.stdout.strip())
    assert 403 == httpx.get(asked.stdout.strip()).status_code


@pytest.mark.parametrize("opener", [FAILS, ""])
def test_no_browser_is_told(opened_with: Callable[[str], dict[str, str]], opener: str) -> None:
    """The opener fails, or there is neither an opener nor a browser: who asked gets to know."""
    began = time.monotonic()
    asked = launched("care", opened_with(opener))

    assert (1, "") == (asked.returncode, asked.stdout)
    assert "unhunch: the page cannot be opened: no browser came\n" == asked.stderr
    assert launch.COMES_WITHIN > time.monotonic() - began


def test_a_browser_that_never_comes_is_told(
    opened_with: Callable[[str], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The opener hangs: it is not waited for without end, and its link is not used up."""
    monkeypatch.setattr(launch, "COMES_WITHIN", 1.0)
    environ = opened_with(HANGS)

    with pytest.raises(UnhunchError, match="no browser came"):
        launch.open_and_see("care", environ)
    assert note.read(note.path_in(environ)) is not None


def test_several_that_begin_at_once_are_one(tmp_path: Path) -> None:
    """Five pages asked for in the same moment: five links, and one process that serves them."""
    tmp_path.chmod(0o700)
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    words = [sys.executable, "-P", "-m", "unhunch.web", "checkin"]
    begun = [
        subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(5)
    ]
    try:
        links = [each.stdout.readline().strip() for each in begun if each.stdout]
        still = [each for each in begun if _still_runs(each)]

        assert 5 == len(set(links))
        assert 1 == len({urlsplit(link).port for link in links})
        assert 1 == len(still)
    finally:
        for each in begun:
            each.terminate()
            each.communicate(timeout=20)


def _still_runs(process: "subprocess.Popen[str]") -> bool:
    """Whether it goes on when it has given its link: the others end at once."""
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        return True
    return False


@pytest.mark.parametrize("words", [[], ["nowhere"], ["care", "report"]])
def test_wrong_use_is_told(words: list[str]) -> None:
    """A page that there is not: exit code 2 and which ones there are."""
    said = subprocess.run(
        [sys.executable, "-m", "unhunch.web", *words], capture_output=True, text=True, timeout=60
    )

    assert (2, "") == (said.returncode, said.stdout)
    assert "checkin|safety|suggestion|care|report|week" in said.stderr


def test_what_others_load_is_light() -> None:
    """The daemon imports launch.py: nothing that pages are served with comes along."""
    code = "import sys, unhunch.web.launch; print(*{name.split('.')[0] for name in sys.modules})"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert set() == set(HEAVY) & set(said.stdout.split())


# --- how long --------------------------------------------------------------------------------


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_unused_it_goes() -> None:
    """15 minutes after the last request, not after the first."""
    clock = Clock()
    lifetime = Lifetime(lambda: False, clock)
    clock.now += 600
    lifetime.used()

    assert UNUSED == lifetime.left
    clock.now += UNUSED.total_seconds()
    assert timedelta(0) == lifetime.left


def test_answers_that_were_not_sent_are_waited_for() -> None:
    """Somebody was called away from a check-in; after it is sent, nobody waits."""
    unsent = [1]
    lifetime = Lifetime(lambda: bool(unsent), Clock())
    assert HALF_FINISHED == lifetime.left

    unsent.clear()
    lifetime.finished()
    assert FINISHED == lifetime.left

    lifetime.used()
    assert UNUSED == lifetime.left


def test_its_end_comes_sooner_after_the_last_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it was already waited for; and not before its time."""
    monkeypatch.setattr(lifetime, "FINISHED", timedelta(seconds=0.2))

    async def play() -> tuple[bool, float]:
        began = time.monotonic()
        lasts = Lifetime(lambda: False)
        over = asyncio.ensure_future(lasts.over())
        await asyncio.sleep(0.05)
        was_waiting = not over.done()
        lasts.used()
        lasts.finished()
        await asyncio.wait_for(over, 10)
        return was_waiting, time.monotonic() - began

    was_waiting, lasted = asyncio.run(play())

    assert was_waiting
    assert 0.2 <= lasted < 5


# --- settings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "heading"),
    [('language = "de"\n', "Bevor du beginnst"), ("language = 7\n", "Before you begin")],
    ids=["good", "broken"],
)
def test_settings_are_those_of_the_file(tmp_path: Path, settings: str, heading: str) -> None:
    """The pages speak its language; where it is wrong they speak the default one, and are there."""
    file = tmp_path / ".config/unhunch/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(settings)

    served = Served(tmp_path)
    try:
        with httpx.Client(follow_redirects=True) as client:
            page = client.get(served.first_link)
    finally:
        assert (0, "") == served.end()

    assert f"<h1>{heading}</h1>" in page.text
