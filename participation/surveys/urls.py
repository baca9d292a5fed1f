"""Addresses of this room."""

from django.urls import path

from participation.surveys.views import (
    access,
    answering,
    bank,
    conditions,
    editing,
    exports,
    languages,
    outline,
    pages,
    preview,
    public,
    publishing,
    questions,
    receipts,
    results,
    resuming,
    retention,
)

app_name = "surveys"
urlpatterns = [
    path("", public.survey_list, name="survey_list"),
    path("verwaltung/", editing.manage_list, name="manage_list"),
    path("verwaltung/neu/", editing.create, name="create"),
    path("verwaltung/aufbewahrung/", retention.retention, name="retention"),
    path("verwaltung/fragensammlung/", bank.bank_list, name="bank_list"),
    path("verwaltung/fragensammlung/<int:pk>/", bank.bank_edit, name="bank_edit"),
    path("verwaltung/fragensammlung/<int:pk>/loeschen/", bank.bank_delete, name="bank_delete"),
    path("verwaltung/<slug:slug>/", editing.edit, name="edit"),
    path("verwaltung/<slug:slug>/dauer/", editing.take_minutes, name="take_minutes"),
    path("verwaltung/<slug:slug>/rueckgaengig/", outline.restore, name="restore"),
    path("verwaltung/<slug:slug>/kopieren/", editing.copy, name="copy"),
    path("verwaltung/<slug:slug>/angaben/", editing.details, name="details"),
    path("verwaltung/<slug:slug>/seiten/neu/", pages.page_add, name="page_add"),
    path("verwaltung/<slug:slug>/seiten/<int:page>/", pages.page_edit, name="page_edit"),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/verschieben/", outline.page_move, name="page_move"
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/loeschen/",
        outline.page_delete,
        name="page_delete",
    ),
    path("verwaltung/<slug:slug>/seiten/<int:page>/kopieren/", outline.page_copy, name="page_copy"),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/fragen/",
        bank.question_choose,
        name="question_choose",
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/fragen/aus-der-sammlung/",
        bank.question_from_bank,
        name="question_from_bank",
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/fragen/aus-einer-umfrage/",
        bank.question_from_survey,
        name="question_from_survey",
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/fragen/neu/",
        questions.question_add,
        name="question_add",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/",
        questions.question_edit,
        name="question_edit",
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/bedingung/",
        conditions.page_condition,
        name="page_condition",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/bedingung/",
        conditions.question_condition,
        name="question_condition",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/antworten/<slug:line>/bedingung/",
        conditions.option_condition,
        name="option_condition",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/zeilen/<slug:line>/bedingung/",
        conditions.row_condition,
        name="row_condition",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/kopieren/",
        outline.question_copy,
        name="question_copy",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/verschieben/",
        outline.question_move,
        name="question_move",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/loeschen/",
        outline.question_delete,
        name="question_delete",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/sammeln/",
        bank.question_keep,
        name="question_keep",
    ),
    path("verwaltung/<slug:slug>/zugangscodes/", access.codes, name="codes"),
    path("verwaltung/<slug:slug>/zugangscodes/zuruecknehmen/", access.revoke, name="codes_revoke"),
    path("verwaltung/<slug:slug>/vorschau/seite/", preview.preview_screen, name="preview_screen"),
    path("verwaltung/<slug:slug>/vorschau/", preview.preview, name="preview"),
    path("verwaltung/<slug:slug>/veroeffentlichen/", publishing.publish, name="publish"),
    path("verwaltung/<slug:slug>/schliessen/", publishing.close, name="close"),
    path("verwaltung/<slug:slug>/oeffnen/", publishing.reopen, name="reopen"),
    path("verwaltung/<slug:slug>/ergebnisse/", results.results, name="results"),
    path(
        "verwaltung/<slug:slug>/ergebnisse/antworten.csv",
        exports.responses_csv,
        name="responses_csv",
    ),
    path(
        "verwaltung/<slug:slug>/ergebnisse/codebuch.csv",
        exports.code_book_csv,
        name="code_book_csv",
    ),
    path("verwaltung/<slug:slug>/codebuch/", exports.code_book, name="code_book"),
    path("verwaltung/<slug:slug>/ergebnisse/<str:code>/", results.texts, name="texts"),
    path("verwaltung/<slug:slug>/sprachen/", languages.languages, name="languages"),
    path("verwaltung/<slug:slug>/sprachen/<slug:language>/", languages.translate, name="translate"),
    path(
        "verwaltung/<slug:slug>/sprachen/<slug:language>/datei/",
        languages.translation_file,
        name="translation_file",
    ),
    path(
        "verwaltung/<slug:slug>/sprachen/<slug:language>/einlesen/",
        languages.translation_import,
        name="translation_import",
    ),
    path("beleg/", receipts.receipt, name="receipt"),
    path("weiter/", resuming.resume, name="resume"),
    path("<slug:slug>/", public.intro, name="intro"),
    path("<slug:slug>/ausfuellen/", answering.answer, name="answer"),
]
