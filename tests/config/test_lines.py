"""Where a key stands in a file."""

import tomllib
from typing import Any

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.config.lines import key_lines

TEXT = '''\
# a comment = 1
top = """
[not] = "a header"
"""  # [neither]

[table."quoted key"]  # comment
a.b = { c = 1, d = [ { e = "}" }, ] }
list = [
  "]",   # ]
  'x',
]
[[many]]
n = 1
[[many]]
n = 2
[table]
late = '\\'
'''


def test_every_way_to_write_a_key_is_found() -> None:
    """Headers, dotted keys, inline tables, lists and tables in lists have the right line."""
    wanted = {
        ("top",): 2,
        ("table",): 6,
        ("table", "quoted key"): 6,
        ("table", "quoted key", "a"): 7,
        ("table", "quoted key", "a", "b"): 7,
        ("table", "quoted key", "a", "b", "c"): 7,
        ("table", "quoted key", "a", "b", "d"): 7,
        ("table", "quoted key", "a", "b", "d", "0"): 7,
        ("table", "quoted key", "a", "b", "d", "0", "e"): 7,
        ("table", "quoted key", "list"): 8,
        ("table", "quoted key", "list", "0"): 9,
        ("table", "quoted key", "list", "1"): 10,
        ("many",): 12,
        ("many", "0"): 12,
        ("many", "0", "n"): 13,
        ("many", "1"): 14,
        ("many", "1", "n"): 15,
        ("table", "late"): 17,
    }

    assert wanted == key_lines(TEXT)


def test_line_ends_of_windows_count_once() -> None:
    """A file written on Windows has the same lines."""
    assert key_lines(TEXT) == key_lines(TEXT.replace("\n", "\r\n"))


words = st.text(min_size=1, max_size=8)
values = st.recursive(
    st.booleans() | st.integers(-99, 99) | words | st.dates() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(words, values, max_size=5))
def test_every_key_of_any_file_has_a_line(table: dict[str, Any]) -> None:
    """Whatever is written, each key is found, in the order in which it stands."""
    text = tomlkit.dumps(table)
    table = tomllib.loads(text)
    found = key_lines(text)

    assert set(places(table)) <= found.keys()
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


def places(value: Any, around: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the place of everything in a table."""
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = [(str(index), each) for index, each in enumerate(value)]
    else:
        return []
    return [
        place for name, each in inner for place in ((*around, name), *places(each, (*around, name)))
    ]
