"""What a scene tells of the body: in the tray and in a notification. The sentences themselves are
loaded when there is something to tell."""

from ..desk.care_scene import SuggestionView
from ..desk.scene import Scene
from .catalogue import Catalogue
from .notices import Notice, neutral_notice
from .times import date_words


def watch_words(words: Catalogue, scene: Scene, *, show_details: bool) -> str:
    """Return the tray's line at the level `watch`; empty at any other."""
    watch = scene.watch
    if watch is None:
        return ""
    from .teller import Teller
    from .watching import neutral_line, watch_line

    teller = Teller(words=words, today=watch.today, say_date=lambda day: date_words(words, day))
    if not show_details:
        return neutral_line(teller, watch.again)
    return watch_line(teller, watch.behind, marked=watch.marked, again=watch.again)


def suggestion_words(
    words: Catalogue, view: SuggestionView, *, show_details: bool, emergency: str, advice: str
) -> Notice:
    """Return how a suggestion is announced; without details it names neither fact nor level."""
    if not show_details:
        return neutral_notice(words, view.level)
    from .notices import suggestion_notice
    from .suggesting import suggestion_text

    text = suggestion_text(
        words,
        view.now,
        view.level,
        view.now.day,
        lambda day: date_words(words, day),
        emergency=emergency,
        advice=advice,
        raised=view.raised,
    )
    return suggestion_notice(words, text, show_details=True)
