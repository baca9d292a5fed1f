"""What the figures were taken on; without it they mean nothing."""

import os
import platform
from pathlib import Path

from django.db import connection


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def postgres() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def described() -> str:
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores ({processor()}), shared with the load generator; Python {platform.python_version()}, "
        f"PostgreSQL {postgres()} with default durability, granian 2 processes x 4 threads"
    )
