from django.urls import path

from measures.views import files

ONE = [
    path("<str:number>/dateien/", files.files, name="files"),
    path("<str:number>/dateien/<uuid:pk>/", files.file, name="file"),
    path("<str:number>/dateien/<uuid:pk>/verschieben/", files.file_move, name="file_move"),
    path("<str:number>/dateien/<uuid:pk>/sichtbar/", files.file_show, name="file_show"),
    path("<str:number>/dateien/<uuid:pk>/entfernen/", files.file_remove, name="file_remove"),
]
