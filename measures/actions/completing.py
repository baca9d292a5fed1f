"""The guard of the first step: a measure is worked out when its profile says what it must."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from measures.models import Measure
from measures.queries.completeness import missing_of


def refuse_incomplete(measure: Measure) -> None:
    """Name everything that is missing at once, so that nobody has to try again and again."""
    missing = [gap.label for gap in missing_of([measure])[measure.pk] if gap.is_needed]
    if missing:
        raise ValidationError(
            _("Im Steckbrief fehlt noch: %(missing)s."),
            code="profile_incomplete",
            params={"missing": ", ".join(missing)},
        )
