"""Addresses of what leaves the site."""

from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from . import views
from .feeds import Atom, Rss
from .press.views import PressPackage
from .sitemap import robots, site_map

app_name = "sharing"
urlpatterns = [
    path("posters/site.jpg", views.site_picture, name="site_picture"),
    path("posters/<int:pk>.jpg", views.poster, name="poster"),
    path("feeds/", views.feed_list, name="feeds"),
    path("feeds/<slug:subject>.atom", require_safe(conditional_page(Atom())), name="atom"),
    path("feeds/<slug:subject>.rss", require_safe(conditional_page(Rss())), name="rss"),
    path("sitemap.xml", conditional_page(site_map), name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("press/<int:pk>/", PressPackage.as_view(), name="press"),
]
