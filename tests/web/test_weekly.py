"""My week: what is on its pages, what is blank, and what they never say."""

import re
import subprocess
import sys
from datetime import date, timedelta

import pytest

from unhunch.body.facts import CheckedIn
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer
from unhunch.fact import Fact
from unhunch.web import charts

from ..week.journals import days_at_the_desk
from .rig import HERE, MORNING, Pages, Visitor

MINUTE = timedelta(minutes=1)
PATHS = ("/week/day", "/week", "/week/month", "/week/together")


def lived(pages: Pages, weeks: int = 9) -> Visitor:
    """Somebody with some weeks behind them, a Monday morning."""
    last = MORNING.date() - timedelta(days=1)
    pages.has(*days_at_the_desk(last - timedelta(weeks=weeks), last, HERE))
    return pages.visitor("week")


def row(visitor: Visitor, head: str) -> list[str]:
    """The cells of the row of a table with this head."""
    for found in re.findall(r"<tr>(.*?)</tr>", visitor.text, re.DOTALL):
        first, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", found, re.DOTALL)
        if re.sub("<[^>]+>", "", first) == head:
            return cells
    raise AssertionError(f"no row {head}: {visitor.text}")


def test_the_week_opens_on_the_week_of_today(pages: Pages) -> None:
    """From Monday to Sunday, and no further than today."""
    visitor = lived(pages)

    assert ("/week", "My week") == (visitor.path, visitor.heading)
    assert 'rel="prev"' in visitor.text
    assert 'rel="next"' not in visitor.text


def test_a_day_shows_each_bout_with_its_length(pages: Pages) -> None:
    """In the picture, and in the table beside it; the one that goes on is named and not counted."""
    pages.has(
        f.BoutEnded(at=MORNING - 60 * MINUTE, sat=45 * MINUTE),
        f.BoutBegan(at=MORNING - 30 * MINUTE),
    )

    visitor = pages.visitor("week").opens("/week/day")

    assert ["08:30", "45 min"] == row(visitor, "07:45")
    assert "45 min in all, 45 min at most in one go." in visitor.text
    assert "The sitting that began at 09:00 counts when it is over." in visitor.text


def test_the_week_has_hours_lengths_and_ends(pages: Pages) -> None:
    """Minutes by hour, the longest bout by day, and each reminder with what became of it."""
    pages.has(
        f.PromptShown(at=MORNING - 90 * MINUTE, prompt=1, reminders=("sitting",)),
        f.PromptAnswered(at=MORNING - 89 * MINUTE, prompt=1, answer=Answer.SKIP, by="user"),
        f.BoutEnded(at=MORNING - 60 * MINUTE, sat=45 * MINUTE),
    )

    visitor = pages.visitor("week")

    assert ["30", "", "", "", "", "", ""] == row(visitor, "8")
    assert ["45 min", "45 min", "1"] == row(visitor, "Mon, Mar 2")
    assert ["1", "0", "1", "0", "0", "0"] == row(visitor, "sitting")


def test_a_month_leaves_days_without_a_report_blank(pages: Pages) -> None:
    """In the table the cell is empty, in the picture the line breaks."""
    pages.has(
        CheckedIn(at=MORNING - timedelta(days=1), pain=(("neck", 4),)),
        CheckedIn(at=MORNING, pain=(("neck", 3),)),
    )

    visitor = pages.visitor("week").opens("/week/month")

    assert ["4", ""] == row(visitor, "Sun, Mar 1")
    assert ["3", ""] == row(visitor, "Mon, Mar 2")
    assert ["", ""] == row(visitor, "Tue, Mar 3")
    assert "Nothing was reported here: Upper back," in visitor.text
    assert 2 == visitor.page.text.count("<circle")


def test_under_fourteen_check_ins_nothing_is_compared(pages: Pages) -> None:
    """Only how many there are."""
    visitor = lived(pages, weeks=2).opens("/week/together")

    assert "With fewer than 14, nothing is compared here." in visitor.text
    assert "<svg" not in visitor.text
    assert "orrelation" not in visitor.text


def test_what_goes_together_is_counts_and_an_interval(pages: Pages) -> None:
    """On so many days, and no promise."""
    text = lived(pages).opens("/week/together").text

    assert re.search(r"On the \d+ days with 1 h or more in one go, the middle", text)
    assert re.search(r"Spearman\) over \d+ days: \S+, 95 % interval from \S+ to \S+ \(", text)
    assert "They do not say that one thing makes the other" in text


@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_a_score_a_streak_or_a_promise(pages: Pages, path: str) -> None:
    """Nor a script or a style of its own, which the pages' policy would stop anyway."""
    visitor = lived(pages).opens(path)

    assert 200 == visitor.page.status_code
    for word in ("streak", "goal", "well done", "causes", "leads to", "should"):
        assert word not in visitor.text.lower()
    for piece in ("<script", "<style", " style=", "<desc", "onclick"):
        assert piece not in visitor.page.text


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_journal_has_pages_too(pages: Pages, path: str) -> None:
    """They say that there is nothing."""
    visitor = pages.visitor("week").opens(path)

    assert 200 == visitor.page.status_code
    assert "<svg" not in visitor.text


@pytest.mark.parametrize(
    ("asked", "status"),
    [("2026-02-29", 404), ("x", 404), ("9999-12-31", 200), ("0001-01-01", 200), ("", 200)],
)
@pytest.mark.parametrize("path", PATHS)
def test_any_day_can_be_asked_for(pages: Pages, path: str, asked: str, status: int) -> None:
    """One that has not come is today; one that does not exist is no page."""
    assert status == pages.visitor("week").opens(f"{path}?on={asked}").page.status_code


def test_a_page_asked_for_by_nobody_who_came_with_a_link_is_closed(pages: Pages) -> None:
    """As all the others are."""
    assert 403 == pages.client().get("/week/month").status_code


def test_a_chart_says_what_it_shows_and_escapes_it() -> None:
    """What stands in a picture is text, whoever named the reminder."""
    drawn = charts.stacked(["<b>mine</b>"], [("Done", [3])], 'a "chart"')

    assert 2 == drawn.count('role="img" aria-label="a &quot;chart&quot;"')
    assert "&lt;b&gt;mine&lt;/b&gt;" in drawn
    assert "<b>" not in drawn


def test_counts_have_whole_numbers_on_their_axis() -> None:
    """However few, or many, there are: from 0 past the highest, in a few steps."""
    assert [0, 1] == charts._whole(1)
    assert [0, 1, 2, 3] == charts._whole(3)
    assert [0, 3, 6, 9, 12] == charts._whole(11)
    assert [0, 25, 50, 75, 100] == charts._whole(85)
    assert [0] == charts._whole(0)


def test_drawing_leaves_imports_as_they_are() -> None:
    """pygal would look into each of them, in a manner that Python warns of."""
    assert charts.pygal.__name__ == "pygal"
    assert [] == [each for each in sys.meta_path if type(each).__module__.startswith("pygal")]


def test_a_bout_over_midnight_is_seen_on_both_days(pages: Pages) -> None:
    """Until midnight on the one, from then on the other."""
    night = MORNING.replace(hour=0, minute=30)
    pages.has(f.BoutEnded(at=night, sat=90 * MINUTE))
    visitor = pages.visitor("week")

    for day, head, cells in (
        (MORNING.date(), "00:00", ["00:30", "30 min"]),
        (MORNING.date() - timedelta(days=1), "23:00", ["00:00", "1 h"]),
    ):
        assert cells == row(visitor.opens(f"/week/day?on={day}"), head)


def test_a_bout_over_midnight_is_one_for_the_week(pages: Pages) -> None:
    """In one go it was as long as it was, in text and table; the day says where it is parted."""
    night = MORNING.replace(hour=1, minute=0)
    pages.has(f.BoutEnded(at=night, sat=180 * MINUTE))
    visitor = pages.visitor("week")

    assert "1 h in all, 3 h at most in one go." in visitor.text
    assert ["3 h", "1 h", "1"] == row(visitor, "Mon, Mar 2")
    assert "Sitting over midnight is parted there" in visitor.opens("/week/day").text


def test_who_sits_since_yesterday_is_sitting(pages: Pages) -> None:
    """At half past midnight, since a quarter past eleven."""
    pages.now = MORNING.replace(hour=0, minute=30)
    pages.has(f.BoutBegan(at=pages.now - 75 * MINUTE))
    visitor = pages.visitor("week").opens("/week/day")

    assert "The sitting that began at 23:15 counts when it is over." in visitor.text


def test_a_prompt_that_outlasts_a_holiday_is_no_longer_open(pages: Pages) -> None:
    """Shown on the last evening, over on the first morning: it belongs to that evening."""
    evening = MORNING - timedelta(days=21)
    pages.has(
        f.PromptShown(at=evening, prompt=1, reminders=("water",)),
        f.PromptExpired(at=MORNING - 10 * MINUTE, prompt=1),
    )
    visitor = pages.visitor("week").opens(f"/week/day?on={evening.date()}")

    assert ["1", "0", "0", "1", "0", "0"] == row(visitor, "water")


def test_what_was_reported_under_a_wrong_clock_is_in_its_month(pages: Pages) -> None:
    """The same day as in the report: the clock was a year ahead and was put right."""
    year = timedelta(days=365)
    pages.has(
        CheckedIn(at=MORNING + year, pain=(("neck", 6),)),
        f.ClockSet(at=MORNING, by=-year),
    )
    visitor = pages.visitor("week").opens("/week/month")

    assert ["6", ""] == row(visitor, "Mon, Mar 2")


def rising(count: int) -> list[Fact]:
    """So many days, each with longer sitting and more pain than the day before."""
    return [
        fact
        for number in range(count)
        for at in [MORNING - timedelta(days=count - number)]
        for fact in (
            f.BoutEnded(at=at, sat=(20 + 2 * number) * MINUTE),
            CheckedIn(at=at + MINUTE, pain=(("neck", 1 + number // 2),)),
        )
    ]


def test_days_without_a_long_bout_are_not_the_other_ones(pages: Pages) -> None:
    """Other than which? There are none."""
    pages.has(*rising(14))
    text = pages.visitor("week").opens("/week/together").text

    assert "On none of these days was there 1 h or more in one go." in text
    assert "On the 14 days, the middle (median) of the worst scores was 4." in text
    assert "other day" not in text


def test_perfect_order_is_no_certainty(pages: Pages) -> None:
    """An interval from 1 to 1 would say that it cannot be otherwise."""
    facts = [
        fact
        for number in range(14)
        for at in [MORNING - timedelta(days=number)]
        for fact in (
            f.BoutEnded(at=at - MINUTE, sat=(90 if number % 2 else 30) * MINUTE),
            CheckedIn(at=at, pain=(("neck", 5 if number % 2 else 2),)),
        )
    ]
    pages.has(*sorted(facts, key=lambda fact: fact.at))
    text = pages.visitor("week").opens("/week/together").text

    assert "over 14 days: 1.00. In perfect order no interval can be worked out." in text


def test_the_first_of_a_month_turns_to_the_month_before(pages: Pages) -> None:
    """However many days these two have."""
    visitor = pages.visitor("week").opens("/week/month?on=2026-01-31")

    assert 'rel="prev" href="/week/month?on=2025-12-31"' in visitor.text
    assert 'rel="next" href="/week/month?on=2026-02-01"' in visitor.text
    assert date(2026, 2, 28).isoformat() not in visitor.text


def test_charts_are_loaded_with_the_first_one() -> None:
    """Most visits are for something else, and pay nothing for them."""
    code = "import sys, unhunch.web.app; print('pygal' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert ("False\n", "") == (told.stdout, told.stderr)
