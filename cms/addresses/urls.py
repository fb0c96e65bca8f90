"""Short addresses."""

from django.urls import re_path

from .views import follow

app_name = "addresses"
urlpatterns = [re_path(r"^s/(?P<code>[0-9A-Za-z]{6})/?$", follow, name="follow")]
