"""What tests of the pages may ask for."""

from pathlib import Path

import pytest

from .rig import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The pages of one user, whose journal is empty."""
    return Pages(tmp_path)
