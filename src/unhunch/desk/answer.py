"""What the person asks for: each request becomes facts, or is refused with the reason."""

from datetime import datetime, timedelta

from ..body.answer import on_said
from ..body.facts import ExerciseHurt
from ..fact import Fact
from ..sentence import Sentence
from . import facts as f
from .asking import answer_check_in
from .care import rests
from .content import choose_items
from .course import done_so_far, exercises_of, moved, place_at
from .instant import Instant
from .pauses import Outcome, hold_until, pause, resume
from .policy import CHECKIN, SITTING, STRETCH, Answer, Asks, Hold, Move, Policy, Reminder
from .questions import ANSWERS, answer_question, choices_to
from .requests import (
    GiveAnswer,
    Guide,
    Meeting,
    Pause,
    PutAside,
    Refused,
    Request,
    Resume,
    Sit,
    Stand,
    TakeBreak,
)
from .seen import Seen
from .stance import sit, stand
from .state import Prompt, Running, Sitting, State, Suggested, Visible, on_stage, prompt_numbered

TOO_QUICK = timedelta(seconds=0.5)
"""A press this soon after the showing was meant for something else (product.md 3.8)."""

LATER = timedelta(minutes=5)
"""What "later" means without a length."""

LATER_AT_MOST = timedelta(hours=4)
LATERS = 2
"""So often a prompt can be put off by a length; after that only to the next break."""

NEXT_BREAK_AT_LATEST = timedelta(minutes=45)

RESTS = Sentence("exercises rest until you have spoken to a professional about what you reported")

AFTER_START = (Answer.DONE, Answer.HURT, Answer.STOPPED)
NOT_STARTED = (Answer.LATER, Answer.SKIP)
"""What a break that began by itself takes, too."""


def on_request(here: Instant, request: Request) -> Outcome:
    """Return the facts that the request makes true at `now`, or why it is refused."""
    state, at = here.state, here.dated()
    match request:
        case Pause():
            return pause(here, request)
        case Meeting(length=length):
            return hold_until(here, Hold.MEETING, at + length, fixed=False)
        case Resume():
            return resume(here)
        case Stand():
            return stand(state, at)
        case Sit():
            return sit(state, at)
        case TakeBreak():
            return _take_break(here, request)
        case GiveAnswer():
            return _answer(here, request)
        case Guide():
            return _guide(here, request)
        case PutAside():
            return _put_aside(here, request)
        case _:
            return on_said(here.body, at, request)


# --- breaks ----------------------------------------------------------------------------------


def _take_break(here: Instant, request: TakeBreak) -> Outcome:
    state, seen, policy, at = here.state, here.seen, here.policy, here.dated()
    reminder = _reminder(request.reminder, policy)
    if reminder is None:
        names = ", ".join(each.name for each in policy.reminders) or Sentence("none")
        return Refused(
            why=Sentence(
                "there is no reminder {reminder}; there are: {names}",
                reminder=repr(request.reminder),
                names=names,
            )
        )
    if rests(reminder, here):
        return Refused(why=RESTS)
    running = on_stage(state)
    if running is not None and isinstance(running.phase, Running):
        return Refused(why=Sentence("a break is already running"))
    # The question whether it is wanted is no break: it comes back after this one.
    prompts = (each for each in state.prompts if each.asks is None)
    open_one = next((each for each in prompts if reminder.name in each.reminders), None)
    if open_one is not None and reminder.sets:
        return (_answered(at, open_one, Answer.START),)
    on = "screen" if seen.screen or (reminder.sets and seen.beside) else "tray"
    if on == "tray" and not seen.tray:
        return Refused(
            why=Sentence("there is nowhere to show it: no notification server and no tray")
        )
    number = state.numbered + 1 if open_one is None else open_one.number
    keys = choose_items(reminder, here)
    fresh = tuple((reminder.name, key) for key in keys)
    shown = f.PromptShown(
        at=at,
        prompt=number,
        reminders=(reminder.name,) if open_one is None else open_one.reminders,
        again=open_one is not None,
        asked=True if open_one is None else open_one.asked,
        items=fresh if open_one is None else open_one.items,
        on=on,
    )
    if not reminder.sets:
        return (shown,)
    start = f.PromptAnswered(at=at, prompt=number, answer=Answer.START, by="user")
    return (shown, start)


def _reminder(name: str | None, policy: Policy) -> Reminder | None:
    if name is not None:
        return next((each for each in policy.reminders if each.name == name), None)
    guided = [each for each in policy.reminders if each.name == STRETCH or each.sets]
    return next(iter([*guided, *policy.reminders]), None)


# --- answers ---------------------------------------------------------------------------------


def open_prompt(state: State, number: int | None = None) -> Prompt | None:
    """Return the prompt that an answer is for: that number, the visible one, or the newest."""
    if number is not None:
        return prompt_numbered(state, number)
    on = on_stage(state)
    return on if on is not None or not state.prompts else state.prompts[-1]


def answers_to(prompt: Prompt, policy: Policy) -> tuple[Answer, ...]:
    """Return the words that this prompt takes now, the most wanted first."""
    if isinstance(prompt.phase, Running):
        return AFTER_START + (NOT_STARTED if prompt.phase.by_itself else ())
    if prompt.asks is not None:
        return tuple(each.answer for each in choices_to(prompt, policy))
    words = [Answer.DONE]
    for reminder in policy.reminders:
        if reminder.name in prompt.reminders:
            words += [choice.answer for choice in reminder.choices]
    words += [Answer.LATER, Answer.SKIP]
    taken = dict.fromkeys(words)
    if prompt.laters > LATERS:
        taken.pop(Answer.LATER, None)
    return tuple(taken)


def _answer(here: Instant, request: GiveAnswer) -> Outcome:
    state, at = here.state, here.dated()
    prompt = _meant(state, request)
    if prompt is None:
        return Refused(why=Sentence("there is no open prompt"))
    if request.at_sight and _just_shown(prompt, at):
        return (_again(prompt, at, here.seen),)
    if CHECKIN in prompt.reminders and request.answer is Answer.DONE:
        return answer_check_in(here, prompt, request.label)
    words = answers_to(prompt, here.policy)
    if request.answer not in words:
        known = ", ".join(words)
        return Refused(
            why=Sentence(
                "{answer} is no answer to this prompt: {known}",
                answer=repr(request.answer.value),
                known=known,
            )
        )
    if prompt.asks is not None:
        return answer_question(here, prompt, request)
    if request.answer is Answer.LATER:
        return _later(at, prompt, request.length)
    if request.length is not None:
        return Refused(
            why=Sentence("only later takes a length, not {answer}", answer=request.answer.value)
        )
    facts: list[Fact] = [_answered(at, prompt, request.answer)]
    if request.answer is Answer.HURT:
        facts.append(ExerciseHurt(at=at, exercises=done_so_far(prompt, here)))
    if request.answer is Answer.DONE and not isinstance(prompt.phase, Running):
        facts.extend(_got_up(here, prompt, request.label))
    return tuple(facts)


def _guide(here: Instant, request: Guide) -> Outcome:
    prompt = open_prompt(here.state, request.prompt)
    if prompt is None or not isinstance(prompt.phase, Running):
        return Refused(why=Sentence("no guided break is running"))
    running, items = prompt.phase, exercises_of(prompt, here)
    if place_at(running, items, here.now).step >= len(items) and request.move is not Move.BACK:
        return Refused(why=Sentence("the guided break is over and asks how it was"))
    return (moved(prompt, running, request.move, here),)


def _meant(state: State, request: GiveAnswer) -> Prompt | None:
    """The prompt that an answer is for: a word that only one question takes needs no number."""
    asks = [each for each, words in ANSWERS.items() if request.answer in words]
    if request.prompt is not None:
        return open_prompt(state, request.prompt)
    return next((each for each in state.prompts if each.asks in asks), open_prompt(state))


def _just_shown(prompt: Prompt, at: datetime) -> bool:
    return isinstance(prompt.phase, Visible) and at - prompt.phase.since < TOO_QUICK


def _again(prompt: Prompt, at: datetime, seen: Seen) -> f.PromptShown:
    return f.PromptShown(
        at=at,
        prompt=prompt.number,
        reminders=prompt.reminders,
        again=True,
        asked=prompt.asked,
        items=prompt.items,
        on="screen" if seen.screen else "tray",
        doubts_stance=prompt.doubts_stance,
        asks=prompt.asks,
    )


def _answered(at: datetime, prompt: Prompt, answer: Answer) -> f.PromptAnswered:
    return f.PromptAnswered(at=at, prompt=prompt.number, answer=answer, by="user")


def _later(at: datetime, prompt: Prompt, length: timedelta | None) -> Outcome:
    at_break = prompt.laters >= LATERS
    if at_break and length is not None:
        return Refused(why=Sentence("put off twice already: later now means at your next break"))
    wait = NEXT_BREAK_AT_LATEST if at_break else LATER if length is None else length
    if not timedelta(0) < wait <= LATER_AT_MOST:
        return Refused(why=Sentence("a prompt can be put off for up to 4 hours"))
    return (
        f.PromptAnswered(
            at=at,
            prompt=prompt.number,
            answer=Answer.LATER,
            by="user",
            until=at + wait,
            at_break=at_break,
        ),
    )


STILL_STANDING = "Still standing"


def _got_up(here: Instant, prompt: Prompt, label: str | None) -> list[f.Fact]:
    """ "I'm up" ends the bout; "Still standing?" has two answers that both mean done."""
    state, at = here.state, here.dated()
    if prompt.doubts_stance:
        if label == STILL_STANDING:
            return [f.StanceChanged(at=at, stance="standing")]
        return [f.StanceChanged(at=at, stance="sitting"), f.BoutBegan(at=at)]
    if SITTING not in prompt.reminders:
        return []
    facts: list[f.Fact] = []
    if isinstance(state.stance, Sitting):
        brief = not here.policy.sit_stand_desk
        facts.append(f.StanceChanged(at=at, stance="standing", brief=brief))
    if state.bout is not None:
        facts.append(f.BoutEnded(at=at, sat=max(timedelta(0), at - state.bout.began)))
    return facts


def _put_aside(here: Instant, request: PutAside) -> Outcome:
    state, at = here.state, here.dated()
    prompt = prompt_numbered(state, request.prompt)
    on = state.suggested if request.prompt == 0 else prompt and prompt.phase
    if not isinstance(on, Visible | Suggested) or on.aside:
        return ()
    if prompt is not None and prompt.step and _just_shown(prompt, at):
        # The second click of two, meant for the button that was there a moment ago.
        return (_again(prompt, at, here.seen),)
    if prompt is not None and prompt.asks is Asks.WEEK:
        # A notice asks nothing: closed, it is read.
        return (_answered(at, prompt, Answer.READ),)
    return (f.PromptPutAside(at=at, prompt=request.prompt),)
