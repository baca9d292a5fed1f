"""The report on one measure: questions that follow from its profile, the light, and a few words."""

from measures.forms.reporting.form import AssessmentForm

__all__ = ["AssessmentForm"]
