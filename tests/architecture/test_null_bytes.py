"""Null bytes, which PostgreSQL cannot even be asked for, in every filter of a public list."""

import pytest
from django.test import Client

from tests.factories.county import MunicipalityFactory
from tests.factories.strategy import put_in_force, whole_version

ASKED = (
    "q", "fassung", "strategie", "strategy", "field", "feld", "municipality", "state", "light",
    "nach", "von", "bis", "runde", "page", "old", "new", "ziel", "ansicht", "order", "art",
)  # fmt: skip
PAGES = (
    "/", "/strategie/", "/strategie/suche/", "/strategie/prozess/", "/strategie/gefuege/", "/strategie/beteiligte/",
    "/strategie/lage/", "/strategie/lage/tabelle.csv", "/strategie/lage/projekte/", "/strategie/reifegrad/",
    "/strategie/reifegrad/veraenderung/", "/massnahmen/", "/foren/", "/umfragen/", "/berichte/",
)  # fmt: skip


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_null_bytes_ask_for_nothing(client: Client, address: str) -> None:
    put_in_force(whole_version())
    MunicipalityFactory()
    for name in ASKED:
        assert client.get(address, {name: "a\0b"}).status_code in (200, 404), name
