"""Commands that lead from a fresh check-out to a running product."""

import gettext
import socket
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from smartregion.core.management.commands.compile_translations import compile_catalogue

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Maßnahme"
msgstr "Measure"
"""


def test_run_all_says_so_when_the_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} .* make run PORT={port + 1}"):
            call_command("run_all", port=port)


def test_catalogue_is_compiled_without_gettext(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(CATALOGUE, encoding="utf-8")
    compile_catalogue(source)
    translations = gettext.translation("django", tmp_path, languages=["en"])
    assert translations.gettext("Maßnahme") == "Measure"
