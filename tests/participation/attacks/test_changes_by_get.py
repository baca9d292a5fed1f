"""Looking changes nothing: a link in a mail, a picture or a prefetching browser does no harm."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.participation.attacks.addresses import NAMES, body_of, browser, url_of, visitor

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.behaviour("F27"), pytest.mark.xdist_group("demo county"),
]  # fmt: skip
WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# Sessions and limits come with every request; who took which file is noted.
HARMLESS = {"django_session", "core_cache", "core_auditentry"}


# Django answers HEAD by the same views, so every twentieth shows that this holds here.
ASKED = [*((name, "get") for name in NAMES), *((name, "head") for name in NAMES[::20])]


@pytest.mark.parametrize(("name", "method"), ASKED)
def test_looking_writes_nothing(name: str, method: str, county: None) -> None:
    with transaction.atomic():
        url = url_of(name)
        client = browser(visitor(name))
        with CaptureQueriesContext(connection) as captured:
            response = getattr(client, method)(url)
            body_of(response)
        transaction.set_rollback(True)
    assert response.status_code < 500
    written = {match[1] for query in captured if (match := WRITE.match(query["sql"]))}
    assert written - HARMLESS == set()
