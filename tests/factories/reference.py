"""The figures of a survey once more, counted in plain Python from the stored responses.

Slow and simple on purpose: what the product counts from columns is laid beside this.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from participation.surveys.models import Response

Keeps = Callable[[Response], bool]


class Reference:
    """Figures of those responses that a plain condition keeps."""

    def __init__(self, responses: Iterable[Response], keeps: Keeps) -> None:
        self.responses = [each for each in responses if keeps(each)]

    @property
    def n(self) -> int:
        return len(self.responses)

    def column(self, code: str) -> list[Any]:
        """Every answer to a question that was shown, None where it was left empty."""
        return [each.answers[code] for each in self.responses if code in each.answers]

    def shown(self, code: str) -> int:
        return len(self.column(code))

    def said(self, code: str) -> list[Any]:
        return [answer for answer in self.column(code) if answer is not None]

    def counts(self, code: str) -> Counter[Any]:
        """How often each option was given; every option of a multiple choice counts."""
        found: Counter[Any] = Counter()
        for answer in self.said(code):
            found.update(answer if isinstance(answer, list) else [answer])
        return found

    def row_counts(self, code: str, row: str) -> Counter[Any]:
        cells = [answer.get(row) for answer in self.said(code)]
        return Counter(cell for cell in cells if cell is not None)
