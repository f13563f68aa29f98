"""The bounds of a setting, for numbers and for lengths."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ..sentence import Sentence
from .span import read_span


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds, both allowed. A length's are written like one ("30s")."""

    low: str | float
    high: str | float

    def __str__(self) -> str:
        return f"{self.low} to {self.high}"

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        low, high = _bound(self.low), _bound(self.high)
        is_length = isinstance(self.low, str)

        def check(value: Any) -> Any:
            if value is not None and not low <= value <= high:
                raise ValueError(
                    Sentence(
                        "write a length between {low} and {high}", low=self.low, high=self.high
                    )
                    if is_length
                    else Sentence(
                        "write a number between {low} and {high}", low=self.low, high=self.high
                    )
                )
            return value

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        if isinstance(self.low, str):
            return described
        return described | {"minimum": self.low, "maximum": self.high}


def _bound(value: str | float) -> Any:
    return read_span(value) if isinstance(value, str) else value
