"""What a manuscript is about, what is written in it, and what shall be built from it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.models import Cycle, Measure
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.core.forms import RichTextField
from smartregion.reports.actions import (
    Foreword,
    Words,
    add_own_chapter,
    change_manuscript,
    copy_manuscript,
    create_manuscript,
    write_chapter,
    write_foreword,
)
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Design, Manuscript, ManuscriptChapter
from smartregion.reports.models.manuscripts import Author
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.pictures import as_jpeg
from smartregion.reports.queries.manuscripts import is_own, usual_title, usual_title_of
from strategy.models import StrategyVersion

SUBJECTS = (
    "version", "earlier_version", "cycle", "earlier_cycle", "measure", "surveys", "forums",
)  # fmt: skip


class SubjectsForm(forms.Form):
    """Kind, subjects, title and looks; a kind is asked for what its outline takes."""

    version = forms.ModelChoiceField(
        StrategyVersion.objects.none(),
        label=_("Fassung der Strategie"),
        help_text=_("Ihr werden Vision, Leitlinien, Handlungsfelder und Texte entnommen."),
    )
    earlier_version = forms.ModelChoiceField(
        StrategyVersion.objects.none(), label=_("Frühere Fassung, mit der verglichen wird")
    )
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(),
        label=_("Evaluationszyklus"),
        empty_label=_("ohne Evaluation"),
        help_text=_("Nur abgeschlossene Zyklen: Ihre Zahlen ändern sich nicht mehr."),
    )
    earlier_cycle = forms.ModelChoiceField(
        Cycle.objects.none(), label=_("Vergleichen mit"), empty_label=_("ohne Vergleich")
    )
    measure = forms.ModelChoiceField(Measure.objects.none(), label=_("Maßnahme"))
    surveys = forms.ModelMultipleChoiceField(
        Survey.objects.none(),
        label=_("Umfragen"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Gedruckt wird, was veröffentlicht ist."),
    )
    forums = forms.ModelMultipleChoiceField(
        Forum.objects.none(), label=_("Foren"), widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(
        label=_("Titel des Berichts"),
        max_length=200,
        required=False,
        help_text=_("Bleibt das Feld leer, wird der Titel aus Art und Gegenstand gebildet."),
    )
    subtitle = forms.CharField(label=_("Untertitel"), max_length=200, required=False)
    design = forms.ModelChoiceField(
        Design.objects.none(),
        label=_("Gestaltung"),
        required=False,
        empty_label=_("die übliche"),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: str, person: Any, brief: Brief, stored: Manuscript | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind, self.stored = kind, stored
        outline = OUTLINES[kind]
        for name in SUBJECTS:
            if name not in (*outline.needs, *outline.takes):
                del self.fields[name]
            else:
                self.fields[name].required = name in outline.needs
                self.initial.setdefault(name, getattr(brief, name))
        self._offer(person)
        if stored:
            self._fill(stored)

    def _offer(self, person: Any) -> None:
        versions = StrategyVersion.objects.visible_to(person).select_related("strategy")
        cycles = Cycle.objects.closed().order_by("-cutoff_on", "-pk")
        offered: dict[str, Any] = {
            "version": versions, "earlier_version": versions, "cycle": cycles,
            "earlier_cycle": cycles, "measure": Measure.objects.public(),
            "surveys": Survey.objects.published(), "forums": Forum.objects.filter(is_public=True),
            "design": Design.objects.all(),
        }  # fmt: skip
        for name, queryset in offered.items():
            if name in self.fields:
                self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def _fill(self, stored: Manuscript) -> None:
        self.initial.update(
            title=stored.title,
            subtitle=stored.subtitle,
            design=stored.design,
            lock_version=stored.lock_version,
        )

    def _brief(self, at: datetime) -> Brief:
        given = self.cleaned_data
        chosen = {name: given[name] for name in SUBJECTS if name in given}
        brief = Brief(kind=self.kind, title=given["title"], **chosen)
        if brief.title:
            return brief
        title = usual_title_of(brief, on=timezone.localdate(at))
        return Brief(kind=self.kind, title=title, **chosen)

    def create(self, *, by: Any, at: datetime) -> Manuscript:
        given = self.cleaned_data
        return create_manuscript(
            brief=self._brief(at),
            subtitle=given["subtitle"],
            design=given["design"],
            by=by,
            at=at,
        )

    def store(self, *, by: Any, at: datetime) -> None:
        given = self.cleaned_data
        assert self.stored is not None  # noqa: S101 - for the type checker
        change_manuscript(
            manuscript=self.stored, brief=self._brief(at), subtitle=given["subtitle"],
            design=given["design"], lock_version=given["lock_version"] or 0, by=by, at=at,
        )  # fmt: skip


class CopyForm(forms.Form):
    """The title of a copy."""

    title = forms.CharField(label=_("Titel der Kopie"), max_length=200)

    def save(self, *, manuscript: Manuscript, by: Any, at: datetime) -> Manuscript:
        return copy_manuscript(
            manuscript=manuscript, title=self.cleaned_data["title"], by=by, at=at
        )


class ChapterForm(forms.Form):
    """The words around the living data of a chapter, or all there is in a chapter of one's own."""

    title = forms.CharField(label=_("Titel"), max_length=200, required=False)
    introduction = RichTextField(label=_("Einleitung"), required=False)
    conclusion = RichTextField(label=_("Schluss"), required=False)
    written_by = forms.ChoiceField(
        label=_("Verfasst von"),
        choices=Author.choices,
        widget=forms.RadioSelect,
        help_text=_("Der Anhang „Daten und Methode“ sagt, welche Texte von wem sind."),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, chapter: ManuscriptChapter | None, author: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.chapter = chapter
        if chapter is None:
            self.initial["written_by"] = author
        else:
            self._fill(chapter, author)
        if chapter is None or is_own(chapter):
            self.fields["title"].required = True
            self.fields["introduction"].label = _("Text")
        else:
            self.fields["title"].help_text = _(
                "Leer lassen für den üblichen Titel „%(title)s“."
            ) % {"title": usual_title(chapter.key)}

    def _fill(self, chapter: ManuscriptChapter, author: str) -> None:
        names = ("title", "introduction", "conclusion", "lock_version")
        self.initial.update({name: getattr(chapter, name) for name in names})
        was_written = chapter.introduction or chapter.conclusion
        self.initial["written_by"] = chapter.written_by if was_written else author

    @property
    def words(self) -> Words:
        given = self.cleaned_data
        return Words(
            title=given["title"],
            introduction=given["introduction"],
            conclusion=given["conclusion"],
            written_by=given["written_by"],
        )

    def store(self, *, by: Any, at: datetime) -> None:
        assert self.chapter is not None  # noqa: S101 - for the type checker
        lock_version = self.cleaned_data["lock_version"] or 0
        write_chapter(
            chapter=self.chapter, words=self.words, lock_version=lock_version, by=by, at=at
        )

    def create(self, *, manuscript: Manuscript, by: Any, at: datetime) -> ManuscriptChapter:
        return add_own_chapter(manuscript=manuscript, words=self.words, by=by, at=at)


class ForewordForm(forms.Form):
    """What is said before everything else, with a picture."""

    foreword = RichTextField(label=_("Vorwort"), required=False)
    foreword_by = forms.CharField(
        label=_("Wer das Vorwort zeichnet"),
        max_length=120,
        required=False,
        help_text=_("Das Amt, nicht der Name: zum Beispiel „Die Landrätin“."),
    )
    picture = forms.FileField(
        label=_("Bild"),
        required=False,
        help_text=_(
            "PNG, JPEG, WebP oder GIF, höchstens 8 MB. Es steht auf der Seite des Vorworts."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    without_picture = forms.BooleanField(label=_("Vorhandenes Bild entfernen"), required=False)
    picture_alt = forms.CharField(
        label=_("Bildbeschreibung"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nötig, sobald es ein Bild gibt: was Menschen hören, die es nicht sehen."),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, manuscript: Manuscript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manuscript = manuscript
        names = ("foreword", "foreword_by", "lock_version")
        self.initial.update({name: getattr(manuscript, name) for name in names})
        self.initial["picture_alt"] = manuscript.foreword_picture_alt
        if not manuscript.foreword_picture:
            del self.fields["without_picture"]

    def clean_picture(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data["picture"]
        return as_jpeg(upload) if upload else None

    def store(self, *, by: Any, at: datetime) -> None:
        given = self.cleaned_data
        write_foreword(
            manuscript=self.manuscript,
            foreword=Foreword(given["foreword"], given["foreword_by"], given["picture_alt"]),
            picture=given["picture"],
            drops_picture=given.get("without_picture", False),
            lock_version=given["lock_version"] or 0,
            by=by,
            at=at,
        )


class CaptionForm(forms.Form):
    """What stands below a figure."""

    caption = forms.CharField(
        label=_("Bildunterschrift"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Was die Abbildung zeigt, in einem Satz. Nummer und Grundlage kommen von selbst."
        ),
    )
