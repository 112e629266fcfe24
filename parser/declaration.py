"""How a record declares its fields: `about` gives a field its Chinese title, meaning, example and what a schema checks."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class About:
    """What a field means: Chinese `title` and `description`, and what a schema can check of it."""

    title: str
    description: str
    example: Any
    pattern: str | None = None
    unit: str | None = None
    minimum: int | None = None
    references: str | None = None


def about(title: str, description: str, example: Any, *, pattern: str | None = None, unit: str | None = None,
          minimum: int | None = None, references: str | None = None, default: Any = MISSING) -> Any:
    """Declare a keyword field together with its meaning; `references` names the table whose id it holds. A field with a
    `default` need not be given when a record is made, and is published all the same."""
    return field(default=default, metadata={"about": About(title, description, example, pattern, unit, minimum, references)})


def about_corrected() -> Any:
    """Declare whether a person corrected what the record says."""
    return about("经人工改正", "是否经改正文件（source_html/期次.corrections.toml）改正。", False, default=False)


def about_correction() -> Any:
    """Declare why, and on what day, a person corrected it."""
    return about("改正理由", "改正的理由与日期；没有改正时为空。", None, default=None)


class Record:
    """Base of every published record; `table` names its table, `title` and `description` explain it in Chinese."""

    table: ClassVar[str]
    title_zh: ClassVar[str]
    description_zh: ClassVar[str]
