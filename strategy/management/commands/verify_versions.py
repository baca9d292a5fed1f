"""Says of every version whether it still reads as it did when it was frozen."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from strategy.models import StrategyVersion
from strategy.queries import LOCKED, Verdict, Verification, verify


class Command(BaseCommand):
    help = (
        "Recomputes the SHA-256 of every version whose text is locked; fails if one does not match."
    )

    def handle(self, **_options: Any) -> None:
        versions = StrategyVersion.objects.filter(state__in=LOCKED).order_by("strategy", "pk")
        found = [verify(version) for version in versions.select_related("strategy", "snapshot")]
        for verification in found:
            self._tell(verification)
        wrong = sum(verification.verdict != Verdict.MATCH for verification in found)
        if wrong:
            raise CommandError(f"{wrong} of {len(found)} versions do not match.")

    def _tell(self, verification: Verification) -> None:
        version, verdict = verification.version, verification.verdict
        stated = verification.stated or "no checksum"
        self.stdout.write(f"{verdict.value:10}  {version}  {version.state}  {stated}")
        for difference in verification.differences:
            self.stdout.write(f"            {difference}")
