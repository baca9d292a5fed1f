"""In which states the things behind addresses can be, and who may still see them then."""

from tests.architecture.states import measures, participation, people, reports, strategy, surveys
from tests.architecture.states.words import Noun

NOUNS: tuple[Noun, ...] = (
    *people.NOUNS,
    *strategy.NOUNS,
    *surveys.NOUNS,
    *participation.NOUNS,
    *measures.NOUNS,
    *reports.NOUNS,
)


def nouns_of(name: str, names: frozenset[str]) -> list[Noun]:
    """Of what an address with these arguments tells."""
    return [noun for noun in NOUNS if noun.is_named_by(name, names)]
