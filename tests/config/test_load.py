"""What a good settings file comes to."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from unhunch.config.load import Outcome, default_policy, read
from unhunch.config.loaded import Loaded
from unhunch.desk.policy import (
    After,
    Answer,
    At,
    Choice,
    Delivery,
    Every,
    Hold,
    HoldRule,
    Hours,
    Item,
    OnDays,
    Policy,
    Reminder,
    Surface,
    TimeRange,
    Week,
)

OFFICE = Path(__file__).parent / "files" / "good" / "office.toml"
PLAIN = (
    Choice(label="Done", answer=Answer.DONE),
    Choice(label="Later", answer=Answer.LATER),
    Choice(label="Skip", answer=Answer.SKIP),
)


def good(outcome: Outcome) -> Loaded:
    """Return what was loaded; fail with the problems when it was not."""
    assert isinstance(outcome, Loaded), "\n".join(map(str, outcome))
    return outcome


def office() -> dict[str, Reminder]:
    """Return the reminders of files/good/office.toml by name."""
    return {each.name: each for each in good(read(OFFICE, {})).policy.reminders}


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    """No file, no folder and no path are the program's own defaults."""
    missing = tmp_path / "unhunch" / "config.toml"

    assert good(read(missing, {})) == good(read(None, {}))
    assert default_policy() == good(read(missing, {})).policy


def test_the_defaults_are_those_of_the_product() -> None:
    """The numbers of product.md, sections 1 to 3."""
    policy = default_policy()
    wanted = Policy(
        holds={
            hold: HoldRule(at_most=timedelta(minutes=60) if hold is Hold.FULLSCREEN else None)
            for hold in Hold
        },
        reminders=policy.reminders,
        week=Week(notice=True, question=True),
    )

    assert wanted == policy
    assert Delivery() == policy.delivery


def test_the_five_reminders_come_in_the_order_of_importance() -> None:
    """Sitting, stretch, check-in, posture, eyes, with the triggers of product.md, section 2."""
    assert [
        ("sitting", After(bout=timedelta(minutes=45)), Surface.PROMPT),
        ("stretch", Every(interval=timedelta(minutes=60)), Surface.PROMPT),
        ("checkin", OnDays(), Surface.PROMPT),
        ("posture", Every(interval=timedelta(minutes=60)), Surface.PROMPT),
        ("eyes", Every(interval=timedelta(minutes=20)), Surface.TRAY),
    ] == [(each.name, each.trigger, each.surface) for each in default_policy().reminders]


def test_how_the_five_reminders_count() -> None:
    """What varies, what a short break satisfies, and that posture falls between two stretches."""
    reminders = default_policy().reminders

    assert ["stretch", "posture"] == [each.name for each in reminders if each.varies]
    assert ["posture", "eyes"] == [each.name for each in reminders if each.micro]
    assert ["posture"] == [each.name for each in reminders if each.halfway]


def test_the_buttons_are_those_of_the_product() -> None:
    """Every reminder has the answers of product.md, section 2, in its order."""
    assert {
        "sitting": ["I'm up = done", "5 more minutes = later", "Skip = skip"],
        "stretch": ["Start = start", "Later = later", "Skip = skip"],
        "checkin": [],  # its buttons are those of its question (desk/asking.py)
        "posture": [
            "Changed something = done",
            "Already comfortable = comfortable",
            "Can't now = skip",
        ],
        "eyes": [],
    } == {
        each.name: [f"{choice.label} = {choice.answer}" for choice in each.choices]
        for each in default_policy().reminders
    }


def test_the_words_are_those_of_the_product() -> None:
    """Sitting and eyes say what product.md says; the others rotate."""
    sitting, stretch, _, posture, eyes = default_policy().reminders

    assert (
        "You've been sitting for {minutes} minutes. Stand or walk for a few minutes."
        == sitting.text
    )
    assert "Look at something 6 m away" == eyes.text
    assert "When did you last change position?" == posture.items[0].text
    assert ["neck", "shoulders", "hands", "legs", "strength"] == [s.name for s in stretch.sets]


def test_the_users_own_stand_between_posture_and_eyes(tmp_path: Path) -> None:
    """The user's own reminders keep the order of the file; only eyes are less important."""
    path = tmp_path / "config.toml"
    path.write_text(
        '[reminders.zebra]\nevery = "1h"\ntext = "Z"\n[reminders.ant]\nafter = "1h"\ntext = "A"\n'
    )

    assert ["sitting", "stretch", "checkin", "posture", "zebra", "ant", "eyes"] == [
        each.name for each in good(read(path, {})).policy.reminders
    ]


def test_a_disabled_reminder_is_left_out() -> None:
    """What is not enabled is not in the policy."""
    assert ["sitting", "stretch", "checkin", "posture", "water", "call", "report"] == list(office())


def test_own_items_and_answers() -> None:
    """A reminder of one's own rotates its texts and carries its own words on the buttons."""
    wanted = Reminder(
        name="water",
        trigger=Every(interval=timedelta(minutes=50)),
        items=(
            Item(key="A glass of water?", text="A glass of water?"),
            Item(key="Tea?", text="Tea?"),
        ),
        choices=(
            Choice(label="Drank it", answer=Answer.DONE),
            Choice(label="Skip", answer=Answer.SKIP),
        ),
    )

    assert wanted == office()["water"]


def test_own_times_of_day() -> None:
    """Times are sorted and counted once; days and hours go with them."""
    wanted = Reminder(
        name="call",
        trigger=At(times=(time(9, 30), time(14)), weekdays=frozenset({0, 2})),
        text="Call home",
        choices=PLAIN,
        hours=Hours(days=((TimeRange(start=time(0), end=time(0)),), *[()] * 6)),
    )

    assert wanted == office()["call"]


def test_own_cron_expression() -> None:
    """A cron expression becomes times and weekdays, with how long it stays valid."""
    wanted = Reminder(
        name="report",
        trigger=At(
            times=(time(15, 30),),
            weekdays=frozenset(range(5)),
            valid_for=timedelta(minutes=30),
        ),
        text="The daily report",
        choices=PLAIN[:1],
    )

    assert wanted == office()["report"]


def test_hours_of_the_week() -> None:
    """A day that is not named has none; dates and quiet hours are kept apart."""
    nine, noon = time(9), time(12, 30)
    wanted = Hours(
        days=(
            (TimeRange(start=nine, end=noon), TimeRange(start=time(13), end=time(0))),
            *((), (), ()),
            (TimeRange(start=time(22), end=time(2)),),
            *((), ()),
        ),
        dates={date(2026, 12, 25): ()},
        quiet=(TimeRange(start=noon, end=time(13)),),
    )

    assert wanted == good(read(OFFICE, {})).policy.hours


def test_hours_that_overlap_or_touch_are_no_mistake(tmp_path: Path) -> None:
    """Whoever writes an hour twice means it; a range that ends when it begins is asked about."""
    path = tmp_path / "config.toml"
    path.write_text('[hours]\nmon = ["09:00-13:00", "12:00-18:00", "18:00-24:00"]\n')
    monday = good(read(path, {})).policy.hours.days[0]
    path.write_text('[hours]\nquiet = ["22:00-07:00"]\nmon = ["09:00-12:00", "13:00-13:00"]\n')
    problems = read(path, {})

    assert [time(9), time(12), time(18)] == [each.start for each in monday]
    assert isinstance(problems, tuple)
    assert [(3, "hours.mon")] == [(each.line, each.key) for each in problems]


def test_quiet_hours_alone_leave_every_day(tmp_path: Path) -> None:
    """Somebody who only wants quiet nights keeps reminders on every day."""
    path = tmp_path / "config.toml"
    path.write_text('[hours]\nquiet = ["22:00-07:00"]\n')

    wanted = Hours(quiet=(TimeRange(start=time(22), end=time(7)),))

    assert wanted == good(read(path, {})).policy.hours


def test_a_hold_keeps_what_is_not_written() -> None:
    """Switching a hold on or off leaves its limit at the default of that hold."""
    holds = good(read(OFFICE, {})).policy.holds

    assert HoldRule(on=False) == holds[Hold.DND]
    assert HoldRule(at_most=timedelta(minutes=60)) == holds[Hold.FULLSCREEN]


def test_a_band_changes_the_strength_set() -> None:
    """With a band the daily set is the band exercises, without it desk push-up and neck press."""

    def strength(loaded: Loaded) -> list[str]:
        (chosen,) = (each for each in loaded.policy.reminders[1].sets if each.daily)
        return [item.key for item in chosen.items]

    assert ["desk-push-up", "neck-press"] == strength(good(read(None, {})))
    assert ["band-lateral-raise", "band-row"] == strength(good(read(OFFICE, {})))


def test_sets_are_chosen_by_name(tmp_path: Path) -> None:
    """The sets of the settings are offered, in their order, also one not offered by default."""
    path = tmp_path / "config.toml"
    path.write_text('[reminders.stretch]\nsets = ["meeting-proof", "neck"]\n')
    stretch = good(read(path, {})).policy.reminders[1]

    assert ["meeting-proof", "neck"] == [each.name for each in stretch.sets]


def test_eyes_in_a_prompt_can_be_answered(tmp_path: Path) -> None:
    """When the user wants the eye break as a prompt, it gets the plain answers."""
    path = tmp_path / "config.toml"
    path.write_text('[reminders.eyes]\nsurface = "prompt"\n')

    assert PLAIN == good(read(path, {})).policy.reminders[-1].choices


def test_variables_stand_above_the_file() -> None:
    """A variable replaces one value and leaves its neighbours in the file alone."""
    environ = {
        "UNHUNCH_REMINDERS__SITTING__AFTER": "50m",
        "UNHUNCH_REMINDERS__WATER__EVERY": "40m",
        "UNHUNCH_SHOW_DETAILS": "true",
        "UNHUNCH_EQUIPMENT": "[]",
        "UNHUNCH_CONFIG": "/elsewhere",
        "UNHUNCH_UNKNOWN": "1",
        "unhunch_language": "de",
        "PROMPT": "x",
    }
    loaded = good(read(OFFICE, environ))
    triggers = {each.name: each.trigger for each in loaded.policy.reminders}

    assert After(bout=timedelta(minutes=50)) == triggers["sitting"]
    assert Every(interval=timedelta(minutes=40)) == triggers["water"]
    assert (True, ()) == (loaded.show_details, loaded.equipment)
    assert 3 == loaded.policy.delivery.per_hour


def test_nothing_is_looked_for_where_we_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a .env file nor a config.toml in the current folder changes anything."""
    (tmp_path / ".env").write_text("UNHUNCH_IDLE_AFTER=30s\nIDLE_AFTER=30s\n")
    (tmp_path / "config.toml").write_text('idle_after = "30s"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNHUNCH_IDLE_AFTER", "45s")

    assert default_policy() == good(read(None, {})).policy
    assert timedelta(minutes=2) == default_policy().idle_after


def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    """A byte order mark and the line ends of Windows are no mistake."""
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfidle_after = "1m"\r\n[prompt]\r\nsound = true\r\n')

    assert timedelta(minutes=1) == good(read(path, {})).policy.idle_after


def test_reading_changes_nothing(tmp_path: Path) -> None:
    """The user's file and its folder are the same after they were read."""
    path = tmp_path / "config.toml"
    path.write_bytes(OFFICE.read_bytes())
    before = path.stat()
    read(path, {})
    after = path.stat()

    assert [path] == list(tmp_path.iterdir())
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
