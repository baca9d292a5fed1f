"""manage.py write_roles: the tables of docs/roles.md, from the rules of all rooms."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils.translation import override

from smartregion.accounts.role_papers import within


class Command(BaseCommand):
    help = "Writes the tables of docs/roles.md anew."

    def handle(self, **_options: Any) -> None:
        paper = Path(settings.BASE_DIR) / "docs/roles.md"
        with override(settings.LANGUAGE_CODE):
            paper.write_text(within(paper.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"{paper} is written.")
