"""A piece of a page as data: a title, paragraphs, and a list. Whoever shows it decides how."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Paragraphs under a title, and below them a list."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
