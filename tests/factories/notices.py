"""Whom the county may write to, and what there is to say."""

import factory

from smartregion.notices.models import Mail, Notice, Recipient
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON


class RecipientFactory(factory.django.DjangoModelFactory):
    """Somebody with an account who reads their letter every morning."""

    class Meta:
        model = Recipient

    class Params:
        guest = factory.Trait(
            user=None,
            address=factory.Sequence(lambda n: f"gast-{n}@example.org"),
            frequency=Recipient.Frequency.AT_ONCE,
        )

    user = factory.SubFactory(UserFactory)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    recipient = factory.SubFactory(RecipientFactory)
    key = factory.Sequence(lambda n: f"said:{n}")
    group = "Mobilität im ländlichen Raum"
    group_url = "/foren/forum/mobilitaet/"
    headline = factory.Sequence(lambda n: f"Anwohnerin {n} schreibt")
    url = factory.Sequence(lambda n: f"/foren/forum/mobilitaet/beitrag/{n}/")
    at = NOON


class MailFactory(factory.django.DjangoModelFactory):
    """A letter that waits; ``MailFactory(state="failed")`` got stuck."""

    class Meta:
        model = Mail

    key = factory.Sequence(lambda n: f"letter:{n}")
    to = factory.Sequence(lambda n: f"person-{n}@example.org")
    subject = "Neues zum Thema"
    text = "Guten Tag,\n\nes gibt Neues.\n"
    written_at = NOON
    not_before = NOON
