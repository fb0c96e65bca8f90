"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "competitions"
urlpatterns: list[URLPattern] = [
    path("", views.EventList.as_view(), name="event_list"),
    path("template/", views.template, name="template"),
    path("<slug:code>/", views.event, name="event"),
    path("<slug:code>/upload/", views.Upload.as_view(), name="upload"),
    path("<slug:code>/sheets/<uuid:key>/", views.Commit.as_view(), name="sheet"),
    path("<slug:code>/sheets/<uuid:key>/errors/", views.sheet_errors, name="sheet_errors"),
    path("<slug:code>/publish/", views.Publish.as_view(), name="publish"),
    path("<slug:code>/results/<int:version>/", views.result_export, name="result_export"),
]
