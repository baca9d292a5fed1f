"""Questions kept for other surveys."""

from django.db.models import Q, QuerySet

from participation.surveys.models import BankQuestion


def kept_questions(
    *, words: str = "", topic: str = "", kind: str = ""
) -> QuerySet[BankQuestion, BankQuestion]:
    """The question bank by topic, narrowed to what fits."""
    found = BankQuestion.objects.all()
    if topic:
        found = found.filter(topic=topic)
    if kind:
        found = found.filter(type=kind)
    for word in words.split():
        found = found.filter(
            Q(topic__icontains=word)
            | Q(code__icontains=word)
            | Q(note__icontains=word)
            | Q(text__de__icontains=word)
            | Q(help__de__icontains=word)
        )
    return found


def bank_topics() -> list[str]:
    """Every topic once, in the order of the alphabet."""
    return list(BankQuestion.objects.order_by("topic").values_list("topic", flat=True).distinct())
