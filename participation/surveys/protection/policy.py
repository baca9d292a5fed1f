"""From which numbers on figures may be shown to everybody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """The limits of the protection; docs/decisions/0012-suppression.md says where they come from."""

    # Counts 1 … least - 1 are about too few people: of one question, and of crossed questions or
    # small areas.
    least: int = 5
    least_crossed: int = 10
    # A table about fewer people is not shown at all.
    least_base: int = 10
    # What lies between two releases must be about so many people, or about nobody.
    least_between: int = 10
    # A sum must not let the second largest contributor estimate the largest by less (p % rule).
    dominance_per_cent: float = 8.0
    # From this share on, a group is told to be of one mind; from this base on, figures are firm.
    one_mind: float = 0.9
    firm_base: int = 30


POLICY = Policy()
