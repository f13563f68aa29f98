"""Somebody who fills in the settings' form."""

import re

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
