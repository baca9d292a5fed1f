"""PDF from HTML: the engine behind reports, paper questionnaires and letters."""

from smartregion.core.pdf.assets import AssetMissing
from smartregion.core.pdf.engine import Engine, EngineMissing, start_engine

__all__ = ["AssetMissing", "Engine", "EngineMissing", "start_engine"]
