"""What tests of the pages may ask for."""

from pathlib import Path

import pytest

from .filler import MINE, Filler
from .rig import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The pages of one user, whose journal is empty."""
    return Pages(tmp_path)


@pytest.fixture
def filler(pages: Pages) -> Filler:
    """Somebody with a settings file of their own, at the form."""
    pages.paths.settings.write_text(MINE)
    return Filler(pages)
