"""Recording surfaces: real behaviour, no real world. The daemon's tests look through them."""

from collections.abc import Callable, Iterable

from unhunch.ports import (
    Ability,
    Clicked,
    Closed,
    Entry,
    Face,
    Failed,
    Gone,
    Heard,
    Notice,
    Pressed,
    Shown,
)
from unhunch.ports import Back as ServerBack


class FakeNotifier:
    """A notification server in memory: one notice at a time, pressed by calling `press`."""

    name = "fake"

    def __init__(self, abilities: Iterable[Ability] = Ability) -> None:
        self.abilities = frozenset(abilities)
        self.visible: Notice | None = None
        self.shown: list[Notice] = []
        self.refuses = ""
        self._heard: Callable[[Heard], None] | None = None

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin to report."""
        self._heard = heard

    async def show(self, notice: Notice) -> Shown | Failed:
        """Keep the notice, unless `refuses` says why not."""
        if self.refuses or self._heard is None:
            return Failed(self.refuses or "not started")
        if notice.quiet and self.visible is None:
            return Shown()
        self.visible = notice
        self.shown.append(notice)
        return Shown()

    async def withdraw(self) -> None:
        """Show nothing."""
        self.visible = None

    async def close(self) -> None:
        """Show nothing and report nothing more."""
        self.visible = None
        self._heard = None

    # --- what the person and the machine do --------------------------------------------------

    def press(self, key: str) -> None:
        """The person presses the visible button with this key."""
        notice = self._taken()
        assert key in [button.key for button in notice.buttons], f"no button {key}"
        self._say(Pressed(notice.mark, key))

    def click(self) -> None:
        """The person clicks the text."""
        self._say(Clicked(self._taken().mark))

    def dismiss(self) -> None:
        """The person closes it."""
        self._say(Closed(self._taken().mark))

    def die(self, why: str = "the notification server went away") -> None:
        """The server goes, and what was visible with it."""
        self.visible, self.refuses = None, why
        self._say(Gone(why))

    def come_back(self) -> None:
        """A server is there again."""
        self.refuses = ""
        self._say(ServerBack())

    def _taken(self) -> Notice:
        notice, self.visible = self.visible, None
        assert notice is not None, "nothing is visible"
        return notice

    def _say(self, heard: Heard) -> None:
        if self._heard is not None:
            self._heard(heard)


class FakeTray:
    """A panel in memory: `face` is what it draws while `is_shown`."""

    name = "fake"

    def __init__(self, *, has_panel: bool = True) -> None:
        self.face: Face | None = None
        self.faces: list[Face] = []
        self._has_panel = has_panel
        self._is_open = False
        self._picked: Callable[[str], None] | None = None
        self._opening: Callable[[], Face] | None = None
        self._changed: Callable[[], None] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is a panel, and we are on it."""
        return self._has_panel and self._picked is not None

    @property
    def is_open(self) -> bool:
        """Whether the menu is open."""
        return self._is_open

    async def start(
        self,
        picked: Callable[[str], None],
        opening: Callable[[], Face],
        changed: Callable[[], None],
    ) -> None:
        """Begin; a panel that is there takes the icon at once."""
        self._picked, self._opening, self._changed = picked, opening, changed
        if self._has_panel:
            changed()

    def show(self, face: Face) -> None:
        """Draw this."""
        if face != self.face:
            self.face = face
            self.faces.append(face)

    async def close(self) -> None:
        """Go from the panel."""
        self._picked = None
        self._is_open = False

    # --- what the person and the machine do --------------------------------------------------

    def open_menu(self) -> tuple[Entry, ...]:
        """The person opens the menu, and sees this."""
        assert self.is_shown, "there is no icon to click"
        assert self._opening is not None
        self._set_open(True)
        self.show(self._opening())
        assert self.face is not None
        return self.face.menu

    def close_menu(self) -> None:
        """The person closes the menu."""
        self._set_open(False)

    def pick(self, key: str) -> None:
        """The person picks the entry with this key."""
        entry = next((entry for entry in self._entries(self.open_menu()) if entry.key == key), None)
        assert entry is not None and entry.enabled, f"no entry {key} to pick"
        self._set_open(False)
        assert self._picked is not None
        self._picked(key)

    def set_panel(self, has_panel: bool) -> None:
        """The panel comes or goes."""
        self._has_panel = has_panel
        self._is_open = self._is_open and has_panel
        if self._changed is not None:
            self._changed()

    def _set_open(self, is_open: bool) -> None:
        if is_open is not self._is_open:
            self._is_open = is_open
            if self._changed is not None:
                self._changed()

    def _entries(self, menu: tuple[Entry, ...]) -> Iterable[Entry]:
        for entry in menu:
            yield entry
            yield from self._entries(entry.children)
