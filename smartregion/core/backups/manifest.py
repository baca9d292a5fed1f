"""What a backup says about itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

# A newer shape of the archive gets a higher number.
FORMAT = 1

# Never in a backup, and nothing works without them: to be kept in another place.
SECRETS = (
    "SECRET_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "OIDC_PROVIDERS",
    "METRICS_TOKEN",
)


@dataclass(frozen=True)
class Sum:
    """How much of something there is, and its SHA-256."""

    count: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Checksums of all tables (over their rows in order) and files, and the shape they have."""

    saved_at: str
    # Every migration that was applied: rows fit into tables of the same shape only.
    migrations: list[str]
    tables: Mapping[str, Sum]
    files: Mapping[str, Sum]
    secrets: tuple[str, ...] = SECRETS
    format: int = FORMAT

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Manifest":
        """Raises ``KeyError`` or ``TypeError`` for what is no manifest."""
        return cls(
            saved_at=content["saved_at"],
            migrations=list(content["migrations"]),
            tables={name: Sum(**each) for name, each in content["tables"].items()},
            files={name: Sum(**each) for name, each in content["files"].items()},
            secrets=tuple(content["secrets"]),
            format=content["format"],
        )


def applied_migrations() -> list[str]:
    """All migrations of this database, as "app.name"."""
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())
