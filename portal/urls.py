"""Addresses of the signed-in homes."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from . import views

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("login/", views.SignInView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("home/", views.HomeView.as_view(), name="home"),
    path("home/training/", views.TrainingView.as_view(), name="training"),
    path("home/certificates/", views.CertificatesView.as_view(), name="certificates"),
    path("home/me/", views.OwnDataView.as_view(), name="own_data"),
]
