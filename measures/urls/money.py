from django.urls import path

from measures.views import costs, grants, money

ALL = [
    path("geld/", money.money, name="money"),
    path("geld/kosten.csv", money.cost_table, name="cost_table"),
    path("geld/foerdermittel.csv", money.grant_table, name="grant_table"),
]
ONE = [
    path("<str:number>/kosten/", costs.cost_lines, name="cost_lines"),
    path("<str:number>/foerderung/", grants.grant_list, name="grants"),
    path("<str:number>/foerderung/neu/", grants.grant_add, name="grant_add"),
    path("<str:number>/foerderung/<int:pk>/", grants.grant_edit, name="grant_edit"),
    path("<str:number>/foerderung/<int:pk>/entfernen/", grants.grant_remove, name="grant_remove"),
    path("<str:number>/foerderung/<int:pk>/<slug:to>/", grants.grant_move, name="grant_move"),
]
