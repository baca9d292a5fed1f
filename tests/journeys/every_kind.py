"""Publishes a survey with every kind of question in the running product, and prints its address.

A program of its own, because the objects are in the database of the running product.
"""

from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from participation.surveys.models import Survey  # noqa: E402
from tests.factories.paper import everything  # noqa: E402

SLUG = "jede-art-zu-fragen"


def main() -> None:
    if not Survey.objects.filter(slug=SLUG).exists():
        now = timezone.now()
        everything(slug=SLUG, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    print(Survey.objects.get(slug=SLUG).get_absolute_url())  # noqa: T201 - read by the journey


main()
