from django.urls import path

from measures.views import correcting, reviewing

# Before the reports themselves: "pruefung" is no number of a measure.
ALL = [
    path("zyklen/<slug:slug>/pruefung/", reviewing.cycle_review, name="cycle_review"),
    path(
        "zyklen/<slug:slug>/pruefung/beginnen/", reviewing.cycle_begin_review,
        name="cycle_begin_review",
    ),
    path("zyklen/<slug:slug>/alle-abnehmen/", reviewing.cycle_accept_all, name="cycle_accept_all"),
    path("zyklen/<slug:slug>/abschliessen/", reviewing.cycle_close, name="cycle_close"),
    path("zyklen/<slug:slug>/berichtigen/", correcting.corrections, name="cycle_corrections"),
    path(
        "zyklen/<slug:slug>/berichtigen/<str:number>/", correcting.correct, name="cycle_correct"
    ),
    path("zyklen/<slug:slug>/<str:number>/abnehmen/", reviewing.accept, name="accept"),
    path(
        "zyklen/<slug:slug>/<str:number>/zurueckgeben/", reviewing.return_report,
        name="return_report",
    ),
    path("zyklen/<slug:slug>/<str:number>/entfallen/", reviewing.waive, name="waive"),
    path(
        "zyklen/<slug:slug>/<str:number>/verlauf/", reviewing.report_history, name="report_history"
    ),
]  # fmt: skip
