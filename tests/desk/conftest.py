"""The switch that rewrites the lower halves of the days."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/desk --rewrite-days`, and then read the difference."""
    parser.addoption(
        "--rewrite-days",
        action="store_true",
        help="write what the program prints now into tests/desk/days/*.txt",
    )


@pytest.fixture
def rewrite_days(pytestconfig: pytest.Config) -> bool:
    """Whether the days are to be written anew."""
    return bool(pytestconfig.getoption("--rewrite-days", default=False))
