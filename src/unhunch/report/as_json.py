"""The report as plain JSON: the same data, numbers as numbers, null where nothing is known."""

from dataclasses import fields, is_dataclass
from typing import Any

from ..plain import to_plain
from .data import Report


def to_json(report: Report) -> dict[str, Any]:
    """Return the report as one JSON object."""
    plain: dict[str, Any] = _plain(report)
    return plain


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {
            field.name.removesuffix("_"): _plain(getattr(value, field.name))
            for field in fields(value)
        }
    return to_plain(value)
