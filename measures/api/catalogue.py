"""The record of our data for portals such as GovData (DCAT-AP.de 3.0).

One catalogue with one data set, the measures, in all forms in which they can be had.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.api.graph import Iri, Text, Thing
from smartregion.core.licences import Licence
from smartregion.core.links import absolute
from smartregion.core.media_types import XLSX
from smartregion.county.models import County

AUTHORITY = "http://publications.europa.eu/resource/authority"
GEOCODING = "http://dcat-ap.de/def/politicalGeocoding"
GERMAN = "de"
THEMES = ("GOVE", "REGI")
KEYWORDS = ("Digitalisierung", "Digitalstrategie", "Maßnahmen", "Smart Region", "Landkreis")


@dataclass(frozen=True)
class Form:
    """A form in which the data can be had; ``kind`` is its name in the list of the European Union."""

    name: str
    path: str
    kind: str
    media: str


def forms() -> list[Form]:
    return [
        Form(_("Tabelle (CSV)"), reverse("measures:table_csv"), "CSV", "text/csv"),
        Form(_("Arbeitsmappe (Excel)"), reverse("measures:workbook_public"), "XLSX", XLSX),
        Form(_("Schnittstelle (JSON)"), reverse("api:measures"), "JSON", "application/json"),
    ]


def catalogue_of(county: County, *, changed_on: date | None) -> Thing:
    """The record; it is German, whichever address was asked."""
    return Thing(
        "dcat:Catalog",
        [
            ("dct:title", _german(_("Offene Daten: %(county)s") % {"county": county.name})),
            ("dct:description", _german(_("Daten zur Digitalisierungsstrategie des Landkreises."))),
            ("dct:publisher", _publisher(county)),
            ("dct:language", Iri(f"{AUTHORITY}/language/DEU")),
            ("foaf:homepage", Iri(absolute(reverse("measures:data")))),
            ("dcat:themeTaxonomy", Iri(f"{AUTHORITY}/data-theme")),
            ("dct:license", Iri(settings.OPEN_DATA_LICENCE.uri)),
            *_changed(changed_on),
            ("dcat:dataset", _dataset(county, changed_on)),
            ("dcat:service", _service(county)),
        ],
        address=absolute(reverse("api:catalogue_json")),
    )


def _dataset(county: County, changed_on: date | None) -> Thing:
    address = absolute(reverse("measures:data"))
    said = _(
        "Alle öffentlichen Maßnahmen der Digitalisierungsstrategie mit Stand, Zeitplan, Meilensteinen, "
        "Kosten, Fördermitteln, Kennzahlen und Herkunft."
    )
    return Thing(
        "dcat:Dataset",
        [
            ("dct:title", _german(_("Maßnahmen der Digitalisierungsstrategie"))),
            ("dct:description", _german(said)),
            ("dct:identifier", Text(address)),
            ("dct:publisher", _publisher(county)),
            *_contributor(),
            ("dcat:contactPoint", _contact(county)),
            *(("dcat:theme", Iri(f"{AUTHORITY}/data-theme/{theme}")) for theme in THEMES),
            *(("dcat:keyword", _german(word)) for word in KEYWORDS),
            ("dct:language", Iri(f"{AUTHORITY}/language/DEU")),
            ("dct:accrualPeriodicity", Iri(f"{AUTHORITY}/frequency/CONT")),
            ("dct:accessRights", Iri(f"{AUTHORITY}/access-right/PUBLIC")),
            ("dcatde:politicalGeocodingLevelURI", Iri(f"{GEOCODING}/Level/administrativeDistrict")),
            ("dcatde:politicalGeocodingURI", Iri(f"{GEOCODING}/districtKey/{county.ags}")),
            *_changed(changed_on),
            *(("dcat:distribution", _distribution(form, county)) for form in forms()),
        ],
        address=f"{address}#massnahmen",
    )


def _distribution(form: Form, county: County) -> Thing:
    licence: Licence = settings.OPEN_DATA_LICENCE
    address = Iri(absolute(form.path))
    named = [("dcatde:licenseAttributionByText", _german(county.name))]
    return Thing(
        "dcat:Distribution",
        [
            ("dct:title", _german(form.name)),
            ("dcat:accessURL", address),
            ("dcat:downloadURL", address),
            ("dct:format", Iri(f"{AUTHORITY}/file-type/{form.kind}")),
            ("dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{form.media}")),
            ("dct:license", Iri(licence.uri)),
            *(named if licence.asks_for_name else []),
            ("dcatap:availability", Iri(f"{AUTHORITY}/planned-availability/STABLE")),
        ],
        address=f"{address.address}#{form.kind}",
    )


def _service(county: County) -> Thing:
    return Thing(
        "dcat:DataService",
        [
            ("dct:title", _german(_("Schnittstelle zu den Maßnahmen"))),
            ("dct:publisher", _publisher(county)),
            ("dcat:endpointURL", Iri(absolute(reverse("api:measures")))),
            ("dcat:endpointDescription", Iri(absolute(reverse("api:openapi")))),
            ("dcat:servesDataset", Iri(f"{absolute(reverse('measures:data'))}#massnahmen")),
            ("dct:license", Iri(settings.OPEN_DATA_LICENCE.uri)),
        ],
        address=f"{absolute(reverse('api:openapi'))}#service",
    )


def _publisher(county: County) -> Thing:
    kind = Iri("http://purl.org/adms/publishertype/LocalAuthority")
    return Thing("foaf:Agent", [("foaf:name", _german(county.name)), ("dct:type", kind)])


def _contact(county: County) -> Thing:
    mailbox = Iri(f"mailto:{county.contact_email}")
    name = ("vcard:fn", _german(county.contact_office))
    return Thing("vcard:Organization", [name, ("vcard:hasEmail", mailbox)])


def _contributor() -> list[tuple[str, Iri]]:
    named = settings.OPEN_DATA_CONTRIBUTOR
    return [("dcatde:contributorID", Iri(named))] if named else []


def _changed(day: date | None) -> list[tuple[str, date]]:
    return [("dct:modified", day)] if day else []


def _german(words: str) -> Text:
    return Text(words, GERMAN)
