"""Addresses of the room. Those under /q/ are printed into codes, so they are short."""

from django.urls import URLPattern, path

from . import views

app_name = "checkin"
urlpatterns: list[URLPattern] = [
    path("q/done/<int:pk>/", views.done, name="done"),
    path("q/p/<str:code>", views.PersonScan.as_view(), name="person"),
    path("q/<str:code>", views.ScanPage.as_view(), name="scan"),
    path("checkin/me/", views.my_code, name="my_code"),
    path("checkin/signals/", views.SignalList.as_view(), name="signal_list"),
    path("checkin/lessons/<int:pk>/", views.RegisterPage.as_view(), name="register"),
    path("checkin/lessons/<int:pk>/screen/", views.screen, name="screen"),
    path("checkin/lessons/<int:pk>/sign-off/", views.SignOff.as_view(), name="sign_off"),
    path("checkin/lessons/<int:pk>/enter/<int:enrolment>/", views.EnterSign.as_view(), name="enter"),
    path("checkin/lessons/<int:pk>/correct/<int:enrolment>/", views.CorrectSign.as_view(), name="correct"),
    path("checkin/<str:number>/", views.class_page, name="class"),
    path("checkin/<str:number>/sign-off/", views.SignOffClass.as_view(), name="sign_off_class"),
    path("checkin/<str:number>/rule/", views.SetRule.as_view(), name="rule"),
    path("checkin/<str:number>/standing/", views.StandingList.as_view(), name="standing_list"),
]
