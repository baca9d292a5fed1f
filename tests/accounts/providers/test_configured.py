"""What OIDC_PROVIDERS may say; anything else stops the start with one sentence."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from smartregion.identity_providers import identity_providers

GOOD = {
    "id": "landkreis",
    "name": "Landkreis-Konto",
    "server": "https://anmeldung.example.org/realms/kreis",
    "client_id": "smartregion",
    "client_secret": "geheim",
}


def read(*entries: object, raw: str | None = None):
    return identity_providers(json.dumps(entries) if raw is None else raw)


def test_nothing_means_no_provider():
    assert read(raw="") == ()


def test_careful_where_nothing_is_said():
    [provider] = read(GOOD)
    assert (provider.trusts_email, provider.second_factor) == (False, ())
    assert provider.origin == "https://anmeldung.example.org"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({**GOOD, "server": "http://anmeldung.example.org"}, "server must start with https://"),
        ({**GOOD, "server": "http://testserver"}, "server must start with https://"),
        ({**GOOD, "server": "anmeldung.example.org"}, "server must start with https://"),
        ({**GOOD, "id": "Land Kreis"}, "id must be a short word"),
        ({**GOOD, "client_secret": ""}, "client_secret is missing."),
        ({**GOOD, "trusts_email": "no"}, "trusts_email must be true or false."),
        ({**GOOD, "second_factor": "mfa"}, "second_factor must be a list"),
        ({**GOOD, "roles": ["administration"]}, "must be an object with some of these words"),
        ("landkreis", "must be an object with some of these words"),
    ],
)
def test_nonsense_is_refused_with_one_sentence(entry, sentence):
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS, entry 1") as refusal:
        read(entry)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_this_machine_needs_no_encryption(host):
    [provider] = read({**GOOD, "server": f"http://{host}:8080/realms/kreis"})
    assert provider.origin == f"http://{host}:8080"


def test_two_providers_need_two_names():
    with pytest.raises(ImproperlyConfigured, match="an id of its own"):
        read(GOOD, GOOD)
