"""A GeoJSON file with boundaries: which municipality each one belongs to, and everything that is wrong.

Nothing is guessed: what does not fit is named, with its place in the file and a sentence.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.csvfile import RowError
from smartregion.county.boundaries.simplify import DIGITS, Ring, simplified
from smartregion.county.models import Municipality

MAX_BYTES = 30 * 1024 * 1024
MAX_FEATURES = 2000
MAX_POINTS = 1_000_000
# What the official data sets call the key and the name.
KEYS = ("ags", "ags_0", "gemeindeschluessel", "schluessel", "rs", "ars", "rs_0", "ars_0")
NAMES = ("name", "gen", "gemeinde", "gemeindename")
RING_MIN = 4
CORNERS_MIN = 3


@dataclass(frozen=True)
class Found:
    """A boundary and the municipality it belongs to."""

    municipality: Municipality
    polygons: list[list[Ring]]
    points_before: int

    @property
    def points(self) -> int:
        return sum(len(ring) for polygon in self.polygons for ring in polygon)

    @property
    def geometry(self) -> dict[str, Any]:
        return {"type": "MultiPolygon", "coordinates": self.polygons}


@dataclass(frozen=True)
class Reading:
    """What a file holds: boundaries that fit, faults, and municipalities that it does not name."""

    found: list[Found] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    missing: list[Municipality] = field(default_factory=list)
    # What belongs to other counties, which is usual in files for a whole state.
    foreign: list[str] = field(default_factory=list)

    @property
    def points_before(self) -> int:
        return sum(one.points_before for one in self.found)

    @property
    def points(self) -> int:
        return sum(one.points for one in self.found)


class _Fault(Exception):
    """Why a feature, or the whole file, cannot be taken."""


class _Foreign(Exception):
    """The feature belongs to no municipality of this county."""


def read_boundaries(data: bytes) -> Reading:
    """The boundaries in a file, simplified, and every fault in it."""
    towns = list(Municipality.objects.select_related("boundary"))
    try:
        features = _features(data)
    except _Fault as fault:
        return Reading(errors=[RowError(0, "", str(fault))])
    raw: dict[str, list[list[Ring]]] = {}
    errors: list[RowError] = []
    foreign: list[str] = []
    for number, feature in enumerate(features, 1):
        try:
            town = _town_of(feature, towns, taken=raw)
            raw[town.ags] = _polygons(feature)
        except _Foreign:
            foreign.append(_label(feature) or _("ohne Namen"))
        except _Fault as fault:
            errors.append(RowError(number, _label(feature), str(fault)))
    return replace(_reading(raw, errors, towns), foreign=foreign)


def _reading(
    raw: Mapping[str, list[list[Ring]]], errors: list[RowError], towns: Iterable[Municipality]
) -> Reading:
    if sum(_counts(raw.values())) > MAX_POINTS:
        reason = _(
            "Die Datei hat zu viele Punkte. Bitte nehmen Sie einen gröberen Maßstab, zum Beispiel 1 : 250.000."
        )
        return Reading(errors=[RowError(0, "", reason)])
    thin = simplified(raw)
    found, missing = [], []
    for town in towns:
        if town.ags in thin:
            [before] = _counts([raw[town.ags]])
            found.append(Found(town, thin[town.ags], before))
        else:
            missing.append(town)
    if not (found or errors):
        errors.append(RowError(0, "", _("Die Datei enthält keine einzige Gemeinde.")))
    return Reading(found, errors, missing)


def _counts(parts: Iterable[list[list[Ring]]]) -> list[int]:
    return [sum(len(ring) for polygon in part for ring in polygon) for part in parts]


def _features(data: bytes) -> list[Any]:
    if len(data) > MAX_BYTES:
        raise _Fault(_("Die Datei ist größer als 30 MB. Bitte nehmen Sie einen gröberen Maßstab."))
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise _Fault(
            _("Die Datei ist kein lesbares JSON. Bitte speichern Sie sie als GeoJSON.")
        ) from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise _Fault(_("Die Datei ist keine Sammlung von Flächen (FeatureCollection)."))
    features = document.get("features")
    if not isinstance(features, list) or len(features) > MAX_FEATURES:
        raise _Fault(_("Die Datei enthält keine Flächen, oder es sind zu viele."))
    return features


# -- whose boundary it is --------------------------------------------------------------------------
def _properties(feature: Any) -> dict[str, str]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(found, dict):
        return {}
    return {
        str(name).lower(): _readable(value) for name, value in found.items() if value is not None
    }


def _readable(value: object) -> str:
    """JSON can name halves of characters, which no page can show."""
    return str(value).strip().encode(errors="replace").decode()


def _label(feature: Any) -> str:
    given = _properties(feature)
    return next((given[name][:60] for name in (*NAMES, *KEYS) if given.get(name)), "")


def _town_of(feature: Any, towns: list[Municipality], *, taken: Mapping[str, Any]) -> Municipality:
    given = _properties(feature)
    keys = {_short_key(given[name]) for name in KEYS if given.get(name)}
    names = {given[name].casefold() for name in NAMES if given.get(name)}
    matching = [town for town in towns if town.ags in keys] or [
        town for town in towns if not keys and town.name.casefold() in names
    ]
    if not matching:
        raise _Foreign
    if matching[0].ags in taken:
        raise _Fault(_("Diese Gemeinde steht zweimal in der Datei. Die erste Fläche zählt."))
    return matching[0]


def _short_key(key: str) -> str:
    """The regional key (12 digits) has four more than that of the municipality, for its association."""
    return key[:5] + key[9:] if len(key) == 12 else key


# -- where it runs ---------------------------------------------------------------------------------
def _polygons(feature: Any) -> list[list[Ring]]:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Fault(_("Hier steht keine Fläche (Polygon oder MultiPolygon)."))
    found = geometry.get("coordinates")
    parts = [found] if kind == "Polygon" else found
    return [list(_rings(part)) for part in _listed(parts)]


def _rings(part: Any) -> Iterator[Ring]:
    for ring in _listed(part):
        points = [_point(each) for each in _listed(ring)]
        if len(points) < RING_MIN or points[0] != points[-1]:
            raise _Fault(_("Eine Grenze ist nicht geschlossen: Sie endet nicht, wo sie beginnt."))
        if len({(round(x, DIGITS), round(y, DIGITS)) for x, y in points}) < CORNERS_MIN:
            # Nothing of it is left when it is simplified.
            raise _Fault(_("Die Koordinaten dieser Fläche sind unvollständig."))
        yield points


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _Fault(_("Die Koordinaten dieser Fläche sind unvollständig."))
    return value


def _point(value: Any) -> tuple[float, float]:
    numbers = _listed(value)[:2]
    if len(numbers) < 2 or not all(type(each) in (int, float) for each in numbers):
        raise _Fault(_("Eine Koordinate besteht nicht aus zwei Zahlen."))
    longitude, latitude = numbers
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise _Fault(
            _(
                "Die Koordinaten sind keine Grad. Bitte speichern Sie die Datei in WGS 84 (EPSG:4326)."
            )
        )
    return float(longitude), float(latitude)


def fingerprint_of(towns: Iterable[Municipality]) -> str:
    """Of the boundaries that are stored now; it differs as soon as somebody else has changed one.

    Costs no query where the municipalities come with their boundaries.
    """
    stored = {town.ags: getattr(town, "boundary", None) for town in towns}
    return sha256_of(canonical_json({ags: one and one.geometry for ags, one in stored.items()}))
