"""One setting changed in the user's file."""

import resource
import stat
from pathlib import Path

import pytest

from unhunch.config.edit import set_value
from unhunch.config.first import first_run, first_text
from unhunch.config.load import default_policy, read
from unhunch.config.loaded import Loaded
from unhunch.errors import UnhunchError

BEFORE = """\
# My settings
idle_after = "2m"   # like this

[reminders.water]   # drink!
every = "50m"
# which text?
text = "Water?"

[reminders.eyes]
enabled = false
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A settings file with comments."""
    (tmp_path / "config.toml").write_text(BEFORE)
    return tmp_path / "config.toml"


def told(path: Path, key: str, text: str) -> list[str]:
    """Set a value and return what was wrong with it."""
    return [str(problem) for problem in set_value(path, key, text)]


@pytest.mark.parametrize(
    ("key", "text", "old", "new"),
    [
        ("idle_after", "3m", '"2m"', '"3m"'),
        ("idle_after", '"3m"', '"2m"', '"3m"'),
        ("reminders.water.text", "Tea, or coffee?", "Water?", "Tea, or coffee?"),
        ("reminders.eyes.enabled", "true", "false", "true"),
        ("keep_stance", "true", "# like this\n", "# like this\nkeep_stance = true\n"),
        ("reminders.water.surface", "tray", '"Water?"\n', '"Water?"\nsurface = "tray"\n'),
    ],
)
def test_only_the_value_changes(path: Path, key: str, text: str, old: str, new: str) -> None:
    """Comments, order and spaces of the file stay as they are."""
    assert [] == told(path, key, text)
    assert BEFORE.replace(old, new) == path.read_text()


def test_a_new_table(path: Path) -> None:
    """A setting in a table that is not in the file yet brings the table."""
    assert [] == told(path, "reminders.sitting.after", "30m")
    assert f'{BEFORE}\n[reminders.sitting]\nafter = "30m"\n' == path.read_text()


def test_a_whole_reminder(path: Path) -> None:
    """A reminder of one's own can be written in one go."""
    assert [] == told(path, "reminders.tea", '{ every = "2h", text = "Tea?" }')
    assert BEFORE in path.read_text()


@pytest.mark.parametrize(
    ("key", "text", "problem"),
    [
        (
            "reminders.sitting.after",
            "25",
            "config.toml: reminders.sitting.after = 25: "
            'write a length with its unit, like "25m" (a bare number has none)',
        ),
        (
            "reminders.sitting.after",
            "5m",
            'config.toml: reminders.sitting.after = "5m": write a length between 20m and 2h',
        ),
        (
            "reminders.sitting.afer",
            "30m",
            'config.toml: reminders.sitting.afer = "30m": unknown setting; did you mean after?',
        ),
        (
            "idle_after.x",
            "1",
            'config.toml: idle_after: write a length like "25m"',
        ),
        ("idle after", "1m", "config.toml: idle after: this is no name of a setting"),
        ("a = 1\nb", "1m", "config.toml: a = 1\nb: this is no name of a setting"),
        ("", "1m", "config.toml: this is no name of a setting"),
    ],
)
def test_what_would_be_wrong_is_not_written(path: Path, key: str, text: str, problem: str) -> None:
    """A value that is refused leaves the file as it was."""
    assert [problem] == told(path, key, text)
    assert BEFORE == path.read_text()


def test_mistakes_can_be_mended_one_by_one(path: Path) -> None:
    """Two mistakes in the file do not keep the first from being mended, nor a third out."""
    path.write_text('idle_after = 2\naway_after = 5\n[prompt]\nsound = "yes"\n')

    assert [] == told(path, "idle_after", "2m")
    assert ["config.toml: prompt.per_day = 0: write a number between 1 and 500"] == told(
        path, "prompt.per_day", "0"
    )
    assert [] == told(path, "prompt.sound", "false")
    assert [] == told(path, "away_after", "5m")
    assert isinstance(read(path, {}), Loaded)


def test_tables_written_in_parts(path: Path) -> None:
    """A file whose tables are scattered is changed in the right part."""
    scattered = '[reminders.eyes]\nevery = "30m"\n[prompt]\n[reminders.sitting]\nafter = "40m"\n'
    path.write_text(scattered)

    assert [] == told(path, "reminders.sitting.after", "50m")
    assert scattered.replace("40m", "50m") == path.read_text()
    assert [] == told(path, "reminders.sitting.enabled", "false")
    assert [] == told(path, "reminders.stretch.every", "90m")
    assert [] == told(path, "holds.dnd.on", "false")
    assert isinstance(read(path, {}), Loaded)


def test_inline_and_dotted_tables(path: Path) -> None:
    """Tables on one line and dotted names are changed where they stand."""
    path.write_text('prompt.life = "5m"\nholds = { fullscreen = { on = true } }\n')

    assert [] == told(path, "prompt.grace", "1m")
    assert [] == told(path, "holds.fullscreen.at_most", "never")
    assert (
        'prompt.life = "5m"\nprompt.grace = "1m"\n'
        'holds = { fullscreen = { on = true , at_most = "never"} }\n'
    ).replace(" ,", ",") == path.read_text().replace(" ,", ",")


def test_a_broken_file_is_left_alone(path: Path) -> None:
    """A file that is no TOML is not touched; the line is told."""
    path.write_text("idle_after = \n")

    assert ["config.toml:1: this cannot be read: "
            "a value is missing or not one that TOML knows, in: idle_after ="] == told(
        path, "idle_after", "2m"
    )  # fmt: skip
    assert "idle_after = \n" == path.read_text()


def test_a_missing_file_is_made_from_ours(tmp_path: Path) -> None:
    """The first setting makes the file with everything explained, for this user alone."""
    path = tmp_path / "new" / "config.toml"
    wanted = first_text().replace('after = "45m"\nsurface', 'after = "30m"\nsurface')

    assert [] == told(path, "reminders.sitting.after", "30m")
    assert wanted == path.read_text()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_the_mode_of_the_file_stays(path: Path) -> None:
    """A file that others may read may still be read by them, and nothing is left beside it."""
    path.chmod(0o644)
    told(path, "idle_after", "3m")

    assert 0o644 == stat.S_IMODE(path.stat().st_mode)
    assert [path] == list(path.parent.iterdir())


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    """Of a link the file behind it is changed, wherever that is."""
    target = tmp_path / "dotfiles" / "unhunch.toml"
    target.parent.mkdir()
    path.rename(target)
    path.symlink_to("dotfiles/unhunch.toml")

    assert [] == told(path, "idle_after", "3m")
    assert path.is_symlink()
    assert BEFORE.replace('"2m"', '"3m"') == target.read_text()


def test_line_ends_and_mark_of_windows_stay(path: Path) -> None:
    """A file written on Windows is still one of Windows."""
    path.write_bytes(b"\xef\xbb\xbf" + BEFORE.replace("\n", "\r\n").encode())

    assert [] == told(path, "reminders.sitting.after", "30m")
    wanted = f'{BEFORE}\n[reminders.sitting]\nafter = "30m"\n'
    assert b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode() == path.read_bytes()


def test_a_disk_that_takes_nothing_is_told(path: Path) -> None:
    """When the file cannot be replaced, it stays and the reason is told."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        said = told(path, "idle_after", "3m")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert ["config.toml: cannot be written: File too large"] == said
    assert BEFORE == path.read_text()
    assert [path] == list(path.parent.iterdir())


def test_first_run_writes_a_private_file_once(tmp_path: Path) -> None:
    """The first run leaves a file with all defaults for this user alone; the second nothing."""
    path = tmp_path / "unhunch" / "config.toml"
    first, text = first_run(path), path.read_text()
    path.write_text("mine")

    assert (True, False) == (first, first_run(path))
    assert (first_text(), "mine") == (text, path.read_text())
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_first_run_in_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """Where no file can be made the reason is told and the defaults count."""
    (tmp_path / "unhunch").write_text("a file in the way")
    path = tmp_path / "unhunch" / "config.toml"

    with pytest.raises(UnhunchError, match=r"cannot write .*config.toml: "):
        first_run(path)


def test_the_first_file_is_the_defaults(tmp_path: Path) -> None:
    """Whoever starts with our file starts with our defaults."""
    path = tmp_path / "config.toml"
    first_run(path)

    outcome = read(path, {})
    assert isinstance(outcome, Loaded)
    assert default_policy() == outcome.policy
