"""Addresses of titles."""

from django.urls import path

from . import views
from .views import sheets

app_name = "titles"
urlpatterns = [
    path("", views.ApplicationList.as_view(), name="applications"),
    path("rounds/", views.RoundList.as_view(), name="rounds"),
    path("rounds/new/", views.OpenRound.as_view(), name="round_new"),
    path("rounds/<int:pk>/", views.ChangeRound.as_view(), name="round_change"),
    path("rounds/<int:pk>/apply/", views.Start.as_view(), name="start"),
    path("register/", views.TitleList.as_view(), name="titles"),
    path("register/new/<uuid:courier>/", views.RecordTitle.as_view(), name="record"),
    path("register/bars/", views.BarList.as_view(), name="bars"),
    path("register/bars/<int:pk>/", views.BarPage.as_view(), name="bar_page"),
    path("register/bars/<int:pk>/lift/", views.LiftBar.as_view(), name="lift_bar"),
    path("register/<int:pk>/", views.TitlePage.as_view(), name="title"),
    path("register/<int:pk>/withdraw/", views.RevokeTitle.as_view(), name="revoke"),
    path("sheets/new/<int:employer>/", sheets.UploadSheet.as_view(), name="upload_sheet"),
    path("sheets/template/<int:employer>/", sheets.template, name="sheet_template"),
    path("sheets/<uuid:pk>/", sheets.SheetPage.as_view(), name="sheet"),
    path("sheets/<uuid:pk>/returned/", sheets.returned, name="sheet_returned"),
    path("mine/", views.MyTitles.as_view(), name="mine"),
    path("<str:number>/", views.ApplicationPage.as_view(), name="application"),
    path("<str:number>/part/<slug:section>/", views.SectionPage.as_view(), name="section"),
    path("<str:number>/work/add/", views.AddWork.as_view(), name="add_work"),
    path("<str:number>/work/<int:pk>/remove/", views.RemoveWork.as_view(), name="remove_work"),
    path("<str:number>/achievements/add/", views.AddAchievement.as_view(), name="add_achievement"),
    path("<str:number>/achievements/cite/", views.CiteResult.as_view(), name="cite_result"),
    path(
        "<str:number>/achievements/<int:pk>/remove/",
        views.RemoveAchievement.as_view(),
        name="remove_achievement",
    ),
    path("<str:number>/verdict/", views.VerdictPage.as_view(), name="verdict"),
    path("<str:number>/replay/", views.ReplayPage.as_view(), name="replay"),
    path("<str:number>/pledge/", views.Pledge.as_view(), name="pledge"),
    path("<str:number>/employer-notice/", views.RecordNotice.as_view(), name="employer_notice"),
    path("<str:number>/papers/<uuid:key>/", views.PaperFile.as_view(), name="paper"),
    path("<str:number>/judge/", views.JudgeAgain.as_view(), name="judge_again"),
    path("<str:number>/result/", views.RecordResult.as_view(), name="record_result"),
    path("<str:number>/agenda/", views.BringBefore.as_view(), name="bring_before"),
    path("<str:number>/outcome/", views.TakeOutcome.as_view(), name="take_outcome"),
    path("<str:number>/confirm/", views.ConfirmTitle.as_view(), name="confirm_title"),
    path("<str:number>/bar/", views.ImposeBar.as_view(), name="bar"),
]
