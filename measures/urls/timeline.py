from django.urls import path

from measures.views import timeline

ALL = [
    path("zeitplan/", timeline.timeline, name="timeline"),
    path("zeitplan/zeitplan.pdf", timeline.timeline_pdf, name="timeline_pdf"),
]
