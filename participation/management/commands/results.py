"""The figures of a survey for scripts, and for checks against published tables."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import translation

from participation.management.conditions import query_of
from participation.surveys.actions import note_raw_access
from participation.surveys.blocks.table import ResponseTable
from participation.surveys.crosstabs.axes import UnknownAxis
from participation.surveys.models import Survey
from participation.surveys.queries import survey_results
from participation.surveys.queries.crosstabs import crosstab
from participation.surveys.queries.filters import Filter, leaves_few
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import UnknownWeight, weights_for
from participation.surveys.results_document import cross_lines, lines_of, results_document
from participation.surveys.statistics.weights import Weights
from smartregion.core.errors import WrongState


class Command(BaseCommand):
    help = (
        "Prints the figures of a survey, the same as on the page of results (docs/results-json.md)."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Our --version is that of a questionnaire, not that of the framework.
        kwargs["conflict_handler"] = "resolve"
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "survey", metavar="SURVEY", help="short name of the survey, as in its address"
        )
        parser.add_argument("--json", action="store_true", help="print a document for scripts")
        parser.add_argument(
            "--cross", nargs=2, metavar=("ROWS", "COLUMNS"), help="two questions against each other"
        )
        parser.add_argument(
            "--weight", metavar="CODE", help="a weighting, or a question that holds weights"
        )
        parser.add_argument(
            "--filter", action="append", default=[], metavar="CODE=VALUE",
            help="only these responses; also language=, mode=, version=, zone=, from=, to=, without=suspicious",
        )  # fmt: skip
        parser.add_argument(
            "--min-base", type=int, default=0, metavar="N", help="hide what rests on fewer answers"
        )
        parser.add_argument("--version", dest="number", metavar="N", help="only this version")
        parser.add_argument(
            "--language", default="de", metavar="CODE", help="language of the labels"
        )

    def handle(self, *, survey: str, language: str, **options: Any) -> None:
        found = Survey.objects.filter(slug=survey).first()
        if found is None:
            raise CommandError(f"There is no survey „{survey}“.")
        with translation.override(language if language in ("de", "en") else "de"):
            document = self._refusing(found, language, options)
        self._print(document, is_json=options["json"])

    def _refusing(self, survey: Survey, language: str, options: dict[str, Any]) -> dict[str, Any]:
        """The document; what cannot be given is said in one sentence."""
        try:
            return document_for(survey, language, options)
        except ValidationError as unknown:
            raise CommandError(unknown.messages[0]) from None
        except UnknownAxis as unknown:
            raise CommandError(
                f"The survey has no question „{unknown.args[0]}“ that can be crossed."
            ) from None
        except UnknownWeight as unknown:
            raise CommandError(f"The survey has no weighting „{unknown.args[0]}“.") from None
        except WrongState as gone:
            raise CommandError(str(gone)) from None

    def _print(self, document: dict[str, Any], *, is_json: bool) -> None:
        if is_json:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
            return
        lines: Iterator[str] = cross_lines(document) if "cells" in document else lines_of(document)
        for line in lines:
            self.stdout.write(line)


def document_for(survey: Survey, language: str, options: dict[str, Any]) -> dict[str, Any]:
    """Figures or a cross-tab, whichever the options ask for."""
    table = response_table(survey)
    chosen = Filter.from_query(query_of(options["filter"], options["number"]), table)
    if leaves_few(table, chosen):
        note_raw_access(survey=survey, what="figures", by=None)
    weights = _weights(survey, table, options["weight"])
    minimum = options["min_base"]
    if options["cross"]:
        rows, columns = options["cross"]
        crossed = crosstab(
            survey, rows, columns, chosen, weights, minimum, language=language, table=table
        )
        return crossed.to_json()
    results = survey_results(survey, language=language, chosen=chosen, weights=weights)
    return results_document(results, weight=options["weight"] or "", minimum=minimum)


def _weights(survey: Survey, table: ResponseTable, code: str | None) -> Weights | None:
    return weights_for(table, survey, code) if code else None
