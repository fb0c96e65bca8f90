"""Addresses of awards."""

from django.urls import path

from . import views

app_name = "awards"
urlpatterns = [
    path("", views.CallList.as_view(), name="call_list"),
    path("open/", views.OpenCall.as_view(), name="open_call"),
    path("<int:pk>/", views.CallPage.as_view(), name="call"),
    path("<int:pk>/places/", views.SetPlaces.as_view(), name="set_places"),
    path("<int:pk>/nominate/", views.ChooseUnit.as_view(), name="choose_unit"),
    path("<int:pk>/nominate/<int:unit>/", views.Nominate.as_view(), name="nominate"),
    path("<int:pk>/sheets/<int:unit>/", views.UploadSheet.as_view(), name="upload_sheet"),
    path("<int:pk>/sheets/<int:unit>/template/", views.template, name="template"),
    path("<int:pk>/list/pass/", views.PassList.as_view(), name="pass_list"),
    path("<int:pk>/decision/", views.Decide.as_view(), name="decide"),
    path("sheets/<uuid:pk>/", views.SheetPage.as_view(), name="sheet"),
    path("sheets/<uuid:pk>/returned/", views.returned, name="returned"),
    path("nominees/", views.NomineeList.as_view(), name="nominee_list"),
    path("nominees/<int:pk>/particulars/", views.ChangeParticulars.as_view(), name="change"),
    path("nominees/<int:pk>/answer/", views.AnswerNomination.as_view(), name="answer"),
    path("nominees/<int:pk>/merge/", views.Merge.as_view(), name="merge"),
    path("nominees/<int:pk>/unmerge/", views.Unmerge.as_view(), name="unmerge"),
    path("nominees/<int:pk>/opinions/", views.AskOpinions.as_view(), name="ask_opinions"),
    path("nominees/<int:pk>/score/", views.GiveScore.as_view(), name="score"),
    path("nominees/<int:pk>/list/", views.Propose.as_view(), name="propose"),
    path("nominees/<int:pk>/recommend/", views.Recommend.as_view(), name="recommend"),
    path("nominees/<int:pk>/result/", views.RecordResult.as_view(), name="record_result"),
    path("opinions/", views.OpinionList.as_view(), name="opinion_list"),
    path("opinions/<int:pk>/", views.AnswerOpinion.as_view(), name="answer_opinion"),
    path("support/", views.SupportList.as_view(), name="support_list"),
    path("support/<int:pk>/", views.SupportPage.as_view(), name="support_call"),
    path("support/candidates/<int:pk>/", views.Candidate.as_view(), name="candidate"),
]
