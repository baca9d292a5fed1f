"""Letters carry what strangers wrote as words: no markup, no header of their own."""

import pytest
from django.core import mail as outbox
from django.core.mail import BadHeaderError

from smartregion.notices.envelopes import Envelope
from smartregion.notices.models import Mail
from tests.core.hostile import HOSTILE
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("P20")]
PHISHING = '<a href="https://evil.example">Hier anmelden</a> [Anmelden](https://evil.example)'


def built(subject: str, text: str) -> outbox.EmailMultiAlternatives:
    mail = Mail(key="k", to="a@example.org", subject=subject, text=text, written_at=NOON)
    return Envelope.of_this_county().around(mail)


@pytest.mark.parametrize("words", [PHISHING, *HOSTILE.values()])
def test_a_letter_is_words_only(words: str) -> None:
    message = built("Neues", f"Mika schreibt: {words}").message()
    assert not message.is_multipart()
    assert message.get_content_type() == "text/plain"
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert words.split()[0] in payload.decode()


@pytest.mark.parametrize(
    "header", ["Bcc: all@evil.example", "Content-Type: text/html", "\r\n<b>x</b>"]
)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_title_adds_no_header(header: str, end: str) -> None:
    with pytest.raises(BadHeaderError):
        built(f"Neues{end}{header}", "x").message()
