"""Where every room is mounted."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from cms.addresses.views import page
from cms.editing.views import admin_words, document, media

urlpatterns = [
    # Asked of this office whoever sends the bytes: a file is everybody's only while a live page uses it.
    re_path(r"^media/(?P<path>.*)$", media),
    # One sign-in for all; Wagtail's own form would be a second door.
    path("admin/login/", RedirectView.as_view(pattern_name="portal:login", query_string=True)),
    path("admin/jsi18n/", admin_words),
    path("admin/", include(wagtailadmin_urls)),
    # Wagtail's view, which says nothing of who may keep what it hands out.
    re_path(r"^documents/(\d+)/(.*)$", document),
    path("documents/", include(wagtaildocs_urls)),
    path("desk/", include("office.desk.urls")),
    path("people/", include("office.people.urls")),
    path("classes/", include("training.courses.urls")),
    path("inspections/", include("training.inspections.urls")),
    path("subsidies/", include("training.subsidies.urls")),
    path("union/", include("recognition.wellbeing.urls")),
    path("titles/", include("recognition.titles.urls")),
    path("contests/", include("recognition.competitions.urls")),
    path("awards/", include("recognition.awards.urls")),
    path("honours/", include("recognition.honours.urls")),
    path("committees/", include("recognition.committees.urls")),
    path("open-data/", include("cms.opendata.urls")),
    path("", include("training.checkin.urls")),
    path("", include("portal.urls")),
    path("", include("office.casework.urls")),
    path("", include("office.enquiries.urls")),
    path("", include("office.certificates.urls")),
    path("", include("cms.sharing.urls")),
    path("", include("cms.search.urls")),
    path("", include("cms.addresses.urls")),
    path("", include("cms.editing.urls")),
    re_path(serve_pattern, page),
    # Addresses of pages are still made by Wagtail's name for them.
    path("", include(wagtail_urls)),
]

handler400 = "office.desk.errors.bad_request"
handler403 = "office.desk.errors.permission_denied"
handler404 = "office.desk.errors.page_not_found"
handler500 = "office.desk.errors.server_error"
