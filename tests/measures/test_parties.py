"""Organisations that take part, as their page sends them."""

import pytest

from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.measures import MeasureFactory, PartyFactory
from tests.measures.test_views_writing import rows_data

pytestmark = pytest.mark.django_db


def test_rows_left_as_they_came_are_no_parties(office: User, client_as: ClientAs) -> None:
    """A browser sends the role of empty rows, too."""
    measure, partner = MeasureFactory(), OrganisationFactory()
    rows = [
        {"organisation": partner.pk, "part": "funder"},
        {"organisation": "", "part": "contributor"},
    ]
    url = f"{measure.get_absolute_url()}beteiligte/"
    assert client_as(office).post(url, rows_data(1, *rows)).status_code == 302
    assert [party.organisation for party in measure.parties.all()] == [partner]


def test_organisation_that_has_ended_may_stay(office: User, client_as: ClientAs) -> None:
    party = PartyFactory(organisation__ended_on=DAY)
    row = {"organisation": party.organisation_id, "part": party.part}
    url = f"{party.measure.get_absolute_url()}beteiligte/"
    assert client_as(office).post(url, rows_data(1, row, stored=1)).status_code == 302
    assert party.measure.parties.count() == 1
