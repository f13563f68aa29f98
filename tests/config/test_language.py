"""Which language the settings name, before anybody checks them."""

from pathlib import Path

import pytest

from unhunch.config.language import language_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('language = "de"', "de"),
        ('\ufefflanguage = "de"', "de"),
        ("", "auto"),
        ("language = 3", "auto"),
        ("language = [", "auto"),
        ('[prompt]\nlanguage = "de"', "auto"),
    ],
)
def test_the_file_names_the_language(tmp_path: Path, text: str, language: str) -> None:
    """What cannot be read says nothing."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")

    assert language == language_in(path, {})


def test_without_a_file_it_is_the_desktop_s(tmp_path: Path) -> None:
    """As before the first start."""
    assert "auto" == language_in(tmp_path / "config.toml", {})


@pytest.mark.parametrize("value", ["de", '"de"', "'de'"])
def test_a_variable_stands_above_the_file(tmp_path: Path, value: str) -> None:
    """With or without quotes, as other variables."""
    path = tmp_path / "config.toml"
    path.write_text('language = "en"')

    assert "de" == language_in(path, {"UNHUNCH_LANGUAGE": value})
