"""Addresses of claims and of their money."""

from django.urls import path

from . import views

app_name = "subsidies"
MONEY = [
    path("budgets/", views.BudgetList.as_view(), name="budgets"),
    path("budgets/new/", views.NewBudget.as_view(), name="budget_new"),
    path("budgets/<int:pk>/", views.BudgetPage.as_view(), name="budget"),
    path("budgets/<int:pk>/amend/", views.AmendBudget.as_view(), name="budget_amend"),
    path("payments/", views.BatchList.as_view(), name="batches"),
    path("payments/new/<str:scheme>/", views.NewBatch.as_view(), name="batch_new"),
    path("payments/lines/", views.LineList.as_view(), name="payment_lines"),
    path("payments/lines/<int:pk>/returned/", views.RecordFailure.as_view(), name="line_failed"),
    path("payments/lines/<int:pk>/account/", views.CorrectAccount.as_view(), name="account"),
    path("payments/lines/<int:pk>/second-look/", views.CheckAccount.as_view(), name="account_check"),
    path("payments/batch/<str:number>/", views.BatchPage.as_view(), name="batch"),
    path("payments/batch/<str:number>/confirm/", views.CheckBatch.as_view(), name="batch_check"),
    path("payments/batch/<str:number>/cancel/", views.CancelBatch.as_view(), name="batch_cancel"),
    path("payments/batch/<str:number>/paid/", views.ConfirmPaid.as_view(), name="batch_paid"),
    path("payments/batch/<str:number>/file/", views.TakeBankFile.as_view(), name="bank_file"),
    path("payments/batch/<str:number>/list/", views.PaymentList.as_view(), name="payment_list"),
    path("returns/", views.SendReturn.as_view(), name="bank_returns"),
    path("returns/<uuid:pk>/", views.ReturnPage.as_view(), name="bank_return"),
    path("returns/<uuid:pk>/remarks/", views.return_notes, name="return_notes"),
    path("recoveries/", views.RecoveryList.as_view(), name="recoveries"),
    path("recoveries/<str:number>/receipt/", views.RecordReceipt.as_view(), name="receipt"),
]
urlpatterns = [
    *MONEY,
    path("entitlements/", views.MyEntitlements.as_view(), name="entitlements"),
    path("standings/", views.AttestationList.as_view(), name="attestations"),
    path("standings/<int:pk>/revoke/", views.RevokeAttestation.as_view(), name="revoke_attestation"),
    path("standings/enter/<uuid:courier>/", views.Attest.as_view(), name="attest"),
    path("", views.ClaimList.as_view(), name="claims"),
    path("claim/<str:class_number>/", views.ClaimClass.as_view(), name="claim_class"),
    path("claim-for-people/", views.ClaimForPeople.as_view(), name="claim_people"),
    path("mine/", views.MySubsidies.as_view(), name="mine"),
    path("mine/<str:scheme>/<str:paper>/", views.ClaimForOneself.as_view(), name="claim_own"),
    path("<str:number>/", views.ClaimProgress.as_view(), name="progress"),
    path("<str:number>/judge/", views.JudgeAgain.as_view(), name="judge_again"),
    path("<str:number>/check/", views.PeopleCheck.as_view(), name="people_check"),
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
    path("<str:number>/recover/", views.OrderRecovery.as_view(), name="recovery_new"),
]
