"""docs/config.md: every setting in a table, made from the model."""

from collections.abc import Iterator

from .descriptions import Described, Table, tables

_HEAD = """\
# Settings

<!-- Made from the settings model by `python -m unhunch.config.schema --write`. Do not edit. -->

The settings are in a file, `config.toml`; `unhunch config path` says where. It is read again when
it is saved. A mistake in it changes nothing: the last good settings stay in force, and the tray
and `unhunch status` say what is wrong, with the line. Every setting may be left out.

- **Lengths** are written with their unit: `"25m"`, `"1h30m"`, `"90s"`. A bare number is refused.
- **Times of day** are `"14:00"`, ranges of them `"09:00-12:30"`. A range may cross midnight.
- **Variables** stand above the file: `UNHUNCH_REMINDERS__SITTING__AFTER=30m` is `after` in
  `[reminders.sitting]`, two underscores for each step inwards. The value is written as in the
  file; text needs no quotes. `UNHUNCH_CONFIG` names another file.
- **As a form**: `unhunch settings`, or Settings… in the menu. What it saves is saved as below.
- **On the command line**: `unhunch config set reminders.sitting.after 30m`. Comments and order
  of the file are kept.
"""


def reference() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(line for table in tables() for line in _section(table))])


def _section(table: Table) -> Iterator[str]:
    if table.meaning or not table.place:
        yield f"## {_title(table)}\n"
    if table.meaning:
        yield f"{table.meaning}\n"
    if table.settings:
        yield "| setting | default | allowed | meaning |"
        yield "|---|---|---|---|"
        yield from map(_row, table.settings)
        yield ""


def _title(table: Table) -> str:
    return f"`[{'.'.join(table.place)}]`" if table.place else "At the top of the file"


def _row(setting: Described) -> str:
    default = f"`{setting.default}`" if setting.default else "not set"
    cells = (f"`{setting.name}`", default, setting.allowed, setting.meaning)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
