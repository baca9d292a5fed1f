"""One row of every kind that goes after a time, each with words that must not outlive it."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile

from measures.models import FollowRequest
from participation.contributions.models import ContributionExport, Report
from participation.forums.models import GuestPost
from participation.surveys.models import AccessCode, SavedAnswers, SurveyExport
from smartregion.accounts.models import User
from smartregion.core import audit
from smartregion.core.models import Job
from smartregion.notices.models import Mail
from smartregion.privacy.models import AccountExport
from tests.factories.accounts import UserFactory
from tests.factories.contributions import (
    ContributionFactory,
    ModerationFactory,
    ObjectionFactory,
    ReportFactory,
)
from tests.factories.dates import DAY, NOON
from tests.factories.events import RegistrationFactory
from tests.factories.forums import TopicFactory
from tests.factories.measures import MeasureFactory
from tests.factories.notices import MailFactory, NoticeFactory, RecipientFactory
from tests.factories.surveys import published, question, respond

# Stands in every row below that goes, and in none that stays.
WORDS = "Nichtsbleibt-4711"
MAILBOX = f"{WORDS.lower()}@example.org"


def somebody() -> User:
    """Who has signed in today for the last time."""
    user = UserFactory(email=MAILBOX, display_name=WORDS, joined_at=NOON, last_login=NOON)
    NoticeFactory(recipient=RecipientFactory(user=user), text=WORDS, settled_at=NOON, mail=None)
    session = SessionStore()
    session["said"] = WORDS
    session.save()
    return user


def everything() -> User:
    """All of it, made at NOON; returns the person who ordered and who never comes back."""
    user = somebody()
    _letters()
    _contributions()
    _answers()
    _files(user)
    RegistrationFactory(name=WORDS, email=MAILBOX, needs=WORDS)
    topic = TopicFactory()
    waiting = {"email": MAILBOX, "code_hash": "x", "expires_at": NOON + timedelta(days=1)}
    GuestPost.objects.create(topic=topic, name=WORDS, text=WORDS, written_at=NOON, **waiting)
    FollowRequest.objects.create(measure=MeasureFactory(), **waiting)
    audit.record(by=user, verb="rename_person", subject=user, changes={"was": WORDS})
    return user


def _letters() -> None:
    MailFactory(to=MAILBOX, text=WORDS, state=Mail.State.SENT, sent_at=NOON)
    MailFactory(to=MAILBOX, text=WORDS, state=Mail.State.FAILED)
    RecipientFactory(guest=True, address=MAILBOX)


def _contributions() -> None:
    hidden = ContributionFactory(is_hidden=True, text=WORDS)
    step = ModerationFactory(contribution=hidden)
    ObjectionFactory(
        moderation=step, text=WORDS, state="rejected", decision="Nein.", decided_at=NOON
    )
    ReportFactory(text=WORDS, state=Report.State.REJECTED, decision="Nein.", handled_at=NOON)


def _answers() -> None:
    version = published(question("long_text", "txt"))
    respond(version, {"txt": WORDS})
    survey = version.survey
    AccessCode.objects.create(survey=survey, batch=WORDS, created_on=DAY, code_hash="a" * 64)
    SavedAnswers.objects.create(
        code_hash="b" * 64, version=version, sealed=WORDS.encode(), expires_on=DAY
    )
    export = SurveyExport(survey=survey, format="csv", filter=WORDS, ordered_at=NOON, ordered_by=UserFactory(), expires_on=DAY)  # fmt: skip
    export.file.save("antworten.csv", ContentFile(WORDS.encode()))


def _files(user: User) -> None:
    job = Job.objects.create(
        kind="privacy.account_export", key=WORDS, state=Job.State.DONE,
        ordered_at=NOON, published_at=NOON, finished_at=NOON, ordered_by=user,
    )  # fmt: skip
    mine = AccountExport(ordered_by=user, ordered_at=NOON, expires_on=DAY, job=job)
    mine.file.save("auskunft.zip", ContentFile(WORDS.encode()))
    others = ContributionExport(ordered_by=user, ordered_at=NOON, expires_on=DAY, format="csv", filter=WORDS)  # fmt: skip
    others.file.save("beitraege.zip", ContentFile(WORDS.encode()))
    Job.objects.create(
        kind="lonely", key=WORDS, state=Job.State.FAILED, ordered_at=NOON, published_at=NOON,
        finished_at=NOON,
    )  # fmt: skip
