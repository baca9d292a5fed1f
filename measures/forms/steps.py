"""Next steps as they are typed: one in a line, and so few that each can be answered for next time."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from measures.models import Assessment

# Each of them is a question of the next cycle.
MOST_STEPS = 25


def few_enough(text: str) -> None:
    """Refuse more promises than anybody can keep an eye on, or a form can carry."""
    count = len(Assessment(next_steps=text).promises)
    if count > MOST_STEPS:
        raise ValidationError(
            _(
                "Das sind %(count)d Schritte. Bitte nennen Sie höchstens %(most)d, jeden in einer Zeile."
            ),
            code="too_many_steps",
            params={"count": count, "most": MOST_STEPS},
        )
