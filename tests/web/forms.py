"""Reads a form from a page as a browser does: what each control would send."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The values of one form, by name, in the order of the page; buttons are left out."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.controls: dict[str, dict[str, str]] = {}
        self._wanted = action
        self._inside = False
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a control."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._inside = given["action"] == self._wanted
        if not self._inside:
            return
        if tag == "input":
            self._put(name, given)
            if given["type"] not in ("checkbox", "radio") or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value", ""))
        elif tag == "select":
            self._put(name, given)
            self._select = name
        elif tag == "option" and "selected" in given:
            self.values[self._select] = [given["value"]]
        elif tag == "textarea":
            self._put(name, given)
            self._area = name
            self.values[name] = [""]

    def handle_data(self, data: str) -> None:
        """Take in what stands in a text area."""
        if self._area:
            # HTML: a newline right after the tag is no part of the text.
            self.values[self._area][0] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a control."""
        if tag == "textarea":
            self._area = ""
        elif tag == "form":
            self._inside = False

    def _put(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") != "hidden":
            self.controls[name] = given
