from django.urls import path

from measures.views import revisions

ALL = [
    path("zyklen/<slug:slug>/strategie-check/", revisions.check, name="strategy_check"),
    path("zyklen/<slug:slug>/strategie-check/neu/", revisions.revision_add, name="revision_add"),
    path("fortschreibung/", revisions.revision_list, name="revision_list"),
    path("fortschreibung/tabelle.csv", revisions.revision_table, name="revision_table"),
    path("fortschreibung/<int:pk>/", revisions.revision_proposal, name="revision_proposal"),
    path("fortschreibung/<int:pk>/bearbeiten/", revisions.revision_edit, name="revision_edit"),
    path("fortschreibung/<int:pk>/entscheiden/", revisions.revision_decide, name="revision_decide"),
    path(
        "fortschreibung/<int:pk>/umgesetzt/",
        revisions.revision_carry_out,
        name="revision_carry_out",
    ),
    path(
        "fortschreibung/<int:pk>/zuruecknehmen/", revisions.revision_reopen, name="revision_reopen"
    ),
]
