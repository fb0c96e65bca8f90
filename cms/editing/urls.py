"""Addresses of the room."""

from django.urls import path

from . import views
from .desk import KeepColumns, Newsrooms
from .scans import LetPass

app_name = "editing"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("newsrooms/", Newsrooms.as_view(), name="newsrooms"),
    path("newsrooms/<int:pk>/", KeepColumns.as_view(), name="keep_columns"),
    path("scans/<int:pk>/", LetPass.as_view(), name="let_pass"),
]
