"""unhunch checkin, as a person at a terminal meets it."""

from collections.abc import Callable, Iterator

import pytest

from unhunch.body.terms import SAFETY_LIST, TINGLING, WEAKNESS
from unhunch.instance import lock_beside

from .terminal import Terminal
from .user import User

Opens = Callable[..., Terminal]


@pytest.fixture
def terminal(user: User) -> Iterator[Opens]:
    """A way to run commands at a terminal."""
    opened: list[Terminal] = []

    def opens(*words: str) -> Terminal:
        opened.append(Terminal(user, *words))
        return opened[-1]

    yield opens
    for each in opened:
        each.stop()


@pytest.fixture
def accepted(user: User) -> User:
    """Somebody who has accepted the statement and checked in once, without pain."""
    assert 0 == user("checkin", given="y\n0\nn\nn\n").code
    return user


def kinds(user: User) -> list[str]:
    """The kinds of facts in the journal."""
    return [fact["kind"] for fact in user.facts()]


def test_a_whole_check_in_at_a_terminal(user: User, terminal: Opens) -> None:
    """The statement, explanations, wrong answers, going back, corrections, and it is noted."""
    person = terminal("checkin")
    assert "does not diagnose" in person.answers("perhaps")
    assert "Type y or n." in person.answers("y")
    assert "Does anything hurt? Where?" in person.answers("?")
    assert "up to 24 hours back" in person.answers("n")
    assert "could be more than one" in person.answers("1, upper back")
    assert "pain in your neck" in person.answers("11")
    assert "from 0 to 10" in person.answers("8")
    assert "pain in your upper back" in person.answers("back")
    assert "pain in your neck" in person.answers("back")
    assert "Where?" in person.answers("back")
    assert "This is the first question." in person.answers("neck")
    assert "Does the pain spread?" in person.answers("back")
    assert "pain in your neck" in person.answers("2")
    assert "Does the pain spread?" in person.answers("0")
    assert "tingling or numbness" in person.answers("y")
    assert "Where is the tingling" in person.answers("back")
    assert "Any tingling or numbness" in person.answers("n")
    assert "new weakness" in person.answers("n")
    listed = person.answers("fever, 24")
    assert "long-term steroids" in listed and " 0  None of these" in listed
    assert "come on suddenly?" in person.answers("skip")
    code, last = person.ends()

    assert (0, ["Noted."]) == (code, last.split("\n")[:1])
    [fact] = user.facts("checked_in")
    assert [["neck", 2]] == fact["pain"]
    assert ["fever", "calf_swelling"] == fact["yes"]
    assert {*TINGLING, *WEAKNESS, "radiates_neck_shoulder", "radiates_arm", "radiates_leg"} == set(
        fact["no"]
    )
    assert fact["safety_list"] is True
    assert ["statement_accepted", "checked_in"] == kinds(user)


def test_three_answers_when_nothing_hurts(accepted: User, terminal: Opens) -> None:
    """None, No, No; the statement is not shown a second time."""
    person = terminal("checkin")
    assert "diagnose" not in person.answers("none")
    person.answers("n")
    person.answers("n")

    assert (0, "Noted.\n") == person.ends()
    assert ["statement_accepted", "checked_in", "checked_in"] == kinds(accepted)


@pytest.mark.parametrize(
    ("leaves", "code", "answers"),
    [
        (lambda person: person.answers("quit"), 1, []),
        (lambda person: person.answers("quit"), 1, ["neck", "9", "0", "n", "n"]),
        (lambda person: person.presses(b"\x04"), 1, ["neck", "9", "0", "n", "n", "0"]),
        (lambda person: person.interrupts(), 130, ["neck", "9"]),
    ],
    ids=["quit at once", "quit", "Ctrl+D", "Ctrl+C"],
)
def test_who_leaves_half_way_has_stored_nothing(
    accepted: User,
    terminal: Opens,
    leaves: Callable[[Terminal], object],
    code: int,
    answers: list[str],
) -> None:
    """However far it was; and it is said."""
    person = terminal("checkin")
    for answer in answers:
        person.answers(answer)
    leaves(person)
    ended, last = person.ends()

    assert code == ended
    assert "Nothing of this check-in was stored." in last
    assert "Traceback" not in last
    assert ["statement_accepted", "checked_in"] == kinds(accepted)


def test_who_does_not_accept_the_statement_is_asked_nothing(user: User) -> None:
    """Nor is anything stored, and it is shown again the next time."""
    for _ in range(2):
        said = user("checkin", given="n\n")

        assert 1 == said.code
        assert "does not diagnose" in said.out and "hurt" not in said.out
    assert [] == user.facts()


def test_input_that_ends_stores_nothing(accepted: User) -> None:
    """A pipe that is cut off is no check-in."""
    said = accepted("checkin", given="neck\n9\n")

    assert (1, True) == (said.code, "Nothing of this check-in was stored." in said.out)
    assert ["statement_accepted", "checked_in"] == kinds(accepted)


def test_the_safety_list_alone(accepted: User) -> None:
    """None of these: a no to each, and no report of pain."""
    said = accepted("checkin", "--safety", given="0\n")
    [fact] = accepted.facts("flags_answered")

    assert (0, []) == (said.code, fact["yes"])
    assert (list(SAFETY_LIST), True) == (fact["no"], fact["safety_list"])


def test_a_second_check_in_of_the_day_asks_less(accepted: User) -> None:
    """The character of the pain once a day, the list not again for the same pain."""
    first = accepted("checkin", given="neck\n4\n0\nn\nn\n0\nn\n0\n0\n0\n")
    second = accepted("checkin", given="neck\n4\n0\nn\nn\n0\n")

    assert (0, 0) == (first.code, second.code)
    assert "What is the pain like?" in first.out and "What is the pain like?" not in second.out
    assert "None of these" in second.out and "new or unusual" not in second.out


def test_what_cannot_be_stored_can_be_tried_again(accepted: User, terminal: Opens) -> None:
    """The answers are still there when the trouble is over."""
    lock = lock_beside(accepted.journal)
    person = terminal("checkin")
    for answer in ("0", "n"):
        person.answers(answer)
    lock.unlink()
    lock.mkdir()
    person.answers("n")
    told = person.answers("y")
    assert "Your answers are not stored yet. Try again? (y/n)" in told
    assert "Is a directory" in told
    person.reads("Try again? (y/n)")
    lock.rmdir()
    person.answers("y")

    assert (0, "Noted.\n") == person.ends()
    assert ["statement_accepted", "checked_in", "checked_in"] == kinds(accepted)


def test_who_gives_up_on_storing_is_told_so(accepted: User, terminal: Opens) -> None:
    """Nothing was stored, and nothing says that it was."""
    person = terminal("checkin")
    for answer in ("0", "n"):
        person.answers(answer)
    lock = lock_beside(accepted.journal)
    lock.unlink()
    lock.mkdir()
    person.answers("n")
    person.answers("n")
    code, last = person.ends()
    lock.rmdir()

    assert (1, True, False) == (code, "was stored." in last, "Noted." in last)
    assert ["statement_accepted", "checked_in"] == kinds(accepted)


def test_no_complaint_repeats_what_was_said(accepted: User) -> None:
    """Errors go where others may read them."""
    accepted.journal.write_bytes(b"this is no journal, and was one once" * 100)
    said = accepted("checkin", given="neck\n9\n")

    assert 1 == said.code
    assert "neck" not in said.err


def test_an_emergency_is_answered_with_the_advice_at_once(accepted: User) -> None:
    """Also without a daemon: nobody is left with "Noted."."""
    said = accepted("checkin", "--safety", given="1\n")

    assert 0 == said.code
    after_that = said.out.partition("Noted.")[2]
    assert "Get medical help now" in after_that
    assert "You ticked chest pain." in after_that
    assert after_that.rstrip().endswith("general public advice.")


def test_mild_pain_is_noted_and_no_more(accepted: User) -> None:
    """No suggestion stands, so none is told."""
    said = accepted("checkin", given="neck\n2\n0\nn\nn\n0\nn\n")

    assert "Noted.\n" == said.out[-7:]


def test_beside_a_daemon_the_daemon_keeps_it(running: User) -> None:
    """The same answers, the same facts, and it raises the level by itself."""
    said = running("checkin", "--safety", given="y\n1\n")

    assert (0, True) == (said.code, "Get medical help now" in said.out)
    assert 1 == len(running.facts("flags_answered"))
    running.wait_until(lambda: running.facts("level_changed"))
    assert "chest" not in running.said()
    assert 0 == running("care", "seen").code
    assert 1 == len(running.facts("seen_professional"))
