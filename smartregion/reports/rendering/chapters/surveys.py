"""Surveys in full: their summary, all results, and the questionnaires as an annex."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import facts, parts, surveys
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter


@chapter("survey_summary", gettext_lazy("Auf einen Blick"), needs=("surveys",))
def survey_summary(content: Content) -> Made:
    headings = [
        Heading(each["results"]["title"], {"survey": each, "findings": facts.findings_of(each)})
        for each in content["surveys"]
    ]
    return Made([*headings, Heading(_("Wie die Zahlen zu lesen sind"), {})])


@chapter("survey_results", gettext_lazy("Ergebnisse"), needs=("surveys",))
def survey_results(content: Content) -> Made:
    headings = [Heading(each["results"]["title"], _results(each)) for each in content["surveys"]]
    return Made(headings)


def _results(survey: Content) -> Content:
    return {
        "survey": survey,
        "questions": surveys.asked_in(survey),
        "crossings": surveys.crossings_of(survey),
    }


@chapter(
    "questionnaires",
    gettext_lazy("Fragebögen"),
    needs=("questionnaires", "surveys"),
)
def questionnaires(content: Content) -> Made:
    """In the final report with the numbers that the chapter about participation only draws."""
    asked = [
        Heading(_("Fragebogen: %(title)s") % each, {"questionnaire": each})
        for each in content.get("questionnaires", ())
    ]
    if not parts.has_chapter(content, "participation"):
        return Made(asked)
    counted = [
        Heading(
            _("Ergebnistabellen: %(title)s") % {"title": each["results"]["title"]}, _results(each)
        )
        for each in content["surveys"]
    ]
    return Made([*asked, *counted])
