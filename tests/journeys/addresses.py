"""Prints the path of every page in the demo county as JSON: {name of the page: path}.

A program of its own, because the objects are in the database of the running product. On the way it
begins a second strategy and adds two reports, which the demo county does not have.
"""

import json
import sys

import django

django.setup()

from django.urls import reverse  # noqa: E402

from smartregion.accounts.models import User  # noqa: E402
from strategy.actions import Wording, add_text, create_strategy  # noqa: E402
from strategy.models import StrategyVersion  # noqa: E402
from tests.architecture.access import ACCESS  # noqa: E402
from tests.architecture.access.table import PEOPLE  # noqa: E402
from tests.factories.reports import ReportFactory  # noqa: E402
from tests.journeys.pages import DRAFT, REPORTS, names  # noqa: E402


def demo_pages() -> dict[str, str]:
    ordinary = [name for name in names() if name not in DRAFT + REPORTS]
    return {n: reverse(n, kwargs=ACCESS[n].where()) + ACCESS[n].query for n in ordinary}


def report_pages() -> dict[str, str]:
    version = StrategyVersion.objects.adopted().get()
    consultant = User.objects.get(email=PEOPLE["consultant"])
    stages = {"released": {"released": True}, "failed": {"failed": True}}
    made = {
        stage: ReportFactory(version=version, ordered_by=consultant, **options)
        for stage, options in stages.items()
    }
    detail = "reports:report_detail"
    return {f"{stage} {detail}": reverse(detail, args=[r.pk]) for stage, r in made.items()}


def draft_pages() -> dict[str, str]:
    """Only the texts of a draft can be edited."""
    editor = User.objects.get(email=PEOPLE["editor"])
    draft = create_strategy(
        title="Geodatenstrategie", period_start=2027, period_end=2032, by=editor
    )
    text = draft.texts.earliest("position")
    field = add_text(version=draft, kind="field", wording=Wording("Geodaten"), by=editor)
    version = {"slug": draft.strategy.slug, "label": draft.label}
    more = {
        "version_move": {"to": "consultation"},
        "text_create": {"kind": "guideline"},
        "text_edit": {"key": text.element_id},
        "text_delete": {"key": text.element_id},
        "split": {"key": field.element_id},
    }
    named = {name: name.removeprefix("draft ") for name in DRAFT}
    return {
        name: reverse(url, kwargs={**version, **more.get(url.partition(":")[2], {})})
        for name, url in named.items()
    }


if __name__ == "__main__":
    json.dump({**demo_pages(), **report_pages(), **draft_pages()}, sys.stdout)
