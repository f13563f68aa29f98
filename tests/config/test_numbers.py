"""Whom to call: the numbers of content.md by country, unless the settings name others."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from unhunch.config.kept import Kept
from unhunch.config.load import read
from unhunch.config.loaded import Loaded
from unhunch.config.numbers import Numbers, country_of, numbers_for
from unhunch.config.paths import data_file

EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"  # https://european-union.europa.eu/principles-countries-history/eu-countries_en


def loaded(tmp_path: Path, text: str, **environ: str) -> Loaded:
    """What these settings come to on a desktop with these variables."""
    path = tmp_path / "config.toml"
    path.write_text(text)
    outcome = read(path, environ)
    assert isinstance(outcome, Loaded), "\n".join(map(str, outcome))
    return outcome


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("GB", Numbers(emergency="999", advice="111")),
        ("US", Numbers(emergency="911")),
        ("CA", Numbers(emergency="911")),
        ("AU", Numbers(emergency="000", advice="1800 022 222")),
        ("NZ", Numbers(emergency="111", advice="0800 611 116")),
        ("IN", Numbers(emergency="112")),
        ("JP", Numbers(emergency="119")),
        ("DE", Numbers(emergency="112", advice="116117")),
        ("XX", Numbers()),
        ("", Numbers()),
    ],
)
def test_the_numbers_of_a_country(country: str, numbers: Numbers) -> None:
    """Those of content.md, and none where it names none."""
    assert numbers == numbers_for(country)


@pytest.mark.parametrize("country", EU.split())
def test_all_of_the_european_union_calls_112(country: str) -> None:
    """Each of its 27 members."""
    assert "112" == numbers_for(country).emergency


def test_each_country_has_its_numbers_once() -> None:
    """A second entry would never be read."""
    table = tomllib.loads(data_file("numbers.toml").read_text())
    counts = Counter(country for each in table["numbers"] for country in each["countries"])

    assert {1} == set(counts.values())
    assert all(re.fullmatch("[A-Z]{2}", country) for country in counts)


@pytest.mark.parametrize(
    ("environ", "country"),
    [
        ({"LANG": "de_DE.UTF-8"}, "DE"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_AT@euro"}, "AT"),
        ({"LANG": "en_US.UTF-8", "LC_TELEPHONE": "de_DE.UTF-8"}, "DE"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "de"}, ""),
        ({"LANG": "", "LC_ALL": ""}, ""),
        ({}, ""),
    ],
)
def test_the_desktop_tells_the_country(environ: dict[str, str], country: str) -> None:
    """By the locale that is for telephones before the one that is for everything."""
    assert country == country_of(environ)


def test_the_country_of_the_desktop_counts(tmp_path: Path) -> None:
    """As long as the settings name no other."""
    outcome = loaded(tmp_path, "", LANG="en_GB.UTF-8")

    assert ("999", "111") == (outcome.emergency, outcome.advice)


def test_the_country_of_the_settings_counts_more(tmp_path: Path) -> None:
    """Somebody whose desktop speaks American English may live in New Zealand."""
    outcome = loaded(tmp_path, '[care]\ncountry = "nz"\n', LANG="en_US.UTF-8")

    assert ("111", "0800 611 116") == (outcome.emergency, outcome.advice)


def test_the_numbers_of_the_settings_count_most(tmp_path: Path) -> None:
    """Each for itself: the other stays the country's."""
    outcome = loaded(tmp_path, '[care]\nemergency = "+41 144"\n', LANG="de_DE.UTF-8")

    assert ("+41 144", "116117") == (outcome.emergency, outcome.advice)


def test_only_optional_rules_can_be_switched_off(tmp_path: Path) -> None:
    """Those four of rules.md; every other is refused (files/bad/care.toml)."""
    outcome = loaded(tmp_path, '[care]\nrules_off = ["S9", "S12", "S13", "C10"]\n')

    assert frozenset({"S9", "S12", "S13", "C10"}) == outcome.policy.rules_off


def test_another_locale_is_another_question(tmp_path: Path) -> None:
    """What was kept for one country is not believed in another."""
    settings = tmp_path / "config.toml"
    at_home, abroad = (
        Kept(tmp_path / "kept.json", {"LANG": lang}).question(settings)
        for lang in ("de_DE.UTF-8", "en_GB.UTF-8")
    )

    assert at_home != abroad
