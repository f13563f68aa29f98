"""The errors that cross a border. Each says what, where and what was expected."""


class UnhunchError(Exception):
    """Raised for anything a user can be told about in one sentence."""

    @property
    def words(self) -> str:
        """What it says, as it was given: a Sentence where it can be translated."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class NotHere(UnhunchError):
    """Raised by a backend that cannot work on this machine now; the text is the reason.

    `lasting`: it is no use asking again later. What could change it (a bus that comes, another
    environment) starts the backend anew by itself.
    """

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


class NoBackend(UnhunchError):
    """Raised when every candidate for a port was unfit."""


class JournalUnreadable(UnhunchError):
    """Raised when the journal is corrupt, newer than this program, or not to be opened."""


class SettingsUnreadable(UnhunchError):
    """Raised when the settings file cannot be read at all (a folder, no permission, not UTF-8)."""


class WireError(UnhunchError):
    """Raised when a request could not be sent or its answer not be read."""


class NoDaemon(WireError):
    """Raised when no daemon answers on the wire."""


class BusError(UnhunchError):
    """Raised when a D-Bus connection or call failed. `name` is D-Bus's own, `text` its words."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text or name)
        self.name = name
        self.text = text


class AlreadyRunning(UnhunchError):
    """Raised when another process of this user has the journal; the text names it."""
