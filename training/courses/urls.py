"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "courses"
urlpatterns: list[URLPattern] = [
    path("", views.ClassList.as_view(), name="class_list"),
    path("new/", views.OpenClass.as_view(), name="open"),
    path("sheets/<uuid:pk>/", views.SheetPage.as_view(), name="sheet"),
    path("sheets/<uuid:pk>/returned/", views.returned, name="returned"),
    path("<str:number>/", views.class_page, name="class"),
    path("<str:number>/trainees/", views.TraineeList.as_view(), name="trainee_list"),
    path("<str:number>/close/", views.CloseClass.as_view(), name="close"),
    path("<str:number>/certificates/", views.IssueCertificates.as_view(), name="issue"),
    path("<str:number>/certificates.pdf", views.class_pdf, name="class_pdf"),
    path("<str:number>/sheets/<str:kind>/", views.UploadSheet.as_view(), name="upload"),
    path("<str:number>/sheets/<str:kind>/template/", views.template, name="template"),
]
