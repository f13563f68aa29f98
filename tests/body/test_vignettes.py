"""The 20 labelled histories of the specification."""

import json
from pathlib import Path
from typing import Any

import pytest

from unhunch.body.assess import assess
from unhunch.body.reading import read_history

VIGNETTES = json.loads((Path(__file__).parent / "vignettes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda each: each["id"])
def test_a_vignette_gets_its_level_by_one_of_its_rules(vignette: dict[str, Any]) -> None:
    """Every labelled history comes to the level of its label, for an acceptable reason."""
    found = assess(*read_history(vignette))

    assert vignette["expected"] == found.level
    assert set() != set(vignette["rules"]) & set(found.rules)


def test_all_twenty_are_there() -> None:
    """None of the specification's histories is left out."""
    assert [f"P{number:02}" for number in range(1, 21)] == [each["id"] for each in VIGNETTES]
