"""Lengths, times of day and dates in the language's own way, with no library for it."""

from datetime import date, datetime, timedelta

from .catalogue import Catalogue


def span_words(words: Catalogue, span: timedelta) -> str:
    """Return a length as a person says it: 1 h 5 min, 32 min, 40 s."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return words.say("{seconds} s", seconds=max(0, int(span.total_seconds())))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words.say("{minutes} min", minutes=rest)
    if not rest:
        return words.say("{hours} h", hours=hours)
    return words.say("{hours} h {minutes} min", hours=hours, minutes=rest)


def time_words(words: Catalogue, shown: datetime) -> str:
    """Return the time of day of a local moment."""
    return words.say("{hour}:{minute}", hour=f"{shown:%H}", minute=f"{shown:%M}")


def date_words(words: Catalogue, day: date) -> str:
    """Return the date as it is written in figures."""
    return words.say(
        "{year}-{month}-{day}", year=f"{day.year:04}", month=f"{day:%m}", day=f"{day:%d}"
    )


def day_and_time(words: Catalogue, shown: datetime) -> str:
    """Return the date and the time of day of a local moment."""
    return words.say(
        "{year}-{month}-{day} {time}",
        year=f"{shown.year:04}",
        month=f"{shown:%m}",
        day=f"{shown:%d}",
        time=time_words(words, shown),
    )
