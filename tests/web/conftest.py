"""What tests of the pages may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..cli.user import User
from .filler import MINE, Filler
from .rig import Pages
from .served import Served


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The pages of one user, whose journal is empty."""
    return Pages(tmp_path)


@pytest.fixture
def filler(pages: Pages) -> Filler:
    """Somebody with a settings file of their own, at the form."""
    pages.paths.settings.write_text(MINE)
    return Filler(pages)


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    """Somebody whose daemon can be started."""
    user = User(tmp_path)
    yield user
    user.stop()


@pytest.fixture
def served(user: User) -> Iterator[Served]:
    """This user's pages."""
    served = Served(user.folder, user.environment)
    yield served
    assert (0, "") == served.end()
