"""The settings' form in its process: what it costs, and that a running daemon takes up a change."""

import tomllib
from pathlib import Path

import httpx2 as httpx

from ..cli.user import User
from ..desktop.rig.cost import spent
from .forms import Form
from .rig import Visitor
from .served import Served

AT_MOST = 0.5
"""Seconds of processor time that a page may take; the first loads what reads settings."""

ROOM = 150
"""Megabytes that the process may have at its highest."""

OURS = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}


def save(client: httpx.Client, visitor: Visitor, **changes: str) -> httpx.Response:
    """Fill in the form on the page and save it."""
    values = Form(visitor.page.text, "/settings").values
    fields = {name.replace("__", "."): text for name, text in changes.items()}
    sent = {**values, **fields, "save": "save"}
    return client.post("/settings", data=sent, headers=OURS)


def test_the_form_costs_little(served: Served) -> None:
    """The first time, with many reminders of one's own, and when it is saved."""
    many = "".join(
        f'[reminders.own{number}]\nevery = "{number + 10}m"\ntext = "Water {number}?"\n'
        for number in range(10)
    )
    served.paths.settings.write_text(many)
    pid, took = served.process.pid, {}
    with httpx.Client(base_url=served.origin, timeout=60) as client:
        for name in ("first", "again"):
            before = spent(pid).cpu
            visitor = Visitor(client, served.link("settings"))
            took[name] = spent(pid).cpu - before
        before = spent(pid).cpu
        assert 303 == save(client, visitor, reminders__own3__every="55m").status_code
        took["saved"] = spent(pid).cpu - before
    [highest] = [
        int(line.split()[1]) / 1000
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM:")
    ]
    print(took, highest)  # noqa: T201 (shown where the test fails)

    assert many.replace('every = "13m"', 'every = "55m"') == served.paths.settings.read_text()
    assert {} == {name: each for name, each in took.items() if each > AT_MOST}
    assert highest < ROOM


def test_a_running_daemon_takes_up_what_was_saved(user: User, served: Served) -> None:
    """Without being told: a reminder that was made in the form can be asked for."""
    user.start()
    assert 0 != user("break", "tea").code
    with httpx.Client(base_url=served.origin) as client:
        visitor = Visitor(client, served.link("settings"))
        new = 'reminders."+"'
        answer = save(
            client,
            visitor,
            **{"name reminders": "tea", f"{new}.every": "50m", f"{new}.text": "Tea?"},
        )
        assert 303 == answer.status_code
    assert "Tea?" == tomllib.loads(user.settings.read_text())["reminders"]["tea"]["text"]

    user.wait_until(lambda: user("break", "tea").code == 0)


def test_pages_after_it_go_by_what_was_saved(served: Served) -> None:
    """The language, and the number to call, in the process that is there already."""
    with httpx.Client(base_url=served.origin) as client:
        visitor = Visitor(client, served.link("settings"))
        save(client, visitor, language="de", care__emergency="0815")

        assert "Einstellungen" == visitor.opens("/settings").heading
        assert "0815" in visitor.opens("/checkin").text


def test_pages_go_by_what_was_changed_elsewhere(served: Served) -> None:
    """In an editor or by a command: the pages' process is there for a quarter of an hour more."""
    with httpx.Client(base_url=served.origin) as client:
        visitor = Visitor(client, served.link("week"))
        assert "My week" == visitor.opens("/week").heading

        served.paths.settings.write_text('language = "de"\n')
        assert "Meine Woche" == visitor.opens("/week").heading

        served.paths.settings.unlink()
        assert "My week" == visitor.opens("/week").heading
