"""The annex with every report in full, so that nothing is lost where chapters had to be short."""

from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.chapters.registry import Content, Made, chapter


@chapter("cycle_register", gettext_lazy("Alle Meldungen"), needs=("evaluation",), is_compact=True)
def register(content: Content) -> Made:
    evaluation = content.get("evaluation")
    reported = [each for each in (evaluation or {}).get("reports", []) if each["light"]]
    return Made(context={"evaluation": evaluation, "reported": reported})
