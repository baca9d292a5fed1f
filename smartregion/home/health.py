"""Whether the database, the cache and the queue can be reached from here."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

from smartregion.celery import app

# Seconds for what answers within milliseconds while it lives.
PATIENCE = 2


def database_is_up() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def cache_is_up() -> bool:
    """Asks for something that is not there, which is an answer as well."""
    try:
        cache.get("is-anybody-there")
    except (RedisError, DatabaseError):
        return False
    return True


def queue_is_up() -> bool:
    if not settings.REDIS_URL:
        return _folder().is_dir()
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=PATIENCE)
    except (OperationalError, OSError):
        return False
    return True


def waiting_in(queue: str) -> int | None:
    """Messages that no worker has taken yet; None when nobody can say."""
    if not settings.REDIS_URL:
        return len(list(_folder().glob(f"*.{queue}.msg")))
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
        ) as redis:
            return int(redis.llen(queue))
    except RedisError:
        return None


def _folder() -> Path:
    return Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
