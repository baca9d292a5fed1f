"""Where the county begins: its maturity as charts, and what of it stands in tables."""

from typing import Any

from django.utils.translation import gettext as _

from smartregion.core.charts import Chart, Series, level_distribution, radar
from strategy.charts import level_name
from strategy.models import HIGHEST_LEVEL, LEVELS

Content = dict[str, Any]
# What no longer holds is no frame of this strategy.
EXPIRED = "expired"


def county_square(content: Content) -> Content | None:
    """Strengths, weaknesses, opportunities and threats of the whole county, by kind."""
    return square_of(content, "")


def square_of(content: Content, field: str) -> Content | None:
    """The findings about one field of action by kind; without a field about the whole county."""
    for square in content.get("findings") or ():
        if square["field"] == field:
            return {corner["kind"]: corner for corner in square["corners"]}
    return None


def structure_sources(content: Content) -> list[Content]:
    """Each source once, with the characteristics that come from it."""
    named: dict[tuple[str, str], list[str]] = {}
    for topic in content.get("structure") or ():
        for source in topic["sources"]:
            named.setdefault((source["name"], source["on"]), []).append(topic["title"])
    return [{"name": name, "on": on, "titles": titles} for (name, on), titles in named.items()]


def structure_gaps(content: Content) -> list[Content]:
    """Of which characteristics some municipalities are unknown."""
    return [topic for topic in content.get("structure") or () if topic["gaps"]]


def frameworks_in_force(content: Content) -> list[Content]:
    return [each for each in content.get("frameworks") or () if each["standing"] != EXPIRED]


def frameworks_expired(content: Content) -> int:
    """How many there are that ran out, for the sentence below the table."""
    every = content.get("frameworks") or ()
    return len(every) - len(frameworks_in_force(content))


def projects_of(content: Content, field: str) -> list[Content]:
    """What runs already in a field of action."""
    return [each for each in content.get("projects") or () if field in each["fields"]]


# -- maturity ------------------------------------------------------------------------------------
def maturity_radar(content: Content) -> Chart | None:
    """Where the municipality in the middle stands, and where it wants to be."""
    maturity = content.get("maturity")
    if not maturity:
        return None
    asked = maturity["dimensions"]
    series = [
        Series(_("Ist: mittlere Gemeinde heute"), _middles(asked, "actual")),
        Series(_("Soll: in drei Jahren"), _middles(asked, "target")),
    ]
    if maturity["before"]:
        series.append(Series(maturity["before"], _middles(asked, "before")))
    return radar(
        title=_("Reifegrad der Gemeinden, Ist und Soll (Median)"),
        axes=[one["short_title"] for one in asked],
        series=series,
        highest=HIGHEST_LEVEL,
    )


def maturity_by_zone(content: Content) -> Chart | None:
    """How many municipalities stand on which level, the commuter belt over the rural places."""
    maturity = content.get("maturity")
    if not maturity:
        return None
    labels = (_("Umland"), _("ländlicher Raum"))
    return level_distribution(
        title=_("Wie viele Gemeinden auf welcher Stufe stehen"),
        levels=[level_name(level) for level in LEVELS],
        missing=_("nicht gemeldet"),
        rows=[
            (f"{one['short_title']}: {label}", (*spread["counts"], spread["missing"]))
            for one in maturity["dimensions"]
            for label, spread in zip(labels, one["zones"], strict=True)
        ],
    )


def maturity_base(content: Content) -> list[str]:
    """What the figures about maturity rest on."""
    maturity = content["maturity"]
    reported = _("n = %(n)s von %(all)s Gemeinden") % {
        "n": maturity["reported"],
        "all": maturity["towns"],
    }
    examples = [_("Beispieldaten")] if maturity["is_example"] else []
    return [reported, maturity["title"], _("Selbsteinschätzung der Gemeinden"), *examples]


def _middles(asked: list[Content], name: str) -> tuple[float | None, ...]:
    return tuple(_middle(one[name]) for one in asked)


def _middle(spread: Content | None) -> float | None:
    """The median; where it lies between two levels, half-way."""
    if not spread or not spread["median"]:
        return None
    low, high = map(float, spread["median"])
    return (low + high) / 2
