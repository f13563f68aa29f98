"""What a person says is kept by the daemon, or without one by whoever was told, once."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unhunch.body import facts as f
from unhunch.body.answer import NOT_ACCEPTED, on_said
from unhunch.body.history import History
from unhunch.body.requests import AcceptStatement, BodyRequest, CheckIn, NoteBooked
from unhunch.body.terms import RULESET
from unhunch.config.paths import Paths
from unhunch.errors import AlreadyRunning, JournalUnreadable, UnhunchError
from unhunch.fact import Fact, Refused
from unhunch.instance import InstanceLock, lock_beside
from unhunch.journal.reader import Reader
from unhunch.said import Kept, keep, recalled
from unhunch.wire.address import address_in
from unhunch.wire.messages import done, refused, wrong
from unhunch.wire.server import WireServer

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
NECK = CheckIn(pain=(("neck", 3),), form="one")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The places of somebody who has never run the program."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    return Paths(
        settings=tmp_path / "config.toml",
        data=tmp_path / "data",
        runtime=runtime,
        state=tmp_path / "state",
    )


def facts(paths: Paths) -> list[Fact]:
    """All that is in the journal."""
    reader = Reader.open(paths.journal)
    try:
        return [entered.fact for entered in reader.facts()]
    finally:
        reader.close()


@contextmanager
def daemon(paths: Paths, answer: object) -> Iterator[list[object]]:
    """Something that answers on the wire as a daemon does, in a thread of its own."""
    told: list[object] = []
    loop = asyncio.new_event_loop()

    async def answering(message: object) -> Mapping[str, object]:
        told.append(message)
        return answer(message)  # type: ignore[operator, no-any-return]

    server = WireServer(address_in(paths.runtime), answering)  # type: ignore[arg-type]
    loop.run_until_complete(server.start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield told
    finally:
        asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def test_without_a_daemon_it_is_kept_on_the_spot(paths: Paths) -> None:
    """And found again; a form sent twice is kept once."""
    assert History().reports == recalled(paths).reports
    assert Kept() == keep(paths, AcceptStatement(), NOW)
    assert [Kept(), Kept()] == [keep(paths, NECK, NOW) for _ in range(2)]

    accepted = f.StatementAccepted(at=NOW, ruleset=RULESET)
    assert [accepted, f.CheckedIn(at=NOW, pain=(("neck", 3),), form="one")] == facts(paths)
    assert {"neck": 3} == recalled(paths).reports[0].pain


def test_what_is_refused_leaves_nothing(paths: Paths) -> None:
    """The reason comes back, and the journal stays as it was."""
    assert Refused(why=NOT_ACCEPTED) == keep(paths, NECK, NOW)
    assert [] == facts(paths)


def test_with_a_daemon_only_the_daemon_writes(paths: Paths) -> None:
    """It gets the same words, and its answer is what is told."""
    with daemon(paths, lambda _: done(said="Noted: you have an appointment.")) as told:
        outcome = keep(paths, NoteBooked(), NOW)

    assert ([NoteBooked()], Kept(told="Noted: you have an appointment.")) == (told, outcome)
    assert not paths.journal.exists()


def test_a_daemon_refuses_in_its_own_words(paths: Paths) -> None:
    """They are passed on."""

    def answer(request: BodyRequest) -> Mapping[str, object]:
        outcome = on_said(History(), NOW, request)
        assert isinstance(outcome, Refused)
        return refused(outcome.why)

    with daemon(paths, answer):
        assert Refused(why=NOT_ACCEPTED) == keep(paths, NECK, NOW)


def test_a_daemon_that_does_not_understand_repeats_nothing(paths: Paths) -> None:
    """An older one may complain about the very words that were said."""
    complaint = wrong("pain: expected nothing, got neck")
    with (
        daemon(paths, lambda _: complaint),
        pytest.raises(UnhunchError, match="another version") as told,
    ):
        keep(paths, NECK, NOW)

    assert "neck" not in str(told.value)


def test_a_command_at_work_on_the_journal_is_waited_for(paths: Paths) -> None:
    """Two commands at once: the second is kept after the first."""
    lock = InstanceLock(lock_beside(paths.journal), purpose="journal forget")
    lock.take()
    threading.Timer(0.5, lock.release).start()

    assert Kept() == keep(paths, AcceptStatement(), NOW)


def test_a_daemon_that_is_just_starting_is_waited_for(paths: Paths) -> None:
    """It has the journal and does not answer yet: the words are not lost meanwhile."""
    lock = InstanceLock(lock_beside(paths.journal))
    lock.take()
    try:
        heard: list[object] = []

        def say() -> None:
            heard.append(keep(paths, NoteBooked(), NOW))

        speaking = threading.Thread(target=say)
        speaking.start()
        speaking.join(0.5)
        assert [] == heard
        with daemon(paths, lambda _: done()):
            speaking.join(10)
    finally:
        lock.release()

    assert [Kept()] == heard


def test_a_daemon_that_never_answers_is_not_waited_for_for_ever(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the journal, so nobody else may write."""
    monkeypatch.setattr("unhunch.said.PATIENCE", timedelta(seconds=0.3))
    lock = InstanceLock(lock_beside(paths.journal))
    lock.take()
    try:
        with pytest.raises(AlreadyRunning):
            keep(paths, NoteBooked(), NOW)
    finally:
        lock.release()


def test_a_journal_that_cannot_be_written_is_told(paths: Paths) -> None:
    """The reason, without a word of what was said."""
    paths.data.mkdir()
    paths.journal.mkdir()
    with pytest.raises(JournalUnreadable) as told:
        keep(paths, NECK, NOW)

    assert "neck" not in str(told.value)
