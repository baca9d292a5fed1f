"""A whole installation in one file, and back: every row, every uploaded file, and what has to be kept apart.

The file is a tar archive, the same for every database: what was saved from SQLite can be restored into
PostgreSQL. It holds ``manifest.json`` last, with a checksum of each table and of each file.
"""

from smartregion.core.backups.manifest import SECRETS, Manifest
from smartregion.core.backups.restoring import RestoreRefused, check, restore
from smartregion.core.backups.saving import KIND, note_saved, save

__all__ = [
    "KIND",
    "SECRETS",
    "Manifest",
    "RestoreRefused",
    "check",
    "note_saved",
    "restore",
    "save",
]
