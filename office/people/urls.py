"""Addresses of the room."""

from django.urls import URLPattern, path

from .views import accounts, couriers, employments, organisations, record, riders

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("", couriers.CourierList.as_view(), name="courier_list"),
    path("record/", record.RecordList.as_view(), name="record"),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisation_list"),
    path("organisations/<int:pk>/", organisations.OrganisationDetail.as_view(), name="organisation"),
    path("organisations/<int:pk>/riders/", riders.UploadRiders.as_view(), name="upload_riders"),
    path("organisations/<int:pk>/riders/template/", riders.template, name="rider_template"),
    path("riders/<uuid:pk>/", riders.RiderSheetPage.as_view(), name="rider_sheet"),
    path("riders/<uuid:pk>/returned/", riders.returned, name="riders_returned"),
    path("accounts/", accounts.UserList.as_view(), name="user_list"),
    path("accounts/open/", accounts.CreateUser.as_view(), name="create_user"),
    path("accounts/<int:pk>/mandates/give/", accounts.GiveMandate.as_view(), name="give_mandate"),
    path("mandates/<int:pk>/end/", accounts.EndMandate.as_view(), name="end_mandate"),
    path("consents/<int:pk>/withdraw/", couriers.WithdrawConsent.as_view(), name="withdraw_consent"),
    path("employments/<int:pk>/contract/", employments.RecordContract.as_view(), name="record_contract"),
    path("employments/<int:pk>/end/", employments.EndEmployment.as_view(), name="end_employment"),
    path("<uuid:pk>/employments/start/", employments.StartEmployment.as_view(), name="start_employment"),
    path("<uuid:pk>/", couriers.CourierDetail.as_view(), name="courier"),
    path("<uuid:pk>/id-number/", couriers.RevealIdNumber.as_view(), name="reveal_id_number"),
    path("<uuid:pk>/consents/give/", couriers.GiveConsent.as_view(), name="give_consent"),
]
