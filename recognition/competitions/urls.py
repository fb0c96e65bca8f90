"""Addresses of the room."""

from django.urls import URLPattern, path

from .views import board, costs, employers, entries, events, honours, marking, reserves, stages

app_name = "competitions"
STAGE = "<slug:code>/stages/<int:position>/"
urlpatterns: list[URLPattern] = [
    path("", events.EventList.as_view(), name="event_list"),
    path("template/", events.template, name="template"),
    path("honours/", honours.GivenHonours.as_view(), name="honour_list"),
    path("costs/", costs.CostList.as_view(), name="cost_list"),
    path("costs/<int:pk>/new/", costs.RecordCost.as_view(), name="record_cost"),
    path("costs/<int:pk>/void/", costs.VoidCost.as_view(), name="void_cost"),
    path("lists/", employers.OwnLists.as_view(), name="own_lists"),
    path("lists/<uuid:key>/", employers.OwnList.as_view(), name="own_list"),
    path("lists/<uuid:key>/returned/", employers.own_list_returned, name="own_list_returned"),
    path("lists/<slug:code>/template/", employers.own_list_template, name="own_list_template"),
    path("lists/<slug:code>/<int:employer>/", employers.UploadOwnList.as_view(), name="upload_own_list"),
    path("<slug:code>/", events.event, name="event"),
    path("<slug:code>/live/", board.live, name="live"),
    path("<slug:code>/board/", stages.SetBoard.as_view(), name="set_board"),
    path("<slug:code>/upload/", events.Upload.as_view(), name="upload"),
    path("<slug:code>/sheets/<uuid:key>/", events.Commit.as_view(), name="sheet"),
    path("<slug:code>/sheets/<uuid:key>/errors/", events.sheet_errors, name="sheet_errors"),
    path("<slug:code>/publish/", events.Publish.as_view(), name="publish"),
    path("<slug:code>/results/<int:version>/", events.result_export, name="result_export"),
    path("<slug:code>/honours/", honours.ComputeHonours.as_view(), name="compute_honours"),
    path("<slug:code>/entries/", entries.EntryList.as_view(), name="entry_list"),
    path("<slug:code>/entries/new/", entries.EnterOne.as_view(), name="enter_one"),
    path("<slug:code>/entries/upload/", entries.UploadEntries.as_view(), name="upload_entries"),
    path("<slug:code>/entries/template/", entries.entry_template, name="entry_template"),
    path("<slug:code>/entries/sheets/<uuid:key>/", entries.EntrySheetPage.as_view(), name="entry_sheet"),
    path(
        "<slug:code>/entries/sheets/<uuid:key>/returned/", entries.entries_returned, name="entries_returned"
    ),
    path("<slug:code>/entries/sheets/<uuid:key>/refuse/", employers.RefuseList.as_view(), name="refuse_list"),
    path("<slug:code>/teams/<int:pk>/unit/", reserves.LinkTeam.as_view(), name="link_team"),
    path("<slug:code>/honours/<str:number>/give/", honours.GiveHonours.as_view(), name="give_honours"),
    path(
        "<slug:code>/honours/<str:number>/certificates/",
        honours.IssueCertificates.as_view(),
        name="issue_certificates",
    ),
    path("<slug:code>/entries/<str:number>/person/", entries.LinkEntry.as_view(), name="link_entry"),
    path("<slug:code>/final/", stages.Arrange.as_view(), name="arrange_final"),
    path("<slug:code>/heats/", stages.AddHeat.as_view(), name="add_heat"),
    path(STAGE, stages.stage, name="stage"),
    path(f"{STAGE}items/", stages.AddItem.as_view(), name="add_item"),
    path(f"{STAGE}items/<int:pk>/remove/", stages.RemoveItem.as_view(), name="remove_item"),
    path(f"{STAGE}close/", stages.CloseStage.as_view(), name="close_stage"),
    path(f"{STAGE}marks/", marking.marks_export, name="marks_export"),
    path(f"{STAGE}marks/upload/", marking.UploadMarks.as_view(), name="upload_marks"),
    path(f"{STAGE}marks/template/", marking.marks_template, name="marks_template"),
    path(f"{STAGE}entries/<str:number>/status/", stages.SetStatus.as_view(), name="set_status"),
    path(f"{STAGE}entries/<str:number>/reserve/", reserves.CallReserve.as_view(), name="call_reserve"),
    path(f"{STAGE}entries/<str:number>/marks/", marking.EnterMarks.as_view(), name="enter_marks"),
    path(f"{STAGE}entries/<str:number>/items/<int:item>/", marking.Settle.as_view(), name="settle"),
]
