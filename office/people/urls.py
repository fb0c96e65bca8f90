"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("", views.CourierList.as_view(), name="courier_list"),
    path("record/", views.RecordList.as_view(), name="record"),
    path("organisations/", views.OrganisationList.as_view(), name="organisation_list"),
    path("organisations/<int:pk>/", views.OrganisationDetail.as_view(), name="organisation"),
    path("consents/<int:pk>/withdraw/", views.WithdrawConsent.as_view(), name="withdraw_consent"),
    path("<uuid:pk>/", views.CourierDetail.as_view(), name="courier"),
    path("<uuid:pk>/id-number/", views.RevealIdNumber.as_view(), name="reveal_id_number"),
    path("<uuid:pk>/consents/give/", views.GiveConsent.as_view(), name="give_consent"),
]
