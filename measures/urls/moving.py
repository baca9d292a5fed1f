from django.urls import path

from measures.views import measures, rows

ONE = [
    path("<str:number>/stand/", measures.measure_move, name="measure_move"),
    path("<str:number>/meilensteine/", rows.milestones, name="milestones"),
]
