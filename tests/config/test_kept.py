"""Settings that are what they were at the last start are not checked again."""

from dataclasses import replace
from pathlib import Path

import pytest

from unhunch.config.kept import Kept
from unhunch.config.load import read
from unhunch.config.loaded import Loaded

LOADED = Loaded(show_details=True)
GOOD = Path(__file__).parent / "files" / "good" / "office.toml"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A settings file."""
    file = tmp_path / "config.toml"
    file.write_text("idle_after = '3m'\n")
    return file


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """With no variables."""
    return Kept(tmp_path / "kept.json", {})


def test_the_same_settings_come_to_the_same(kept: Kept, settings: Path) -> None:
    """What was kept comes back while file, variables and program are what they were."""
    kept.keep(kept.question(settings), LOADED)

    assert LOADED == kept.recall(kept.question(settings))


def test_a_whole_policy_comes_back(kept: Kept) -> None:
    """A real settings file with all its reminders is the same after it was kept."""
    loaded = read(GOOD, {})
    assert isinstance(loaded, Loaded)
    kept.keep(kept.question(GOOD), loaded)

    assert loaded == kept.recall(kept.question(GOOD))


def test_other_text_is_another_question(kept: Kept, settings: Path) -> None:
    """An edit, even one that leaves size and time as they were, has the file checked."""
    kept.keep(kept.question(settings), LOADED)
    settings.write_text("idle_after = '4m'\n")

    assert kept.recall(kept.question(settings)) is None


def test_a_file_that_is_gone_is_another_question(kept: Kept, settings: Path) -> None:
    """Without a file the defaults apply, not what the file said."""
    kept.keep(kept.question(settings), LOADED)
    settings.unlink()

    assert kept.recall(kept.question(settings)) is None


def test_other_variables_are_another_question(kept: Kept, settings: Path, tmp_path: Path) -> None:
    """Variables stand above the file."""
    kept.keep(kept.question(settings), LOADED)
    other = Kept(tmp_path / "kept.json", {"UNHUNCH_IDLE_AFTER": "9m"})

    assert other.recall(other.question(settings)) is None


def test_another_program_asks_again(kept: Kept, settings: Path) -> None:
    """After an update nothing of the old program's reading is believed."""
    question = kept.question(settings)
    assert question is not None
    kept.keep({**question, "program": ["0.0.1"]}, LOADED)

    assert kept.recall(question) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"question": 1}', "\udcff"])
def test_damage_costs_only_a_check(kept: Kept, settings: Path, tmp_path: Path, text: str) -> None:
    """A file that is cut off or full of something else is as good as none."""
    (tmp_path / "kept.json").write_bytes(text.encode(errors="surrogateescape"))

    assert kept.recall(kept.question(settings)) is None


def test_a_folder_is_for_the_check_to_complain_about(kept: Kept, tmp_path: Path) -> None:
    """What cannot be read is not known, whatever was kept."""
    assert kept.question(tmp_path) is None
    assert kept.recall(None) is None


def test_it_is_for_this_user_alone(kept: Kept, settings: Path, tmp_path: Path) -> None:
    """The user's own words may stand in the settings."""
    kept.keep(kept.question(settings), LOADED)
    kept.keep(kept.question(settings), replace(LOADED, language="de"))

    assert (tmp_path / "kept.json").stat().st_mode & 0o777 == 0o600
