"""unhunch week and settings: pages in the browser to look at, and to change things on."""

from argparse import Namespace

from .checking import open_page


def week(given: Namespace) -> int:
    """unhunch week"""
    return open_page(given.catalogue, "week")


def settings(given: Namespace) -> int:
    """unhunch settings"""
    return open_page(given.catalogue, "settings")
