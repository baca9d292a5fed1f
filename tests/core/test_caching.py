"""What only signed-in people see is never kept, neither by proxies nor by a shared computer."""

import pytest

from tests.factories.county import CountyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/arbeitsplatz/", "/", "/gibt-es-nicht/"])
def test_page_of_a_signed_in_person_is_never_kept(client_as, office, path) -> None:
    assert "no-store" in client_as(office).get(path)["Cache-Control"]


def test_public_page_may_be_kept(anonymous_client) -> None:
    assert "no-store" not in anonymous_client.get("/").get("Cache-Control", "")


def test_file_for_everybody_keeps_its_own_word(client_as, office) -> None:
    CountyFactory()
    assert "public" in client_as(office).get("/robots.txt")["Cache-Control"]
