"""Addresses of the room. `v/<code>/` stands in QR codes on paper and never changes."""

from django.urls import URLPattern, path

from . import views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("v/", views.verify, name="verify"),
    path("v/offline/", views.offline, name="offline"),
    path("v/worker.js", views.worker, name="worker"),
    path("v/<str:code>/", views.check, name="check"),
    path("certificates/", views.CertificateList.as_view(), name="certificate_list"),
    path("certificates/<slug:number>/", views.certificate, name="certificate"),
    path("certificates/<slug:number>/pdf/", views.pdf, name="pdf"),
    path("certificates/<slug:number>/revoke/", views.Revoke.as_view(), name="revoke"),
    path("certificates/<slug:number>/reissue/", views.Reissue.as_view(), name="reissue"),
]
