"""How far two people agree who sort the same texts, beyond what chance would give.

Cohen's kappa for one code (Cohen 1960, A coefficient of agreement for nominal scales, Educational
and Psychological Measurement 20, 37-46):

    kappa = (p_o - p_e) / (1 - p_e)

p_o is the share of texts on which both say the same (the code applies, or it does not), p_e the share
to be expected if each gave the code as often as they did, but at random. A text may have several
codes, so there is a kappa for each code, their mean, and the share of texts with exactly the same codes.

Where both never or both always give a code, p_e is 1 and kappa is not defined: they agree fully, but
there is nothing to agree about. Rare codes have a low kappa even when people rarely differ (Feinstein
& Cicchetti 1990, Journal of Clinical Epidemiology 43, 543-549); so the counts stand beside it.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Code = TypeVar("Code", bound=Hashable)
Pair = tuple[Collection[Hashable], Collection[Hashable]]
# With fewer texts kappa says little: its standard error is about 0.1 at 100 and 0.2 at 25.
FEW = 50


class Strength(TextChoices):
    """Words of Landis & Koch (1977, Biometrics 33, 159-174); a habit, not a law."""

    POOR = "poor", _("schlechter als Zufall")
    SLIGHT = "slight", _("kaum über dem Zufall")
    FAIR = "fair", _("schwach")
    MODERATE = "moderate", _("mittel")
    SUBSTANTIAL = "substantial", _("deutlich")
    PERFECT = "perfect", _("fast vollkommen")


LIMITS = (
    (0.0, Strength.POOR),
    (0.21, Strength.SLIGHT),
    (0.41, Strength.FAIR),
    (0.61, Strength.MODERATE),
    (0.81, Strength.SUBSTANTIAL),
)


def strength_of(kappa: float) -> Strength:
    """The word for a kappa, by its two decimals as they are shown."""
    shown = round(kappa, 2)
    return next((word for limit, word in LIMITS if shown < limit), Strength.PERFECT)


@dataclass(frozen=True)
class CodeAgreement:
    """The four fields of one code: how many texts got it from both, from one, from nobody."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def n(self) -> int:
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def observed(self) -> float | None:
        """The share of texts on which both say the same."""
        return (self.both + self.neither) / self.n if self.n else None

    @property
    def kappa(self) -> float | None:
        """None where it is not defined: without texts, or when both never or always gave it."""
        first = self.both + self.first_only
        second = self.both + self.second_only
        n = self.n
        # In whole numbers, so that "is exactly 1" is asked exactly.
        by_chance = first * second + (n - first) * (n - second)
        if by_chance == n * n:
            return None
        return ((self.both + self.neither) * n - by_chance) / (n * n - by_chance)

    @property
    def strength(self) -> Strength | None:
        return None if self.kappa is None else strength_of(self.kappa)


@dataclass(frozen=True)
class Agreement:
    """Two people over all codes: a table for each, their mean kappa, texts that are alike."""

    n: int
    alike: int
    by_code: tuple[tuple[Hashable, CodeAgreement], ...]

    @property
    def share_alike(self) -> float | None:
        """The share of texts with exactly the same codes."""
        return self.alike / self.n if self.n else None

    @property
    def kappas(self) -> list[float]:
        return [each.kappa for _code, each in self.by_code if each.kappa is not None]

    @property
    def mean_kappa(self) -> float | None:
        """Over the codes for which it is defined."""
        return sum(self.kappas) / len(self.kappas) if self.kappas else None

    @property
    def strength(self) -> Strength | None:
        return None if self.mean_kappa is None else strength_of(self.mean_kappa)

    @property
    def undefined(self) -> int:
        """How many codes both never or always gave."""
        return len(self.by_code) - len(self.kappas)

    @property
    def is_small(self) -> bool:
        return self.n < FEW


def agreement_of(pairs: Sequence[Pair], codes: Sequence[Hashable]) -> Agreement:
    """What two people gave to the same texts: pairs of sets of codes."""
    sets = [(frozenset(first), frozenset(second)) for first, second in pairs]
    return Agreement(
        n=len(sets),
        alike=sum(first == second for first, second in sets),
        by_code=tuple((code, _table(sets, code)) for code in codes),
    )


def _table(
    sets: Sequence[tuple[frozenset[Hashable], frozenset[Hashable]]], code: Hashable
) -> CodeAgreement:
    given = [(code in first, code in second) for first, second in sets]
    return CodeAgreement(
        both=given.count((True, True)),
        first_only=given.count((True, False)),
        second_only=given.count((False, True)),
        neither=given.count((False, False)),
    )
