"""Addresses of claims and payments."""

from django.urls import path

from . import views

app_name = "subsidies"
urlpatterns = [
    path("", views.ClaimList.as_view(), name="claims"),
    path("claim/<str:class_number>/", views.ClaimClass.as_view(), name="claim_class"),
    path("claim-for-people/", views.ClaimForPeople.as_view(), name="claim_people"),
    path("mine/", views.MySubsidies.as_view(), name="mine"),
    path("mine/<str:scheme>/<str:paper>/", views.ClaimForOneself.as_view(), name="claim_own"),
    path("<str:number>/", views.ClaimProgress.as_view(), name="progress"),
    path("<str:number>/judge/", views.JudgeAgain.as_view(), name="judge_again"),
    path("<str:number>/check/", views.BatchCheck.as_view(), name="batch_check"),
    path("<str:number>/application/", views.ApplicationForm.as_view(), name="application"),
    path("<str:number>/account/", views.ChangeAccount.as_view(), name="change_account"),
    path("<str:number>/people/<int:line>/", views.DecisionSlip.as_view(), name="decision_slip"),
    path("<str:number>/people/<int:line>/slip.pdf", views.SlipPaper.as_view(), name="slip_paper"),
    path("<str:number>/people/<int:line>/replay/", views.ReplayPage.as_view(), name="replay"),
    path("<str:number>/people/<int:line>/leave-out/", views.ExcludeLine.as_view(), name="exclude"),
    path("<str:number>/people/<int:line>/take-in/", views.TakeInLine.as_view(), name="take_in"),
    path(
        "<str:number>/people/<int:line>/account/", views.ChangeOwnAccount.as_view(), name="change_own_account"
    ),
    path("<str:number>/payment/", views.ListPayment.as_view(), name="list_payment"),
    path("<str:number>/payment/paid/", views.ConfirmPaid.as_view(), name="confirm_paid"),
    path("<str:number>/payment/list/", views.PaymentList.as_view(), name="payment_list"),
]
