"""Addresses of the room."""

from django.urls import path

from office.desk.kept import alike

from .views import cases, evidence, holds, notices, objections, public

app_name = "casework"
urlpatterns = [
    path("worklist/", cases.Worklist.as_view(), name="worklist"),
    path("cases/", cases.CaseList.as_view(), name="cases"),
    path("cases/publish/", notices.Publish.as_view(), name="publish"),
    path("cases/notices/", notices.NoticeDesk.as_view(), name="notice_desk"),
    path("cases/procedures/<slug:code>/", cases.ProcedurePage.as_view(), name="procedure"),
    path(
        "cases/procedures/<slug:code>/<int:version>/", cases.ProcedurePage.as_view(), name="procedure_version"
    ),
    path("cases/<slug:number>/", cases.CasePage.as_view(), name="case"),
    path("cases/<slug:number>/do/<slug:transition>/", cases.Advance.as_view(), name="advance"),
    path("cases/<slug:number>/supplement/", holds.Supplement.as_view(), name="supplement"),
    path("cases/<slug:number>/pause/", holds.PauseCase.as_view(), name="pause"),
    path("cases/<slug:number>/continue/", holds.Unpause.as_view(), name="unpause"),
    path("cases/<slug:number>/evidence/<slug:slot>/", evidence.Attach.as_view(), name="attach"),
    path("cases/<slug:number>/evidence/<slug:slot>/check/", evidence.Check.as_view(), name="check"),
    path("evidence/", evidence.EvidenceList.as_view(), name="evidence"),
    path("evidence/keep/", evidence.Keep.as_view(), name="keep"),
    path("evidence/<uuid:key>/", evidence.EvidenceFileView.as_view(), name="evidence_file"),
    path("notices/", alike("page")(public.NoticeList.as_view()), name="notices"),
    path("notices/<slug:number>/", alike()(public.NoticePage.as_view()), name="notice"),
    path("notices/<slug:number>/object/", public.FileObjection.as_view(), name="object"),
    path("notices/<slug:number>/amend/", notices.Amend.as_view(), name="amend"),
    path("notices/<slug:number>/conclude/", notices.Conclude.as_view(), name="conclude"),
    path("progress/", public.Progress.as_view(), name="progress"),
    path("objections/", objections.ObjectionInbox.as_view(), name="objections"),
    path("objections/track/", public.Track.as_view(), name="track"),
    path("objections/<slug:receipt>/", objections.ObjectionPage.as_view(), name="objection"),
    path("objections/<slug:receipt>/receipt/", public.Receipt.as_view(), name="receipt"),
    path(
        "objections/<slug:receipt>/files/<int:position>/",
        objections.ObjectionFileView.as_view(),
        name="objection_file",
    ),
    path("objections/<slug:receipt>/rule/", objections.Rule.as_view(), name="rule"),
    path("objections/<slug:receipt>/contact/", objections.Reveal.as_view(), name="reveal"),
]
