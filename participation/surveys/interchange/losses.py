"""What a file of another program becomes here, and what of it could not come along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from participation.surveys.document.questionnaire import Questionnaire


@dataclass(frozen=True)
class Loss:
    """One element that was not carried over, or not as it was.

    ``place`` says where it stands in the words of the file ("Frage Q12, Zeile SQ003"), ``what`` the
    element ("Bedingung", "Attribut em_validation_q"), ``source`` its text there, ``why`` what became of
    it. A loss that changes who sees or answers what ``is_serious``.
    """

    place: str
    what: str
    why: str
    source: str = ""
    is_serious: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "what": self.what,
            "why": self.why,
            "source": self.source,
            "is_serious": self.is_serious,
        }


class Report:
    """The losses while a file is read; the same one is told once."""

    def __init__(self) -> None:
        self._losses: dict[Loss, None] = {}

    def note(
        self, place: str, what: str, why: str, *, source: str = "", is_serious: bool = False
    ) -> None:
        """One element that is not carried over, or not as it was."""
        self._losses.setdefault(Loss(place, what, why, source, is_serious))

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Serious ones first, otherwise as they were met."""
        return tuple(sorted(self._losses, key=lambda loss: not loss.is_serious))


@dataclass(frozen=True)
class Imported:
    """A questionnaire that was read from a file.

    ``columns`` leads from the columns of a table of responses, in every spelling the other program
    uses for them ("Q3[SQ001]", "Q3_SQ001", "282267X2473X22833SQ001", "Q22833_S22849"), to ours
    (columns.py). Three of our names say a little more than "the cell is the answer":

    - ``multi.option``: whatever is chosen ("Y", "1") is 1, an empty cell 0;
    - ``code-text``: words beside "Anderes". Of a multiple choice LimeSurvey has no cell that says that
      the option ``with_text`` is chosen: it is, where there are words;
    - ``ranking#2``: the cell holds (their) code of the option on the second place.

    ``values`` leads from their codes to ours where they differ: {our column: {theirs: ours}}, of
    ``ranking#2`` under ``ranking``.
    """

    questionnaire: Questionnaire
    losses: tuple[Loss, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
