"""The language that a command speaks."""

from collections.abc import Mapping

from ..config.language import language_in
from ..config.paths import Paths
from ..words.catalogue import Catalogue, catalogue


def catalogue_of(environ: Mapping[str, str]) -> Catalogue:
    """Return the catalogue of the settings' language."""
    return catalogue(language_in(Paths.of(environ).settings, environ), environ)
