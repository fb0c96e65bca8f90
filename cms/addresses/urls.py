"""Short addresses."""

from django.urls import re_path

from .views import follow

app_name = "addresses"
urlpatterns = [re_path(r"^s/(?P<code>[^/]+)/?$", follow, name="follow")]
