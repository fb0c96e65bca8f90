"""Addresses of the room."""

from django.urls import URLPattern, path

from . import views

app_name = "courses"
urlpatterns: list[URLPattern] = [
    path("", views.ClassList.as_view(), name="class_list"),
    path("new/", views.OpenClass.as_view(), name="open"),
    path("plan/", views.PlanClass.as_view(), name="plan"),
    path("courses/", views.CourseList.as_view(), name="course_list"),
    path("courses/new/", views.AddCourse.as_view(), name="add_course"),
    path("courses/<int:pk>/", views.ChangeCourse.as_view(), name="change_course"),
    path("join/", views.OfferList.as_view(), name="offer_list"),
    path("join/<str:number>/", views.TakeSeat.as_view(), name="take_seat"),
    path("my-seats/<int:pk>/", views.OwnSeat.as_view(), name="own_seat"),
    path("my-seats/<int:pk>/give-up/", views.CancelOwnSeat.as_view(), name="cancel_own_seat"),
    path("sheets/<uuid:pk>/", views.SheetPage.as_view(), name="sheet"),
    path("sheets/<uuid:pk>/returned/", views.returned, name="returned"),
    path("<str:number>/", views.class_page, name="class"),
    path("<str:number>/trainees/", views.TraineeList.as_view(), name="trainee_list"),
    path("<str:number>/plan/", views.ChangePlan.as_view(), name="change_plan"),
    path("<str:number>/timetable/", views.TimetablePage.as_view(), name="timetable"),
    path("<str:number>/timetable/new/", views.AddLesson.as_view(), name="add_lesson"),
    path("<str:number>/timetable/<int:pk>/", views.ChangeLesson.as_view(), name="change_lesson"),
    path("<str:number>/timetable/<int:pk>/remove/", views.RemoveLesson.as_view(), name="remove_lesson"),
    path("<str:number>/seats/", views.SeatList.as_view(), name="seat_list"),
    path("<str:number>/seats/new/", views.AddSeat.as_view(), name="add_seat"),
    path("<str:number>/seats/<int:pk>/confirm/", views.ConfirmSeat.as_view(), name="confirm_seat"),
    path("<str:number>/seats/<int:pk>/remove/", views.RemoveSeat.as_view(), name="remove_seat"),
    path("<str:number>/capacity/", views.ChangeCapacity.as_view(), name="change_capacity"),
    path("<str:number>/cancel/", views.CancelClass.as_view(), name="cancel"),
    path("<str:number>/archive/", views.ArchiveClass.as_view(), name="archive"),
    path("<str:number>/close/", views.CloseClass.as_view(), name="close"),
    path("<str:number>/certificates/", views.IssueCertificates.as_view(), name="issue"),
    path("<str:number>/certificates.pdf", views.class_pdf, name="class_pdf"),
    path("<str:number>/sheets/<str:kind>/", views.UploadSheet.as_view(), name="upload"),
    path("<str:number>/sheets/<str:kind>/template/", views.template, name="template"),
]
