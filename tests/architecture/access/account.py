"""Signing up and in: django-allauth's own pages."""

from tests.architecture.access.table import Row, public, signed_in

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
}
