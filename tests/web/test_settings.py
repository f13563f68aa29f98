"""The settings as a form: what it shows, what it saves, and what it leaves alone."""

import re
import tomllib
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from unhunch.config import edit
from unhunch.config.first import first_text
from unhunch.config.form import form
from unhunch.config.toml import LARGEST

from .forms import Form
from .rig import Pages

MINE = """\
# mine
idle_after = "90s"   # quick

[prompt]
per_day = 5
# no noise

[reminders.water]
every = "50m"
text = "Water?"
answers = { "Drank it" = "done", "Skip" = "skip" }
"""


class Filler:
    """Somebody who fills in the form in a browser."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.file = pages.paths.settings
        self.browser = pages.visitor("settings")
        self.form = Form(self.browser.page.text, "/settings")

    def loads(self, query: str = "") -> "Filler":
        """Load the page."""
        self.browser.opens(f"/settings{query}")
        self.form = Form(self.browser.page.text, "/settings")
        return self

    def saves(self, **given: str | list[str]) -> "Filler":
        """Enter these, dots written as __, and save."""
        return self.presses("save", "save", **given)

    def presses(self, button: str, value: str, **given: str | list[str]) -> "Filler":
        """Enter these and press a button of the form."""
        fields = {name.replace("__", "."): texts for name, texts in given.items()}
        assert fields.keys() <= self.form.values.keys(), fields.keys() - self.form.values.keys()
        answer = self.browser.client.post(
            "/settings",
            data={**self.form.values, **fields, button: value},
            headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        )
        self.browser.page = self.browser._follow(answer)
        self.form = Form(self.browser.page.text, "/settings")
        return self

    @property
    def status(self) -> int:
        """Of the page."""
        return self.browser.page.status_code

    @property
    def text(self) -> str:
        """The page, in words only."""
        return " ".join(re.sub("<[^>]+>", " ", self.browser.text).split())

    def value(self, key: str) -> str:
        """What stands in a control."""
        return self.form.values[key][-1]

    def told(self, key: str) -> str:
        """What is said beside a control that is wrong, by what a screen reader would say."""
        control = self.form.controls[key]
        if "aria-invalid" not in control:
            return ""
        [named] = [each for each in control["aria-describedby"].split() if each.endswith("-wrong")]
        found = re.search(rf'<p class="wrong" id="{re.escape(named)}">(.*?)</p>', self.browser.text)
        assert found, named
        return found[1]

    @property
    def focus(self) -> list[str]:
        """The controls that the page would begin with."""
        return [name for name, each in self.form.controls.items() if "autofocus" in each]


@pytest.fixture
def filler(pages: Pages) -> Filler:
    """Somebody with a file of their own."""
    pages.paths.settings.write_text(MINE)
    return Filler(pages)


def test_every_setting_is_on_the_page(filler: Filler) -> None:
    """Also those of a reminder of one's own, and of one that is to be made."""
    keys = {each.key for each in form({("reminders",): ("water", "+")}).every_control()}

    assert keys == {name for name in filler.form.values if name in keys}
    assert 200 == filler.status


def test_a_control_says_what_it_may_be(filler: Filler) -> None:
    """Its meaning, bounds and default, whether it differs, and the way back."""
    assert "The most prompts in any hour. From 1 to 60. Default: 2." in filler.text
    assert "Default: 10. Not the default Back to the default : Per day" in filler.text
    assert ("1", "60", "number") == tuple(
        filler.form.controls["prompt.per_hour"][name] for name in ("min", "max", "type")
    )
    assert ("5", "90s", "true") == (
        filler.value("prompt.per_day"),
        filler.value("idle_after"),
        filler.value("reminders.sitting.enabled"),
    )


def test_what_is_saved_unchanged_changes_nothing(filler: Filler) -> None:
    """Not a byte, and it is said so."""
    before = filler.file.stat()

    assert "Nothing was changed." in filler.saves().text
    assert MINE == filler.file.read_text()
    assert before.st_ino == filler.file.stat().st_ino


def test_several_are_saved_and_comments_stay(filler: Filler) -> None:
    """Each in its line."""
    filler.saves(
        prompt__per_day="6",
        idle_after="80s",
        prompt__sound=["false", "true"],
        reminders__water__answers="Drank it = done\nNot now = later",
    )

    assert "Saved." in filler.text
    wanted = (
        MINE.replace("90s", "80s")
        .replace("per_day = 5\n# no noise\n", "per_day = 6\n# no noise\nsound = true\n")
        .replace('"Skip" = "skip"', '"Not now" = "later"')
    )
    assert tomllib.loads(wanted) == tomllib.loads(filler.file.read_text())
    for kept in ("# mine\n", '"80s"   # quick', "# no noise"):
        assert kept in filler.file.read_text()
    assert "6" == filler.value("prompt.per_day")


def test_a_wrong_value_is_refused_in_place(filler: Filler) -> None:
    """What was typed stays, the page begins there, and nothing is written."""
    filler.saves(prompt__per_hour="99", prompt__per_day="7", prompt__grace="soon")

    assert 422 == filler.status
    assert "write a number between 1 and 60" == filler.told("prompt.per_hour")
    assert "write a length in hours" in filler.told("prompt.grace")
    assert "" == filler.told("prompt.per_day")
    assert ("99", "7", "soon") == tuple(
        map(filler.value, ("prompt.per_hour", "prompt.per_day", "prompt.grace"))
    )
    assert ["prompt.grace"] == filler.focus
    assert MINE == filler.file.read_text()

    filler.saves(prompt__per_hour="9", prompt__grace="20s")
    prompt = tomllib.loads(filler.file.read_text())["prompt"]
    assert {"per_day": 7, "per_hour": 9, "grace": "20s"} == prompt


def test_what_is_no_number_is_refused_in_place(filler: Filler) -> None:
    """In words about the form."""
    filler.saves(prompt__jitter="much", prompt__per_day="")

    assert "enter a number, like 0.1" == filler.told("prompt.jitter")
    assert "enter a whole number" == filler.told("prompt.per_day")
    assert MINE == filler.file.read_text()


def test_values_that_are_wrong_together_are_told_at_one_of_them(filler: Filler) -> None:
    """Where it was entered."""
    filler.saves(away_after="1m")
    assert "write more than idle_after, which is 1m30s" == filler.told("away_after")
    filler.loads().saves(reminders__water__at="14:00")
    assert "only one of every, after, at and cron" in filler.told("reminders.water.at")
    filler.loads().saves(reminders__water__every="")
    assert "say when: one of every" in filler.text
    assert 422 == filler.status
    assert MINE == filler.file.read_text()


def test_back_to_the_default_writes_nothing_yet(filler: Filler) -> None:
    """What else was typed stays; saving then writes the default into the line that is there."""
    filler.presses("default", "prompt.per_day", idle_after="70s")

    assert MINE == filler.file.read_text()
    assert ("10", "70s") == (filler.value("prompt.per_day"), filler.value("idle_after"))
    assert ["prompt.per_day"] == filler.focus
    filler.saves()
    assert MINE.replace("90s", "70s").replace("per_day = 5", "per_day = 10") == (
        filler.file.read_text()
    )


def test_a_reminder_is_made_changed_and_removed(filler: Filler) -> None:
    """By its name; in the file it is a table like any other."""
    new = 'reminders."+"'
    filler.saves(
        **{"name reminders": "tea", f"{new}.after": "90m", f"{new}.text": "Tea?"},
    )
    assert "Saved." in filler.text
    assert MINE + '\n[reminders.tea]\nafter = "90m"\ntext = "Tea?"\n' == filler.file.read_text()

    filler.saves(reminders__tea__text="Green tea?")
    assert 'text = "Green tea?"' in filler.file.read_text()
    filler.form.values["remove"] = ["reminders.tea"]
    filler.saves()
    assert MINE.rstrip() == filler.file.read_text().rstrip()


@pytest.mark.parametrize(
    ("name", "fields", "advice"),
    [
        ("", {"text": "Tea?"}, "give it a name"),
        ("water", {"text": "Tea?"}, "there is one of this name already"),
        ("Tea Time", {"text": "Tea?", "every": "1h"}, "name it with small letters"),
        ("a.b", {"text": "Tea?", "every": "1h"}, "name it with small letters"),
        ("tea", {"text": "Tea?"}, "say when: one of every"),
        ("tea", {}, "say what: text"),
        ("sittin", {"every": "1h"}, "did you mean sitting?"),
        ("tea", {"text": "Tea?", "every": "1s"}, "write a length between 10s and 24h"),
    ],
)
def test_a_reminder_that_is_not_whole_is_refused(
    filler: Filler, name: str, fields: dict[str, str], advice: str
) -> None:
    """With what was typed still there."""
    filler.saves(
        **{"name reminders": name}, **{f'reminders."+".{k}': v for k, v in fields.items()}
    )

    assert 422 == filler.status
    assert advice in filler.text
    assert name == filler.value("name reminders")
    assert MINE == filler.file.read_text()


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
        "Prompts › Per day 5 8 6 Take the one in the file",
        "Prompts › Sound no no yes",
        "Reminders › tea › Text not set Tea?",
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


def test_of_a_link_the_file_behind_it_is_changed(filler: Filler, tmp_path: Path) -> None:
    """And a link stays a link."""
    real = tmp_path / "dotfiles.toml"
    filler.file.rename(real)
    filler.file.symlink_to(real)
    filler.loads().saves(idle_after="80s")

    assert filler.file.is_symlink()
    assert MINE.replace("90s", "80s") == real.read_text()


def test_what_stands_in_the_file_is_text_on_the_page(pages: Pages) -> None:
    """Names, labels and complaints alike."""
    evil = "<img src=x onerror=alert(1)>"
    pages.paths.settings.write_text(
        f'[reminders."{evil}"]\ntext = "{evil}"\nevery = "1h"\n'
        f'[reminders.b]\nitems = ["{evil}"]\nanswers = {{ "{evil}" = "done" }}\nevery = "{evil}"\n'
        f'"{evil}" = 1\n'
    )
    page = pages.visitor("settings").page.text

    assert evil not in page
    assert "&lt;img" in page


def test_variables_above_the_file_are_named(filler: Filler) -> None:
    """Whoever saves and sees no effect learns why."""
    filler.pages.environ["UNHUNCH_PROMPT__PER_DAY"] = "3"

    assert "The variable UNHUNCH_PROMPT__PER_DAY stands above it" in filler.loads().text


@pytest.mark.parametrize("path", ["/settings", "/settings/editor"])
def test_nothing_is_done_without_the_token(filler: Filler, path: str) -> None:
    """Nor from another site, nor for another browser, nor by a link."""
    ours = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    fields = {**filler.form.values, "idle_after": "80s", "save": "save"}

    def status(client: TestClient, headers: dict[str, str], **more: str | list[str]) -> int:
        return client.post(path, data={**fields, **more}, headers=headers).status_code

    client = filler.browser.client
    assert isinstance(client, TestClient)
    assert 403 == status(client, ours, token="x")
    assert 403 == status(client, ours, token=[])
    assert 403 == status(client, {"Sec-Fetch-Site": "cross-site"})
    assert 403 == status(client, {"Origin": "http://evil.example"})
    assert 403 == status(filler.pages.client(), ours)
    assert MINE == filler.file.read_text()
    assert 0 == filler.pages.edits


def test_looking_changes_nothing(filler: Filler) -> None:
    """Whatever stands in the address."""
    filler.loads("?save=save&idle_after=80s&default=idle_after")

    assert MINE == filler.file.read_text()
    assert "90s" == filler.value("idle_after")
