"""Addresses of this room."""

from django.urls import path

from participation.contributions import views
from participation.contributions.views import (
    exporting,
    following,
    moderation,
    moderation_log,
    objecting,
    reporting,
    thread,
    together,
)

app_name = "contributions"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("ausgewaehlt/", together.chosen, name="chosen"),
    path("aehnliche/", together.similar, name="similar"),
    path("faden/", thread.thread, name="thread"),
    path("gemeinsam/", together.answer_together, name="together"),
    path("meine/", views.mine, name="mine"),
    path("beleg/", views.receipt, name="receipt"),
    path("beleg/zuruecknehmen/", views.receipt_withdraw, name="receipt_withdraw"),
    path("zu/<uuid:key>/", views.about, name="about"),
    path("mitnehmen/", exporting.exports, name="exports"),
    path("mitnehmen/spalten/", exporting.export_columns, name="export_columns"),
    path("mitnehmen/<uuid:pk>/datei/", exporting.export_file, name="export_file"),
    path("mitnehmen/<uuid:pk>/noch-einmal/", exporting.export_retry, name="export_retry"),
    path("mitnehmen/<uuid:pk>/loeschen/", exporting.export_delete, name="export_delete"),
    # Moderation: what waits, what was done, and the ways of those it concerns.
    path("regeln/", moderation_log.house_rules, name="house_rules"),
    path("moderation/", moderation.moderation, name="moderation"),
    path("moderation/protokoll/", moderation_log.log, name="moderation_log"),
    path("moderation/protokoll.csv", moderation_log.log_csv, name="moderation_log_csv"),
    path("moderation/<uuid:pk>/", moderation.moderation_case, name="moderation_case"),
    path("meldung/", reporting.report_code, name="report_code"),
    path("meldung/<str:signed>/", reporting.report_state, name="report_state"),
    path("einspruch/<str:signed>/", objecting.objection, name="objection"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/melden/", reporting.report, name="report"),
    path("<uuid:pk>/antworten/", views.answer, name="answer"),
    path("<uuid:pk>/ausblenden/", views.hide, name="hide"),
    path("<uuid:pk>/einblenden/", views.unhide, name="unhide"),
    # One's own words.
    path("<uuid:pk>/verfolgen/", following.follow, name="follow"),
    path("<uuid:pk>/unterstuetzen/", views.support, name="support"),
    path("<uuid:pk>/bearbeiten/", views.edit, name="edit"),
    path("<uuid:pk>/zuruecknehmen/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/fassungen/", views.editions, name="editions"),
]
