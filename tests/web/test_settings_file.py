"""The form beside the file: what changes underneath, is broken, or cannot be written."""

import os
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from unhunch.config import edit
from unhunch.config.first import first_text
from unhunch.config.toml import LARGEST

from .filler import MINE, Filler
from .rig import Pages


def test_a_file_that_changed_is_not_overwritten(filler: Filler) -> None:
    """Both are shown side by side; saved again, both are there."""
    theirs = MINE.replace("per_day = 5", "per_day = 8") + '\n[reminders.tea]\nafter = "1h"\n'
    theirs += 'text = "Tea?"\n'
    filler.file.write_text(theirs)
    filler.saves(idle_after="80s", prompt__per_day="6", prompt__sound=["false", "true"])

    assert 409 == filler.status
    assert theirs == filler.file.read_text()
    assert "The file has changed in the meantime" in filler.text
    for row in (
        "Idle after 90s 90s 80s",
        "Prompts: Per day 5 8 6 Take the one in the file",
        "Prompts: Sound no no yes",
        "Reminders: tea: Text not set Tea?",
    ):
        assert row in filler.text
    assert ("80s", "6", "true", "Tea?") == tuple(
        map(filler.value, ("idle_after", "prompt.per_day", "prompt.sound", "reminders.tea.text"))
    )

    filler.presses("theirs", "prompt.per_day")
    assert ("8", "80s") == (filler.value("prompt.per_day"), filler.value("idle_after"))
    filler.saves()
    assert theirs.replace("90s", "80s").replace("# no noise\n", "# no noise\nsound = true\n") == (
        filler.file.read_text()
    )


def test_a_comment_that_changed_is_a_conflict_too(filler: Filler) -> None:
    """Nothing is written over it; with nothing to choose the form can be saved again."""
    filler.file.write_text(MINE + "# more\n")
    filler.saves()
    assert "No setting differs, only comments" in filler.text

    filler.saves(idle_after="80s")
    assert MINE.replace("90s", "80s") + "# more\n" == filler.file.read_text()


def test_a_file_that_changes_in_the_moment_of_saving(
    filler: Filler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the check and the write: what the editor wrote stays."""
    really = edit.write_whole

    def write_whole(target: Path, text: str, seen: str | None = None) -> None:
        target.write_text(MINE + "idle = 1\n")
        really(target, text, seen)

    monkeypatch.setattr(edit, "write_whole", write_whole)
    filler.saves(idle_after="80s")

    assert 409 == filler.status
    assert MINE + "idle = 1\n" == filler.file.read_text()
    assert "80s" == filler.value("idle_after")


def test_a_reminder_that_somebody_removed_meanwhile(filler: Filler) -> None:
    """What was typed into it is not lost; saving makes it again, or is told what is missing."""
    filler.file.write_text("# nothing left\n")
    filler.saves(reminders__water__text="More water?")

    assert 409 == filler.status
    assert "More water?" == filler.value("reminders.water.text")
    assert 422 == filler.saves().status
    assert "say when" in filler.text
    filler.saves(reminders__water__every="40m")
    assert {"every": "40m", "text": "More water?"} == (
        tomllib.loads(filler.file.read_text())["reminders"]["water"]
    )


def test_a_form_from_long_ago(filler: Filler) -> None:
    """One whose file is not remembered any more: what it says is held against the file."""
    filler.form.values["seen"] = ["0" * 64]
    filler.saves(idle_after="80s")

    assert 409 == filler.status
    assert "80s" == filler.value("idle_after")
    assert MINE == filler.file.read_text()
    assert "Saved." in filler.saves().text


def test_a_file_that_is_broken_by_hand_is_left_alone(filler: Filler) -> None:
    """The line is told, the editor is offered, and a form from before cannot be saved."""
    broken = MINE + "sound = \n"
    filler.file.write_text(broken)
    filler.saves(idle_after="80s")

    assert "The settings file cannot be read" == filler.browser.heading
    assert "config.toml:12: this cannot be read: a value is missing" in filler.text
    assert broken == filler.file.read_text()
    filler.browser.presses("edit")
    assert 1 == filler.pages.edits
    assert "An editor is being opened with" in filler.browser.text
    assert "The settings file cannot be read" == filler.loads().browser.heading


def test_mistakes_in_the_file_are_told_and_can_be_mended(filler: Filler) -> None:
    """In their place, with their line; those in no place of the form above it."""
    filler.file.write_text('idle_after = 2\nfoo = 1\n[prompt]\nsound = "yes"\nper_day = 7\n')
    filler.loads()

    assert 'config.toml:1: idle_after = 2: write a length with its unit, like "2m"' in (
        filler.told("idle_after")
    )
    assert "config.toml:2: foo = 1: unknown setting" in filler.text
    assert ('"yes"', "2") == (filler.value("prompt.sound"), filler.value("idle_after"))

    filler.saves(prompt__per_day="8")
    assert 'sound = "yes"\nper_day = 8\n' in filler.file.read_text()
    filler.saves(prompt__sound="false", idle_after="2m")
    assert 'idle_after = "2m"\nfoo = 1\n[prompt]\nsound = false\nper_day = 8\n' == (
        filler.file.read_text()
    )


@pytest.mark.parametrize("hours", ['"9-17"', '["09:00-17:00"]', "3"])
def test_a_value_in_the_place_of_a_table_keeps_nothing_from_being_saved(
    filler: Filler, hours: str
) -> None:
    """It is told, and left for the file."""
    filler.file.write_text(f"hours = {hours}\n[reminders.sitting]\nhours = {hours}\n")
    filler.loads().saves(prompt__per_day="8")

    assert "Saved." in filler.text
    assert "this is a table; write [hours]" in filler.text
    assert "per_day = 8" in filler.file.read_text()


def test_one_with_a_dot_in_its_name_can_be_removed(filler: Filler) -> None:
    """No reminder may be called so, which is told; what is typed into it is not lost."""
    name = 'reminders."a.b"'
    filler.file.write_text(f'[{name}]\nevery = "1h"\ntext = "A"\n')
    filler.loads().saves(**{f"{name}.text": "B"})
    assert 'text = "B"' in filler.file.read_text()

    filler.form.values["remove"] = [name]
    filler.saves()
    assert "" == filler.file.read_text()


def test_a_text_of_several_lines_has_room_for_them(filler: Filler) -> None:
    """In a control for one line a browser would put them together, and that would be saved."""
    filler.file.write_text('[reminders.tea]\nevery = "1h"\ntext = "Tea\\nor not?"\n')
    filler.loads()

    assert "type" not in filler.form.controls["reminders.tea.text"]
    assert "Tea\nor not?" == filler.value("reminders.tea.text")


def test_a_missing_file_is_made_with_everything_explained(pages: Pages) -> None:
    """By the first save, and not by looking."""
    filler = Filler(pages)
    assert "It is not there yet" in filler.text
    assert not filler.file.exists()

    filler.saves(reminders__sitting__after="30m")
    assert first_text().replace('after = "45m"\nsurface', 'after = "30m"\nsurface') == (
        filler.file.read_text()
    )


def test_the_file_of_the_program_differs_from_no_default(pages: Pages) -> None:
    """Whoever starts with it sees that nothing was changed."""
    pages.paths.settings.write_text(first_text())

    assert "Not the default" not in Filler(pages).text


@pytest.mark.parametrize(
    ("prepared", "complaint"),
    [
        ("folder", "config.toml: this is a folder, not a file"),
        ("huge", "config.toml: larger than 1 MB; this cannot be settings"),
        ("bytes", "config.toml:1: not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_settings_is_told(pages: Pages, prepared: str, complaint: str) -> None:
    """And never touched."""
    file = pages.paths.settings
    match prepared:
        case "folder":
            file.mkdir()
        case "huge":
            file.write_text("#" * (LARGEST + 1))
        case _:
            file.write_bytes(b"\xff\xfe\x00")
    browser = pages.visitor("settings")

    assert complaint in browser.text
    assert "The settings file cannot be read" == browser.heading


def test_a_file_that_may_not_be_written_is_told(filler: Filler) -> None:
    """With what was typed still there."""
    filler.file.chmod(0o444)
    filler.saves(idle_after="80s")

    assert 422 == filler.status
    assert "cannot be written: it is read-only" in filler.text
    assert "80s" == filler.value("idle_after")
    assert MINE == filler.file.read_text()


def test_a_folder_in_which_nothing_can_be_made_is_told(pages: Pages) -> None:
    """Here because a file is in its place."""
    folder = pages.paths.settings.parent
    folder.rmdir()
    folder.write_text("")
    browser = pages.visitor("settings")

    assert "cannot be read: Not a directory" in browser.text


def test_a_folder_that_may_not_be_written_is_told() -> None:
    """In the system's words; the file and the folder are as they were."""
    with TemporaryDirectory() as made:
        filler = filler_in(Path(made))
        folder, user = filler.file.parent, os.geteuid()
        for each in (Path(made), folder.parent, folder):
            each.chmod(0o755)
        filler.file.chmod(0o644)
        folder.chmod(0o555)
        # Root may write everything, so for a moment we are nobody.
        os.seteuid(65534 if user == 0 else user)
        try:
            filler.saves(idle_after="80s")
        finally:
            os.seteuid(user)
            folder.chmod(0o755)

        assert 422 == filler.status
        assert "cannot be written: Permission denied" in filler.text
        assert "80s" == filler.value("idle_after")
        assert [filler.file] == list(folder.iterdir())
        assert MINE == filler.file.read_text()


def filler_in(folder: Path) -> Filler:
    """Somebody whose home is this folder."""
    pages = Pages(folder)
    pages.paths.settings.write_text(MINE)
    return Filler(pages)


def test_of_a_link_the_file_behind_it_is_changed(filler: Filler, tmp_path: Path) -> None:
    """And a link stays a link."""
    real = tmp_path / "dotfiles.toml"
    filler.file.rename(real)
    filler.file.symlink_to(real)
    filler.loads().saves(idle_after="80s")

    assert filler.file.is_symlink()
    assert MINE.replace("90s", "80s") == real.read_text()
