"""What every part of a pack is made of: identifiers, bilingual text, days, citations."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Strict(BaseModel):
    """A part of a pack: unknown keys are errors, nothing is coerced, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=_kebab, validate_by_alias=True)


def _to_day(value: object) -> object:
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


#: lower-case words joined by hyphens; the same in YAML, Python, SQL, URL and page
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
#: an ISO 3166-1 alpha-2 country code
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
#: a country, a part of it, or a municipality: `MX`, `MX-CHH`, `MX-CHH-037`
PlaceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z0-9]{1,5})?)?$")]
#: a civil date, written YYYY-MM-DD
Day = Annotated[date, BeforeValidator(_to_day)]
#: one citation or a list: a key of `sources` and, after a space, the place in it: `lsn 70 ¶2`
Citation = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*( .{1,120})?$")]
Citations = Annotated[list[Citation], BeforeValidator(as_list), Field(min_length=1)]
#: one id or a list of them
Ids = Annotated[list[Id], BeforeValidator(as_list), Field(min_length=1)]
#: how sure we are: read in the official text; told by press or public accounts; an interpretation; background not read
Sure = Literal["official", "press", "reading", "known"]


class Text(Strict):
    """The same words in both languages; both are always there."""

    en: Annotated[str, StringConstraints(pattern=r"\S")] = Field(description="English")
    es: Annotated[str, StringConstraints(pattern=r"\S")] = Field(description="Spanish, in Mexican official usage")
