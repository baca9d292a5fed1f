"""The county, its municipalities and organisations."""

from decimal import Decimal

import factory

from smartregion.core.slugs import german_slug
from smartregion.county.models import Boundary, County, LegalText, Municipality, Organisation
from tests.factories.dates import DAY


class CountyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = County
        django_get_or_create = ("id",)

    id = 1
    name = "Landkreis Musterland"
    slug = "musterland"
    ags = "12999"
    state_name = "Brandenburg"
    seat = "Musterstadt"
    area_km2 = Decimal("2592.00")
    population = 214_700
    contact_office = "Stabsstelle Digitalisierung"
    contact_email = "digital@example.org"


class LegalTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalText
        django_get_or_create = ("kind",)

    kind = LegalText.Kind.IMPRINT
    body = "<p>Verantwortlich ist der Landkreis Musterland.</p>"
    updated_on = DAY


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    ags = factory.Sequence(lambda n: f"{12_999_000 + n}")
    # Lists are in the order of the slug.
    slug = factory.LazyAttributeSequence(lambda made, n: f"{german_slug(made.name)}-{n}")
    name = factory.Sequence(lambda n: f"Gemeinde {n}")
    zone = Municipality.Zone.RURAL
    population = 5_000


class BoundaryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Boundary

    municipality = factory.SubFactory(MunicipalityFactory)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"fachdienst-{n}")
    name = factory.Sequence(lambda n: f"Fachdienst {n}")
    kind = Organisation.Kind.OFFICE
