"""A walk past every page there is, in a state that shows what it can show."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from unhunch.body.facts import (
    CheckedIn,
    FlagsAnswered,
    LevelChanged,
    Retracted,
    SuggestionShown,
)
from unhunch.body.terms import Level
from unhunch.fact import Fact

from ...week.journals import days_at_the_desk
from ..served import Served
from .hands import REVIEW, accept, answers_no, click, heading


def walk(served: Served, page: Page) -> Iterator[str]:
    """Yield the name of each page once it is there."""
    yield "statement"
    accept(page)
    yield from _through_a_check_in(page)
    yield from _past_suggestions(served, page)
    goes(served, page, "care")
    yield "care"
    goes(served, page, "report")
    yield "report"
    page.get_by_label("From", exact=True).fill("2026-02-01")
    page.get_by_label("To", exact=True).fill("2026-01-01")
    click(page, "Make the report")
    yield "report-wrong"
    goes(served, page, "report")
    page.get_by_label("In your own words").fill("Neck and upper back, mostly after long days.")
    click(page, "Make the report")
    page.frame_locator("iframe").locator("footer").wait_for()
    yield "report-made"
    yield from _through_the_weeks(served, page)
    yield from _through_the_settings(served, page)
    page.goto(f"{served.origin}/nowhere")
    yield "refusal"


def _through_a_check_in(page: Page) -> Iterator[str]:
    yield "map-empty"
    for region, score in (("neck", "4"), ("upper_back", "6"), ("shoulder_r", "10")):
        page.locator(f"#at-{region} .pill", has_text=score).last.click()
    yield "map"
    click(page, "Next")
    names = {"spread": "several", "tingling": "one", "unusual": "safety-list"}
    while heading(page) != REVIEW:
        found = [name for word, name in names.items() if word in heading(page)]
        if found:
            yield found[0]
        if found == ["one"]:
            click(page, "Next")
            yield "one-wrong"
        answers_no(page)
    yield "review"
    page.evaluate("document.querySelector('[name=day]').value = '2020-01-01'")
    click(page, "Send")
    yield "review-of-another-day"
    click(page, page.locator("button[name=send]").inner_text())
    yield "noted"


def _past_suggestions(served: Served, page: Page) -> Iterator[str]:
    goes(served, page, "suggestion")
    yield "suggestion-none"
    now = datetime.now(UTC).astimezone()
    served.has(*_weeks_of_pain(now))
    goes(served, page, "suggestion")
    yield "suggestion-consider"
    for level, flag, rule in (
        (Level.SOON, "electric_shock", "S1"),
        (Level.URGENT, "chest_pain", "E1"),
    ):
        served.has(
            FlagsAnswered(at=now, yes=(flag,), safety_list=True),
            LevelChanged(at=now, level=level, rules=(rule,)),
            SuggestionShown(at=now, level=level, rules=(rule,)),
        )
        goes(served, page, "suggestion")
        yield f"suggestion-{level}"
    with page.expect_navigation():
        page.get_by_role("link", name="I've already been checked").click()
    yield "visit"
    page.go_back()
    click(page, "It has stopped")
    yield "suggestion-answered"
    served.has(Retracted(at=now, flag="chest_pain"), Retracted(at=now, flag="electric_shock"))
    served.has(LevelChanged(at=now, level=Level.CONSIDER, rules=("C1b",)))


def _through_the_weeks(served: Served, page: Page) -> Iterator[str]:
    now = datetime.now(UTC).astimezone()
    goes(served, page, "week")
    yield "week-empty"
    yesterday = now.date() - timedelta(days=1)
    served.has(*days_at_the_desk(yesterday - timedelta(days=70), yesterday, now.tzinfo or UTC))
    for name, path in (("week", "week"), ("day", "week/day"), ("month", "week/month")):
        goes(served, page, f"{path}?on={now.date() - timedelta(days=7)}")
        yield name
    page.get_by_text("Show the table").click()
    yield "month-with-its-table"
    goes(served, page, "week/together")
    yield "together"


def _through_the_settings(served: Served, page: Page) -> Iterator[str]:
    file = served.paths.settings
    goes(served, page, "settings")
    yield "settings-without-a-file"
    file.write_text(_MINE)
    goes(served, page, "settings")
    yield "settings"
    page.locator('[id="at-prompt.per_hour"]').fill("99")
    page.locator('[id="at-prompt.grace"]').fill("soon")
    page.locator('[id="in-reminders.-+-"]').get_by_text("Add one").click()
    page.locator('[id="in-reminders.-+--name"]').fill("Tea Time")
    page.locator('[id="at-reminders.-+-.text"]').fill("Tea?")
    click(page, "Save")
    yield "settings-wrong"
    file.write_text(_MINE.replace("= 5", "= 8"))
    page.locator('[id="at-prompt.per_hour"]').fill("4")
    page.locator('[id="at-prompt.per_day"]').fill("6")
    click(page, "Save")
    yield "settings-conflict"
    file.write_text(f"{_MINE}sound = \n")
    goes(served, page, "settings")
    yield "settings-broken"
    click(page, "Open the file in an editor")
    yield "settings-editor"
    file.unlink()


_MINE = """\
idle_after = "90s"   # quick
odd = 1

[prompt]
per_day = 5

[hours]
mon = ["09:00-12:30", "13:00-18:00"]

[reminders.water]
every = "50m"
text = "A glass of water?"
answers = { "Drank it" = "done", "Skip" = "skip" }
hours = { mon = ["08:00-18:00"] }
"""


def _weeks_of_pain(now: datetime) -> Iterator[Fact]:
    for days in range(28, 0, -2):
        pain = (("neck", 5), ("upper_back", 4))
        yield CheckedIn(at=now - timedelta(days=days), pain=pain)
    yield LevelChanged(at=now, level=Level.CONSIDER, rules=("C1b",))
    yield SuggestionShown(at=now, level=Level.CONSIDER, rules=("C1b",))


def goes(served: Served, page: Page, name: str) -> None:
    """Go to a page in the same window."""
    page.goto(f"{served.origin}/{name}")
