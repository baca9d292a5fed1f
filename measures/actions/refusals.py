"""Refusals that belong to one field of the form; their codes say which one and why."""

from django.core.exceptions import ValidationError


def refused(field: str, message: str) -> ValidationError:
    """What was said in the field cannot be taken."""
    return ValidationError({field: ValidationError(message, code=f"{field}_refused")})


def required(field: str, message: str) -> ValidationError:
    """The step needs to be told more in the field, or something else."""
    return ValidationError({field: ValidationError(message, code=f"{field}_required")})
