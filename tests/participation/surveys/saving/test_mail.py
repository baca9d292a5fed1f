"""The code of a saved state by mail: sent once, and the address is kept nowhere."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache

from participation.surveys.models import SurveyVersion
from tests.participation.surveys.saving.looking import CANARY, code_on, whole_database
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ADDRESS = "kanarienvogel-4712@example.org"


@pytest.fixture
def _with_mail(settings: object) -> None:
    settings.EMAIL_URL = "smtp://example.org"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_with_mail")
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_code_comes_by_mail_with_the_address_in_the_language_of_the_page(
    version: SurveyVersion, prefix: str
) -> None:
    browser = Browser(version, prefix).send("start", version=1).send("save", one="a")
    code = code_on(browser)
    browser.send("mail", email=ADDRESS)
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert code in letter.body
    assert f"{settings.PUBLIC_URL}{prefix}/umfragen/weiter/" in letter.body
    assert "#" not in letter.body
    assert "\n\n\n" not in letter.body


@pytest.mark.behaviour("Q8")
@pytest.mark.usefixtures("_with_mail")
def test_the_address_is_nowhere_afterwards(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        browser.send("save", txt=CANARY).send("mail", email=ADDRESS)
    assert len(mail.outbox) == 1
    for word in (ADDRESS, CANARY, code_on(browser)):
        assert word not in whole_database()
        assert word not in caplog.text
        assert word not in str(getattr(cache, "_cache", ""))
    assert ADDRESS not in browser.text
    assert not browser.client.cookies


@pytest.mark.usefixtures("_with_mail")
def test_a_wrong_address_is_said_beside_the_field_and_the_code_stays(browser: Browser) -> None:
    browser.send("save", num="3", txt="Text")
    code = code_on(browser)
    browser.send("mail", email="kein Klammeraffe")
    assert code_on(browser) == code
    assert "Bitte prüfen Sie die E-Mail-Adresse" in browser.text
    assert not mail.outbox
    assert "Text" in browser.send("stay").text


@pytest.mark.usefixtures("_with_mail")
def test_a_mail_server_that_is_away_is_said(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_kwargs: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    browser.send("save", txt="Text").send("mail", email=ADDRESS)
    assert "ließ sich nicht senden" in browser.text


@pytest.mark.usefixtures("_with_mail")
def test_nobody_sends_mails_who_has_saved_nothing(browser: Browser) -> None:
    browser.send("mail", email=ADDRESS)
    assert browser.page == 2
    assert not mail.outbox


def test_without_a_mail_server_no_mail_is_offered(browser: Browser, settings: object) -> None:
    settings.EMAIL_URL, settings.DEMO = "", False  # type: ignore[attr-defined]
    assert 'name="email"' not in browser.send("save", txt="Text").text
