"""Lengths of time as people write them."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unhunch.config.span import read_span, write_span

lengths = st.integers(0, 9_999 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("25m", timedelta(minutes=25)),
        ("1h30m", timedelta(minutes=90)),
        ("90s", timedelta(seconds=90)),
        ("0s", timedelta(0)),
        ("14m54s", timedelta(minutes=14, seconds=54)),
        ("90m", timedelta(minutes=90)),
    ],
)
def test_a_length_is_read(text: str, span: timedelta) -> None:
    """Hours, minutes and seconds in this order make a length."""
    assert span == read_span(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("25", 'write a length with its unit, like "25m" (a bare number has none)'),
        ("25 min", 'write a length like "25m"'),
        ("1 hour and 5 minutes", 'write a length like "1h5m"'),
        ("90 seconds", 'write a length like "90s"'),
        ("25M", 'write a length like "25m"'),
        *(
            (text, 'write a length in hours, minutes and seconds, like "25m", "1h30m" or "90s"')
            for text in ("", "soon", "-5m", "1.5h", "30m1h", "m", "5m5m", "\u0665m", "9" * 9 + "h")
        ),
    ],
)
def test_what_is_no_length_is_refused_with_advice(text: str, advice: str) -> None:
    """Somebody who writes a length wrong is told how to write it, with their own number."""
    with pytest.raises(ValueError) as refused:
        read_span(text)

    assert advice == str(refused.value)


@settings(deadline=None)
@given(lengths)
def test_what_is_written_is_read_back(span: timedelta) -> None:
    """Every length of whole seconds has a way to be written that means the same."""
    assert span == read_span(write_span(span))


@settings(deadline=None)
@given(st.text(alphabet="0123456789hms .-") | st.text())
@example("9999h99999m999999s")
def test_any_text_is_a_length_or_refused(text: str) -> None:
    """Nothing that is typed can break the reading; what is read is never below zero."""
    try:
        span = read_span(text)
    except ValueError as refused:
        assert str(refused).startswith("write a length")
    else:
        assert timedelta(0) <= span
