"""Commenting, weighing, and finding one's way through many comments."""

from participation.consultations.forms.commenting import CommentForm, StatementForm
from participation.consultations.forms.considering import (
    ConsiderationFilter,
    ConsiderForm,
    ConsiderManyForm,
)

__all__ = [
    "CommentForm",
    "ConsiderForm",
    "ConsiderManyForm",
    "ConsiderationFilter",
    "StatementForm",
]
