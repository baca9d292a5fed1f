"""The county itself: profile, legal texts, municipalities, organisations."""

from django.core.files.base import ContentFile

from smartregion.core.richtext import clean
from smartregion.county.models import County, LegalText, Municipality, Organisation
from smartregion.demo import reader


def load_county() -> None:
    _load_profile()
    _load_legal_texts()
    _load_municipalities()
    _load_organisations()


def _load_profile() -> None:
    profile = reader.read("county")["county"]
    county = County(pk=1, is_demo=True, **profile)
    logo = (reader.CONTENT / "logo.svg").read_bytes()
    county.logo.save("logo.svg", ContentFile(logo), save=False)
    county.save(force_insert=True)


def _load_legal_texts() -> None:
    texts = reader.read("county")["legal"]
    LegalText.objects.bulk_create(
        LegalText(kind=kind, body=clean(text["body"]), updated_on=text["updated_on"])
        for kind, text in texts.items()
    )


def _load_municipalities() -> None:
    aemter = {amt["slug"]: amt["name"] for amt in reader.read("municipalities")["amt"]}
    Municipality.objects.bulk_create(
        Municipality(**{**town, "amt": aemter.get(town["amt"], "")})
        for town in reader.municipalities()
    )


def _load_organisations() -> None:
    towns = {town.slug: town for town in Municipality.objects.all()}
    Organisation.objects.bulk_create(
        Organisation(
            slug=organisation["slug"],
            name=organisation["name"],
            kind=organisation["kind"],
            contact_email=organisation.get("email", ""),
            municipality=towns.get(organisation.get("municipality", "")),
        )
        for organisation in reader.organisations()
    )
