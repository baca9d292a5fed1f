"""What colleagues note about a measure stays among them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.actions.remarks import take_back_remark, write_remark
from measures.models import Remark
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.models import Notice
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.pages import page_of

pytestmark = pytest.mark.django_db

WORDS = "Der Träger zögert noch."


@pytest.fixture
def measure(owner):
    return MeasureFactory(responsible=owner)


def written(measure, by, text=WORDS):
    return write_remark(measure=measure, text=text, by=by, at=NOON)


def url(measure):
    return reverse("measures:remarks", args=[measure.number])


def test_colleague_writes_and_all_colleagues_read(client_as, measure, editor, analyst):
    answer = client_as(editor).post(url(measure), {"text": WORDS})
    remark = Remark.objects.get()
    assert answer.url == f"{url(measure)}#notiz-{remark.pk}"
    page = page_of(client_as(analyst), url(measure))
    assert WORDS in page
    assert str(editor) in page
    assert "Zurücknehmen" not in page
    assert AuditEntry.objects.filter(verb="write_remark", actor=editor).count() == 1


def test_remark_without_words_is_refused_and_says_so(client_as, measure, editor):
    answer = client_as(editor).post(url(measure), {"text": "  "})
    assert "Bitte schreiben Sie etwas." in answer.content.decode()
    assert not Remark.objects.exists()


@pytest.mark.behaviour("M22")
def test_of_words_taken_back_only_the_place_stays(client_as, measure, editor):
    remark = written(measure, editor)
    way = reverse("measures:remark_take_back", args=[measure.number, remark.pk])
    browser = client_as(editor)
    assert "bleibt zu sehen" in page_of(browser, way)
    assert Remark.objects.get().text == WORDS
    browser.post(way)
    assert Remark.objects.get().text == ""
    page = page_of(browser, url(measure))
    assert WORDS not in page
    assert "zurückgenommen" in page
    with pytest.raises(WrongState):
        take_back_remark(remark=remark, by=editor, at=NOON)


@pytest.mark.behaviour("M22")
def test_nobody_takes_back_the_words_of_another(client_as, measure, editor, office):
    remark = written(measure, editor)
    with pytest.raises(PermissionDenied):
        take_back_remark(remark=remark, by=office, at=NOON)
    way = reverse("measures:remark_take_back", args=[measure.number, remark.pk])
    assert client_as(office).post(way).status_code == 403
    assert Remark.objects.get().text == WORDS


@pytest.mark.behaviour("M22")
def test_responsible_person_hears_that_there_is_a_remark_but_no_word_of_it(measure, editor, owner):
    remark = written(measure, editor)
    notice = Notice.objects.get(recipient__user=owner)
    assert notice.headline == f"{editor} hat eine Notiz geschrieben"
    assert WORDS not in notice.text + notice.headline
    assert notice.url == f"{url(measure)}#notiz-{remark.pk}"
    take_back_remark(remark=remark, by=editor, at=NOON)
    assert not Notice.objects.exists()


def test_whoever_answers_for_the_measure_hears_nothing_of_their_own_remarks(measure, owner):
    written(measure, owner)
    assert not Notice.objects.exists()


@pytest.mark.behaviour("M20")
def test_no_remark_leaves_the_office(client_as, anonymous_client, measure, editor, participant):
    written(measure, editor)
    assert anonymous_client.get(url(measure)).status_code == 302
    assert client_as(participant).get(url(measure)).status_code == 403
    for browser in (anonymous_client, client_as(participant), client_as(editor)):
        assert WORDS not in page_of(browser, measure.get_absolute_url())
    assert not AuditEntry.objects.filter(object_label__contains=WORDS).exists()


def test_remarks_of_a_merged_measure_stay_readable_and_take_no_more(client_as, measure, editor):
    into = MeasureFactory(strategy=measure.strategy)
    written(measure, editor)
    type(measure).objects.filter(pk=measure.pk).update(
        merged_into=into, state="merged", state_reason="Dasselbe."
    )
    browser = client_as(editor)
    assert WORDS in page_of(browser, url(measure))
    assert browser.post(url(measure), {"text": "Noch etwas"}).status_code == 301
    assert Remark.objects.count() == 1


def test_page_asks_equally_often_for_one_and_for_many(
    client_as, measure, editor, django_assert_num_queries
):
    browser = client_as(editor)
    written(measure, editor)
    browser.get(url(measure))
    with CaptureQueriesContext(connection) as asked:
        browser.get(url(measure))
    for _each in range(3):
        written(measure, editor)
    with django_assert_num_queries(len(asked)):
        browser.get(url(measure))
