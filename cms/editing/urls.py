"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "editing"
urlpatterns = [path("health/", views.health, name="health")]
