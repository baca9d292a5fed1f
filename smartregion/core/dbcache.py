"""Django's cache in a table, which counts exactly: limits are counted here where there is no Redis.

Django's own reads a number and writes it back, so of tries at the same moment some are never counted; and
a number that was counted up is kept for the usual five minutes only, however long it was meant to be.
"""

import base64
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction

_GONE = object()


class CountingCache(DatabaseCache):
    """The cache that the settings name for counters in the database."""

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """Count up by ``delta`` and say how many there are; ValueError where nothing is counted yet."""
        row = self.make_and_validate_key(key, version=version)
        table: str = self._table  # type: ignore[attr-defined]
        database = router.db_for_write(self.cache_model_class)
        with transaction.atomic(using=database), connections[database].cursor() as cursor:
            # Written as it stands: on every database others wait here until the new number is there.
            cursor.execute(f"UPDATE {table} SET value = value WHERE cache_key = %s", [row])  # noqa: S608 - from the settings
            counted: Any = self.get(key, _GONE, version)
            if counted is _GONE:
                raise ValueError(f"Nothing is counted under {key!r}")
            value = base64.b64encode(pickle.dumps(counted + delta, self.pickle_protocol)).decode()
            cursor.execute(
                f"UPDATE {table} SET value = %s WHERE cache_key = %s",  # noqa: S608 - from the settings
                [value, row],
            )
        return int(counted + delta)
