"""django-rules looks for permissions here; they live in the wings."""

from participation.consultations import rules as consultation_rules
from participation.contributions import rules as contribution_rules
from participation.events import rules as event_rules
from participation.forums import rules as forum_rules
from participation.surveys import rules as survey_rules

__all__ = ["consultation_rules", "contribution_rules", "event_rules", "forum_rules", "survey_rules"]
