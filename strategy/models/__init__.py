"""The strategy: its versions and elements, and the ground on which it is written."""

from strategy.models.actors import ActorGroup, Involvement
from strategy.models.elements import Element, ElementLink, ElementText, ElementTranslation
from strategy.models.frame import Framework
from strategy.models.maturity import (
    HIGHEST_LEVEL,
    LEVELS,
    DimensionWords,
    MaturityDimension,
    MaturityRound,
    MaturityScore,
)
from strategy.models.situation import (
    Characteristic,
    ExistingProject,
    Finding,
    StructureFigure,
)
from strategy.models.strategies import ProcessPhase, Strategy
from strategy.models.versions import Resolution, StrategyVersion

__all__ = [
    "HIGHEST_LEVEL",
    "LEVELS",
    "ActorGroup",
    "Characteristic",
    "DimensionWords",
    "Element",
    "ElementLink",
    "ElementText",
    "ElementTranslation",
    "ExistingProject",
    "Finding",
    "Framework",
    "Involvement",
    "MaturityDimension",
    "MaturityRound",
    "MaturityScore",
    "ProcessPhase",
    "Resolution",
    "Strategy",
    "StrategyVersion",
    "StructureFigure",
]
