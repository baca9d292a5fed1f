"""What is kept under which rule, and what is stored about one person."""

from smartregion.privacy.queries.nights import Gone, Night, latest_nights
from smartregion.privacy.queries.people import Section, stored_about
from smartregion.privacy.queries.rules import Kind, RuleLine, due_counts, kinds, rule_lines
from smartregion.privacy.queries.titles import TITLES

__all__ = [
    "TITLES",
    "Gone",
    "Kind",
    "Night",
    "RuleLine",
    "Section",
    "due_counts",
    "kinds",
    "latest_nights",
    "rule_lines",
    "stored_about",
]
