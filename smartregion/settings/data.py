"""Database and cache."""

from smartregion.environment import checked_url, database, refuse_open_redis
from smartregion.settings.ground import VAR_DIR, env

DATABASE_URL = checked_url(
    env,
    "DATABASE_URL",
    f"sqlite:///{VAR_DIR / 'smartregion.sqlite3'}",
    {"sqlite", "postgres", "postgresql"},
)
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count in a cache, so it has to be one for all processes.
COUNTED_IN_DATABASE = {
    "BACKEND": "smartregion.core.dbcache.CountingCache",
    "LOCATION": "core_cache",
    # Django's 300 would be full after some hundred visitors; what is over them goes, and with it the tries of
    # whoever guesses passwords. One network fills some 2000 in an hour.
    "OPTIONS": {"MAX_ENTRIES": 20_000},
}
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    refuse_open_redis(checked_url(env, "REDIS_URL", REDIS_URL, {"redis", "rediss", "unix"}))
    CACHES = {
        "default": {
            "BACKEND": "smartregion.core.rediscache.RedisCache",
            "LOCATION": REDIS_URL,
            # Seconds after which a Redis that does not answer counts as away.
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
        },
        # Counts while Redis is away.
        "counters": COUNTED_IN_DATABASE,
    }
else:
    CACHES = {"default": COUNTED_IN_DATABASE}

# How many seconds a process adds up how people get through surveys before it writes it down.
SURVEY_PASSAGES_EVERY = 3.0
