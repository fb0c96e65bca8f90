"""Addresses of the room. `v/<code>/` stands in QR codes on paper and never changes."""

from django.urls import URLPattern, path

from . import views
from .batches import views as batches
from .credentials import views as credentials
from .designs import views as designs
from .portraits import views as portraits
from .prints import station_views as stations
from .prints import stock_views as stocks
from .prints import views as prints

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
    path("certificates/batches/", batches.BatchList.as_view(), name="batch_list"),
    path("certificates/batches/start/<slug:source>/", batches.StartBatch.as_view(), name="start_batch"),
    path("certificates/batches/<int:pk>/", batches.batch, name="batch"),
    path("certificates/batches/<int:pk>/continue/", batches.ContinueBatch.as_view(), name="continue_batch"),
    path("certificates/batches/<int:pk>/papers/", batches.papers, name="batch_papers"),
    path("certificates/batches/<int:pk>/print/", prints.PrintBatch.as_view(), name="print_batch"),
    path("certificates/prints/", prints.RunList.as_view(), name="run_list"),
    path("certificates/prints/uncollected/", prints.Uncollected.as_view(), name="uncollected"),
    path(
        "certificates/prints/station/hand-over/",
        stations.HandOverStation.as_view(),
        name="hand_over_station",
    ),
    path("certificates/prints/station/list/", stations.station_list, name="station_list"),
    path("certificates/prints/<int:pk>/", prints.run, name="run"),
    path("certificates/prints/<int:pk>/pdf/", prints.run_file, name="run_file"),
    path("certificates/prints/sheets/<int:pk>/spoil/", prints.Spoil.as_view(), name="spoil"),
    path("certificates/prints/sheets/<int:pk>/hand-over/", prints.HandOver.as_view(), name="hand_over"),
    path("certificates/stationery/", stocks.StockList.as_view(), name="stock_list"),
    path("certificates/stationery/receive/", stocks.ReceiveStock.as_view(), name="receive_stock"),
    path("certificates/stationery/<int:pk>/", stocks.StockPage.as_view(), name="stock"),
    path("certificates/stationery/sheets/<int:pk>/", stocks.DamageBlank.as_view(), name="damage_blank"),
    path("certificates/printers/", stocks.printers, name="printers"),
    path("certificates/printers/add/", stocks.AddPrinter.as_view(), name="add_printer"),
    path("certificates/printers/<int:pk>/", stocks.ChangePrinter.as_view(), name="change_printer"),
    path("certificates/printers/<int:pk>/calibration/", stocks.calibration, name="calibration"),
    path("certificates/designs/", designs.DesignList.as_view(), name="design_list"),
    path("certificates/designs/begin/", designs.BeginDesign.as_view(), name="begin_design"),
    path("certificates/designs/<slug:code>/<int:version>/", designs.DesignPage.as_view(), name="design"),
    path("certificates/designs/<slug:code>/<int:version>/picture/", designs.picture, name="design_picture"),
    path("certificates/designs/<slug:code>/<int:version>/sample/", designs.sample, name="design_sample"),
    path("certificates/designs/<slug:code>/<int:version>/file/", designs.file, name="design_file"),
    path(
        "certificates/designs/<slug:code>/<int:version>/publish/",
        designs.Publish.as_view(),
        name="publish_design",
    ),
    path(
        "certificates/designs/<slug:code>/<int:version>/next/",
        designs.NextVersion.as_view(),
        name="next_design",
    ),
    path("certificates/series/", views.SeriesList.as_view(), name="series_list"),
    path("certificates/photos/<uuid:pk>/", portraits.KeepPhoto.as_view(), name="photo"),
    path("certificates/photos/<uuid:pk>/file/", portraits.photo_file, name="photo_file"),
    path("certificates/photos/<uuid:pk>/remove/", portraits.RemovePhoto.as_view(), name="remove_photo"),
    path("certificates/<slug:number>/print/", prints.PrintCertificate.as_view(), name="print_certificate"),
    path("certificates/<slug:number>/", views.certificate, name="certificate"),
    path("certificates/<slug:number>/pdf/", views.pdf, name="pdf"),
    path("certificates/<slug:number>/revoke/", views.Revoke.as_view(), name="revoke"),
    path("certificates/<slug:number>/reissue/", views.Reissue.as_view(), name="reissue"),
]
