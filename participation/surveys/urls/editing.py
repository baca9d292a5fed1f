"""A survey while it is written: its pages, questions and conditions."""

from django.urls import include, path

from participation.surveys.views import (
    bank,
    conditions,
    editing,
    imports,
    outline,
    pages,
    privacy,
    questions,
)

PAGE = [
    path("", pages.page_edit, name="page_edit"),
    path("verschieben/", outline.page_move, name="page_move"),
    path("loeschen/", outline.page_delete, name="page_delete"),
    path("kopieren/", outline.page_copy, name="page_copy"),
    path("bedingung/", conditions.page_condition, name="page_condition"),
    path("fragen/", bank.question_choose, name="question_choose"),
    path("fragen/neu/", questions.question_add, name="question_add"),
    path("fragen/aus-der-sammlung/", bank.question_from_bank, name="question_from_bank"),
    path("fragen/aus-einer-umfrage/", bank.question_from_survey, name="question_from_survey"),
]
QUESTION = [
    path("", questions.question_edit, name="question_edit"),
    path("art/", questions.question_type, name="question_type"),
    path("kopieren/", outline.question_copy, name="question_copy"),
    path("verschieben/", outline.question_move, name="question_move"),
    path("loeschen/", outline.question_delete, name="question_delete"),
    path("sammeln/", bank.question_keep, name="question_keep"),
    path("bedingung/", conditions.question_condition, name="question_condition"),
    path("antworten/<slug:line>/bedingung/", conditions.option_condition, name="option_condition"),
    path("zeilen/<slug:line>/bedingung/", conditions.row_condition, name="row_condition"),
]

urlpatterns = [
    path("", editing.edit, name="edit"),
    path("einlesen/", imports.import_report, name="import_report"),
    path("dauer/", editing.take_minutes, name="take_minutes"),
    path("rueckgaengig/", outline.restore, name="restore"),
    path("kopieren/", editing.copy, name="copy"),
    path("angaben/", editing.details, name="details"),
    path("datenschutz/", privacy.privacy, name="privacy"),
    path("datenschutz/text/", privacy.privacy_text, name="privacy_text"),
    path("seiten/neu/", pages.page_add, name="page_add"),
    path("seiten/<int:page>/", include(PAGE)),
    path("fragen/<int:question>/", include(QUESTION)),
]
