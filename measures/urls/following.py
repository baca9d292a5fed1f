from django.urls import path

from measures.views import following

ONE = [
    path("<str:number>/verfolgen/", following.follow, name="follow"),
    path("<str:number>/verfolgen/ohne-konto/", following.follow_as_guest, name="follow_as_guest"),
    path("<str:number>/verfolgen/<uuid:pk>/", following.follow_code, name="follow_code"),
    path(
        "<str:number>/verfolgen/<uuid:pk>/neuer-code/",
        following.follow_code_again,
        name="follow_code_again",
    ),
]
