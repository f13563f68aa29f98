"""Somebody sits at a desktop on which Unhunch runs: what the steps of the scenario are made of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..rig.unhunch import Unhunch
from ..rig.waiting import NeverHappened, wait_until
from .desktop import PATIENCE, AnyDesktop, Cannot
from .seen import Record, Seen

TITLE = "Posture check"
NO_SENSOR = "Unhunch has no sensor for it here"
AT_ONCE = 3
"""Seconds in which a sensor that knew nothing before may still prove to know."""

BLIND = {
    "logind-hint": "nothing tells of input but the login manager's idle hint",
    "none": "nothing tells of input",
}
"""Idle sensors that see no pause in the work, and what that means."""

FACTS_TOLD = 20
LOG_TOLD = 3000
"""How much a failure tells of the journal, in lines, and of the log, in characters."""


class Sitting:
    """A desktop, the program on it, and what was seen so far."""

    def __init__(self, desktop: AnyDesktop, unhunch: Unhunch) -> None:
        self.desktop = desktop
        self.unhunch = unhunch
        self.saw: dict[str, Seen] = {}
        self._began: dict[str, str] = {}

    def record(self) -> Record:
        """Return everything that was seen; after all mishaps it works with what it began with."""
        with self._telling("the end"):
            self.until(lambda: self._uses() == self._began, f"it uses {self._began} again")
        return Record(self.desktop.title, self.desktop.versions(), self._began, self.saw)

    def tries(self, capability: str, step: Callable[["Sitting"], Seen]) -> None:
        """Take one step of the scenario; what it saw, or why it cannot be done, is kept."""
        with self._telling(capability):
            try:
                self.saw[capability] = step(self)
            except Cannot as reason:
                self.saw[capability] = Seen("no", str(reason))
        self._began = self._began or self._uses()
        self.shoots(capability)

    def shoots(self, what: str) -> Path:
        """Keep what is on the screen, for people to look at; return where."""
        return self.desktop.screenshot(f"scenario-{self.desktop.name}-{what.replace(' ', '-')}")

    # --- what the program says ---------------------------------------------------------------

    def asks(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send what a command would send, without the start of a process; it must be granted."""
        answer = self.unhunch.ask(request)
        assert answer["ok"], answer
        return answer

    def status(self) -> dict[str, Any]:
        """Return what `unhunch status --json` prints."""
        return self.asks({"do": "status"})

    def _uses(self) -> dict[str, str]:
        status = self.status()
        return {"idle": str(status["idle_sensor"]), "prompts": status["channel"]}

    def holds(self, name: str) -> bool:
        """Whether prompts wait for this."""
        return name in [hold["hold"] for hold in self.status()["holds"]]

    def sign(self, name: str) -> str:
        """Return what the sensors say to a hold's question: yes, no or unknown."""
        said: str = self.status()["signs"][name]["state"]
        return said

    def why_unknown(self, name: str) -> str:
        """Return why no sensor knows, in the program's own words."""
        sign = self.status()["signs"][name]
        # Who is asked and does not know says it best.
        for each in (*sign["sources"], *sign["not_used"]):
            if each["why"]:
                return str(each["why"])
        return NO_SENSOR

    def waits_for(self) -> str:
        """Return why what is due is not shown (Because); empty: nothing waits."""
        waiting = self.status()["waiting"]
        return "" if waiting is None else str(waiting["why"])

    def prompts(self) -> set[int]:
        """Return the numbers of the prompts shown so far."""
        return {fact["prompt"] for fact in self.unhunch.facts("prompt_shown")}

    def settings(self, text: str) -> None:
        """Save the settings; return when they are in force."""
        self.unhunch.settings(text)
        said = self.asks({"do": "settings_check"})
        assert said["problems"] == [], said

    def why_blind(self) -> str:
        """Return why no pause in the work is seen; empty: it is."""
        return BLIND.get(self.status()["idle_sensor"], "")

    def answers(self, label: str, word: str) -> str:
        """Give the open prompt this answer by its button, else in the menu, else by the command.
        Return why not by the button and how instead; empty: by the button."""
        try:
            self.desktop.presses(label)
        except Cannot as reason:
            return f"{reason}; {self._answers_otherwise(label, word)}"
        return ""

    def _answers_otherwise(self, label: str, word: str) -> str:
        try:
            self.desktop.picks(label)
        except Cannot:
            assert self.unhunch("answer", word).code == 0
            return "answered by the command"
        return "answered in the menu"

    def writes(self, word: str, file: Path) -> bool:
        """Type a line; return whether it, or one like it, has arrived in the file."""
        self.desktop.hands.type(f"{word}\n")
        return file.exists() and word in file.read_text()

    # --- what is to be seen ------------------------------------------------------------------

    def sees_prompt(self) -> None:
        """Wait for the prompt, while working."""
        self.until(lambda: self.desktop.sees_notice(TITLE), "the prompt is on the screen")

    def sees_no_prompt(self) -> None:
        """Wait until the prompt has left the screen."""
        self.until(lambda: not self.desktop.sees_notice(TITLE), "the prompt is off the screen")

    def asks_for_prompt(self) -> None:
        """Have a prompt that stays open: what every hold is tried on."""
        if self.status()["prompt"] is None:
            self.desktop.moves()
            said = self.unhunch("break", "posture")
            assert said.code == 0, said
        self.sees_prompt()

    def until(self, condition: Callable[[], object], why: str, timeout: float = PATIENCE) -> None:
        """Work until this is so: an empty chair is shown nothing (product.md 3.3)."""

        def works() -> bool:
            self.desktop.moves()
            return bool(condition())

        wait_until(works, why, timeout, pause=0.3)

    def is_told(self, name: str) -> bool:
        """Whether the program knows that this hold is on, after the desktop switched it on."""
        knew = self.sign(name) != "unknown"
        try:
            patience = PATIENCE if knew else AT_ONCE
            self.until(lambda: self.sign(name) == "yes", f"{name} is told", patience)
        except NeverHappened:
            if knew:
                raise
            return False
        return True

    @contextmanager
    def _telling(self, capability: str) -> Iterator[None]:
        """Have a failure say where it happened and where to look."""
        try:
            yield
        except Exception as error:
            picture = self.shoots(f"{capability} failed")
            raise AssertionError(
                f"{self.desktop.title}, step {capability!r}: {error}\n"
                f"screen: {picture}\nlogs: {self.desktop.logs}\n{self._evidence()}"
            ) from error

    def _evidence(self) -> str:
        facts = self.unhunch("journal", "show").out.splitlines()[-FACTS_TOLD:]
        parts = [self.unhunch("status").out, *facts, self.unhunch.log()[-LOG_TOLD:]]
        return "\n".join(parts)
