"""What a visitor brings along and nobody may keep, and the places where it could have been kept."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection

# Every address of 127.0.0.0/8 is this machine; nobody else comes from this one.
COMES_FROM = "127.77.66.55"
FORWARDED = "203.0.113.177"
MARKS = {
    "address of the line": COMES_FROM,
    "address behind the proxy": FORWARDED,
    "browser": "Markenbrowser/77.6",
    "page before": "https://vorseite.example/marke-7766",
    "languages": "tlh-marke",
}
HEADERS = {
    "User-Agent": MARKS["browser"],
    "Referer": MARKS["page before"],
    "Accept-Language": f"{MARKS['languages']}, de;q=0.5",
    "X-Forwarded-For": FORWARDED,
    "Forwarded": f"for={FORWARDED}",
    "X-Real-Ip": FORWARDED,
}
CANARY = "Kanarienvogel-7766"


def disguises(mark: str) -> set[str]:
    """The mark as it is, and as somebody would store it who thinks that this hides it."""
    data = mark.encode()
    hashes = [hashlib.new(name, data) for name in ("md5", "sha1", "sha256", "sha512")]
    return {
        mark,
        data.hex(),
        base64.b64encode(data).decode(),
        *(each.hexdigest() for each in hashes),
    }


def traces(of: str, *, files: Path) -> set[str]:
    """All places in which a mark is found."""
    looked_for = {each.lower() for each in disguises(of)}
    return {
        place
        for place, content in _everything(files)
        if any(each in content.lower() for each in looked_for)
    }


def _everything(files: Path) -> Iterator[tuple[str, str]]:
    yield from in_database()
    yield from in_redis()
    for path, content in in_files(files):
        yield str(path.relative_to(files)), content


def in_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file below a folder in which no other process tidies up meanwhile."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes().decode(errors="replace")


def in_database() -> Iterator[tuple[str, str]]:
    """Each column of each table as text, binary columns as what they spell."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'public'"
        )
        for table, column, kind in cursor.fetchall():
            name = f'"{column}"'
            value = f"encode({name}, 'escape')" if kind == "bytea" else f"{name}::text"
            cursor.execute(f'SELECT string_agg({value}, chr(10)) FROM "{table}"')
            yield f"{table}.{column}", cursor.fetchone()[0] or ""


def in_redis() -> Iterator[tuple[str, str]]:
    """All keys of Redis with their values, the broker's too."""
    redis: Any = cache._cache.get_client()  # type: ignore[attr-defined]
    for key in redis.scan_iter("*"):
        # A dump is compressed; these read every kind of value in the clear.
        read = {
            b"string": lambda key: [redis.get(key)],
            b"list": lambda key: redis.lrange(key, 0, -1),
            b"set": redis.smembers,
            b"hash": lambda key: [part for pair in redis.hgetall(key).items() for part in pair],
            b"zset": lambda key: redis.zrange(key, 0, -1),
        }[redis.type(key)]
        values = b"\n".join([key, *read(key)])
        yield f"redis:{key.decode()}", values.decode(errors="replace")
