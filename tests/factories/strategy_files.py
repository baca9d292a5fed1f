"""A whole version as the file in which it travels."""

import json
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

VISION, GUIDELINE, FIELD, GOAL, GONE = (str(UUID(int=number)) for number in range(1, 6))


def text(element: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {"element": element, "kind": kind, "title": title, **more}


def version_data(**wording: Any) -> dict[str, Any]:
    """One element of each kind, a field that was merged away, a translation and two links."""
    english = {"title": "Mobility", "summary": "", "body": "<p>Buses.</p>"}
    texts = [
        text(VISION, "vision", "Zusammen digital", summary="Ein Bild von morgen."),
        text(GUIDELINE, "guideline", "Offen für alle", number="L1"),
        text(FIELD, "field", "Mobilität", number="HF1", translations={"en": english}),
        text(GOAL, "objective", "Rufbus überall", parent=FIELD, easy_language="Ein Bus für alle."),
    ]
    links = [
        {"kind": "merged_into", "source": GONE, "target": FIELD},
        {"kind": "supports", "source": GOAL, "target": GUIDELINE},
    ]
    period = {"title": "Strategie für Musterland", "period_start": 2026, "period_end": 2030}
    return {
        "format": "smartregion-strategy-version",
        "schema_version": 2,
        "elements": [{"element": GONE, "kind": "field", "slug": "verkehr", "name": "Verkehr"}],
        "wording": {
            "strategy": period,
            "label": "1.0",
            "texts": texts,
            "links": links,
            **wording,
        },
    }


def as_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def upload(content: bytes | dict[str, Any]) -> SimpleUploadedFile:
    raw = content if isinstance(content, bytes) else as_bytes(content)
    return SimpleUploadedFile("fassung.json", raw, "application/json")
