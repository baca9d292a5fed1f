"""What the office wants to publish of a survey."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from participation.surveys.document.questionnaire import Type
from participation.surveys.results import TEXTS

# Questions that can stand beside a crossing as its columns, and those that can be its rows.
ACROSS = (Type.SINGLE, Type.DROPDOWN, Type.YES_NO, Type.SCALE, Type.MUNICIPALITY, Type.CONSENT)
DOWN = (*ACROSS, Type.MULTIPLE, Type.MATRIX)
# Belt and rural area instead of single municipalities: a column made from another one.
ZONE = "@zone"


@dataclass(frozen=True)
class Choice:
    """Which questions alone, which two crossed, whether weighted. Free texts are never among them."""

    codes: tuple[str, ...] = ()
    crossings: tuple[tuple[str, str], ...] = ()
    weighting: str = ""
    # Responses on which something was noticed (suspicions.py) do not count.
    unsuspicious: bool = True

    def to_json(self) -> dict[str, Any]:
        return {
            "codes": list(self.codes),
            "crossings": [list(pair) for pair in self.crossings],
            "weighting": self.weighting,
            "unsuspicious": self.unsuspicious,
        }


def publishable(kinds: Iterable[tuple[str, str]]) -> list[str]:
    """The codes of closed questions, from (code, type): of two with one code the newer one."""
    found: dict[str, str] = {}
    for code, kind in kinds:
        found.setdefault(code, kind)
    return [code for code, kind in found.items() if kind not in TEXTS]
