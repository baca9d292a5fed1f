"""The two questions of monitoring as charts: lights for what is done, the reach of indicators for what is gained."""

from collections.abc import Sequence

from measures.attainment import Reach
from measures.charts.lights import lights_chart
from measures.queries.standing import Group
from smartregion.core.charts import Chart, level_distribution

# From bad to good, what has no target in the middle; no data is a gap of its own.
LEVELS = (Reach.AWAY, Reach.OPEN, Reach.NO_TARGET, Reach.ON_WAY, Reach.REACHED)


def implementation_chart(title: str, groups: Sequence[Group]) -> Chart:
    """Traffic lights, one row for each group of measures."""
    rows = [(group.label, group.implementation.lights) for group in groups]
    return lights_chart(title, rows)


def attained_chart(title: str, groups: Sequence[Group]) -> Chart:
    """How far indicators are; groups without any are left out."""
    return level_distribution(
        title=title,
        levels=[str(level.label) for level in LEVELS],
        rows=[(group.label, _counts(group)) for group in groups if _counts(group)],
        missing=str(Reach.NO_DATA.label),
    )


def _counts(group: Group) -> list[float]:
    """One number for each level and the last for those without data; none where nothing is measured."""
    if group.attained is None or not group.attained.indicators:
        return []
    found = {one.value: one.count for one in group.attained.reaches}
    return [found[level] for level in (*LEVELS, Reach.NO_DATA)]
