"""A soft sound at each change, played by the desktop's own player as an event sound: whoever turned
the sounds of the system off, or down, has turned this off, or down."""

import io
import math
import struct
import wave
from shutil import which

from PySide6.QtCore import QProcess, QStandardPaths, QTemporaryFile

RATE = 22_050
LASTS = 0.45
"""Seconds."""

NOTES = (523.25, 659.25)
"""Hertz: c and e, one after the other, an eighth of full strength."""

PLAYERS = (
    ("paplay", "--property=media.role=event"),
    ("pw-play", "--media-role=Notification"),
    ("aplay", "-q"),
    ("afplay",),
)


class Chime:
    """Plays, where there is something to play with; else it is quiet."""

    def __init__(self) -> None:
        self._file: QTemporaryFile | None = None

    def play(self) -> None:
        """Play once, without waiting for the end."""
        player = next((each for each in PLAYERS if which(each[0])), None)
        if player is None:
            return
        if self._file is None:
            self._file = _written(tone())
        QProcess.startDetached(player[0], [*player[1:], self._file.fileName()])


def tone() -> bytes:
    """Return the sound as a WAV file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(struct.pack("<h", each) for each in _samples()))
    return made.getvalue()


def _samples() -> list[int]:
    count = round(RATE * LASTS)
    return [round(32_767 / 8 * _strength(i / RATE)) for i in range(count)]


def _strength(moment: float) -> float:
    """Return each note rising quickly and dying away."""
    total = 0.0
    for number, note in enumerate(NOTES):
        since = moment - number * 0.12
        if since > 0:
            total += math.sin(math.tau * note * since) * min(1.0, since * 80) * math.exp(-9 * since)
    return total / len(NOTES)


def _written(content: bytes) -> QTemporaryFile:
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
    file = QTemporaryFile(f"{where}/unhunch-XXXXXX.wav")
    file.open()
    file.write(content)
    file.flush()
    return file
