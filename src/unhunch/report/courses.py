"""The episodes that reach into the period, as body.episodes tells them: nothing is counted here."""

from ..body.change import Change
from ..body.episodes import Episode, episodes
from ..body.episodes import Gap as Silence
from .data import EpisodeRow, Gap
from .diary import Diary


def courses(diary: Diary) -> tuple[EpisodeRow, ...]:
    """Return the episodes with a pain day in the period, oldest first."""
    told = episodes(diary.history, diary.period.to)
    return tuple(_row(each, diary) for each in told if each.last_pain in diary.period)


def _row(episode: Episode, diary: Diary) -> EpisodeRow:
    before, after = _medians(episode.change)
    return EpisodeRow(
        group=episode.group,
        regions=episode.regions,
        start=episode.start,
        start_certainty=episode.certainty,
        last_pain_day=episode.last_pain,
        status=episode.status,
        duration_days=episode.days,
        label=episode.label,
        baseline_median=before,
        recent_median=after,
        change=None if before is None or after is None else after - before,
        flares_182d=len(episode.flares),
        gaps=tuple(_gap(gap) for gap in episode.gaps if gap.last in diary.period),
    )


def _medians(change: Change | None) -> tuple[float | None, float | None]:
    return (None, None) if change is None else (change.before, change.after)


def _gap(silence: Silence) -> Gap:
    return Gap(from_=silence.first, to=silence.last, bridge_answer=silence.answer)
