"""What somebody reads at an address, whatever it comes in: page, table, workbook, archive, PDF."""

import io
from zipfile import ZipFile

from django.db import transaction
from django.test import Client
from pypdf import PdfReader


def words_at(browser: Client, url: str) -> str:
    """In lower case; what the request changed is taken back."""
    with transaction.atomic():
        response = browser.get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    assert response.status_code < 500, url
    if body.startswith(b"PK"):
        with ZipFile(io.BytesIO(body)) as packed:
            body = b" ".join(packed.read(each) for each in packed.namelist())
    # The finished reports of the factories are called PDF, and are a line of text.
    if body.startswith(b"%PDF") and b"%%EOF" in body[-1024:]:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).lower()
    return (body.decode("utf-8", "replace") + str(response.headers)).lower()
