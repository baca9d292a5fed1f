"""Writes to the profile of the county, its municipalities and organisations."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.richtext import clean
from smartregion.core.slugs import free_slug, german_slug
from smartregion.county.boundaries import fingerprint_of
from smartregion.county.models import Boundary, County, LegalText, Municipality, Organisation
from smartregion.county.tables import Town


@transaction.atomic
def save_profile(
    *,
    county: County,
    changed: list[str],
    by: Any,
    logo: ContentFile[bytes] | None = None,
    without_logo: bool = False,
) -> County:
    """Create the county or change its profile; the file of an old logo stays, reports may show it."""
    is_new = county.pk is None
    if is_new:
        county.pk = 1
        county.slug = german_slug(county.name.removeprefix("Landkreis ")) or "landkreis"
    if logo:
        county.logo.save("logo.png", logo, save=False)
    elif without_logo:
        county.logo = ""
    county.save(force_insert=is_new)
    verb = "create_county" if is_new else "change_county"
    audit.record(by=by, verb=verb, subject=county, changes={"fields": changed})
    return county


@transaction.atomic
def save_legal_text(*, kind: str, body: str, by: Any, on: date) -> LegalText:
    text, _created = LegalText.objects.update_or_create(
        kind=kind, defaults={"body": clean(body), "updated_on": on}
    )
    audit.record(by=by, verb="save_legal_text", subject=text)
    return text


@transaction.atomic
def import_municipalities(*, towns: Sequence[Town], by: Any) -> int:
    """Add what is new and update what is known by its key; nothing is deleted."""
    for town in towns:
        values = asdict(town)
        Municipality.objects.update_or_create(
            ags=values.pop("ags"),
            defaults=values,
            create_defaults={**values, "slug": _free_slug(town)},
        )
    county = County.objects.first()
    if county:
        audit.record(
            by=by,
            verb="import_municipalities",
            subject=county,
            changes={"rows": len(towns)},
        )
    return len(towns)


def _free_slug(town: Town) -> str:
    slug = german_slug(town.name, length=50)
    return f"{slug}-{town.ags}" if Municipality.objects.filter(slug=slug).exists() else slug


@transaction.atomic
def import_boundaries(*, geometries: Mapping[str, Any], expected: str, by: Any) -> int:
    """Store the boundaries of these municipalities (by key), unless others changed them since the preview."""
    known = Municipality.objects.select_related("boundary").select_for_update(of=("self",))
    towns = list(known.filter(ags__in=geometries))
    if len(towns) != len(geometries) or fingerprint_of(towns) != expected:
        raise ValidationError(
            _(
                "Inzwischen haben sich Gemeinden oder Grenzen geändert. Gespeichert ist nichts; bitte prüfen Sie die Datei noch einmal."
            ),
            code="changed",
        )
    Boundary.objects.bulk_create(
        [Boundary(municipality=town, geometry=geometries[town.ags]) for town in towns],
        update_conflicts=True, unique_fields=["municipality"], update_fields=["geometry"],
    )  # fmt: skip
    for county in County.objects.all():
        audit.record(by=by, verb="import_boundaries", subject=county, changes={"rows": len(towns)})
    return len(towns)


@transaction.atomic
def create_organisation(*, organisation: Organisation, by: Any, on: date) -> Organisation:
    _refuse_later_end(organisation, on)
    taken = Organisation.objects.values_list("slug", flat=True)
    organisation.slug = free_slug(
        organisation.name, taken=taken, otherwise="organisation", length=70
    )
    organisation.save(force_insert=True)
    audit.record(by=by, verb="create_organisation", subject=organisation)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, changed: list[str], by: Any, on: date
) -> Organisation:
    """Change or end it; the address stays the same under a new name."""
    _refuse_later_end(organisation, on)
    organisation.save()
    audit.record(
        by=by, verb="change_organisation", subject=organisation, changes={"fields": changed}
    )
    return organisation


def _refuse_later_end(organisation: Organisation, on: date) -> None:
    # From the entry on nobody can choose it any more, so it must not be entered in advance.
    if organisation.ended_on and organisation.ended_on > on:
        refusal = ValidationError(_("Dieser Tag liegt in der Zukunft."), code="future")
        raise ValidationError({"ended_on": refusal})
