from django.urls import path

from measures.views import board, many, measures, moving, rows

ALL = [
    path("tafel/", board.board, name="board"),
    path("gemeinsam/", many.change_many, name="change_many"),
    path("gemeinsam/priorisieren/", many.prioritise_many, name="prioritise_many"),
]
ONE = [
    path("<str:number>/stand/", moving.measure_move, name="measure_move"),
    path("<str:number>/stand/<str:to>/", moving.measure_step, name="measure_step"),
    path("<str:number>/zusammenfuehren/", moving.measure_merge, name="measure_merge"),
    path(
        "<str:number>/zusammenfuehren/<str:other>/",
        moving.measure_merge_into,
        name="measure_merge_into",
    ),
    path("<str:number>/aufgegangen/", measures.merged_profile, name="merged_profile"),
    path("<str:number>/meilensteine/", rows.milestones, name="milestones"),
]
