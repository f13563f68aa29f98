"""Which language is spoken, and that no other process's language has a say in it."""

import subprocess
import sys

import pytest

from unhunch.words.catalogue import ENGLISH, LANGUAGES, catalogue


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de_AT@euro"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:de:en"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": ""}, "de"),
        ({"LANG": "C", "LANGUAGE": "de"}, "en"),
    ],
)
def test_the_desktop_says_the_language(environ: dict[str, str], language: str) -> None:
    """As gettext(3) has it, and English where there is no catalogue."""
    assert language == catalogue("auto", environ).language


def test_the_settings_name_a_language() -> None:
    """Whatever the desktop speaks; what is not there is English."""
    german = {"LANG": "de_DE.UTF-8"}

    assert "de" == catalogue("de", {}).language
    assert ENGLISH is catalogue("en", german)
    assert ENGLISH is catalogue("../../etc", german)


def test_every_language_speaks() -> None:
    """Its catalogue is there and says something of its own."""
    said = {language: catalogue(language, {}).say("Quit") for language in LANGUAGES}

    assert {"en": "Quit", "de": "Beenden"} == said


def test_german_counts() -> None:
    """One is not many."""
    words = catalogue("de", {})

    assert ["1 Minute", "2 Minuten"] == [
        words.many("{count} minute", "{count} minutes", count) for count in (1, 2)
    ]


def test_english_needs_no_gettext() -> None:
    """Nor does any language need Babel: the daemon has neither in its memory for nothing."""
    code = (
        "import sys; from unhunch.words.catalogue import catalogue; catalogue({!r}, {{}});"
        "print(*(name for name in ('gettext', 'babel', 'unhunch.desk') if name in sys.modules))"
    )
    loaded = [
        subprocess.run(
            [sys.executable, "-c", code.format(language)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for language in ("en", "de")
    ]

    assert [[], ["gettext"]] == loaded
