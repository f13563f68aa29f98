"""What the settings are called: words for people, made from the schema of the settings file.

A setting is called by its name in the file, with spaces; what it means is the schema's description,
which is the text below it in the settings model. So a new setting has both by itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_SPELT = {
    "at_once": "begin at once",
    "checkin": "check-in",
    "enabled": "switched on",
    "surface": "where it shows",
    "often": "how often",
    "exercises": "exercises of your own",
    "cron": "cron expression",
    "dnd": "do-not-disturb",
    "on": "wait for this",
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
    "prompt": "prompts",
    "holds": "what prompts wait for",
    "breaks": "guided breaks",
    "care": "whom to call, what counts",
    "dates": "days that differ",
    "sitting": "sitting time",
    "stop": "when to stop",
    "window": "window of its own",
    "sets": "sets of exercises",
    "rules_off": "rules switched off",
    "quiet": "quiet hours",
}
"""Names that are too short to be read without the file around them."""


def label(name: str) -> str:
    """Return what a setting or a table of this name is called."""
    words = _SPELT.get(name, name.replace("_", " "))
    return words[:1].upper() + words[1:]


def meaning(described: Schema) -> str:
    """Return what a setting means, without the range, which is shown beside it."""
    text = " ".join(described.get("description", "").split())
    low, high = limits(described)
    return text.removesuffix(f" From {low} to {high}.")


def limits(described: Schema) -> tuple[str, str]:
    """Return the lowest and the highest value as they are written, empty when there are none."""
    low = described.get("x-from", described.get("minimum", ""))
    high = described.get("x-to", described.get("maximum", ""))
    return str(low), str(high)


def texts(schema: Schema) -> Iterator[str]:
    """Yield everything that is said about settings, for the catalogues."""
    for table in (schema, *schema["$defs"].values()):
        for name, described in table.get("properties", {}).items():
            yield label(name)
            yield meaning(described)
            yield from filter(is_word, options(described))
        if "$ref" in (more := table.get("additionalProperties") or {}):
            yield meaning(target(schema, more))


def options(described: Schema) -> tuple[str, ...]:
    """Return the words that a setting, or each element of it, may be."""
    inner = described.get("items", {})
    words = described.get("enum") or inner.get("enum") or [inner.get("const")]
    return tuple(str(word) for word in words if word is not None)


def is_word(option: str) -> bool:
    """Whether this is a word to be read, and not a code such as "S9" or "de"."""
    return len(option) > 2 and option.islower()


def target(schema: Schema, reference: Schema) -> Schema:
    """Return the table that a reference leads to."""
    found: Schema = schema["$defs"][str(reference["$ref"]).rpartition("/")[2]]
    return found
