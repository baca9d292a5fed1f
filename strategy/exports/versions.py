"""A whole version as a file that every program can read, and this one can take in again."""

from typing import Any

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.slugs import german_slug
from strategy.interchange import FORMAT
from strategy.models import Element, Resolution, StrategyVersion
from strategy.queries import SCHEMA_VERSION, wording_of


def version_file(version: StrategyVersion) -> dict[str, Any]:
    """The frozen wording as it stands, with its hash, the identities behind it, and how it came about."""
    wording = wording_of(version)
    return {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "sha256": sha256_of(canonical_json(wording)),
        "version": _about(version),
        "elements": _elements(wording),
        "wording": wording,
    }


def filename_of(version: StrategyVersion) -> str:
    """digitalstrategie-musterland-fassung-1.1.json"""
    label = german_slug(version.label.replace(".", "_")).replace("_", ".")
    return f"{version.strategy.slug}-fassung-{label}.json"


def _about(version: StrategyVersion) -> dict[str, Any]:
    return {
        "state": version.state,
        "based_on": version.based_on.label if version.based_on else None,
        "consultation_from": version.consultation_from,
        "consultation_until": version.consultation_until,
        "effective_from": version.effective_from,
        "content_sha256": version.content_sha256 or None,
        "resolution": _resolution(version.resolution) if version.resolution else None,
        "referrals": [_resolution(referral) for referral in version.referrals.order_by("pk")],
    }


def _resolution(resolution: Resolution) -> dict[str, Any]:
    names = ("body", "decided_on", "paper_number", "result", "link")
    return {name: getattr(resolution, name) for name in names}


def _elements(wording: dict[str, Any]) -> list[dict[str, str]]:
    """All elements the wording names: those with a text, and those that were merged away."""
    keys = {text["element"] for text in wording["texts"]}
    keys |= {link[end] for link in wording["links"] for end in ("source", "target")}
    elements = Element.objects.filter(pk__in=keys)
    return [
        {"element": str(one.pk), "kind": one.kind, "slug": one.slug, "name": one.name}
        for one in sorted(elements, key=lambda element: str(element.pk))
    ]
