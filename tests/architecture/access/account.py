"""Signing up and in: django-allauth's own pages."""

from smartregion.accounts.models import Invitation
from tests.architecture.access.table import Row, only, public, signed_in
from tests.factories.accounts import InvitationFactory


def waiting() -> dict[str, object]:
    found = Invitation.objects.unanswered().first() or InvitationFactory()
    return {"key": found.public_id}


TABLE: dict[str, Row] = {
    "account_login": public(),
    "account_logout": public(),
    "account_signup": public(),
    "account_inactive": public(),
    "account_request_login_code": public(),
    "account_confirm_login_code": public(),
    "account_email_verification_sent": public(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(where=lambda: {"uidb36": "1", "key": "unknown"}),
    "account_reset_password_from_key_done": public(),
    "account_reauthenticate": signed_in(),
    "account_change_password": signed_in(),
    "account_set_password": signed_in(),
    "account_email": signed_in(),
    # Accounts elsewhere; who comes to the signing-up without having been there is led to the login.
    "openid_connect_login": public(where=lambda: {"provider_id": "unbekannt"}, answer=404),
    "openid_connect_callback": public(where=lambda: {"provider_id": "unbekannt"}, answer=404),
    "socialaccount_signup": public(),
    "socialaccount_login_cancelled": public(),
    "socialaccount_login_error": signed_in(answer=401),
    "socialaccount_connections": signed_in(),
    "accounts:invitation_list": only("administration"),
    "accounts:invitation_create": only("administration"),
    "accounts:invitation_again": only("administration", where=waiting),
    "accounts:invitation_revoke": only("administration", where=waiting),
    # Whoever holds the word of a letter; without a good one everybody is told that it is over.
    "accounts:invitation_accept": public(where=lambda: {"word": "unknown"}, answer=410),
    "mfa_index": signed_in(),
    # For somebody between their password and their second factor; for all others it leads on.
    "mfa_authenticate": public(),
    "mfa_login_webauthn": public(),
    "mfa_reauthenticate": signed_in(),
    "mfa_reauthenticate_webauthn": signed_in(),
    # These ask for the password once more; what they then do is in tests/accounts/test_second_factor.py.
    "mfa_activate_totp": signed_in(),
    "mfa_deactivate_totp": signed_in(answer=404),
    "mfa_list_webauthn": signed_in(),
    "mfa_add_webauthn": signed_in(),
    "mfa_remove_webauthn": signed_in(where=lambda: {"pk": 1}),
    "mfa_edit_webauthn": signed_in(where=lambda: {"pk": 1}),
    "mfa_generate_recovery_codes": signed_in(),
    "mfa_view_recovery_codes": signed_in(answer=404),
    "mfa_download_recovery_codes": signed_in(answer=404),
}
