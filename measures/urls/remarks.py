from django.urls import path

from measures.views import remarks

ONE = [
    path("<str:number>/notizen/", remarks.remarks, name="remarks"),
    path(
        "<str:number>/notizen/<int:pk>/zuruecknehmen/",
        remarks.remark_take_back,
        name="remark_take_back",
    ),
]
