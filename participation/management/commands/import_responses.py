"""Responses out of a table, for those who take over a survey from another program."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from participation.surveys.actions.taking_in import Table, take_in_responses, try_responses
from participation.surveys.interchange.responses import Report
from participation.surveys.models import Survey
from smartregion.core.errors import WrongState

# How often somebody who waits is told how far it is, in seconds.
EVERY = 2.0
# More columns and values than this fill no screen; --json has all of them.
SHOWN = 40


class Command(BaseCommand):
    help = "Takes responses from a CSV table (LimeSurvey, or our own export) into a survey."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("survey", help="the survey, as its address names it")
        parser.add_argument("file", type=Path, help="the table")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be stored")
        parser.add_argument("--json", action="store_true", help="tell it for programs")
        parser.add_argument(
            "--incomplete", action="store_true", help="also responses that were not sent"
        )
        parser.add_argument(
            "--again", action="store_true", help="although this file was taken in before"
        )

    def handle(self, *, survey: str, file: Path, dry_run: bool, **options: Any) -> None:
        found = Survey.objects.filter(slug=survey).first()
        if found is None:
            raise CommandError(f"Eine Umfrage „{survey}“ gibt es nicht.")
        try:
            with file.open("rb") as stream:
                table = Table(stream, file.name, includes_incomplete=options["incomplete"])
                wanted: dict[str, Any] = {
                    "survey": found,
                    "table": table,
                    "at": timezone.now(),
                    "progress": self._progress(),
                }
                report = (
                    try_responses(**wanted)
                    if dry_run
                    else take_in_responses(**wanted, by=None, again=options["again"])
                )
        except OSError as fault:
            raise CommandError(f"Die Datei lässt sich nicht lesen: {fault.strerror}.") from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        except WrongState as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(report, is_json=options["json"], dry_run=dry_run)

    def _progress(self) -> Any:
        """Told on stderr, so that what a program reads stays clean."""
        last = time.monotonic()

        def tell(line: int, lines: int) -> None:
            nonlocal last
            if time.monotonic() - last > EVERY:
                last = time.monotonic()
                self.stderr.write(f"{line} / {lines}")

        return tell

    def _tell(self, report: Report, *, is_json: bool, dry_run: bool) -> None:
        if is_json:
            document = {**report.to_json(), "dry_run": dry_run}
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
            return
        self.stdout.write(_headline(report, dry_run=dry_run))
        for name, lines in _parts(report):
            if lines:
                self.stdout.write(f"\n{name}")
                for line in lines[:SHOWN]:
                    self.stdout.write(f"  {line}")
                if len(lines) > SHOWN:
                    self.stdout.write(f"  … und {len(lines) - SHOWN} weitere (--json nennt alle)")


def _headline(report: Report, *, dry_run: bool) -> str:
    would = "würden eingelesen" if dry_run else "sind eingelesen"
    return f"{report.responses} von {report.lines} Antworten {would}."


def _parts(report: Report) -> list[tuple[str, list[str]]]:
    hidden = report.not_shown
    return [
        ("Unvollständige Antworten", _incomplete(report)),
        (
            "Erkannte Spalten",
            [f"{each.heading} → {each.part.name}" for each in report.recognised if each.part],
        ),
        (
            "Spalten über die Antwort (gespeichert werden nur Tag und Sprache)",
            [each.heading for each in report.about],
        ),
        (
            "Nicht erkannte Spalten",
            [f"{each.heading}: {each.reason}" for each in report.unknown],
        ),
        ("Fragen ohne Spalte, gelten als nicht gezeigt", report.silent),
        (
            "Als nicht gezeigt gewertet",
            [f"{hidden[why]}-mal {words}" for why, words in NOT_SHOWN.items() if hidden[why]],
        ),
        ("Werte, die keine Antwort sind und fehlen werden", _doubts(report)),
    ]


NOT_SHOWN = {
    "file": "sagt es die Datei",
    "conditions": "folgt es aus den Bedingungen",
    "last_page": "lag die Frage hinter der letzten Seite",
}


def _incomplete(report: Report) -> list[str]:
    found = {"ausgelassen": report.incomplete_left, "mitgenommen": report.incomplete_taken}
    return [f"{number} {word}" for word, number in found.items() if number]


def _doubts(report: Report) -> list[str]:
    return [
        f"{each.column}: {each.count}-mal. {each.reason} Zum Beispiel "
        + ", ".join(f"Zeile {line}: „{value}“" for line, value in each.examples)
        for each in report.doubts
    ]
