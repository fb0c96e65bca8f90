"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "competitions"
urlpatterns: list[URLPattern] = [
    path("", views.EventList.as_view(), name="event_list"),
    path("template/", views.template, name="template"),
    path("<str:code>/", views.event, name="event"),
    path("<str:code>/upload/", views.Upload.as_view(), name="upload"),
    path("<str:code>/sheets/<uuid:key>/", views.Commit.as_view(), name="sheet"),
    path("<str:code>/sheets/<uuid:key>/errors/", views.sheet_errors, name="sheet_errors"),
    path("<str:code>/publish/", views.Publish.as_view(), name="publish"),
    path("<str:code>/results/<int:version>/", views.result_export, name="result_export"),
]
