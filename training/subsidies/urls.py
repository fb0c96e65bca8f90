"""Addresses of claims and payments."""

from django.urls import path

from . import views

app_name = "subsidies"
urlpatterns = [
    path("mine/", views.MyEntitlements.as_view(), name="mine"),
    path("standings/", views.AttestationList.as_view(), name="attestations"),
    path("standings/<int:pk>/revoke/", views.RevokeAttestation.as_view(), name="revoke_attestation"),
    path("standings/enter/<uuid:courier>/", views.Attest.as_view(), name="attest"),
    path("claim/<str:class_number>/", views.ClaimClass.as_view(), name="claim_class"),
    path("<str:number>/judge/", views.JudgeAgain.as_view(), name="judge_again"),
    path("<str:number>/people/<int:line>/", views.DecisionSlip.as_view(), name="decision_slip"),
    path("<str:number>/people/<int:line>/leave-out/", views.ExcludeLine.as_view(), name="exclude"),
    path("<str:number>/payment/", views.ListPayment.as_view(), name="list_payment"),
    path("<str:number>/payment/paid/", views.ConfirmPaid.as_view(), name="confirm_paid"),
    path("<str:number>/payment/list/", views.PaymentList.as_view(), name="payment_list"),
]
