"""Short addresses, and addresses that moved: whoever shared one still arrives."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from .views import follow

app_name = "addresses"
urlpatterns = [
    re_path(r"^s/(?P<code>[^/]+)/?$", follow, name="follow"),
    # The roll of honour stood here before it became a page of the site.
    path(
        "honours/roll/",
        require_safe(RedirectView.as_view(url="/honour-roll/", query_string=True, permanent=True)),
        name="old_honour_roll",
    ),
]
