"""The world as it is: this user's journal and settings, the clock, a daemon that may run."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime

from ..body.requests import BodyRequest
from ..card import Card, read_card
from ..config.ask import ask
from ..config.kept import Kept
from ..config.loaded import Loaded
from ..config.paths import Paths
from ..errors import UnhunchError
from ..fact import Fact, Refused
from ..journal.codec import body_kinds
from ..journal.reader import Reader
from ..plain import Unread
from ..said import keep, recalled
from ..wire.address import address_in
from ..wire.client import ask_plainly
from ..words.catalogue import Catalogue, catalogue
from .outside import NotKept, Outside


async def real_outside(environ: Mapping[str, str]) -> Outside:
    """Return the world of this user. Settings are those of this moment; a process is short."""
    paths = Paths.of(environ)
    loaded = await _settings(paths, environ)
    words = catalogue(loaded.language, environ)
    return Outside(
        now=_now,
        history=lambda: recalled(paths),
        facts=lambda first, last: _facts(paths, first, last),
        of_days=lambda kinds, first, last: _of_days(paths, kinds, first, last),
        keep=lambda request: _keep(paths, request, words),
        card=lambda: _card(paths),
        wish=lambda wish: _wish(paths, wish),
        words=words,
        say_date=lambda day: _say_date(day, environ, words.language),
        locale=lambda: _locale(environ, words.language),
        equipment=loaded.equipment,
        without=loaded.without,
        own_exercises=loaded.own_exercises,
        off=loaded.policy.rules_off,
        emergency=loaded.emergency,
        advice=loaded.advice,
    )


def _now() -> datetime:
    return datetime.now().astimezone()


def _keep(paths: Paths, request: BodyRequest, words: Catalogue) -> NotKept | None:
    try:
        outcome = keep(paths, request, _now())
    except UnhunchError as error:
        return NotKept(why=words.tell(error))
    return NotKept(why=words.tell(outcome.why)) if isinstance(outcome, Refused) else None


def _card(paths: Paths) -> Card | None:
    try:
        told = ask_plainly(address_in(paths.runtime), {"do": "card"})
        return read_card(told["card"]) if told.get("card") else None
    except (UnhunchError, Unread):
        return None


def _wish(paths: Paths, wish: Mapping[str, object]) -> None:
    # Refused, or nobody there to ask: the card that is shown next tells how the break stands.
    with suppress(UnhunchError):
        ask_plainly(address_in(paths.runtime), wish)


def _facts(paths: Paths, first: date, last: date) -> Iterator[Fact]:
    from ..report import days_read

    reader = Reader.open(paths.journal)
    try:
        for entered in reader.around(body_kinds(), *days_read(first, last)):
            yield entered.fact
    finally:
        reader.close()


def _of_days(paths: Paths, kinds: Collection[type[Fact]], first: date, last: date) -> list[Fact]:
    reader = Reader.open(paths.journal)
    try:
        return [each.fact for each in reader.of_kinds(kinds, first=first, last=last)]
    finally:
        reader.close()


def _say_date(day: date, environ: Mapping[str, str], language: str) -> str:
    # With the first date: the first page of a check-in has none, and is waited for.
    from ..report.figures import Figures

    return Figures(_locale(environ, language)).day(day)


def _locale(environ: Mapping[str, str], language: str) -> str:
    from ..report.figures import locale_of

    return locale_of(environ, language)


async def _settings(paths: Paths, environ: Mapping[str, str]) -> Loaded:
    """Return the settings in force; the defaults where the file is wrong, as `status` tells."""
    kept = Kept(paths.state / "settings.json", environ)
    before = kept.question(paths.settings)
    known = kept.recall(before)
    if known is not None:
        return known
    outcome = await ask(paths.settings)
    if not isinstance(outcome, Loaded):
        outcome = await ask(None)
    elif kept.question(paths.settings) == before:
        kept.keep(before, outcome)
    return outcome if isinstance(outcome, Loaded) else Loaded()
