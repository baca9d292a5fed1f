"""The maturity of municipalities as charts, the same for pages and reports."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core import palette
from smartregion.core.charts import (
    Block,
    Cell,
    Chart,
    Key,
    Series,
    heatmap,
    level_distribution,
    radar,
    unknown_key,
)
from smartregion.county.models import Municipality
from strategy.models import HIGHEST_LEVEL, LEVELS
from strategy.queries.maturity import Asked, Comparison, Distribution, Results
from strategy.queries.maturity_changes import Changes, Move, Profile

Zone = Municipality.Zone
LEVEL_COLOURS = palette.scale(len(LEVELS))
MINUS = "\N{MINUS SIGN}"


# -- all municipalities ------------------------------------------------------------------------
def level_map(results: Results) -> Chart:
    """Municipalities × dimensions, the commuter belt beside the rural places."""
    return heatmap(
        title=_("Stufe je Gemeinde und Dimension: %(round)s") % {"round": results.round.title},
        corner=_("Gemeinde"),
        columns=_heads(results.asked),
        blocks=[_level_block(results, zone) for zone in Zone],
        keys=[*_level_keys(), unknown_key(_("nicht gemeldet"))],
    )


def _heads(asked: Sequence[Asked]) -> list[str]:
    return [one.words.short_title for one in asked]


def _level_keys() -> list[Key]:
    return [Key(level_name(level), colour) for level, colour in enumerate(LEVEL_COLOURS)]


def level_name(level: int) -> str:
    """A level as legends and tables say it."""
    return _("Stufe %(level)d") % {"level": level}


def _level_block(results: Results, zone: Zone) -> Block:
    towns = results.in_zone(zone)
    rows = tuple(
        (town.name, tuple(_level_cell(results.level(town, one)) for one in results.asked))
        for town in towns
    )
    spread = [results.distribution(one, zone) for one in results.asked]
    return Block(str(zone.label), rows, _fact(len(towns), spread))


def _level_cell(level: int | None) -> Cell:
    if level is None:
        return Cell("–", spoken=_("nicht gemeldet"))
    return Cell(str(level), LEVEL_COLOURS[level])


def _fact(towns: int, spread: Sequence[Distribution]) -> str:
    """What a block shows, short enough to be listened to."""
    count = ngettext("%(n)d Gemeinde", "%(n)d Gemeinden", towns) % {"n": towns}
    missing = _("nicht gemeldet")
    medians = ", ".join(f"{one.asked.words.short_title} {one.median or missing}" for one in spread)
    return _("%(count)s; Median je Dimension: %(medians)s.") % {"count": count, "medians": medians}


def spread_by_zone(comparisons: Sequence[Comparison]) -> Chart:
    """How many municipalities stand on which level, dimension by dimension, belt over rural."""
    return level_distribution(
        title=_("Wie viele Gemeinden auf welcher Stufe stehen"),
        levels=[level_name(level) for level in LEVELS],
        missing=_("nicht gemeldet"),
        rows=[
            (f"{one.words.short_title}: {label}", (*spread.counts, spread.missing))
            for one, label, spread in _by_zone(comparisons)
            if spread.levels
        ],
    )


def _by_zone(comparisons: Sequence[Comparison]) -> list[tuple[Asked, str, Distribution]]:
    return [
        pair
        for one in comparisons
        for pair in (
            (one.asked, str(Zone.BELT.label), one.belt),
            (one.asked, str(Zone.RURAL.label), one.rural),
        )
    ]


# -- change ------------------------------------------------------------------------------------
def change_map(changes: Changes) -> Chart:
    """What moved between two rounds, with its sign in every cell."""
    titles = {"earlier": changes.earlier.round.title, "later": changes.later.round.title}
    return heatmap(
        title=_("Veränderung von „%(earlier)s“ zu „%(later)s“") % titles,
        corner=_("Gemeinde"),
        columns=_heads(changes.asked),
        blocks=[_change_block(changes, zone) for zone in Zone],
        keys=_change_keys(),
    )


def _change_keys() -> list[Key]:
    return [
        Key(_("2 und mehr Stufen weiter"), palette.change(2)),
        Key(_("1 Stufe weiter"), palette.change(1)),
        Key(_("gleich"), palette.change(0)),
        Key(_("1 Stufe zurück"), palette.change(-1)),
        Key(_("2 und mehr Stufen zurück"), palette.change(-2)),
        Key(_("neu gemeldet"), outline=palette.LIGHTS[""]),
        unknown_key(_("nicht gemeldet")),
    ]


def _change_block(changes: Changes, zone: Zone) -> Block:
    rows = tuple(
        (town.name, tuple(change_cell(changes.move(town, one)) for one in changes.asked))
        for town in changes.later.in_zone(zone)
    )
    counts = [changes.count(one, zone) for one in changes.asked]
    fact = _("%(up)d Angaben höher, %(same)d gleich, %(down)d niedriger.") % {
        "up": sum(one.up for one in counts),
        "same": sum(one.same for one in counts),
        "down": sum(one.down for one in counts),
    }
    return Block(str(zone.label), rows, fact)


def change_cell(move: Move) -> Cell:
    """One step up or down from round to round; new and missing municipalities say so."""
    if move.steps is not None:
        return Cell(
            signed_steps(move.steps), palette.change(move.steps), spoken=_in_words(move.steps)
        )
    if move.is_new:
        return Cell(_("neu"), spoken=_("neu gemeldet"), is_framed=True)
    return Cell("–", spoken=_("nicht gemeldet"))


def signed_steps(steps: int) -> str:
    """+1, −1, or = where nothing moved."""
    return "=" if steps == 0 else f"+{steps}" if steps > 0 else f"{MINUS}{-steps}"


def _in_words(steps: int) -> str:
    return _("gleich") if steps == 0 else signed_steps(steps)


# -- one municipality --------------------------------------------------------------------------
def profile_radar(profile: Profile) -> Chart:
    """Today, the aim, and the round before."""
    scores = [line.score for line in profile.lines]
    series = [
        Series(_("heute"), tuple(one.actual if one else None for one in scores)),
        Series(_("Ziel in drei Jahren"), tuple(one.target if one else None for one in scores)),
    ]
    if profile.previous:
        series.append(Series(profile.previous.title, tuple(line.before for line in profile.lines)))
    return radar(
        title=_("Reifegrad: %(town)s") % {"town": profile.town.name},
        axes=[line.asked.words.short_title for line in profile.lines],
        series=series,
        highest=HIGHEST_LEVEL,
    )


def zone_spread(profile: Profile) -> Chart:
    """Where the municipalities of the same zone stand."""
    return level_distribution(
        title=_("Wie viele Gemeinden auf welcher Stufe stehen"),
        levels=[level_name(level) for level in LEVELS],
        missing=_("nicht gemeldet"),
        rows=[
            (line.asked.words.short_title, (*line.zone.counts, line.zone.missing))
            for line in profile.lines
        ],
    )
