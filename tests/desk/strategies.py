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
    "breaks that begin by themselves": """
        [breaks]
        at_once = true
        [reminders.stretch]
        every = "30m"
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
    [
        *("done", "later", "later 15m", "skip", "skip", "start", "hurt", "stopped", "comfortable"),
        *("resume", "one_more_day", "keep", "fewer", "turn_off"),
    ]
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

breaks = st.sampled_from(
    [
        *("says break", "answers start", "answers done", "answers stopped"),
        *("says guide next", "says guide next", "says guide back"),
        *("says guide pause", "says guide go_on"),
    ]
)
"""What is done with guided breaks."""

_TICKED = [
    "tingling_arm_one",
    "weakness_arm_one",
    "radiates_arm",
    "chest_pain",
    "fever",
    "worried",
    "interferes",
    "calf_swelling",
]
_scores = st.dictionaries(
    st.sampled_from(["neck", "upper_back", "arm_l", "lower_back"]), st.integers(0, 10), max_size=2
)


def _feels(scores: dict[str, int], ticked: list[str], denied: list[str]) -> str:
    no = [f"no={','.join(denied)}"] if denied else []
    return " ".join(["feels", *(f"{name}={each}" for name, each in scores.items()), *ticked, *no])


_told = st.builds(
    _feels,
    _scores,
    st.lists(st.sampled_from(_TICKED), max_size=2, unique=True),
    st.lists(st.sampled_from([*_TICKED, "*"]), max_size=2, unique=True),
)
feels = st.one_of(
    _told,
    st.sampled_from(_TICKED).map("feels neck=3 {}".format),
    st.sampled_from(["feels", "feels no=*", "feels neck=3 worried", "feels neck=2 worried"]),
    st.sampled_from(["feels neck=9 constant", "feels neck=3 weakness_arm_one"]),
)
said = st.one_of(
    st.sampled_from(
        ["getting_help", "booked", "seen", "mistake", "over", "not_now", "tomorrow", "never"]
    ).map("answers {}".format),
    st.sampled_from(_TICKED).map("retracts {}".format),
    st.sampled_from(["seen", "booked", "bridges gone", "bridges most_of_the_time"]),
)
nights = st.sampled_from(["off 16h", "off 23h", "sleeps 10h", "off 3d", "off 15d", "clock +26h"])
afternoons = st.sampled_from(["works 4h", "works 5h", "idles 3h"])
back_again = st.sampled_from(["idles 61s", "idles 61s", "locks 2m", "pauses 6s"])
bodies = (feels, feels, said, nights, afternoons)
"""What is said of the body, and the time that it is about."""


def scripts(*kinds: st.SearchStrategy[str], at_most: int = 20) -> st.SearchStrategy[list[str]]:
    """Return scripts of work, rest and these kinds of steps."""
    steps = st.one_of(works, works, rests, *kinds)
    # Left to itself, a list has some six entries on average; here long ones are as likely.
    return st.integers(1, at_most).flatmap(lambda n: st.lists(steps, min_size=n, max_size=n))


def weeks(*kinds: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Return scripts in which something is told, and the user then works, rests and answers."""
    step = st.one_of(works, back_again, nights, answers, said, *kinds)
    few = st.lists(step, max_size=3)
    told = st.tuples(few, feels, few, back_again, st.just("works 1m"), said, few)
    asked = st.tuples(few, afternoons, afternoons, back_again, st.just("works 1m"), answers, few)
    parts = st.lists(st.one_of(told, told, asked), min_size=1, max_size=4)
    return parts.map(lambda days: [line for day in days for part in day for line in _lines(part)])


def _lines(part: str | list[str]) -> list[str]:
    return [part] if isinstance(part, str) else part


everything = (
    *(sleeps, downs, clocks, zones, holds, surfaces, stances, answers, answers, wishes, breaks),
    *bodies[1:],
)
