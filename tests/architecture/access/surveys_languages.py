"""Translating surveys, and the versions that were published."""

from typing import Any

from participation.surveys.models import Survey
from tests.architecture.access.participation import BUILDERS, READERS
from tests.architecture.access.table import Row, only


def survey() -> dict[str, Any]:
    """The first survey of the demo, which is offered in English, too."""
    return {"slug": Survey.objects.earliest("pk").slug}


def english() -> dict[str, Any]:
    return {**survey(), "language": "en"}


def first_version() -> dict[str, Any]:
    return {**survey(), "number": 1}


TABLE: dict[str, Row] = {
    "surveys:languages": only(*BUILDERS, where=survey),
    "surveys:translate": only(*BUILDERS, where=english),
    "surveys:translation_file": only(*BUILDERS, where=english),
    "surveys:translation_import": only(*BUILDERS, where=english),
    "surveys:versions": only(*READERS, where=survey),
    "surveys:version": only(*READERS, where=first_version),
    "surveys:version_json": only(*READERS, where=first_version),
}
