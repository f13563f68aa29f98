"""The settings as a form: what it shows, what it saves, and what it refuses."""

import tomllib

import pytest
from starlette.testclient import TestClient

from unhunch.config.form import Kind, form
from unhunch.config.paths import data_file

from .filler import MINE, Filler
from .rig import Pages


def test_every_setting_is_on_the_page(filler: Filler) -> None:
    """Also those of a reminder of one's own, and of one that is to be made."""
    whole = form({("reminders",): ("water", "+"), ("exercises",): ("+",)})
    keys = {each.key for each in whole.every_control() if each.kind is not Kind.FILE}

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


def test_an_exercise_is_changed_and_its_figure_stays(pages: Pages) -> None:
    """What is drawn is shown, and left for the file."""
    example = data_file("own-exercise.toml").read_text()
    pages.paths.settings.write_text(example)
    filler = Filler(pages)
    assert "stance" in filler.text
    assert "This is changed in the file." in filler.text

    filler.saves(**{"exercises.reach-up.lasts": "50s"})
    assert example.replace('"40s"', '"50s"') == pages.paths.settings.read_text()
    filler.saves(**{"name exercises": "nod", 'exercises."+".name': "Nod"})
    assert 'say what to do, in one line: do = "…"' in filler.text


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
    filler.saves(**{"name reminders": name}, **{f'reminders."+".{k}': v for k, v in fields.items()})

    assert 422 == filler.status
    assert advice in filler.text
    assert name == filler.value("name reminders")
    assert MINE == filler.file.read_text()


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
