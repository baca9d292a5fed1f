"""Contributions as files: complete, readable, without what points to persons, and gone in time."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from participation.contributions import actions
from participation.contributions.exports import Selection, files
from participation.contributions.models import ContributionExport
from smartregion.accounts.actions import close_account
from smartregion.accounts.models import User
from smartregion.core import jobs
from smartregion.core.models import AuditEntry, Job
from smartregion.notices.models import Recipient
from tests.factories.accounts import UserFactory
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.forums import PostFactory, TopicFactory, reply_in
from tests.factories.strategy import whole_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]
Order = Callable[..., ContributionExport]
SECRET = "Herr Beispiel aus der Gartenstr. 3 ist schuld"


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "contribution_exports"


@pytest.fixture
def order(media: Path) -> Order:
    def ordered(
        by: User, format_: str = "csv", personal: bool = False, **wanted: str
    ) -> ContributionExport:
        selection = Selection.of(by, {"state": "all", **wanted}, with_personal_data=personal)
        return actions.order_contribution_export(
            selection=selection, format_=format_, language="de", by=by, at=NOON
        )

    return ordered


def made(export: ContributionExport) -> ContributionExport:
    """After a worker had its turn."""
    jobs.run(str(export.job_id))
    return ContributionExport.objects.select_related("job").get(pk=export.pk)


def read(export: ContributionExport, table: str = "beitraege") -> list[dict[str, str]]:
    with ZipFile(made(export).file.path) as archive:
        text = archive.read(f"{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_file_says_what_was_said_where_and_what_became_of_it(order: Order, office: User) -> None:
    field = whole_version().texts.get(element__kind="field").element
    topic = TopicFactory(title="Unterwegs")
    home = MunicipalityFactory(name="Görzke")
    post = PostFactory(topic=topic, text="=1+1", municipality=home, state="taken_up", supports=7)
    post.contribution.elements.add(field)
    reply_in(post, text="Ja!", written_at=NOON + timedelta(hours=1))
    AnswerFactory(contribution=post.contribution, reason="Kommt 2027.")
    export = order(office)
    first, second = read(export)
    assert (first["text"], first["gemeinde"], first["ort"]) == ("'=1+1", "Görzke", "Unterwegs")
    assert (first["stand"], first["unterstuetzungen"]) == ("aufgegriffen", "7")
    assert (first["handlungsfelder"], first["geschrieben"]) == (
        field.name,
        f"{NOON:%d.%m.%Y} 12:00",
    )
    assert second["antwort_auf"] == first["beitrag"] == str(post.pk)
    [answer] = read(export, "antworten")
    assert (answer["beitrag"], answer["begruendung"]) == (str(post.pk), "Kommt 2027.")
    assert [row["titel"] for row in read(export, "themen")] == ["Unterwegs"]


def test_the_filter_of_the_list_is_kept(order: Order, office: User) -> None:
    ContributionFactory(text="offen")
    ContributionFactory(text="fertig", state="taken_up")
    ContributionFactory(text="Anruf", channel="phone", state="taken_up")
    chosen = order(office, state="taken_up", channel="phone")
    assert [row["text"] for row in read(chosen)] == ["Anruf"]
    assert chosen.filter == "channel=phone&state=taken_up"
    with pytest.raises(ValidationError, match="passt kein Beitrag"):
        order(office, state="read")


def test_every_file_explains_its_columns(order: Order, office: User, media: Path) -> None:
    ContributionFactory()
    with ZipFile(made(order(office)).file.path) as archive:
        text = archive.read("LIESMICH.txt").decode("utf-8-sig")
        names = {name.partition(".")[0] for name in archive.namelist()}
    assert "Beiträge: 1" in text
    assert "unterstuetzungen: Wie viele Menschen ihn unterstützen" in text
    assert "Nicht enthalten." in text
    book = openpyxl.load_workbook(made(order(office, "xlsx")).file.path)
    assert set(book.sheetnames) == names - {"LIESMICH"} | {"Lies mich"}
    assert "Wie viele Menschen ihn unterstützen" in {
        row[2] for row in book["Lies mich"].values if len(row) > 2
    }
    assert book["beitraege"]["A2"].value


@pytest.mark.behaviour("F15")
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_no_file_holds_personal_data_unless_it_was_asked_for(
    order: Order, office: User, participant: User, format_: str
) -> None:
    guest = Recipient.objects.create(address="gast@example.org")
    ContributionFactory(author=participant, text="Mehr Busse")
    ContributionFactory(guest=guest, text=SECRET, is_hidden=True)
    plain = _all_text(made(order(office, format_)))
    assert "Mehr Busse" in plain
    assert not [each for each in (participant.email, guest.address, SECRET) if each in plain]
    personal = _all_text(made(order(office, format_, personal=True)))
    assert [
        each for each in (participant.email, guest.address, SECRET) if each not in personal
    ] == []


def _all_text(export: ContributionExport) -> str:
    with ZipFile(export.file.path) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@pytest.mark.behaviour("F15")
def test_personal_data_are_for_the_office_only(
    order: Order, consultant: User, analyst: User
) -> None:
    ContributionFactory()
    for person in (consultant, analyst):
        assert order(person).rows is None
        with pytest.raises(PermissionDenied):
            order(person, personal=True)


def test_consultants_get_nothing_that_is_hidden(order: Order, consultant: User) -> None:
    ContributionFactory(text="sichtbar")
    ContributionFactory(text=SECRET, is_hidden=True)
    assert [row["text"] for row in read(order(consultant))] == ["sichtbar"]


@pytest.mark.behaviour("F15")
def test_files_go_after_their_last_day(order: Order, office: User, media: Path) -> None:
    ContributionFactory()
    plain, personal = made(order(office)), made(order(office, personal=True))
    assert (plain.expires_on, personal.expires_on) == (
        DAY + timedelta(days=7),
        DAY + timedelta(days=1),
    )
    assert not ContributionExport.objects.kept(DAY + timedelta(days=2)).filter(pk=personal.pk)
    assert actions.remove_expired_exports(at=NOON + timedelta(days=1)) == 0
    assert actions.remove_expired_exports(at=NOON + timedelta(days=2)) == 1
    assert list(ContributionExport.objects.all()) == [plain]


@pytest.mark.django_db(transaction=True)
def test_removing_takes_the_file_and_what_a_killed_worker_left(
    order: Order, office: User, media: Path
) -> None:
    ContributionFactory()
    export = made(order(office))
    (media / ".lost.zip.1.part").write_bytes(b"x")
    actions.delete_contribution_export(export=export, by=office)
    assert [each.name for each in media.iterdir()] == [".lost.zip.1.part"]
    actions.remove_expired_exports(at=NOON + timedelta(days=20_000))
    assert list(media.iterdir()) == []
    assert not Job.objects.exists()


def test_ordering_twice_writes_once_and_is_noted_without_content(
    order: Order, office: User
) -> None:
    ContributionFactory(text="Wortlaut")
    assert order(office).pk == order(office).pk
    assert order(office, "xlsx").pk != order(office).pk
    entry = AuditEntry.objects.filter(verb="order_contribution_export").earliest("pk")
    assert entry.changes == {"format": "csv", "personal_data": False}


def test_too_few_rows_are_never_offered(
    order: Order, office: User, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ContributionFactory()
    monkeypatch.setattr(files, "WRITERS", {"csv": "readme"})
    monkeypatch.setattr("participation.contributions.exports.readme.write", _nothing, raising=False)
    export = made(order(office))
    assert export.job
    assert (export.job.state, export.file.name) == (Job.State.FAILED, "")
    assert "0 Beiträge statt 1" in export.job.error
    assert list(media.iterdir()) == []
    monkeypatch.undo()


def _nothing(selection: Selection, file: Any, **_more: Any) -> None:
    """A writer that loses everything."""


def test_a_file_costs_the_same_queries_for_many(
    order: Order, office: User, django_assert_max_num_queries: Any
) -> None:
    PostFactory.create_batch(30, topic=TopicFactory())
    export = order(office)
    with django_assert_max_num_queries(80):
        jobs.run(str(export.job_id))


@pytest.mark.behaviour("F14")
@pytest.mark.django_db(transaction=True)
def test_whoever_closes_their_account_stays_in_no_file(
    order: Order, office: User, media: Path
) -> None:
    PostFactory(author=(leaver := UserFactory(display_name="Mikasquirrel")))
    made(order(office, personal=True))
    close_account(user=leaver, with_texts=False, at=NOON + timedelta(hours=1))
    assert list(media.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_words_that_are_taken_back_stay_in_no_file(order: Order, office: User, media: Path) -> None:
    said = ContributionFactory(text=SECRET)
    made(order(office))
    later = ContributionFactory(written_at=NOON + timedelta(hours=1))
    actions.withdraw_contribution(contribution=later, at=NOON + timedelta(hours=2))
    assert len(list(media.iterdir())) == 1, "a file that was ordered before holds nothing of it"
    actions.withdraw_contribution(contribution=said, at=NOON + timedelta(hours=2))
    assert list(media.iterdir()) == []
    assert SECRET not in _all_text(made(order(office)))
