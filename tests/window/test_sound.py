"""The sound at a change: soft, short, and a file that players know."""

import io
import struct
import wave

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

from unhunch.window.sound import LASTS, tone


def test_the_sound_is_soft_and_short() -> None:
    """Never more than an eighth of full strength, and half a second at most; it ends in silence."""
    with wave.open(io.BytesIO(tone())) as sound:
        frames = sound.readframes(sound.getnframes())
        lasted = sound.getnframes() / sound.getframerate()
    strengths = [each[0] for each in struct.iter_unpack("<h", frames)]

    assert abs(lasted - LASTS) < 0.01
    assert 1000 < max(map(abs, strengths)) <= 32_767 / 8
    assert max(map(abs, strengths[-200:])) < 300
