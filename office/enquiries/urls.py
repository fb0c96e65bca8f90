"""Addresses of the room."""

from django.urls import path

from office.desk.kept import alike

from .views import desk, public, rating

app_name = "enquiries"
urlpatterns = [
    path("enquiries/", desk.Inbox.as_view(), name="inbox"),
    path("enquiries/answers/", alike("page", "topic")(public.Answers.as_view()), name="answers"),
    path("enquiries/ask/", public.AskQuestion.as_view(), name="ask"),
    path("enquiries/correct/", public.Correct.as_view(), name="correct"),
    path("enquiries/follow/", public.Follow.as_view(), name="follow"),
    path("enquiries/<slug:receipt>/", desk.EnquiryPage.as_view(), name="enquiry"),
    path("enquiries/<slug:receipt>/receipt/", public.Receipt.as_view(), name="receipt"),
    path("enquiries/<slug:receipt>/answer/", desk.GiveAnswer.as_view(), name="answer"),
    path("enquiries/<slug:receipt>/hand-over/", desk.HandOver.as_view(), name="hand_over"),
    path("enquiries/<slug:receipt>/contact/", desk.Reveal.as_view(), name="reveal"),
    path("enquiries/<slug:receipt>/propose/", desk.Propose.as_view(), name="propose"),
    path("enquiries/<slug:receipt>/release/", desk.Release.as_view(), name="release"),
    path("enquiries/<slug:receipt>/refuse/", desk.Refuse.as_view(), name="refuse"),
    path("enquiries/<slug:receipt>/take-back/", desk.TakeBack.as_view(), name="take_back"),
    path("ratings/", rating.Services.as_view(), name="services"),
    path("ratings/<slug:service>/<str:subject>/", rating.Rate.as_view(), name="rate"),
]
