"""Whether a version still reads as it did when it was frozen: page and command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from smartregion.core.models import Snapshot
from smartregion.core.snapshots import freeze
from strategy import actions
from strategy.migrations._final import lift, make_final
from strategy.models import ElementText, Strategy, StrategyVersion
from strategy.queries import Verdict, verify, wording_of
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import TranslationFactory, VersionFactory, put_in_force, whole_version

State = StrategyVersion.State
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def adopted(office, schema_version: int = 2) -> StrategyVersion:
    version = whole_version()
    TranslationFactory(text=version.texts.first())
    content = wording_of(version, schema_version=schema_version)
    version.snapshot = freeze(
        kind="strategy_version",
        subject=str(version),
        content=content,
        by=office,
        at=NOON,
        schema_version=schema_version,
    )
    version.content_sha256 = version.snapshot.sha256
    return put_in_force(version)


def tamper(table: type, **values: object) -> None:
    """What somebody with the password of the database does who first takes the triggers away."""
    with connection.schema_editor(atomic=False) as editor:
        lift(None, editor)
    table.objects.update(**values) if table is not Snapshot else _rewrite(values)
    with connection.schema_editor(atomic=False) as editor:
        make_final(None, editor)


def _rewrite(values: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(f"UPDATE core_snapshot SET {name} = %s", [value])


def page(client, version: StrategyVersion) -> str:
    place = [version.strategy.slug, version.label]
    return client.get(reverse("strategy:verify", args=place)).content.decode()


@pytest.mark.behaviour("S4")
@pytest.mark.parametrize("schema_version", [1, 2])
def test_untouched_version_matches(office, anonymous_client, schema_version: int) -> None:
    version = adopted(office, schema_version)
    assert verify(version).verdict == Verdict.MATCH
    assert "Ja, er stimmt überein" in page(anonymous_client, version)


def test_easy_language_and_translations_are_part_of_the_wording(office) -> None:
    wording = wording_of(adopted(office))
    assert wording["texts"][0]["translations"]["en"]["title"]
    assert {"easy_language", "translations"} <= set(wording["texts"][0])
    assert wording["links"] == []


@pytest.mark.behaviour("S4")
@pytest.mark.django_db(transaction=True)
def test_changed_text_is_found_and_named(office, anonymous_client) -> None:
    version = adopted(office)
    title = version.texts.first().title
    tamper(ElementText, easy_language="Anders")
    verification = verify(version)
    assert verification.verdict == Verdict.NO_MATCH
    assert f"„{title}“ lautet anders." in verification.differences
    found = page(anonymous_client, version)
    assert "Nein, er stimmt nicht überein" in found
    assert f"„{title}“ lautet anders." in found


@pytest.mark.django_db(transaction=True)
def test_changed_title_of_the_strategy_is_found(office) -> None:
    version = adopted(office)
    tamper(Strategy, title="Anders")
    version.refresh_from_db()
    differences = verify(StrategyVersion.objects.get()).differences
    assert differences == ["Titel, Laufzeit, Bezeichnung oder Verknüpfungen lauten anders."]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("content", ["{}", "kein JSON", '{"texts": [1]}'])
def test_changed_snapshot_is_found(office, anonymous_client, content: str) -> None:
    version = adopted(office)
    tamper(Snapshot, content=content)
    version = StrategyVersion.objects.get(pk=version.pk)
    assert verify(version).verdict == Verdict.NO_MATCH
    assert "nicht mehr lesbar" in page(anonymous_client, version)


def test_version_that_is_reworked_matches_no_longer_and_need_not(office, anonymous_client) -> None:
    version = whole_version()
    actions.start_consultation(version=version, starts_on=DAY, ends_on=DAY, by=office, at=NOON)
    assert verify(version).verdict == Verdict.MATCH
    actions.close_consultation(version=version, by=office, on=DAY, reason="Alles ist gesagt.")
    version.texts.update(summary="Besser")
    assert verify(version).verdict == Verdict.IN_WORK
    assert "An der Fassung wurde weitergearbeitet" in page(anonymous_client, version)


def test_submission_freezes_the_reworked_wording(office) -> None:
    version = whole_version(state=State.REWORKING)
    actions.submit_version(version=version, by=office, at=NOON)
    assert verify(version).verdict == Verdict.MATCH


def test_draft_has_no_checksum_yet(office, client_as, anonymous_client) -> None:
    draft = VersionFactory()
    assert verify(draft).verdict == Verdict.NOT_FROZEN
    assert "Noch keine Prüfsumme" in page(client_as(office), draft)
    assert "Noch keine Prüfsumme" not in page(anonymous_client, draft)


def test_adopted_version_without_a_checksum_does_not_pass(anonymous_client) -> None:
    version = whole_version(adopted=True)
    assert verify(version).verdict == Verdict.NO_MATCH
    assert "Nein, er stimmt nicht überein" in page(anonymous_client, version)


# -- the command -------------------------------------------------------------------------------
def test_command_is_content_with_untouched_versions(office) -> None:
    version, said = adopted(office), StringIO()
    call_command("verify_versions", stdout=said)
    assert said.getvalue().split()[:1] == ["match"]
    assert version.content_sha256 in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_command_fails_and_names_the_passage(office) -> None:
    adopted(office)
    tamper(ElementText, title="Anders")
    said = StringIO()
    with pytest.raises(CommandError, match="1 of 1 versions do not match"):
        call_command("verify_versions", stdout=said)
    assert "„Anders“ lautet anders." in said.getvalue()
