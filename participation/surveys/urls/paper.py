"""A survey on paper: the form to print, and the sheets that came back."""

from django.urls import include, path

from participation.surveys.views import paper

BATCH = [
    path("", paper.batch, name="paper_batch"),
    path("loeschen/", paper.batch_delete, name="paper_batch_delete"),
    path("uebernehmen/", paper.take_over, name="paper_take_over"),
    path("erfassen/", paper.enter, name="paper_enter"),
    path("<int:number>/zweite-eingabe/", paper.again, name="paper_again"),
    path("<int:number>/aendern/", paper.correct, name="paper_correct"),
    path("<int:number>/entscheiden/", paper.settle, name="paper_settle"),
    path("<int:number>/loeschen/", paper.sheet_delete, name="paper_sheet_delete"),
]

urlpatterns = [
    path("", paper.paper, name="paper"),
    path("entwurf-<slug:language>.pdf", paper.draft_pdf, name="paper_draft"),
    path("<int:batch>/", include(BATCH)),
]
