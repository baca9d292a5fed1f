"""Three years of nights: nothing past its time is there in any morning, in the files neither."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from smartregion.accounts.actions import close_account
from smartregion.accounts.models import User
from smartregion.core import retention
from smartregion.core.backups import save
from smartregion.core.backups.rows import lines, tables
from smartregion.core.models import AuditEntry, Job
from smartregion.notices.actions import send_mails
from smartregion.notices.models import Mail
from smartregion.privacy.actions import keep_retention
from smartregion.privacy.models import RetentionRun
from smartregion.privacy.queries import due_counts
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.dates import NOON
from tests.plugins.figures import Say
from tests.privacy.everything import MAILBOX, WORDS, everything

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The days around each period, and some in between; as many as three years can be waited for.
NIGHTS = (
    1, 2, 7, 8, 9, 30, 31, 32, 90, 182, 183, 184, 300, 364, 365, 366, 500,
    669, 671, 700, 716, 717, 730, 731, 732, 738, 739, 740, 760, 800, 1000, 1095,
)  # fmt: skip


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT  # type: ignore[no-any-return]


@pytest.fixture
def person() -> User:
    with time_machine.travel(NOON, tick=False):
        return everything()


def night(number: int) -> datetime:
    return NOON + timedelta(days=number)


def places_of(words: str, media: Path) -> set[str]:
    """Tables and files in which these words stand, in whatever case."""
    wanted = words.lower().encode()
    rows = {
        model._meta.label
        for model in tables()
        if any(wanted in line.lower() for line in lines(model))
    }
    files = (path for path in media.rglob("*") if path.is_file())
    return rows | {path.name for path in files if wanted in path.read_bytes().lower()}


@pytest.mark.behaviour("D2")
def test_nothing_is_past_its_time_in_any_morning_of_three_years(
    person: User, media: Path, say: Say
) -> None:
    assert len(places_of(WORDS, media)) > 15
    removed = 0
    for number in NIGHTS:
        with time_machine.travel(night(number), tick=False):
            run = keep_retention(at=night(number))
            send_mails(at=night(number))
        assert run.failures == {}
        assert {name: n for name, n in due_counts(at=night(number)).items() if n} == {}, number
        removed += run.removed
    left = places_of(WORDS, media)
    say(f"Retention: {len(NIGHTS)} nights, {removed} rows removed, {len(left)} places left")
    assert left == set()
    person.refresh_from_db()
    assert person.closed_at == night(731)
    assert not [each for each in media.rglob("*") if each.is_file()]


@pytest.mark.behaviour("D2")
def test_a_second_run_in_the_same_night_finds_nothing(person: User) -> None:
    with time_machine.travel(night(40), tick=False):
        assert keep_retention(at=night(40)).removed > 5
        again = keep_retention(at=night(40))
    assert (again.removed, again.lines) == (0, {})


def test_the_journal_holds_no_content(person: User) -> None:
    run = keep_retention(at=night(400))
    assert run.lines["core.AuditEntry"]["removed"] > 0
    assert WORDS.lower() not in f"{run.lines}{run.failures}".lower()


def test_one_room_that_fails_keeps_no_other_waiting(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*, at: datetime) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setitem(retention._removers, "surveys", broken)
    run = keep_retention(at=night(40))
    assert run.failures == {"surveys": "RuntimeError"}
    assert run.lines["participation.SavedAnswers"] == {"removed": 0, "left": 1}
    assert run.lines["participation.Registration"] == {"removed": 1, "left": 0}


# -- accounts ----------------------------------------------------------------------------------
def letters_to(user: User) -> list[Mail]:
    return list(Mail.objects.filter(key__startswith=f"deserted:{user.public_id}").order_by("key"))


@pytest.mark.behaviour("D3")
def test_an_account_is_closed_after_two_letters_only(noon: None) -> None:
    user = UserFactory(email=MAILBOX, joined_at=NOON, last_login=NOON)
    # Nothing ran for five years: the first night writes, and closes nothing.
    for number, written in ((1826, 1), (1827, 1), (1871, 1), (1872, 2), (1885, 2)):
        keep_retention(at=night(number))
        user.refresh_from_db()
        assert (len(letters_to(user)), user.closed_at) == (written, None), number
    keep_retention(at=night(1886))
    user.refresh_from_db()
    assert user.closed_at == night(1886)


@pytest.mark.behaviour("D3")
def test_who_signs_in_again_stays_and_who_has_a_duty_too(noon: None) -> None:
    back, busy = UserFactory(last_login=NOON, joined_at=NOON), UserFactory(joined_at=NOON)
    RoleAssignmentFactory(user=busy, role="editor")
    keep_retention(at=night(700))
    assert (len(letters_to(back)), len(letters_to(busy))) == (1, 0)
    User.objects.filter(pk=back.pk).update(last_login=night(720))
    for number in (731, 760, 800):
        keep_retention(at=night(number))
    assert User.objects.filter(pk__in=(back.pk, busy.pk), closed_at=None).count() == 2


@pytest.mark.behaviour("D3")
def test_an_account_that_fails_keeps_no_other_open(
    noon: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, other = UserFactory(joined_at=NOON), UserFactory(joined_at=NOON)
    for number in (671, 717):
        keep_retention(at=night(number))

    def close(*, user: User, **how: Any) -> None:
        if user == stuck:
            raise RuntimeError("the row of somebody else holds it")
        close_account(user=user, **how)

    monkeypatch.setattr("smartregion.notices.actions.deserted.close_account", close)
    run = keep_retention(at=night(731))
    assert set(User.objects.filter(closed_at=None)) == {stuck}
    assert run.failures == {"accounts": "RuntimeError"}
    told = [record.getMessage() for record in caplog.records]
    assert f"The unused account {stuck.pk} was not dealt with." in told
    assert not [line for line in told if f"account {other.pk} " in line]


def test_a_finished_job_stays_while_something_came_from_it(person: User) -> None:
    over = Job.objects.over(night(60))
    assert set(over.values_list("kind", flat=True)) == {"lonely"}


# -- the command, and a backup -----------------------------------------------------------------
@pytest.mark.behaviour("D2")
def test_a_dry_run_tells_and_removes_nothing(person: User, capsys: Any) -> None:
    before = AuditEntry.objects.count()
    call_command("retention", "--dry-run", "--on", "2029-06-15")
    told = capsys.readouterr().out
    assert "participation.Registration: 1 due, the oldest of 2026-06-15" in told
    assert WORDS.lower() not in told.lower()
    assert (AuditEntry.objects.count(), RetentionRun.objects.count()) == (before, 0)


def test_a_day_to_come_is_only_looked_at(noon: None) -> None:
    with pytest.raises(CommandError, match="not come"):
        call_command("retention", "--on", "2031-01-01")


@pytest.mark.behaviour("D2")
@pytest.mark.django_db(transaction=True)
def test_what_a_backup_brings_back_goes_at_once(
    person: User, tmp_path: Path, media: Path, settings: Any, capsys: Any
) -> None:
    settings.VAR_DIR = tmp_path
    # The control: without the rules all of it would stand there again.
    assert sum(due_counts(at=night(400)).values()) > 10
    save(tmp_path / "alt.tar.gz", at=NOON)
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    for file in [path for path in media.rglob("*") if path.is_file()]:
        file.unlink()
    later = night(400)
    with time_machine.travel(later, tick=False):
        call_command("restore", str(tmp_path / "alt.tar.gz"))
    # What nobody may keep a list of is left to people, who are told since when.
    told = capsys.readouterr().out
    assert f"texts erased after {NOON.isoformat()} are back" in told
    assert {name: n for name, n in due_counts(at=later).items() if n} == {}
    # What is left: an account, its address, a guest and an answer, none of them past its time.
    assert places_of(WORDS, media) == {
        "accounts.User",
        "account.EmailAddress",
        "notices.Recipient",
        "participation.Response",
    }
