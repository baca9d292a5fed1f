"""A report as a file, for scripts: made at once, of what is in the database now."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone

from measures.models import Cycle, Measure
from measures.queries.readings import cycle_before
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.core.jobs import JobFailed
from smartregion.core.storage import whole_file
from smartregion.reports.actions.printing import Copy, print_report
from smartregion.reports.briefs import Brief, brief_of
from smartregion.reports.models import Kind, Manuscript
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.queries.manuscripts import usual_brief, usual_title_of
from smartregion.reports.rendering import WRITERS
from strategy.models import StrategyVersion

SUBJECTS = ("version", "earlier_version", "cycle", "earlier_cycle", "measure", "surveys", "forums")


class Command(BaseCommand):
    # The checks would load every page of the product, for a file.
    requires_system_checks = []
    help = (
        "Writes a report to a file. What is not named is chosen as for a new manuscript: the adopted "
        "version, the newest closed cycles, released surveys, public forums. The file stands in no archive."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Our --version is that of the strategy, not of Django.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add = parser.add_argument
        add("kind", choices=Kind.values, help="what to build (docs/reports.md)")
        add("--strategy", metavar="SLUG", help="needed where several have versions of that name")
        add("--version", metavar="LABEL", help="version of the strategy")
        add("--earlier-version", metavar="LABEL", help="what a synopsis compares with")
        add("--cycle", metavar="SLUG", help="closed cycle")
        add("--earlier-cycle", metavar="SLUG", help="closed cycle to compare with")
        add(
            "--survey", metavar="SLUG", action="append", dest="surveys", help="several are possible"
        )
        add("--forum", metavar="SLUG", action="append", dest="forums", help="several are possible")
        add("--measure", metavar="NUMBER", help="number of the measure of a profile")
        add("--manuscript", metavar="ID", help="chapters, words and subjects of this manuscript")
        add("--title", default="", help="instead of the usual one")
        add(
            "--reason",
            default="",
            help="why people who wait for an answer are passed over; printed",
        )
        add("--format", required=True, choices=sorted(WRITERS), dest="format_")
        add("--draft", action="store_true", help="with the watermark of a draft")
        add("-o", "--output", required=True, help="file to write; - for stdout")

    def handle(self, *, kind: str, format_: str, output: str, **options: Any) -> None:
        brief = _brief(kind, options)
        # As precise as a stored moment is printed.
        at = timezone.now().replace(microsecond=0)
        try:
            copy = print_report(
                brief=brief,
                format_=format_,
                is_draft=options["draft"],
                say=self._say(options),
                at=at,
            )
            with _opened(output) as file:
                file.write(copy.printed.data)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except JobFailed as failure:
            raise CommandError(str(failure)) from failure
        except OSError as fault:
            raise CommandError(f"{output} cannot be written: {fault.strerror or fault}.") from fault
        if output != "-":
            self.stdout.write(_told(output, copy))

    def _say(self, options: dict[str, Any]) -> Any:
        """Tells each chapter once, to who asked for more words with -v 2."""
        told: set[str] = set()

        def say(done: int, total: int, what: str) -> None:
            if options["verbosity"] > 1 and what and what not in told:
                told.add(what)
                self.stderr.write(f"{done}/{total} {what}")

        return say


def _told(output: str, copy: Copy) -> str:
    pages = f"{copy.printed.pages} pages, " if copy.printed.pages else ""
    size = len(copy.printed.data)
    return f"{output}: {pages}{size} bytes, snapshot {copy.snapshot_sha256}"


def _opened(output: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdout.buffer) if output == "-" else whole_file(Path(output))


# -- what it is about --------------------------------------------------------------------------
def _brief(kind: str, options: dict[str, Any]) -> Brief:
    if options["manuscript"]:
        return _written(kind, options)
    found = _found(options)
    unused = [name for name in found if name not in _known(kind)]
    if unused:
        raise CommandError(f"A report of the kind {kind} has no {_options(unused)}.")
    compared = {name: row for name, row in _before(found).items() if name in _known(kind)}
    brief = replace(usual_brief(kind), **{**compared, **found})
    title = options["title"] or usual_title_of(brief, on=timezone.localdate())
    return replace(brief, title=title, override=options["reason"])


def _known(kind: str) -> Sequence[str]:
    """What a report of this kind may be about."""
    return (*OUTLINES[kind].needs, *OUTLINES[kind].takes)


def _before(found: dict[str, Any]) -> dict[str, Any]:
    """What the named cycle or version is compared with, unless that is named, too."""
    before: dict[str, Any] = {}
    if cycle := found.get("cycle"):
        before["earlier_cycle"] = cycle_before(cycle)
    if version := found.get("version"):
        before["earlier_version"] = version.based_on
    return before


def _written(kind: str, options: dict[str, Any]) -> Brief:
    """As the manuscript says; it has chosen already."""
    if named := [name for name in SUBJECTS if options[name]]:
        raise CommandError(
            f"The manuscript says already what it is about; leave out {_options(named)}."
        )
    try:
        manuscript = Manuscript.objects.get(pk=UUID(options["manuscript"]))
    except (ValueError, Manuscript.DoesNotExist) as error:
        raise CommandError(f"There is no manuscript {options['manuscript']}.") from error
    if manuscript.kind != kind:
        raise CommandError(f"This manuscript is of the kind {manuscript.kind}.")
    brief = brief_of(manuscript, override=options["reason"])
    return replace(brief, title=options["title"]) if options["title"] else brief


def _options(names: Sequence[str]) -> str:
    shown = {"surveys": "survey", "forums": "forum"}
    return ", ".join(f"--{shown.get(name, name).replace('_', '-')}" for name in names)


def _found(options: dict[str, Any]) -> dict[str, Any]:
    """The subjects that were named, looked up."""
    one = {
        "version": (_versions(options["strategy"]), "label"),
        "earlier_version": (_versions(options["strategy"]), "label"),
        "cycle": (Cycle.objects.all(), "slug"),
        "earlier_cycle": (Cycle.objects.all(), "slug"),
        "measure": (Measure.objects.public(), "number"),
    }
    many = {
        "surveys": (Survey.objects.published(), "slug"),
        "forums": (Forum.objects.filter(is_public=True), "slug"),
    }
    found: dict[str, Any] = {
        name: _one(rows, field, options[name])
        for name, (rows, field) in one.items()
        if options[name]
    }
    for name, (rows, field) in many.items():
        if options[name]:
            found[name] = [_one(rows, field, value) for value in options[name]]
    return found


def _versions(strategy: str | None) -> QuerySet[StrategyVersion]:
    versions = StrategyVersion.objects.all()
    return versions.filter(strategy__slug=strategy) if strategy else versions


def _one(rows: QuerySet[Any], field: str, value: str) -> Any:
    """The row of this name. Raises ``CommandError`` when there is none, or several."""
    found = list(rows.filter(**{field: value})[:2])
    noun = rows.model._meta.model_name
    if len(found) > 1:
        raise CommandError(f"Several strategies have a {noun} {value}; name one with --strategy.")
    if not found:
        raise CommandError(f"There is no {noun} {value} that a report may show.")
    return found[0]
