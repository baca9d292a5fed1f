"""The front door, the county itself and its people."""

from typing import Any

from smartregion.accounts.models import RoleAssignment, User
from smartregion.county.models import LegalText, Organisation
from tests.architecture.access.table import PEOPLE, STAFF, Row, only, public, signed_in

LEGAL = {"kind": LegalText.Kind.IMPRINT.value}


def editor() -> dict[str, Any]:
    return {"key": User.objects.get(email=PEOPLE["editor"]).public_id}


def organisation() -> dict[str, Any]:
    return {"slug": Organisation.objects.values_list("slug", flat=True)[0]}


def role_of_editor() -> dict[str, Any]:
    held = RoleAssignment.objects.get(user__email=PEOPLE["editor"])
    return {"key": held.user.public_id, "pk": held.pk}


TABLE: dict[str, Row] = {
    "home:start": public(),
    "home:arrival": signed_in(),
    "home:desk": only(*STAFF, "representative"),
    "home:first_steps": only(*STAFF),
    "home:security_txt": public(),
    "home:robots_txt": public(),
    "home:barrier": public(),
    "county:legal_text": public(where=lambda: LEGAL),
    "county:legal_text_edit": only("administration", "strategy_office", where=lambda: LEGAL),
    "county:municipality_list": public(),
    "county:municipality_import": only("administration", "strategy_office"),
    "county:organisation_list": only("administration", "strategy_office"),
    "county:organisation_create": only("administration", "strategy_office"),
    "county:organisation_edit": only("administration", "strategy_office", where=organisation),
    "county:profile_edit": only("administration", "strategy_office"),
    "county:logo": public(),
    "accounts:people": only("administration"),
    "accounts:person_create": only("administration"),
    "accounts:person": only("administration", where=editor),
    "accounts:person_organisation": only("administration", where=editor),
    "accounts:second_factor_remove": only("administration", where=editor),
    "accounts:role_take_back": only("administration", where=role_of_editor),
    "accounts:role_end": only("administration", where=role_of_editor),
    "accounts:profile": signed_in(),
    "accounts:sign_out_elsewhere": signed_in(),
}
