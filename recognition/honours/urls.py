"""Addresses of the record of honours."""

from django.urls import path

from . import views

app_name = "honours"
urlpatterns = [
    path("", views.HonourList.as_view(), name="honour_list"),
    path("mine/", views.OwnHonours.as_view(), name="mine"),
    path("mine/missing/", views.AskMissing.as_view(), name="ask_missing"),
    path("corrections/", views.CorrectionList.as_view(), name="correction_list"),
    path("corrections/<int:pk>/", views.AnswerCorrection.as_view(), name="answer_correction"),
    path("record/person/<uuid:pk>/", views.RecordForPerson.as_view(), name="record_person"),
    path("record/collective/<int:pk>/", views.RecordForCollective.as_view(), name="record_collective"),
    path("<int:pk>/", views.HonourPage.as_view(), name="honour"),
    path("<int:pk>/certificate/", views.IssueCertificate.as_view(), name="issue_certificate"),
    path("<int:pk>/withdraw/", views.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/correction/", views.AskCorrection.as_view(), name="ask_correction"),
]
