"""Manuscripts: their chapters, words and order, and what happens when two people write."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.reports.actions import (
    Foreword,
    Words,
    add_known_chapter,
    add_own_chapter,
    archive_manuscript,
    change_manuscript,
    copy_manuscript,
    create_manuscript,
    include_chapter,
    move_chapter,
    place_chapter,
    remove_own_chapter,
    restore_manuscript,
    write_chapter,
    write_foreword,
)
from smartregion.reports.briefs import Brief, brief_of
from smartregion.reports.models import Kind, Manuscript
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.pictures import as_jpeg
from smartregion.reports.queries import report_content
from smartregion.reports.queries.manuscripts import (
    chapter_groups,
    missing_keys,
    registered_keys,
    usual_brief,
    usual_title_of,
)
from tests.factories.accounts import UserFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.manuscripts import chapter_of, manuscript
from tests.factories.strategy import whole_version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return UserFactory()


def keys_of(made):
    return list(made.chapters.values_list("key", flat=True))


# -- beginning ---------------------------------------------------------------------------------
def test_a_manuscript_begins_with_all_chapters_of_its_kind():
    made = manuscript()
    assert keys_of(made) == registered_keys(Kind.FINAL)
    assert all(made.chapters.values_list("is_included", flat=True))


def test_what_a_kind_needs_has_to_be_chosen(author):
    with pytest.raises(ValidationError) as refused:
        create_manuscript(brief=Brief(kind=Kind.CYCLE, title="Bericht"), by=author, at=NOON)
    assert list(refused.value.message_dict) == ["cycle"]


def test_a_version_is_not_compared_with_itself(author):
    version = whole_version(adopted=True)
    brief = Brief(kind=Kind.SYNOPSIS, title="S", version=version, earlier_version=version)
    with pytest.raises(ValidationError) as refused:
        create_manuscript(brief=brief, by=author, at=NOON)
    assert list(refused.value.message_dict) == ["earlier_version"]


def test_what_a_kind_does_not_take_is_not_kept(author):
    version = whole_version(adopted=True)
    brief = Brief(kind=Kind.CATALOGUE, title="Katalog", version=version, earlier_version=version)
    assert create_manuscript(brief=brief, by=author, at=NOON).earlier_version is None


def test_usual_brief_takes_the_current_version():
    version = whole_version(adopted=True)
    brief = usual_brief(Kind.FINAL)
    assert (brief.version, brief.cycle, list(brief.surveys)) == (version, None, [])
    assert usual_title_of(brief, on=DAY) == f"Abschlussbericht {version.strategy.title}"


def test_usual_title_of_a_kind_without_subject_names_the_year():
    assert usual_title_of(usual_brief(Kind.SURVEY), on=DAY) == f"Umfragebericht {DAY:%Y}"


def test_brief_of_a_manuscript_says_what_was_chosen():
    made = manuscript()
    brief = brief_of(made, override="Weil.")
    assert (brief.kind, brief.version, brief.manuscript) == (Kind.FINAL, made.version, made)
    assert brief.override == "Weil."


# -- words -------------------------------------------------------------------------------------
def test_words_are_cleaned_and_frozen_with_who_answers_for_them(author):
    CountyFactory()
    made = manuscript()
    words = Words(
        introduction="<p>Wir haben <strong>viel</strong> gelernt.</p><script>x()</script>",
        written_by="consultant",
    )
    write_chapter(chapter=chapter_of(made), words=words, lock_version=0, by=author, at=LATER)
    content = report_content(brief_of(made), at=LATER)
    outlook = next(each for each in content["chapters"] if each["key"] == "outlook")
    assert outlook["introduction"] == "<p>Wir haben <strong>viel</strong> gelernt.</p>"
    assert outlook["written_by"] == "Beratung"
    made.refresh_from_db()
    assert made.changed_at == LATER


def test_second_author_is_told_and_nothing_is_overwritten(author):
    made = manuscript()
    chapter = chapter_of(made)
    for text in ("<p>eins</p>", "<p>zwei</p>"):
        try:
            write_chapter(
                chapter=chapter, words=Words(introduction=text), lock_version=0, by=author, at=LATER
            )
        except EditConflict:
            break
    else:
        pytest.fail("The second text was written over the first.")
    assert chapter_of(made).introduction == "<p>eins</p>"


def test_only_one_chapter_needs_its_materials_when_looked_at():
    CountyFactory()
    content = report_content(brief_of(manuscript()), at=NOON, only={"outlook"})
    assert "reading" in content
    assert "surveys" not in content


# -- own chapters ------------------------------------------------------------------------------
def test_own_chapter_comes_before_the_annexes_and_can_be_removed(author):
    made = manuscript()
    own = add_own_chapter(manuscript=made, words=Words(title="Dank"), by=author, at=LATER)
    annexes = OUTLINES[Kind.FINAL].annexes
    first_annex = next(place for place, key in enumerate(keys_of(made)) if key in annexes)
    assert keys_of(made)[first_annex - 1] == own.key
    remove_own_chapter(chapter=own, by=author, at=LATER)
    assert own.key not in keys_of(made)


def test_own_chapter_needs_a_title(author):
    with pytest.raises(ValidationError) as refused:
        add_own_chapter(manuscript=manuscript(), words=Words(title="  "), by=author, at=LATER)
    assert "title" in refused.value.message_dict


def test_usual_chapters_are_left_out_not_removed(author):
    made = manuscript()
    with pytest.raises(WrongState):
        remove_own_chapter(chapter=chapter_of(made), by=author, at=LATER)
    include_chapter(chapter=chapter_of(made), is_included=False, by=author, at=LATER)
    CountyFactory()
    frozen = report_content(brief_of(made), at=LATER)["chapters"]
    assert "outlook" not in [each["key"] for each in frozen]


def test_chapter_that_the_kind_got_later_can_be_added_once(author):
    made = manuscript()
    chapter_of(made, "vision").delete()
    assert missing_keys(made) == ["vision"]
    add_known_chapter(manuscript=made, key="vision", by=author, at=LATER)
    assert missing_keys(made) == []
    with pytest.raises(WrongState):
        add_known_chapter(manuscript=made, key="vision", by=author, at=LATER)


# -- order -------------------------------------------------------------------------------------
def test_chapters_move_among_their_like(author):
    made = manuscript()
    first, second, *_rest = keys_of(made)
    move_chapter(chapter=chapter_of(made, second), up=True, by=author, at=LATER)
    assert keys_of(made)[:2] == [second, first]
    move_chapter(chapter=chapter_of(made, second), up=True, by=author, at=LATER)
    assert keys_of(made)[:2] == [second, first]


def test_chapter_never_ends_up_among_the_annexes(author):
    made = manuscript()
    first, *_rest = keys_of(made)
    place_chapter(chapter=chapter_of(made, first), place=99, by=author, at=LATER)
    annexes = OUTLINES[Kind.FINAL].annexes
    assert [key for key in keys_of(made) if key not in annexes][-1] == first
    assert [key in annexes for key in keys_of(made)] == sorted(
        key in annexes for key in keys_of(made)
    )


def test_numbers_follow_what_is_included(author):
    made = manuscript()
    include_chapter(chapter=chapter_of(made, "occasion"), is_included=False, by=author, at=LATER)
    chapters, annexes = chapter_groups(made)
    numbers = {row.chapter.key: row.number for row in (*chapters.rows, *annexes.rows)}
    assert numbers["summary"] == numbers["occasion"] == ""
    assert next(row.number for row in chapters.rows if row.number) == "1"
    assert next(row.number for row in annexes.rows if row.number) == "A"


# -- subjects ----------------------------------------------------------------------------------
def test_subjects_can_be_changed_by_one_person_at_a_time(author):
    made = manuscript()
    brief = Brief(kind=made.kind, title="Anders", version=made.version)
    change_manuscript(manuscript=made, brief=brief, lock_version=0, by=author, at=LATER)
    assert Manuscript.objects.get().title == "Anders"
    with pytest.raises(EditConflict):
        change_manuscript(manuscript=made, brief=brief, lock_version=0, by=author, at=LATER)


# -- foreword ----------------------------------------------------------------------------------
def photograph(size=(40, 30)):
    drawn = BytesIO()
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x010F] = "Kamera von jemandem"
    picture.save(drawn, format="JPEG", exif=exif)
    return SimpleUploadedFile("foto.jpg", drawn.getvalue())


def written(made, author, **values):
    foreword = Foreword("<p>Liebe Leserinnen und Leser</p>", "Landrat", values.pop("alt", ""))
    version = Manuscript.objects.get(pk=made.pk).lock_version
    write_foreword(
        manuscript=made, foreword=foreword, lock_version=version, by=author, at=LATER, **values
    )
    made.refresh_from_db()


def test_picture_is_redrawn_and_travels_with_the_foreword(author):
    CountyFactory()
    made = manuscript()
    written(made, author, alt="Ein Bus an der Haltestelle", picture=as_jpeg(photograph()))
    with made.foreword_picture.open("rb") as file:
        assert b"Kamera" not in file.read()
    frozen = report_content(brief_of(made), at=LATER)["foreword"]
    assert frozen["picture"].startswith("data:image/jpeg;base64,")
    assert frozen["picture_alt"] == "Ein Bus an der Haltestelle"


def test_picture_without_description_is_refused(author):
    made = manuscript()
    with pytest.raises(ValidationError) as refused:
        written(made, author, picture=as_jpeg(photograph()))
    assert "picture_alt" in refused.value.message_dict
    assert not Manuscript.objects.get().foreword


def test_new_picture_replaces_the_old_file(author, django_capture_on_commit_callbacks):
    made = manuscript()
    written(made, author, alt="Alt", picture=as_jpeg(photograph()))
    old = made.foreword_picture.path
    with django_capture_on_commit_callbacks(execute=True):
        written(made, author, alt="Neu", picture=as_jpeg(photograph((10, 10))))
    assert made.foreword_picture.path != old
    assert not made.foreword_picture.storage.exists(old)
    with django_capture_on_commit_callbacks(execute=True):
        written(made, author, drops_picture=True)
    assert (made.foreword_picture.name, made.foreword_picture_alt) == ("", "")


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValidationError):
        as_jpeg(SimpleUploadedFile("x.jpg", b"<svg onload='x()'/>"))


# -- copying and laying aside ------------------------------------------------------------------
def test_copy_brings_words_and_picture_along(author):
    made = manuscript()
    words = Words(introduction="<p>Bleibt.</p>")
    write_chapter(chapter=chapter_of(made), words=words, lock_version=0, by=author, at=LATER)
    written(made, author, alt="Bus", picture=as_jpeg(photograph()))
    copy = copy_manuscript(manuscript=made, title="Nächstes Jahr", by=author, at=LATER)
    assert (copy.version, keys_of(copy)) == (made.version, keys_of(made))
    assert chapter_of(copy).introduction == "<p>Bleibt.</p>"
    assert copy.foreword_picture.name != made.foreword_picture.name
    write_chapter(chapter=chapter_of(copy), words=Words(), lock_version=0, by=author, at=LATER)
    assert chapter_of(made).introduction == "<p>Bleibt.</p>"


def test_copy_needs_a_title(author):
    with pytest.raises(ValidationError):
        copy_manuscript(manuscript=manuscript(), title=" ", by=author, at=LATER)


def test_what_was_laid_aside_is_not_written_until_it_is_back(author):
    made = manuscript()
    archive_manuscript(manuscript=made, by=author, at=LATER)
    assert not Manuscript.objects.in_work().exists()
    with pytest.raises(WrongState):
        write_chapter(chapter=chapter_of(made), words=Words(), lock_version=0, by=author, at=LATER)
    with pytest.raises(WrongState):
        archive_manuscript(manuscript=made, by=author, at=LATER)
    restore_manuscript(manuscript=made, by=author)
    write_chapter(chapter=chapter_of(made), words=Words(), lock_version=0, by=author, at=LATER)
    with pytest.raises(WrongState):
        restore_manuscript(manuscript=made, by=author)


def test_every_write_is_told_in_the_trail(author):
    made = manuscript(by=author)
    own = add_own_chapter(manuscript=made, words=Words(title="Dank"), by=author, at=LATER)
    move_chapter(chapter=own, up=True, by=author, at=LATER)
    verbs = set(AuditEntry.objects.filter(actor=author).values_list("verb", flat=True))
    assert {"create_manuscript", "add_chapter", "move_chapter"} <= verbs


def test_trail_calls_chapters_as_the_report_does(author):
    made = manuscript()
    write_chapter(chapter=chapter_of(made), words=Words(), lock_version=0, by=author, at=LATER)
    words = Words(title="Wie es weitergeht")
    write_chapter(chapter=chapter_of(made), words=words, lock_version=1, by=author, at=LATER)
    told = AuditEntry.objects.filter(verb="write_chapter").order_by("pk")
    assert [entry.object_label for entry in told] == [
        f"{made}: Ausblick",
        f"{made}: Wie es weitergeht",
    ]
