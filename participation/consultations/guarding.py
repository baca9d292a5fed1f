"""What may be done with a comment now, as its round says (fills ``contributions.guards``)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.consultations.models import Comment
from participation.consultations.queries import Window, window_of
from participation.contributions.models import Contribution


def objection_to_change(contribution: Contribution, at: datetime) -> str | None:
    """Comments change only within the days in which people may comment."""
    comments = Comment.objects.select_related("version")
    comment = comments.filter(contribution=contribution).first()
    if comment is None:
        return None
    if window_of(comment.version, on=timezone.localdate(at)) == Window.OPEN:
        return ""
    return _("Die Beteiligung an diesem Entwurf ist beendet. Ihr Kommentar bleibt, wie er ist.")
