"""The public search."""

from django.urls import path

from .views import SearchPage

app_name = "search"
urlpatterns = [path("search/", SearchPage.as_view(), name="search")]
