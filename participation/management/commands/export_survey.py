"""A survey as a file: its answers, its questionnaire or its code book, for scripts and for archives."""

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from participation.management.conditions import query_of
from participation.surveys.actions import note_raw_access, write_answers
from participation.surveys.exports import code_book_of, code_book_rows, ddi, select
from participation.surveys.exports.facts import facts_of
from participation.surveys.exports.files import Format, Incomplete
from participation.surveys.exports.questionnaires import FORMS, questionnaire_to_take
from participation.surveys.models import Survey
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.csvfile import stream_table
from smartregion.core.errors import WrongState
from smartregion.core.ordered_files import sentence_of
from smartregion.core.storage import whole_file

# The questionnaire as our own document; "json" are the answers.
QUESTIONNAIRES = {"lss": "lss", "xlsform": "xlsform", "questionnaire": "json"}
BOOKS = ("codebook", "ddi")
# These programs write into a file that they open themselves.
NEED_A_PLACE = (Format.SAV,)
Opened = Callable[[], AbstractContextManager[IO[bytes]]]


class Command(BaseCommand):
    # The checks would load every page of the product, for a file.
    requires_system_checks = []
    help = "Writes the answers, the questionnaire or the code book of a survey to a file."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Our --version is that of the questionnaire, not of Django.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        formats = [*Format.values, *QUESTIONNAIRES, *BOOKS]
        parser.add_argument("survey", help="slug of the survey")
        parser.add_argument("--format", required=True, choices=formats, dest="format_")
        parser.add_argument("-o", "--output", required=True, help="file to write; - for stdout")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="CODE=VALUE", dest="filters",
            help="only these responses, as in the command results",
        )  # fmt: skip
        parser.add_argument("--weight", default="", metavar="CODE")
        parser.add_argument("--version", type=int, metavar="N", dest="number")
        parser.add_argument("--language", default=MAIN_LANGUAGE, help="language of labels")

    def handle(self, *, survey: str, format_: str, output: str, **options: Any) -> None:
        found = Survey.objects.filter(slug=survey).first()
        if found is None:
            raise CommandError(f"There is no survey called {survey}.")
        opened = _opened(output, format_)
        try:
            told = _write(found, format_, opened, **options)
        except (ValidationError, WrongState, Incomplete) as refusal:
            raise CommandError(sentence_of(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"{output} cannot be written: {fault.strerror or fault}.") from fault
        if output != "-":
            self.stdout.write(f"{output}: {told}")


def _opened(output: str, format_: str) -> Opened:
    if output != "-":
        return partial(whole_file, Path(output))
    if format_ in NEED_A_PLACE:
        raise CommandError(f"{format_} is written to a file only; give one with -o.")
    return _stdout


def _stdout() -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdout.buffer)


def _write(survey: Survey, format_: str, opened: Opened, **options: Any) -> str:
    """Write the file and tell what is in it."""
    if form := QUESTIONNAIRES.get(format_):
        document = FORMS[form].write(questionnaire_to_take(survey, options["number"]))
        return _write_bytes(opened, document)
    language, query = options["language"], _query(survey, **options)
    if format_ in BOOKS:
        return _write_bytes(opened, _book(survey, format_, query, language))
    note_raw_access(survey=survey, what=f"export {format_}", by=None)
    written = write_answers(
        survey=survey, query=query, format_=format_, language=language,
        on=timezone.localdate(), opened=opened,
    )  # fmt: skip
    return f"{written} responses"


def _query(survey: Survey, **options: Any) -> dict[str, Any]:
    """The options as the words of an address (queries/filters.py)."""
    number = options["number"]
    if number is not None and not survey.versions.filter(number=number).exists():
        raise CommandError(f"{survey.slug} has no version {number}.")
    version = None if number is None else str(number)
    return {**query_of(options["filters"], version), "weight": options["weight"]}


def _write_bytes(opened: Opened, data: bytes) -> str:
    with opened() as file:
        file.write(data)
    return f"{len(data)} bytes"


def _book(survey: Survey, format_: str, query: dict[str, Any], language: str) -> bytes:
    selection = select(survey, query)
    if format_ == "ddi":
        return ddi.document(
            selection, facts_of(selection, language=language, on=timezone.localdate())
        )
    return b"".join(stream_table(code_book_rows(code_book_of(selection, language=language))))
