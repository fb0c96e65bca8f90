"""Addresses of the room. `v/<code>/` stands in QR codes on paper and never changes."""

from django.urls import URLPattern, path

from . import views
from .credentials import views as credentials

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("v/", views.verify, name="verify"),
    path("v/offline/", views.offline, name="offline"),
    path("v/worker.js", views.worker, name="worker"),
    path("v/status/<int:number>", credentials.status_list, name="status_list"),
    path("v/<str:code>/", views.check, name="check"),
    path("v/<str:code>/credential.json", credentials.credential, name="credential"),
    path(".well-known/did.json", credentials.did, name="did"),
    # Where the office's address has a path of its own, the document lies below it (did:web, 3.2).
    path("did.json", credentials.did, name="did_below_path"),
    path("certificates/", views.CertificateList.as_view(), name="certificate_list"),
    path("certificates/<slug:number>/", views.certificate, name="certificate"),
    path("certificates/<slug:number>/pdf/", views.pdf, name="pdf"),
    path("certificates/<slug:number>/revoke/", views.Revoke.as_view(), name="revoke"),
    path("certificates/<slug:number>/reissue/", views.Reissue.as_view(), name="reissue"),
]
