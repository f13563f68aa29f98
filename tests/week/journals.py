"""Made-up days at a desk, the same each time: a person with habits, gaps and a stiff neck."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

from unhunch.body import facts as b
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer
from unhunch.fact import Fact

MINUTE = timedelta(minutes=1)
WORK_DAYS = 5


def days_at_the_desk(
    first: date, last: date, zone: tzinfo, *, often: float = 0.7
) -> Iterator[Fact]:
    """Yield what the journal has of these days, weekends free; `often`: the share of days with a
    check-in."""
    chance = Random(7)
    number = 0
    for count in range((last - first).days + 1):
        day = first + timedelta(days=count)
        if day.weekday() >= WORK_DAYS:
            continue
        longest = timedelta(0)
        moment = datetime.combine(day, time(8, chance.randrange(60)), zone)
        for _ in range(chance.randrange(5, 9)):
            number += 1
            sat = MINUTE * chance.randrange(15, 95)
            longest = max(longest, sat)
            yield from _bout(moment, sat, number, chance)
            moment += sat + MINUTE * chance.randrange(6, 35)
        if chance.random() < often:
            worst = min(10, round(longest / MINUTE / 14 + chance.randrange(-2, 3)))
            yield _felt(moment, max(0, worst))


def _bout(began: datetime, sat: timedelta, number: int, chance: Random) -> Iterator[Fact]:
    yield f.BoutBegan(at=began)
    up = began + sat
    reminders = (("sitting",), ("stretch", "posture"), ("eyes",), ("posture",))[number % 4]
    shown = began + sat * 0.8
    yield f.PromptShown(at=shown, prompt=number, reminders=reminders)
    match chance.randrange(5):
        case 0:
            yield f.PromptExpired(at=shown + MINUTE, prompt=number)
        case 1:
            yield f.PromptAnswered(at=shown + MINUTE, prompt=number, answer=Answer.SKIP, by="user")
        case 2:
            yield f.PromptWithdrawn(at=shown + MINUTE, prompt=number, why="stance")
        case _:
            yield f.PromptAnswered(at=shown + MINUTE, prompt=number, answer=Answer.DONE, by="user")
    yield f.AwayBegan(at=up)
    yield f.BoutEnded(at=up, sat=sat)
    back = up + 5 * MINUTE
    yield f.BreakCredited(at=back, reminders=("sitting",), lasted=5 * MINUTE, full=True)
    yield f.AwayEnded(at=back, lasted=5 * MINUTE)


def _felt(at: datetime, worst: int) -> Fact:
    pain = (("neck", worst), ("upper_back", worst // 2), ("shoulder_r", worst // 3))
    return b.CheckedIn(at=at, pain=tuple(each for each in pain if each[1]))
