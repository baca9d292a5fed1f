"""Django's cache in Redis, with one client for all commands instead of a new one for each.

The client holds no connection of its own (the pool does) and may be used by several threads.
Making it takes as long as a command: answers to surveys ask the cache twice.
"""

from typing import Any

from django.core.cache.backends import redis


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

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _OneClient
