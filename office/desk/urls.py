"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("large-type/", views.switch_elder, name="elder"),
    path("language/", views.switch_language, name="language"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
