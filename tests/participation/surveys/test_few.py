"""Figures of few people are what single people said: whoever looks is noted, whoever takes them along signs in anew."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.surveys import lines, published, question, respond
from tests.prompted import Prompted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.behaviour("A5")]
ONE, NOBODY, TEN = "answer=age:47", "answer=age:19", "answer=age:20..29"
CROSSED = "rows=ill&columns=net"
FILES = ["result_csv", "result_svg", "result_png", "crosstab_csv", "crosstab_svg", "crosstab_png", "code_book_ddi"]  # fmt: skip


@pytest.fixture
def survey() -> Survey:
    """Thirty people from 20 to 49, one in each year; only the oldest three have a slow net."""
    version = published(
        question("number", "age"),
        question("single", "ill", options=lines("yes", "no")),
        question("single", "net", options=lines("fast", "slow")),
        question("long_text", "why"),
    )
    for age in range(20, 50):
        net = "slow" if age > 46 else "fast"
        respond(version, {"age": age, "ill": "yes" if age == 47 else "no", "net": net, "why": None})
    return version.survey


@pytest.fixture
def client(client_as: ClientAs, analyst: User) -> Client:
    return client_as(analyst)


def address(survey: Survey, name: str, *queries: str) -> str:
    more = ["ill"] if name.startswith("result_") else []
    return reverse(f"surveys:{name}", args=[survey.slug, *more]) + "?" + "&".join(queries)


def noted(**by: Any) -> list[str]:
    found = AuditEntry.objects.filter(verb="note_raw_access", **by).order_by("pk")
    return [entry.changes["what"] for entry in found]


@pytest.mark.parametrize("query", [ONE, NOBODY])
def test_figures_of_few_are_noted_and_the_page_says_so(
    client: Client, survey: Survey, analyst: User, query: str
) -> None:
    page = client.get(address(survey, "results", query), follow=True)
    assert page.context["results"].responses == (1 if query == ONE else 0)
    assert ("Dieser Aufruf wird vermerkt." in page.content.decode()) is (query == ONE)
    assert noted(actor=analyst) == ["figures"]
    client.get(address(survey, "crosstab", query, CROSSED))
    client.get(address(survey, "compare", query, "question=ill&by=net"))
    client.get(address(survey, "exports", query))
    assert noted(actor=analyst) == ["figures", "figures ill net", "figures ill net", "figures"]


@pytest.mark.parametrize("query", ["", TEN])
def test_figures_of_ten_and_more_are_not(client: Client, survey: Survey, query: str) -> None:
    page = client.get(address(survey, "results", query), follow=True)
    assert "vermerkt." not in page.content.decode().partition('id="data"')[0]
    for name in ("crosstab", "compare", "exports"):
        client.get(address(survey, name, query, CROSSED, "question=ill&by=net"))
    for name in FILES:
        assert client.get(address(survey, name, query, CROSSED)).status_code == 200, name
    assert noted() == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_about_few_asks_for_the_password_and_is_noted(
    client: Client, survey: Survey, analyst: User, name: str
) -> None:
    wanted = address(survey, name, ONE, CROSSED, "minimum=0")
    asked = client.get(wanted)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert noted() == []
    assert Prompted(analyst).get(wanted).status_code == 200
    [what] = noted(actor=analyst)
    assert what.startswith("figures")
    assert what.endswith(", file")


@pytest.mark.parametrize("name", ["crosstab", "compare", "crosstab_csv"])
def test_so_is_a_table_whose_minimum_was_set_lower(
    client: Client, survey: Survey, analyst: User, name: str
) -> None:
    wanted = address(survey, name, CROSSED, "question=ill&by=net", "minimum=")
    client.get(f"{wanted}10")
    assert noted() == []
    assert Prompted(analyst).get(f"{wanted}3").status_code == 200
    assert len(noted(actor=analyst)) == 1


def test_what_is_fetched_for_the_filter_alone_shows_no_figures(
    client: Client, survey: Survey
) -> None:
    part = {"HX-Request": "true", "HX-Target": "filter-fields"}
    client.get(address(survey, "results", ONE, "by=ill&show=1"), headers=part)
    assert noted() == []


def test_the_script_leaves_an_entry_too(survey: Survey) -> None:
    call_command("results", survey.slug, "--filter", "age=20..29")
    assert noted() == []
    call_command("results", survey.slug, "--filter", "age=47")
    assert noted(actor=None) == ["figures"]
