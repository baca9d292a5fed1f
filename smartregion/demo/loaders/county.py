"""The county itself: municipalities, organisations, profile, legal texts."""

from django.core.files.base import ContentFile

from smartregion.accounts.models import User
from smartregion.county.actions import save_legal_text, save_profile
from smartregion.county.models import County, Municipality, Organisation
from smartregion.demo import reader


def load_municipalities() -> None:
    aemter = {amt["slug"]: amt["name"] for amt in reader.read("municipalities")["amt"]}
    Municipality.objects.bulk_create(
        Municipality(**{**town, "amt": aemter.get(town["amt"], "")})
        for town in reader.municipalities()
    )


def load_organisations() -> None:
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


def load_profile(*, by: User) -> None:
    content = reader.read("county")
    save_profile(
        county=County(is_demo=True, **content["county"]),
        changed=list(content["county"]),
        logo=ContentFile((reader.CONTENT / "logo.png").read_bytes()),
        by=by,
    )
    for kind, text in content["legal"].items():
        save_legal_text(kind=kind, body=text["body"], on=text["updated_on"], by=by)
