"""The questionnaires of surveys as they were published last."""

from datetime import datetime

from django.utils import timezone

from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import Survey
from participation.surveys.queries.lists import latest_version
from participation.surveys.queries.versions import ReadLine, ReadPage, ReadQuestion, read_pages
from participation.surveys.texts import language_of, say
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.rendering.languages import LANGUAGE


@material("questionnaires")
def _questionnaires(brief: Brief, _at: datetime) -> list[Content]:
    return [found for survey in brief.surveys if (found := _questionnaire(survey))]


def _questionnaire(survey: Survey) -> Content | None:
    version = latest_version(survey)
    if version is None:
        return None
    document = questionnaire_of(version)
    return {
        "title": say(document.title, LANGUAGE),
        "intro": say(document.intro, LANGUAGE),
        "version": version.number,
        "published_on": timezone.localdate(version.published_at),
        "languages": [str(language_of(code)) for code in document.languages],
        "minutes": document.minutes,
        "pages": [_page(page) for page in read_pages(document, LANGUAGE)],
    }


def _page(page: ReadPage) -> Content:
    return {
        "title": page.title,
        "condition": page.condition,
        "questions": [_question(question) for question in page.questions],
    }


def _question(item: ReadQuestion) -> Content:
    return {
        "number": item.number,
        "text": item.text,
        "help": item.help,
        "condition": item.condition,
        "kind_label": str(item.question.type.label),
        "is_required": item.question.is_required,
        "options": [_line(line) for line in item.options],
        "rows": [_line(line) for line in item.rows],
    }


def _line(line: ReadLine) -> Content:
    return {
        "text": line.text,
        "condition": line.condition,
        "with_text": line.with_text,
        "exclusive": line.exclusive,
    }
