"""Writing new codes into everything of a draft that refers to them."""

from participation.surveys.drafts.renaming import Renaming
from participation.surveys.models import Page, Question, Quota, Survey

QUESTION_FIELDS = ["condition", "text", "help", "options", "rows", "formula"]


def rewrite_references(survey: Survey, renaming: Renaming) -> None:
    """Part of an action: pages, questions, quotas and the start page follow a new code."""
    if renaming.changes_nothing:
        return
    Page.objects.bulk_update(filter(renaming.apply_to, survey.pages.all()), ["condition"])
    Question.objects.bulk_update(filter(renaming.apply_to, survey.questions.all()), QUESTION_FIELDS)
    Quota.objects.bulk_update(filter(renaming.apply_to, survey.quotas.all()), ["condition"])
    if survey.teaser_code == renaming.was != renaming.now:
        survey.teaser_code = renaming.now
        survey.save(update_fields=["teaser_code"])
