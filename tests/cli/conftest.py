"""Each test has a user of its own without a desktop: home, runtime folder, no display, no bus."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .user import User


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    """Somebody who has never run the program."""
    somebody = User(tmp_path)
    yield somebody
    somebody.stop()


@pytest.fixture
def running(user: User) -> User:
    """Somebody whose daemon runs."""
    user.start()
    return user
