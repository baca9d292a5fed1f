"""The walk along the thread, for those who do not want to wait for the night."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from participation.contributions.actions import check_thread


class Command(BaseCommand):
    help = "Looks at every link from what people said to the reports, and names those that lead nowhere."

    def handle(self, **_options: Any) -> None:
        found = check_thread(at=timezone.now())
        for loose_end in found.loose_ends:
            self.stdout.write(loose_end)
        self.stdout.write(f"{found.looked_at} links, {len(found.loose_ends)} orphans.")
        if found.loose_ends:
            raise CommandError("The thread is broken.")
