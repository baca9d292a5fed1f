"""Django's cache in Redis, with one client for all commands instead of a new one for each, and a second
place for counters while Redis is away.

The client holds no connection of its own (the pool does) and may be used by several threads.
Making it takes as long as a command: answers to surveys ask the cache twice.

Without Redis the product goes on. What is only kept to be faster counts as not there. What counts tries, or
remembers that a code was used, goes to the database meanwhile (cache ``counters``): nobody is locked out,
and nobody may try for ever. Such counts begin at nothing when Redis goes and when it comes back.
"""

import time
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.cache import caches
from django.core.cache.backends import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Silent

# Keys of counters and of what may be used once: ours, those of allauth, and of its tokens.
COUNTED = ("limit:", "allauth", "jwt:")
# So many seconds nobody asks again; each attempt may take as long as a connection is waited for.
PAUSE = 5.0


class _OneClient(redis.RedisCacheClient):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._clients: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if write not in self._clients:
            self._clients[write] = super().get_client(key, write=write)
        return self._clients[write]


class RedisCache(redis.RedisCache):
    """The cache that the settings name where there is a Redis."""

    # Of all threads of this process: each of them has a cache object of its own.
    _ask_again_at: ClassVar[float] = 0.0

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask("add", key, value, timeout, version, without=True)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask("get", key, default, version, without=default)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask("set", key, value, timeout, version, without=None)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask("touch", key, timeout, version, without=False)

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._ask("delete", key, version, without=False)

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._ask("has_key", key, version, without=False)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        return self._ask("incr", key, delta, version, without=ValueError(key))

    def get_many(self, keys: Iterable[Any], version: Any = None) -> dict[Any, Any]:
        known = list(keys)
        return self._ask("get_many", known, version, without={})  # type: ignore[no-any-return]

    def set_many(
        self, data: dict[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> Any:
        return self._ask("set_many", data, timeout, version, without=[])

    def _ask(self, command: str, key: Any, *details: Any, without: Any) -> Any:
        """Redis, or while it is away the stand-in for counters, or ``without`` (an exception is raised)."""
        if time.monotonic() >= RedisCache._ask_again_at:
            try:
                return getattr(super(), command)(key, *details)
            except (Away, Silent):
                RedisCache._ask_again_at = time.monotonic() + PAUSE
        if isinstance(key, str) and key.startswith(COUNTED):
            return getattr(caches["counters"], command)(key, *details)
        if isinstance(without, Exception):
            raise without
        return without
