"""Diaries to make reports of: nothing, a usual spring, ten years with everything ticked."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from unhunch.body import facts as b
from unhunch.body.terms import FLAGS, REGIONS, SAFETY_LIST
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer
from unhunch.fact import Fact
from unhunch.report import Period, Person, Report, build
from unhunch.words.catalogue import ENGLISH

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 5, 29)
"""A Friday."""

NOW = datetime(2026, 5, 29, 17, 30, tzinfo=BERLIN)
SPRING = Period(from_=date(2026, 3, 9), to=TODAY)
"""Twelve weeks, from a Monday to a Friday."""


def at(day: date, hour: int = 16, minute: int = 0) -> datetime:
    """A moment of a day in Berlin."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def day(number: int) -> date:
    """The day so many days after the first of the spring."""
    return SPRING.from_ + timedelta(days=number)


def felt(
    when: date, *, yes: Iterable[str] = (), no: Iterable[str] = (), hour: int = 16, **pain: int
) -> b.CheckedIn:
    """A completed check-in."""
    return b.CheckedIn(at=at(when, hour), pain=tuple(pain.items()), yes=tuple(yes), no=tuple(no))


def listed(when: date, *yes: str, hour: int = 16) -> b.FlagsAnswered:
    """The safety list, answered alone."""
    no = tuple(flag for flag in SAFETY_LIST if flag not in yes)
    return b.FlagsAnswered(at=at(when, hour), yes=yes, no=no, safety_list=True)


def worked(when: date, *, sat: int = 70) -> list[Fact]:
    """A day at the desk: two bouts of so many minutes, each ended by a break."""
    begun = [at(when, 9), at(when, 13)]
    facts: list[Fact] = []
    for start in begun:
        up = start + timedelta(minutes=sat)
        facts += [
            f.BoutBegan(at=start),
            f.AwayBegan(at=up),
            f.BoutEnded(at=up, sat=timedelta(minutes=sat)),
            f.BreakCredited(
                at=up + timedelta(minutes=5),
                reminders=("sitting", "stretch"),
                lasted=timedelta(minutes=5),
                full=True,
            ),
            f.AwayEnded(at=up + timedelta(minutes=10), lasted=timedelta(minutes=10)),
            f.AwayBegan(at=up + timedelta(minutes=40)),
        ]
    return facts


def offered(when: date, number: int, answer: Answer | None, *items: str) -> list[Fact]:
    """A stretch prompt at ten, with these exercises, and what was answered."""
    shown = f.PromptShown(
        at=at(when, 10),
        prompt=number,
        reminders=("stretch",),
        items=tuple(("stretch", item) for item in items),
    )
    if answer is None:
        return [shown, f.PromptExpired(at=at(when, 10, 10), prompt=number)]
    return [shown, f.PromptAnswered(at=at(when, 10, 1), prompt=number, answer=answer, by="user")]


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts as a journal would hold them."""
    return sorted(facts, key=lambda fact: fact.at)


def usual_spring() -> list[Fact]:
    """Neck and upper back ache for weeks, with a holiday, tingling, a physiotherapist."""
    scores = [3, 4, 4, 5, 3, 6, 5, 4, 7, 5, 4, 4, 3, 5, 4, 6, 5, 3, 4, 2, 3, 4, 3, 2, 3, 3, 2]
    facts: list[Fact] = [b.StatementAccepted(at=at(day(0), 9), ruleset="0.2"), felt(day(0))]
    facts += [listed(day(7)), listed(day(36), "fever"), listed(day(70))]
    facts.append(b.SeenProfessional(at=at(day(50), 12), on=day(50), who="physio"))
    facts.append(b.WasOnLeave(at=at(day(28), 9), first=day(28), last=day(35)))
    facts.append(b.Bridged(at=at(day(36)), answer="came_and_went"))
    workdays = [each for each in map(day, range(82)) if each.weekday() < 5]
    workdays = [each for each in workdays if not day(28) <= each <= day(35)]
    for number, each in enumerate(workdays):
        facts += worked(each, sat=40 + 5 * (number % 9))
        done = (Answer.START, None, Answer.SKIP, Answer.DONE)[number % 4]
        facts += offered(each, number, done, "chin-glide", "neck-turns")
    for score, each in zip(scores, workdays[7::2], strict=False):
        yes = ["worse_sitting", "better_movement_position"] if score >= 4 else []
        yes += ["tingling_arm_one"] if each in (day(43), day(49), day(51)) else []
        yes += ["night_pain", "interferes"] if score >= 6 else []
        no = [
            flag
            for flag in (
                "constant",
                "morning_stiff_45",
                "night_pain",
                "tingling_arm_one",
                "worse_sitting",
                "painkillers_most_days",
                "interferes",
            )
            if flag not in yes
        ]
        pain = {"neck": score, "upper_back": max(0, score - 1)}
        facts.append(felt(each, yes=yes, no=no, **pain))
    return in_order(facts)


def ten_years() -> list[Fact]:
    """Everything hurts, everything is ticked, each week for ten years."""
    return in_order(_ten_years())


def _ten_years() -> Iterator[Fact]:
    first = TODAY - timedelta(days=3652)
    yield b.StatementAccepted(at=at(first, 8), ruleset="0.2")
    for number in range(0, 3653, 3):
        when = first + timedelta(days=number)
        # Three months of pain, two without: many spells, and silences in them.
        hurts = number % 150 < 90
        if number % 90 < 12:
            continue
        pain = {region: 2 + (number + place) % 9 for place, region in enumerate(REGIONS)}
        yes = FLAGS if number % 30 < 6 else ()
        no = () if yes else FLAGS
        yield felt(when, yes=yes, no=no, **(pain if hurts else {}))
        yield from worked(when)
        yield from offered(when, number, Answer.START, *(f"exercise-{n}" for n in range(12)))
        if number % 60 == 0:
            who = ("gp", "physio", "pharmacist", "occupational_health", "other")[number // 60 % 5]
            yield b.SeenProfessional(at=at(when, 18), who=who, kept=SAFETY_LIST[:20])
            yield b.Bridged(at=at(when, 15), answer="most_of_the_time")
            yield b.WasOnLeave(at=at(when, 8), first=when, last=when + timedelta(days=1))


TALKATIVE = Person(
    name="Maximiliane Wolkenstein-Trostburg von und zu Sommersdorf",
    free_text=("My neck and upper back ache from noon on, worst on days with many meetings. " * 4)[
        :280
    ],
    goals=("I would like to know what I can do about it at work and what to leave alone. " * 4)[
        :280
    ],
)


def reported(
    facts: Iterable[Fact], period: Period = SPRING, person: Person | None = None, **more: str
) -> Report:
    """The report of these facts."""
    return build(facts, NOW, period, person or Person(), ENGLISH, "0.2.0", **more)
