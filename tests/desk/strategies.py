"""Scripts and settings for Hypothesis: all verbs, and lengths around the numbers that matter."""

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from unhunch.desk.policy import Policy

from .day import policy_of

SETTINGS = {
    "the program's own": "",
    "short of everything": """
        [prompt]
        per_day = 2
        per_hour = 1
        [reminders.sitting]
        after = "20m"
        [reminders.eyes]
        surface = "prompt"
    """,
    "many of the user's own": """
        keep_stance = true
        sit_stand_desk = true
        [holds]
        dnd = { at_most = "10m" }
        meeting = { at_most = "10m" }
        [reminders.water]
        every = "25m"
        text = "Water?"
        [reminders.tea]
        after = "30m"
        text = "Tea?"
        [reminders.call]
        at = ["09:10", "09:50", "10:30", "12:00"]
        valid_for = "30m"
        text = "Call"
    """,
    "hours": """
        [hours]
        quiet = ["10:00-10:20"]
        mon = ["09:05-11:00", "11:10-23:00"]
        tue = ["00:00-12:00"]
        [reminders.posture]
        hours = { mon = ["09:40-18:00"] }
        [reminders.call]
        at = ["09:55"]
        text = "Call"
        [reminders.stretch]
        surface = "tray"
    """,
}


SEEDED = ("many of the user's own",)
"""Where chance varies intervals, so that moments do not fall on whole seconds."""


@cache
def policy(name: str) -> Policy:
    """Return what the settings of this name ask for."""
    asked = policy_of("\n".join(line.strip() for line in SETTINGS[name].splitlines()))
    return replace(asked, seed=7) if name in SEEDED else asked


policies = st.sampled_from(sorted(SETTINGS)).map(policy)

_SECONDS = [1, 4, 5, 6, 10, 19, 20, 21, 29, 30, 31, 45, 59, 60, 61, 75, 90, 119, 120, 121]
_MINUTES = [3, 4, 5, 6, 7, 9, 10, 12, 14, 15, 16, 19, 20, 25, 30, 40, 44, 45, 50, 60]

lengths = st.one_of(
    st.sampled_from(_SECONDS).map("{}s".format),
    st.sampled_from(_MINUTES).map("{}m".format),
    st.integers(1, 700).map("{}s".format),
)
short = st.sampled_from(_SECONDS).map("{}s".format)
works = st.one_of(lengths, st.sampled_from(["20m", "30m", "44m54s", "45m", "60m"])).map(
    "works {}".format
)
rests = st.one_of(
    st.builds("pauses {}".format, short),
    st.builds("idles {}".format, lengths),
    st.builds("watches {}".format, lengths),
    st.builds("locks {}".format, lengths),
)
sleeps = st.builds("sleeps {}".format, lengths)
downs = st.one_of(
    st.builds("off {}".format, lengths), st.sampled_from(["stops", "restarts", "restarts"])
)
clocks = st.builds("clock {}{}".format, st.sampled_from("+-"), lengths)
zones = st.sampled_from(["America/New_York", "Asia/Kolkata", "Europe/Berlin"]).map("zone {}".format)
holds = st.builds(
    "hold {} {}".format,
    st.sampled_from(["dnd", "fullscreen", "microphone", "camera", "screencast"]),
    st.sampled_from(["on", "off"]),
)
surfaces = st.sampled_from(["notifier off", "notifier on", "tray off", "tray on"])
stances = st.sampled_from(["stands", "sits"])
answers = st.sampled_from(
    ["done", "later", "later 15m", "skip", "skip", "start", "hurt", "stopped", "comfortable"]
).map("answers {}".format)
wishes = st.sampled_from(
    [
        "pause 20m",
        "pause until tomorrow",
        "pause until resume",
        "resume",
        "meeting 10m",
        "break stretch",
        "break posture",
        "break sitting",
    ]
).map("says {}".format)


def scripts(*kinds: st.SearchStrategy[str], at_most: int = 20) -> st.SearchStrategy[list[str]]:
    """Return scripts of work, rest and these kinds of steps."""
    steps = st.one_of(works, works, rests, *kinds)
    # Left to itself, a list has some six entries on average; here long ones are as likely.
    return st.integers(1, at_most).flatmap(lambda n: st.lists(steps, min_size=n, max_size=n))


everything = (sleeps, downs, clocks, zones, holds, surfaces, stances, answers, answers, wishes)
