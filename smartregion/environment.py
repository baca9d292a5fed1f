"""Reading the environment: typed values, and one clear sentence when a value makes no sense."""

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

# This machine, as addresses write it.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def refuse(sentence: str) -> None:
    """Stop the start with one sentence that says what to change."""
    raise ImproperlyConfigured(sentence)


def secret_key(env: environ.Env, *, demo: bool, folder: Path) -> str:
    """The signing key: required, except in the demo, which makes one of its own and keeps it."""
    key: str = env.str("SECRET_KEY", default="")
    if key:
        if len(key) < 32:
            refuse("SECRET_KEY is too short: use at least 32 random characters.")
        return key
    if not demo:
        refuse("SECRET_KEY is missing: set it to at least 32 random characters.")
    kept = folder / "secret_key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(get_random_secret_key(), encoding="utf-8")
        kept.chmod(0o600)
    return kept.read_text(encoding="utf-8")


def checked_url(env: environ.Env, name: str, default: str, schemes: set[str]) -> str:
    """A URL from the environment whose scheme is one of those the product supports."""
    value: str = env.str(name, default=default)
    if urlsplit(value).scheme not in schemes:
        refuse(f"{name} must start with one of: {', '.join(sorted(s + '://' for s in schemes))}.")
    return value


def is_this_machine(host: str) -> bool:
    """Whether a host is where we run: with the brackets of IPv6, or without as ``urlsplit`` names it."""
    return host in LOCAL_HOSTS or f"[{host}]" in LOCAL_HOSTS


def refuse_open_redis(url: str) -> None:
    """Stop the start with a Redis that everybody in the network can read and fill.

    Jobs and rate limits stand in it. Without a password it may only listen to this very machine.
    """
    parts = urlsplit(url)
    is_here = parts.scheme == "unix" or is_this_machine(parts.hostname or "")
    if not is_here and not parts.password:
        refuse("REDIS_URL must have a password (redis://:password@host), or name this machine.")


def one_of(env: environ.Env, name: str, words: Collection[str], default: str) -> str:
    """A word from the environment that is one of a few."""
    word: str = env.str(name, default=default)
    if word not in words:
        refuse(f"{name} must be one of: {', '.join(words)}.")
    return word


def database(url: str) -> dict[str, object]:
    """Database settings with the options measured best for each engine.

    SQLite needs IMMEDIATE transactions: with the default, concurrent read-then-write
    transactions fail with "database is locked". PostgreSQL gets a connection pool.
    """
    config: dict[str, object] = environ.Env.db_url_config(url)
    if str(config["ENGINE"]).endswith("sqlite3"):
        config["CONN_MAX_AGE"] = 600
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        config["ENGINE"] = "django.db.backends.postgresql"
        config["CONN_MAX_AGE"] = 0
        # A pool full of connections to a database that has been restarted would fail so many people.
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}}
    return config


def refuse_in_public(name: str, hosts: list[str]) -> None:
    """What shows settings and source (DEBUG), or has passwords that everybody knows (the demo), stays on this machine."""
    public = [host for host in hosts if not is_this_machine(host)]
    if public:
        refuse(f"{name} must be off when ALLOWED_HOSTS has a public host ({public[0]}).")


def is_tile_url(url: str) -> bool:
    """Whether this is the address of map pictures: encrypted, one host, with the places of a tile."""
    places = ("{z}", "{x}", "{y}")
    return url.startswith("https://") and "{s}" not in url and all(each in url for each in places)
