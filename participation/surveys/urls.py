"""Addresses of this room."""

from django.urls import path

from participation.surveys.views import (
    access,
    answering,
    editing,
    public,
    publishing,
    receipts,
    results,
)

app_name = "surveys"
urlpatterns = [
    path("", public.survey_list, name="survey_list"),
    path("verwaltung/", editing.manage_list, name="manage_list"),
    path("verwaltung/neu/", editing.create, name="create"),
    path("verwaltung/<slug:slug>/", editing.edit, name="edit"),
    path("verwaltung/<slug:slug>/kopieren/", editing.copy, name="copy"),
    path("verwaltung/<slug:slug>/angaben/", editing.details, name="details"),
    path("verwaltung/<slug:slug>/seiten/neu/", editing.page_add, name="page_add"),
    path("verwaltung/<slug:slug>/seiten/<int:page>/", editing.page_edit, name="page_edit"),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/verschieben/", editing.page_move, name="page_move"
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/loeschen/",
        editing.page_delete,
        name="page_delete",
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/fragen/neu/",
        editing.question_add,
        name="question_add",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/", editing.question_edit, name="question_edit"
    ),
    path(
        "verwaltung/<slug:slug>/seiten/<int:page>/bedingung/",
        editing.page_condition,
        name="page_condition",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/bedingung/",
        editing.question_condition,
        name="question_condition",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/kopieren/",
        editing.question_copy,
        name="question_copy",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/verschieben/",
        editing.question_move,
        name="question_move",
    ),
    path(
        "verwaltung/<slug:slug>/fragen/<int:question>/loeschen/",
        editing.question_delete,
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
    path("<slug:slug>/", public.intro, name="intro"),
    path("<slug:slug>/ausfuellen/", answering.answer, name="answer"),
]
