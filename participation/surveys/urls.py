"""Addresses of this room."""

from django.urls import path

from participation.surveys.views import (
    access,
    answering,
    conditions,
    editing,
    pages,
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
    path("verwaltung/<slug:slug>/", editing.edit, name="edit"),
    path("verwaltung/<slug:slug>/kopieren/", editing.copy, name="copy"),
    path("verwaltung/<slug:slug>/angaben/", editing.details, name="details"),
    path("verwaltung/<slug:slug>/seiten/neu/", pages.page_add, name="page_add"),
    path("verwaltung/<slug:slug>/seiten/<int:page>/", pages.page_edit, name="page_edit"),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/verschieben/", pages.page_move, name="page_move"
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/loeschen/",
        pages.page_delete,
        name="page_delete",
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
        questions.question_copy,
        name="question_copy",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/verschieben/",
        questions.question_move,
        name="question_move",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/loeschen/",
        questions.question_delete,
        name="question_delete",
    ),
    path("verwaltung/<slug:slug>/zugangscodes/", access.codes, name="codes"),
    path("verwaltung/<slug:slug>/zugangscodes/zuruecknehmen/", access.revoke, name="codes_revoke"),
    path("verwaltung/<slug:slug>/vorschau/", publishing.preview, name="preview"),
    path("verwaltung/<slug:slug>/veroeffentlichen/", publishing.publish, name="publish"),
    path("verwaltung/<slug:slug>/schliessen/", publishing.close, name="close"),
    path("verwaltung/<slug:slug>/oeffnen/", publishing.reopen, name="reopen"),
    path("verwaltung/<slug:slug>/ergebnisse/", results.results, name="results"),
    path("verwaltung/<slug:slug>/ergebnisse/<str:code>/", results.texts, name="texts"),
    path("beleg/", receipts.receipt, name="receipt"),
    path("weiter/", resuming.resume, name="resume"),
    path("<slug:slug>/", public.intro, name="intro"),
    path("<slug:slug>/ausfuellen/", answering.answer, name="answer"),
]
