"""A question this wing asks without knowing who answers (see docs/architecture.md)."""

from dataclasses import dataclass

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Use:
    """What rests on a question of a survey, for example a measure; or what one may rest on it."""

    question: str
    label: str
    url: str
    # Whether it is there already, or only offered to this person.
    is_offer: bool = False


# Asked about the releases that everybody sees.
uses: Slot[Use] = Slot()
