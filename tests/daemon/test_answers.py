"""Answers to what comes over the wire."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.daemon.desk import Desk
from unhunch.body.requests import (
    AcceptStatement,
    AnswerSuggestion,
    CheckIn,
    SuggestionAnswer,
)
from unhunch.daemon.answers import Answers
from unhunch.desk.policy import Answer, Move
from unhunch.desk.requests import GiveAnswer, Guide, Meeting, Pause, Resume, Sit, Stand, TakeBreak
from unhunch.ports import Sign
from unhunch.wire.messages import CheckSettings, Doctor, Forget, Message, Quit, Status


class Calls:
    """What the composition root would do."""

    def __init__(self) -> None:
        self.quit = 0
        self.forgotten: list[Forget] = []

    async def check(self) -> list[str]:
        """One problem."""
        return ["config.toml:3: no"]

    async def forget(self, asked: Forget) -> int:
        """Seven facts."""
        self.forgotten.append(asked)
        return 7

    def quit_soon(self) -> None:
        """Not now."""
        self.quit += 1


def answers_of(desk: Desk, calls: Calls) -> Answers:
    """The daemon's side of the wire."""
    assert desk.daemon is not None
    return Answers(
        desk.daemon,
        surroundings=lambda: {"tray": True},
        check_settings=calls.check,
        forget=calls.forget,
        quit_soon=calls.quit_soon,
    )


def told(folder: Path, *messages: Message, minutes: float = 20) -> list[dict[str, Any]]:
    """What is answered to these, one after the other, at a desk."""

    async def scene() -> list[dict[str, Any]]:
        async with Desk(folder) as desk:
            answers = answers_of(desk, Calls())
            await desk.works(minutes=minutes)
            return [dict(await answers.answer(message)) for message in messages]

    return asyncio.run(scene())


def test_requests_are_answered_with_a_sentence(tmp_path: Path) -> None:
    """What was done, with its end; in the words of the person."""
    said = told(
        tmp_path,
        Pause(length=timedelta(hours=1)),
        Pause(),
        Meeting(length=timedelta(minutes=30)),
        Resume(),
        Stand(),
        Sit(),
        TakeBreak(),
        GiveAnswer(answer=Answer.STOPPED),
    )

    assert [each["said"] for each in said] == [
        "Paused until 10:20.",
        "Paused until you resume.",
        "In a meeting until 09:50.",
        "Prompts are on again. The meeting is over.",
        "Noted: standing. You sat for 20 min.",
        "Noted: sitting. Sitting from now on.",
        "Here it is. The break begins.",
        "Answered: stopped.",
    ]
    assert all(each["ok"] for each in said)


def test_a_prompt_that_do_not_disturb_swallows_is_not_just_there(tmp_path: Path) -> None:
    """Who asked for it looks for it."""

    async def scene() -> str:
        async with Desk(tmp_path) as desk:
            desk.senses.heard_sign("dnd", "server", Sign.YES, 0)
            said = await answers_of(desk, Calls()).answer(TakeBreak())
            return str(said["said"])

    assert asyncio.run(scene()).endswith(" Do not disturb may keep it off the screen.")


def test_later_says_until_when(tmp_path: Path) -> None:
    """And getting up says how long it was."""
    later, up = told(
        tmp_path, GiveAnswer(answer=Answer.LATER), GiveAnswer(answer=Answer.DONE), minutes=56
    )

    assert later["said"] == "Put off until 10:01."
    assert up["said"] == "Answered: done. Noted: standing. You sat for 56 min."


def test_turning_a_guided_break_tells_where_it_is(tmp_path: Path) -> None:
    """As its title does; where none runs it is refused."""
    moves = (Move.NEXT, Move.PAUSE, Move.GO_ON, Move.NEXT, Move.NEXT, Move.NEXT)
    guides = [Guide(move=move) for move in moves]

    none, _, *said = told(tmp_path, guides[0], TakeBreak(), *guides)

    assert "no guided break is running" == none["refused"]
    assert [
        "Stretch break: 2 of 3",
        "Stretch break: 2 of 3, paused",
        "Stretch break: 2 of 3",
        "Stretch break: 3 of 3",
        "How was that?",
    ] == [each["said"] for each in said[:-1]]
    assert "the guided break is over and asks how it was" == said[-1]["refused"]


def test_what_is_refused_says_why(tmp_path: Path) -> None:
    """Not ok, and the reason."""
    [refused] = told(tmp_path, Resume())

    assert refused == {"ok": False, "refused": "nothing is paused"}


def test_status_and_doctor_tell_the_surroundings(tmp_path: Path) -> None:
    """Status with the situation, doctor without."""
    status, doctor = told(tmp_path, Status(), Doctor())

    assert status["running"] and status["tray"] and "reminders" in status
    assert {"running": True, "tray": True, "holds": [], "quiet": []}.items() <= doctor.items()


def test_the_rest_goes_to_the_composition_root(tmp_path: Path) -> None:
    """Settings, forgetting, and the end, which comes after the answer."""

    async def scene() -> None:
        async with Desk(tmp_path) as desk:
            calls = Calls()
            answers = answers_of(desk, calls)
            asked = Forget(last=date(2026, 1, 1))

            assert await answers.answer(CheckSettings()) == {
                "ok": True,
                "problems": ["config.toml:3: no"],
            }
            assert (await answers.answer(asked))["said"] == "7 facts forgotten."
            assert (await answers.answer(Quit()))["said"] == "Unhunch stops."
            assert (calls.forgotten, calls.quit) == ([asked], 1)

    asyncio.run(scene())


def test_an_answer_to_a_suggestion_gets_one_reply(tmp_path: Path) -> None:
    """What follows from it goes without saying."""
    said = told(
        tmp_path,
        AcceptStatement(),
        CheckIn(pain=(("neck", 3),), yes=("weakness_arm_one",)),
        AnswerSuggestion(answer=SuggestionAnswer.SEEN),
    )

    assert ["Noted.", "Noted as seen. If it comes back or changes, tick it again."] == [
        each["said"] for each in said[1:]
    ]
