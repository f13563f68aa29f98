"""Commands about files: the journal, the settings, scripts, starting at login."""

import csv
import io
import json
import shlex
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.leftovers import end_programs_of

from .user import User

TODAY = date.today()  # noqa: DTZ011


@pytest.fixture
def lived(running: User) -> User:
    """Somebody whose daemon ran, and runs no more."""
    running("stand")
    running("sit")
    running("quit")
    running.ends()
    return running


# --- the journal -----------------------------------------------------------------------------


def test_show_prints_a_fact_a_line(lived: User) -> None:
    """In words and as JSON, the same facts."""
    words, lines = lived("journal", "show"), lived("journal", "show", "--json")

    assert (0, 0) == (words.code, lines.code)
    assert len(words.out.splitlines()) == len(lines.out.splitlines()) > 2
    assert {"at", "kind"} <= json.loads(lines.out.splitlines()[0]).keys()


def test_show_of_no_journal_is_empty(user: User) -> None:
    """Nothing is printed, and that is no failure."""
    said = user("journal", "show")

    assert (0, "", "") == (said.code, said.out, said.err)


def test_show_takes_days(lived: User) -> None:
    """From and to are local days, both included."""
    tomorrow, today = str(TODAY + timedelta(days=2)), str(TODAY - timedelta(days=1))

    assert lived("journal", "show", "--from", tomorrow).out == ""
    assert lived("journal", "show", "--from", today).out != ""


@pytest.mark.parametrize(
    "words",
    [
        ["show", "--from", "soon"],
        ["show", "--from", "2026-02-02", "--to", "2026-01-01"],
        ["show", "--all"],
        ["export", "--before", "2026-01-01"],
        ["forget"],
        ["forget", "--from", "2026-01-01"],
        ["forget", "--before", "soon"],
        ["forget", "--before", "0001-01-01"],
        ["forget", "--all", "--from", "2026-01-01"],
        ["forget", "--all", "--before", "2026-01-01"],
    ],
    ids=" ".join,
)
def test_wrong_use_of_the_journal_is_told_and_does_nothing(lived: User, words: list[str]) -> None:
    """Exit code 2, a sentence, and every fact is still there."""
    before = lived.facts()
    said = lived("journal", *words)

    assert (2, "") == (said.code, said.out)
    assert said.err.startswith("unhunch: ")
    assert before == lived.facts()


def test_export_writes_json_or_csv(lived: User) -> None:
    """To standard output or a file that this user alone can read."""
    lines = lived("journal", "export").out.splitlines()
    table = list(csv.reader(io.StringIO(lived("journal", "export", "--csv").out)))
    out = lived.folder / "facts.jsonl"
    said = lived("journal", "export", "--out", str(out))

    assert len(lines) == len(lived.facts()) == len(table) - 1
    assert said.code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert out.read_text().splitlines() == lines
    assert lived("journal", "export", "--out", "/nowhere/facts").code == 1


@pytest.mark.parametrize("with_daemon", [False, True], ids=["alone", "daemon"])
def test_forget_removes_facts(lived: User, with_daemon: bool) -> None:
    """With a daemon and without, and says how many; what is left says that something went."""
    if with_daemon:
        lived.start()
    count = len(lived.facts())
    said = lived("journal", "forget", "--all")

    assert (0, f"{count} facts forgotten.\n") == (said.code, said.out)
    first, *since = [fact["kind"] for fact in lived.facts()]
    # Whoever sits there while a daemon runs begins a bout again.
    assert (first, set(since) <= {"bout_began"}) == ("forgotten", True)


def test_a_reader_that_goes_away_is_no_failure(lived: User) -> None:
    """As with head: no complaint."""
    show = subprocess.Popen(
        [sys.executable, "-m", "unhunch", "journal", "show"],
        env=lived.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert show.stdout is not None
    show.stdout.close()
    show.stdout = None
    _, complaint = show.communicate(timeout=30)

    assert (0, "") == (show.returncode, complaint)


# --- settings --------------------------------------------------------------------------------


def test_config_path_show_and_schema(user: User) -> None:
    """Without a file the one that a first start would write is shown, and nothing is written."""
    assert user("config", "path").out == f"{user.settings}\n"
    assert "idle_after" in user("config", "show").out
    assert json.loads(user("config", "schema").out)["properties"]
    assert not user.settings.exists()


def test_config_set_keeps_comments(user: User) -> None:
    """It writes the first file with all its comments, and the one value."""
    said = user("config", "set", "reminders.sitting.after", "30m")

    assert (0, "reminders.sitting.after = 30m\n") == (said.code, said.out)
    assert 'after = "30m"' in user.settings.read_text()
    assert "#" in user.settings.read_text()


def test_config_set_refuses_nonsense(user: User) -> None:
    """With the key, and the file stays as it was."""
    user("config", "set", "idle_after", "3m")
    before = user.settings.read_text()
    said = user("config", "set", "idle_after", "5")

    assert said.code == 1
    assert "idle_after" in said.err
    assert before == user.settings.read_text()


def test_config_unset_takes_the_line_away(user: User) -> None:
    """And nothing else; what would be wrong without it is refused."""
    user.write('# mine\nidle_after = "3m"\n[reminders.tea]\nevery = "1h"\ntext = "Tea?"\n')
    said = user("config", "unset", "idle_after")

    assert (0, "idle_after: the default counts\n") == (said.code, said.out)
    assert '# mine\n[reminders.tea]\nevery = "1h"\ntext = "Tea?"\n' == user.settings.read_text()
    assert 1 == user("config", "unset", "reminders.tea.text").code
    assert "every" in user.settings.read_text()


def test_settings_open_as_a_form(user: User) -> None:
    """The link to it is told, for a browser that did not come."""
    said = user("settings")

    assert 0 == said.code
    try:
        with build_opener(HTTPCookieProcessor()).open(said.out.split()[-1]) as page:
            assert 'name="reminders.sitting.after"' in page.read().decode()
    finally:
        end_programs_of(user.home)


def test_config_check(user: User) -> None:
    """Nothing there, fine, or what is wrong: by words, by JSON and by exit code."""
    assert user("config", "check").code == 0

    user.write("idle_aftr = '2m'\n")
    said, told = user("config", "check"), json.loads(user("config", "check", "--json").out)

    assert said.code == 1
    assert "config.toml:1: idle_aftr" in said.err
    assert told["ok"] is False and told["problems"]


def test_config_edit_without_an_editor_says_what_to_do(user: User) -> None:
    """An empty EDITOR is none, and a file is never run."""
    said = user("config", "edit", EDITOR="", VISUAL="")

    assert said.code == 1
    assert "set EDITOR" in said.err


# --- simulate --------------------------------------------------------------------------------

DAY = "start 2026-03-02T09:00 Europe/Berlin\nworks 31m\n"


@pytest.mark.parametrize("way", ["file", "-"])
def test_simulate_prints_facts(user: User, way: str) -> None:
    """From a file and from standard input."""
    (user.folder / "day").write_text(DAY)
    name = "day" if way == "file" else "-"
    said = user("simulate", name, "--json", given=DAY)
    facts = [json.loads(line) for line in said.out.splitlines()]

    assert said.code == 0
    assert [fact["kind"] for fact in facts] == ["bout_began", "cue_shown"]
    assert facts[-1]["at"] == "2026-03-02T09:20:00+01:00"


def test_simulate_with_settings_and_seed(user: User) -> None:
    """Another file's settings count, the user's own never; a seed repeats itself."""
    (user.folder / "day").write_text(DAY + "works 3h\n")
    (user.folder / "calm.toml").write_text("[reminders.eyes]\nenabled = false\n")
    user.write("[reminders.eyes]\nenabled = false\n")
    own = user("simulate", "day")
    calm = user("simulate", "day", "--config", "calm.toml")
    seeded = [user("simulate", "day", "--seed", "7").out for _ in range(2)]

    assert "cue_shown reminder=eyes" in own.out
    assert "cue_shown reminder=eyes" not in calm.out
    assert seeded[0] == seeded[1] != own.out


@pytest.mark.parametrize(
    ("script", "where"),
    [
        ("start 2026-03-02T09:00 Europe/Berlin\ndances 3m\n", "day:2:"),
        ("start 2026-03-02T09:00 Europe/Berlin\nworks 3\n", "day:2:"),
        ("works 3m\n", "day:1:"),
        ("start 2026-03-02T09:00 Europe/Berlin\nanswers done\n", "day:2:"),
        ("start 2026-03-02T09:00 Europe/Berlin\nfeels no=all\n", "unknown flag 'all'"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(user: User, script: str, where: str) -> None:
    """Exit code 2, and the facts up to there are printed."""
    (user.folder / "day").write_text(script)
    said = user("simulate", "day")

    assert said.code == 2
    assert where in said.err


def test_a_script_that_is_not_there(user: User) -> None:
    """Wrong use."""
    assert user("simulate", "nowhere").code == 2


# --- starting at login -----------------------------------------------------------------------


def test_autostart_goes_on_and_off(user: User) -> None:
    """The entry starts what is installed here; off leaves nothing."""
    entry = user.home / ".config" / "autostart" / "unhunch.desktop"
    off = user("autostart", "status")
    on = user("autostart", "on")

    assert (0, "Start at login: off\n") == (off.code, off.out)
    assert (0, f"wrote {entry}\n") == (on.code, on.out)
    assert user("autostart", "status").out == "Start at login: on (xdg)\n"
    [line] = [line for line in entry.read_text().splitlines() if line.startswith("Exec=")]
    assert Path(shlex.split(line.removeprefix("Exec="))[0]).is_absolute()
    assert user("autostart", "off").out.startswith(f"removed {entry}")
    assert not entry.exists()
    assert user("autostart", "off").code == 0


def test_autostart_by_systemd_without_systemd_is_refused(user: User) -> None:
    """With the reason."""
    said = user("autostart", "on", "--systemd")

    assert said.code == 1
    assert "systemd" in said.err
