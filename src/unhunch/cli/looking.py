"""unhunch week: what the journal adds up to, on a page in the browser."""

from argparse import Namespace

from .checking import open_page


def week(given: Namespace) -> int:
    """unhunch week"""
    return open_page(given.catalogue, "week")
