"""What a table of responses holds, and what of it does not come along: for pages and programs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from participation.surveys.interchange.responses.headings import Found

# How many values of a column are shown that were no answers, and how much of each.
EXAMPLES, LONGEST_EXAMPLE = 5, 60


@dataclass
class Doubt:
    """Values of one column that are left out for one reason, with the first of them."""

    column: str
    reason: str
    count: int = 0
    # The line in the file, and what stands there.
    examples: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Report:
    """Everything a person wants to know before a table is taken in, and after."""

    sha256: str
    delimiter: str
    encoding: str
    columns: list[Found]
    # Questions of which the file says nothing: they count as not shown.
    silent: list[str]
    lines: int = 0
    responses: int = 0
    # Begun and not sent: left out, unless they were asked for.
    incomplete_left: int = 0
    incomplete_taken: int = 0
    # Why a question counts as not shown to somebody: "file", "conditions", "last_page".
    not_shown: Counter[str] = field(default_factory=Counter)
    # Without a day of submission, or in a language that is not offered here.
    without_day: int = 0
    other_language: int = 0
    first_day: date | None = None
    last_day: date | None = None
    versions: Counter[int] = field(default_factory=Counter)
    _doubts: dict[tuple[str, str], Doubt] = field(default_factory=dict, repr=False)

    def doubt(self, column: str, reason: str, line: int, value: str) -> None:
        """Note a value that is left out."""
        found = self._doubts.setdefault((column, reason), Doubt(column, reason))
        found.count += 1
        if len(found.examples) < EXAMPLES:
            found.examples.append((line, value[:LONGEST_EXAMPLE]))

    def count(self, *, version: int, day: date) -> None:
        """Note a response that comes along."""
        self.responses += 1
        self.versions[version] += 1
        self.first_day = min(self.first_day or day, day)
        self.last_day = max(self.last_day or day, day)

    @property
    def doubts(self) -> list[Doubt]:
        return list(self._doubts.values())

    @property
    def left_out(self) -> int:
        """How many values are no answers."""
        return sum(each.count for each in self._doubts.values())

    @property
    def recognised(self) -> list[Found]:
        return [each for each in self.columns if each.part]

    @property
    def about(self) -> list[Found]:
        return [each for each in self.columns if each.about]

    @property
    def unknown(self) -> list[Found]:
        return [each for each in self.columns if not each.is_known]

    def to_json(self) -> Mapping[str, Any]:
        """For programs: ``import_responses --json``."""
        return {
            "sha256": self.sha256,
            "delimiter": self.delimiter,
            "encoding": self.encoding,
            "lines": self.lines,
            "responses": self.responses,
            "incomplete": {"left_out": self.incomplete_left, "taken": self.incomplete_taken},
            "versions": {str(number): count for number, count in sorted(self.versions.items())},
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "without_day": self.without_day,
            "other_language": self.other_language,
            "columns": {
                "recognised": [
                    {"heading": each.heading, "column": each.part.name}
                    for each in self.columns
                    if each.part
                ],
                "not_stored": [
                    {"heading": each.heading, "about": each.about}
                    for each in self.columns
                    if each.about
                ],
                "unknown": [
                    {"heading": each.heading, "reason": each.reason} for each in self.unknown
                ],
            },
            "questions_without_column": self.silent,
            "not_shown": dict(self.not_shown),
            "values_left_out": [
                {
                    "column": each.column,
                    "reason": each.reason,
                    "count": each.count,
                    "examples": [{"line": line, "value": value} for line, value in each.examples],
                }
                for each in self.doubts
            ],
        }
