"""Addresses of supervision."""

from django.urls import URLPattern, path

from .views import classes, inspections, providers, samples

app_name = "inspections"
urlpatterns: list[URLPattern] = [
    path("", inspections.InspectionList.as_view(), name="inspection_list"),
    path("draw/", inspections.DrawInspections.as_view(), name="draw"),
    path("draws/", inspections.DrawList.as_view(), name="draw_list"),
    path("draws/<int:pk>/", inspections.DrawPage.as_view(), name="draw_page"),
    path("samples/", samples.SampleList.as_view(), name="sample_list"),
    path("samples/<int:pk>/", samples.SamplePage.as_view(), name="sample"),
    path("samples/people/<int:pk>/phone/", samples.RevealPhone.as_view(), name="reveal_phone"),
    path("samples/people/<int:pk>/call/", samples.RecordCall.as_view(), name="record_call"),
    path("providers/", providers.ProviderList.as_view(), name="provider_list"),
    path("providers/<int:pk>/", providers.ProviderPage.as_view(), name="provider"),
    path("providers/<int:pk>/sanction/", providers.ImposeSanction.as_view(), name="impose_sanction"),
    path("sanctions/", providers.SanctionList.as_view(), name="sanction_list"),
    path("sanctions/<int:pk>/lift/", providers.LiftSanction.as_view(), name="lift_sanction"),
    path("classes/<str:number>/", classes.ClassPage.as_view(), name="class"),
    path("classes/<str:number>/plan/", inspections.PlanInspection.as_view(), name="plan"),
    path("classes/<str:number>/sample/", samples.DrawSample.as_view(), name="draw_sample"),
    path("<int:pk>/", inspections.InspectionPage.as_view(), name="inspection"),
    path("<int:pk>/result/", inspections.EnterResult.as_view(), name="enter_result"),
    path("<int:pk>/rectified/", inspections.RecordRectification.as_view(), name="rectify"),
    path("<int:pk>/call-off/", inspections.CallOff.as_view(), name="call_off"),
    path("<int:pk>/form.pdf", inspections.form_pdf, name="form_pdf"),
]
