"""Daily scores as a picture in black: a bar a day, a short foot for 0, nothing without a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..body.terms import WORST

Scores = Sequence[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A word under the axis, at the day with this number."""

    day: int
    text: str


WIDE, HIGH, LEFT, TOP, BOTTOM = 720.0, 96.0, 20.0, 6.0, 14.0
SMALL_WIDE, SMALL_HIGH = 112.0, 14.0
_FOOT = 1.2


def chart(scores: Scores, ticks: Sequence[Tick], words: str) -> Markup:
    """Return the picture of a period with its axes. `words`: what it shows, for who cannot see."""
    high = HIGH - TOP - BOTTOM
    parts = [*_grid(high), *_bars(scores, LEFT, TOP, WIDE - LEFT, high), *_ticks(scores, ticks)]
    return _picture(WIDE, HIGH, parts, words)


def small_chart(scores: Scores, words: str) -> Markup:
    """Return the picture of a few weeks without axes, for one line of a table."""
    parts = [
        Markup('<path class="line" d="M0 {0}H{1}"/>').format(SMALL_HIGH - 0.5, SMALL_WIDE),
        *_bars(scores, 0, 1, SMALL_WIDE, SMALL_HIGH - 2),
    ]
    return _picture(SMALL_WIDE, SMALL_HIGH, parts, words)


def _picture(width: float, height: float, parts: Sequence[Markup], words: str) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {0:g} {1:g}" preserveAspectRatio="xMinYMax" role="img" '
        'aria-label="{2}">{3}</svg>'
    ).format(width, height, words, Markup("").join(parts))


def _grid(high: float) -> Iterator[Markup]:
    for score in (0, 5, WORST):
        y = TOP + high * (1 - score / WORST)
        kind = "line" if score == 0 else "dotted"
        yield Markup('<path class="{0}" d="M{1:g} {2:.1f}H{3:g}"/>').format(kind, LEFT, y, WIDE)
        yield Markup('<text x="{0:g}" y="{1:.1f}" class="end">{2}</text>').format(
            LEFT - 4, y + 3, score
        )


def _ticks(scores: Scores, ticks: Sequence[Tick]) -> Iterator[Markup]:
    step = (WIDE - LEFT) / max(1, len(scores))
    for tick in ticks:
        x = LEFT + tick.day * step
        yield Markup('<path class="line" d="M{0:.1f} {1:g}v4"/>').format(x, HIGH - BOTTOM)
        yield Markup('<text x="{0:.1f}" y="{1:g}">{2}</text>').format(x + 2, HIGH - 3, tick.text)


def _bars(scores: Scores, x: float, y: float, width: float, height: float) -> Iterator[Markup]:
    step = width / max(1, len(scores))
    for number, score in enumerate(scores):
        if score is None:
            continue
        tall = max(_FOOT, height * score / WORST)
        yield Markup(
            '<rect class="bar" x="{0:.2f}" y="{1:.2f}" width="{2:.2f}" height="{3:.2f}"/>'
        ).format(x + number * step + step * 0.15, y + height - tall, step * 0.7, tall)
