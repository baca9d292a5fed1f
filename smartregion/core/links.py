"""Addresses that leave this site: on paper, in letters, in files, behind a code to scan."""

from django.conf import settings


def public_url(path: str) -> str:
    """The whole address of a path, under the name the county gave its site and never under one a visitor asked for."""
    return f"{settings.PUBLIC_URL}{path}"


def absolute(address: str) -> str:
    """The same for an address that may lead elsewhere already, and then stays as it is."""
    return public_url(address) if address.startswith("/") else address
