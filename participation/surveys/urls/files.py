"""Answers and code books as files, at once or ordered."""

from django.urls import include, path

from participation.surveys.views import exports, ordered_files

TO_TAKE = [
    path("", exports.page, name="exports"),
    path("antworten.<slug:format_>", exports.responses_file, name="responses_file"),
    path("fragebogen/<slug:format_>/", exports.questionnaire_file, name="questionnaire_file"),
    path("codebuch.xml", exports.code_book_ddi, name="code_book_ddi"),
    path("bestellen/", ordered_files.order, name="export_order"),
    path("<uuid:pk>/datei/", ordered_files.file, name="export_file"),
    path("<uuid:pk>/noch-einmal/", ordered_files.retry, name="export_retry"),
    path("<uuid:pk>/loeschen/", ordered_files.delete, name="export_delete"),
]

urlpatterns = [
    path("antworten.csv", exports.responses_csv, name="responses_csv"),
    path("codebuch.csv", exports.code_book_csv, name="code_book_csv"),
    path("mitnehmen/", include(TO_TAKE)),
]
