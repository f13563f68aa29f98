"""The settings: every key of config.toml with its default, its bounds and what it means."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import StrictBool, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from ..sentence import Sentence
from .between import Between
from .environment import Environment, Written
from .exercises import ExercisesTable, own_items
from .fields import Span
from .library import left_over, read_library
from .reminders import RemindersTable
from .sections import (
    BreaksTable,
    CareTable,
    HoldsTable,
    HoursTable,
    PromptTable,
    WeekTable,
    details,
)
from .span import write_span


class Settings(BaseSettings):
    """What a user can wish for. Made by `of`."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", validate_default=True)

    idle_after: Annotated[Span, Between("30s", "5m")] = timedelta(minutes=2)
    """How long without keyboard and mouse until it counts as a short break."""

    away_after: Annotated[Span, Between("30s", "1h")] = timedelta(minutes=5)
    """How long until you count as away: a full break. Always more than idle_after."""

    watching_at_most: Annotated[Span, Between("5m", "8h")] = timedelta(minutes=90)
    """How long a video or a call alone proves that you are there."""

    sit_stand_desk: StrictBool = False
    """Whether you work standing at times: "I'm up" then means that you stand."""

    keep_stance: StrictBool = False
    """Whether you are still believed to stand when you come back from being away."""

    show_details: StrictBool = False
    """Whether notifications may show what you reported. Others may read your screen."""

    language: Literal["auto", "en", "de"] = "auto"
    """The language of the program: "en" English, "de" German. "auto": the desktop's language."""

    equipment: tuple[Literal["band"], ...] = ()
    """What you have for exercises: "band" for an elastic band."""

    care: CareTable = CareTable()
    """Whom to call, and which of the optional rules about what you report count."""

    hours: HoursTable = HoursTable()
    """When reminders live. Without this table, or with no day named in it: always."""

    prompt: PromptTable = PromptTable()
    """How and how often prompts are shown."""

    breaks: BreaksTable = BreaksTable()
    """How a guided break looks once it has begun."""

    week: WeekTable = WeekTable()
    """Once a week: how the last one was, and whether there were too many prompts."""

    holds: HoldsTable = HoldsTable()
    """What prompts wait for."""

    exercises: ExercisesTable = ExercisesTable()
    """Exercises of your own, each in a table [exercises.NAME]."""

    reminders: RemindersTable = RemindersTable()
    """What you are reminded of."""

    @classmethod
    def of(cls, written: Mapping[str, Any], environ: Mapping[str, str]) -> Self:
        """Return the settings of a file's values, with variables above them.

        Nothing else is looked for: no file, no `.env`, no other environment.
        Raise pydantic's ValidationError with everything that is wrong.
        """
        given: dict[str, Any] = {"written": written, "environ": environ}
        return cls(**given)

    @field_validator("reminders")
    @classmethod
    def _has_exercises(cls, reminders: RemindersTable, info: ValidationInfo) -> RemindersTable:
        stretch, exercises = reminders.stretch, info.data.get("exercises")
        # Only what can leave nothing pays for reading the library.
        if exercises is None or not (stretch.without or "own" in stretch.sets):
            return reminders
        equipment = info.data.get("equipment", ())
        library = read_library(equipment, own_items(exercises), stretch.without)
        given = {"stretch": {"sets": list(stretch.sets), "without": list(stretch.without)}}
        wrong = [
            details(("stretch", key), why, given) for key, why in left_over(library, stretch.sets)
        ]
        if wrong:
            raise ValidationError.from_exception_data("reminders", wrong)
        return reminders

    @field_validator("away_after")
    @classmethod
    def _more_than_idle(cls, away: timedelta, info: ValidationInfo) -> timedelta:
        idle = info.data.get("idle_after")
        if idle is not None and away <= idle:
            raise PydanticCustomError(
                "order",
                "{why}",
                {
                    "why": Sentence(
                        "write more than idle_after, which is {idle}", idle=write_span(idle)
                    ),
                    "other": "idle_after",
                    "other_value": write_span(idle),
                    "why_other": Sentence(
                        "write less than away_after, which is {away}, or a longer "
                        "away_after as well",
                        away=write_span(away),
                    ),
                },
            )
        return away

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        assert isinstance(init_settings, InitSettingsSource)
        given = init_settings.init_kwargs
        return Environment(cls, given["environ"]), Written(cls, given["written"])
