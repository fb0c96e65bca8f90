"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "courses"
urlpatterns: list[URLPattern] = [
    path("", views.ClassList.as_view(), name="class_list"),
    path("new/", views.OpenClass.as_view(), name="open"),
    path("sheets/<uuid:pk>/", views.SheetPage.as_view(), name="sheet"),
    path("sheets/<uuid:pk>/returned/", views.returned, name="returned"),
    path("recorded/", views.RecordedList.as_view(), name="recorded_list"),
    path("recorded/<int:pk>/", views.recorded_page, name="recorded"),
    path("recorded/<int:pk>/correct/", views.CorrectCertificate.as_view(), name="correct_certificate"),
    path("recorded/<int:pk>/check/", views.CheckCertificate.as_view(), name="check_certificate"),
    path("people/<uuid:pk>/record/", views.RecordCertificate.as_view(), name="record_certificate"),
    path("people/<uuid:pk>/transcript/", views.transcript_page, name="transcript"),
    path("people/<uuid:pk>/transcript.pdf", views.transcript_pdf, name="transcript_pdf"),
    path("<str:number>/", views.class_page, name="class"),
    path("<str:number>/results/", views.ResultList.as_view(), name="result_list"),
    path("<str:number>/results/<int:enrolment>/", views.RecordResult.as_view(), name="record_result"),
    path("<str:number>/book.pdf", views.class_book, name="class_book"),
    path("<str:number>/book.xlsx", views.class_book_workbook, name="class_book_workbook"),
    path("<str:number>/trainees/", views.TraineeList.as_view(), name="trainee_list"),
    path("<str:number>/close/", views.CloseClass.as_view(), name="close"),
    path("<str:number>/certificates/", views.IssueCertificates.as_view(), name="issue"),
    path("<str:number>/certificates.pdf", views.class_pdf, name="class_pdf"),
    path("<str:number>/sheets/<str:kind>/", views.UploadSheet.as_view(), name="upload"),
    path("<str:number>/sheets/<str:kind>/template/", views.template, name="template"),
]
