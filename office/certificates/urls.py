"""Addresses of the room. `v/<code>/` stands in QR codes on paper and never changes."""

from django.urls import URLPattern, path

from . import views
from .batches import views as batches

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("v/", views.verify, name="verify"),
    path("v/offline/", views.offline, name="offline"),
    path("v/worker.js", views.worker, name="worker"),
    path("v/<str:code>/", views.check, name="check"),
    path("certificates/", views.CertificateList.as_view(), name="certificate_list"),
    path("certificates/batches/", batches.BatchList.as_view(), name="batch_list"),
    path("certificates/batches/start/<slug:source>/", batches.StartBatch.as_view(), name="start_batch"),
    path("certificates/batches/<int:pk>/", batches.batch, name="batch"),
    path("certificates/batches/<int:pk>/continue/", batches.ContinueBatch.as_view(), name="continue_batch"),
    path("certificates/batches/<int:pk>/papers/", batches.papers, name="batch_papers"),
    path("certificates/<slug:number>/", views.certificate, name="certificate"),
    path("certificates/<slug:number>/pdf/", views.pdf, name="pdf"),
    path("certificates/<slug:number>/revoke/", views.Revoke.as_view(), name="revoke"),
    path("certificates/<slug:number>/reissue/", views.Reissue.as_view(), name="reissue"),
]
