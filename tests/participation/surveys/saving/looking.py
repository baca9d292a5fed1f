"""What can be seen of a saved state: the code on the page, and everything in the database."""

import re

from django.db import connection

from tests.participation.surveys.test_views_answering import Browser

CODE = re.compile(r'class="receipt-code">([0-9A-Z-]+)<')
# Stands nowhere else: whoever finds it has found what was typed.
CANARY = "Zitronenfalter-4711"


def code_on(browser: Browser) -> str:
    found = CODE.search(browser.text)
    assert found, browser.text
    return found[1]


def whole_database() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found.extend(v.hex() if isinstance(v, bytes | memoryview) else str(v) for v in row)
    return "\n".join(found)
