"""Addresses of the open lists."""

from django.urls import URLPattern, path

from . import views

app_name = "opendata"
urlpatterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path("<slug:key>.json", views.as_json, name="list"),
    path("<slug:key>.csv", views.as_csv, name="csv"),
]
