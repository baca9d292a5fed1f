"""A questionnaire from a file, for those who take over many at once or want to check one."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from participation.surveys.actions import import_survey
from participation.surveys.forms.editing import proposed_window
from participation.surveys.interchange.files import read_file
from participation.surveys.interchange.losses import Imported
from participation.surveys.models import Survey
from participation.surveys.queries import brought, grouped_losses
from smartregion.core.untrusted import LARGEST_FILE

# Of one kind of loss; --json has all of them.
SHOWN = 8


class Command(BaseCommand):
    help = (
        "Makes a draft of a questionnaire: LimeSurvey .lss or .txt, XLSForm .xlsx, our own .json."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the questionnaire")
        parser.add_argument("--json", action="store_true", help="tell it for programs")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as stream:
                data = stream.read(LARGEST_FILE + 1)
            found, imported = read_file(file.name, data)
        except OSError as fault:
            raise CommandError(f"Die Datei lässt sich nicht lesen: {fault.strerror}.") from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        at = timezone.now()
        survey = import_survey(
            imported=imported,
            file_name=file.name,
            format=found,
            by=None,
            at=at,
            **proposed_window(at),
        )
        if options["json"]:
            self.stdout.write(json.dumps(_document(survey, imported), ensure_ascii=False, indent=2))
        else:
            self._tell(survey, imported)

    def _tell(self, survey: Survey, imported: Imported) -> None:
        parts = brought(imported.questionnaire)
        languages = ", ".join(imported.questionnaire.languages)
        self.stdout.write(
            f"{survey.slug}: {parts.pages} pages, {parts.questions} questions, "
            f"{parts.conditions} conditions, {parts.quotas} quotas ({languages})"
        )
        self.stdout.write(f"{len(imported.losses)} losses")
        for group in grouped_losses(imported.losses):
            self.stdout.write(f"{'!' if group.is_serious else '-'} {group.what}: {group.why}")
            for place, source in group.places[:SHOWN]:
                said = " ".join(source.split())[:120]
                self.stdout.write(f"    {place}{': ' if said else ''}{said}")
            if len(group.places) > SHOWN:
                self.stdout.write(f"    … {len(group.places) - SHOWN} more")


def _document(survey: Survey, imported: Imported) -> dict[str, Any]:
    whole = imported.questionnaire
    return {
        "survey": survey.slug,
        "title": dict(whole.title),
        "languages": list(whole.languages),
        "pages": len(whole.pages),
        "questions": sum(1 for _question in whole.questions),
        "losses": [loss.to_json() for loss in imported.losses],
    }
