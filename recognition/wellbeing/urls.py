"""Addresses of membership, care and recuperation."""

from django.urls import URLPattern, path

from .views import batches, care, health, homes, members, own

app_name = "wellbeing"
urlpatterns: list[URLPattern] = [
    path("members/", members.MemberList.as_view(), name="member_list"),
    path("members/enter/<uuid:pk>/", members.EnterApplication.as_view(), name="enter_application"),
    path("members/<int:pk>/", members.MemberPage.as_view(), name="member"),
    path("members/<int:pk>/admit/", members.Admit.as_view(), name="admit"),
    path("members/<int:pk>/refuse/", members.Refuse.as_view(), name="refuse"),
    path("members/<int:pk>/transfer/", members.Transfer.as_view(), name="transfer"),
    path("members/<int:pk>/end/", members.EndMembership.as_view(), name="end_membership"),
    path("homes/", homes.HomeList.as_view(), name="home_list"),
    path("homes/new/", homes.SetUpHome.as_view(), name="set_up_home"),
    path("homes/<int:pk>/", homes.ChangeHome.as_view(), name="change_home"),
    path("homes/<int:pk>/close/", homes.CloseHome.as_view(), name="close_home"),
    path("care/", care.ActivityList.as_view(), name="activity_list"),
    path("care/new/", care.PlanActivity.as_view(), name="plan_activity"),
    path("care/attendance/", care.AttendanceList.as_view(), name="attendance_list"),
    path("care/attendance/<int:pk>/take-off/", care.TakeOff.as_view(), name="take_off"),
    path("care/<str:number>/", care.ActivityPage.as_view(), name="activity"),
    path("care/<str:number>/change/", care.ChangeActivity.as_view(), name="change_activity"),
    path("care/<str:number>/held/", care.HoldActivity.as_view(), name="hold_activity"),
    path("care/<str:number>/call-off/", care.CallOffActivity.as_view(), name="call_off_activity"),
    path("care/<str:number>/list/", care.EnterList.as_view(), name="enter_list"),
    path("care/<str:number>/check-in/", care.CheckIn.as_view(), name="check_in"),
    path("recuperation/", batches.BatchList.as_view(), name="batch_list"),
    path("recuperation/new/", batches.PlanBatch.as_view(), name="plan_batch"),
    path("recuperation/bases/", batches.BaseList.as_view(), name="base_list"),
    path("recuperation/bases/new/", batches.AddBase.as_view(), name="add_base"),
    path("recuperation/bases/<int:pk>/", batches.ChangeBase.as_view(), name="change_base"),
    path("recuperation/stays/", batches.StayList.as_view(), name="stay_list"),
    path("recuperation/stays/<int:pk>/health/", health.OpenHealth.as_view(), name="open_health"),
    path("recuperation/<str:number>/", batches.BatchPage.as_view(), name="batch"),
    path("recuperation/<str:number>/invite/", batches.Invite.as_view(), name="invite"),
    path("recuperation/<str:number>/order/", batches.OrderList.as_view(), name="order_list"),
    path("recuperation/<str:number>/days/", batches.EnterDays.as_view(), name="enter_days"),
    path("recuperation/<str:number>/list.pdf", batches.batch_pdf, name="batch_pdf"),
    path("mine/", own.Mine.as_view(), name="mine"),
    path("mine/join/", own.Join.as_view(), name="join"),
    path(
        "mine/membership/<int:pk>/withdraw/", own.WithdrawApplication.as_view(), name="withdraw_application"
    ),
    path("mine/recuperation/<str:number>/apply/", own.ApplyForPlace.as_view(), name="apply_for_place"),
    path("mine/stays/<int:pk>/", own.StayPage.as_view(), name="stay"),
    path("mine/stays/<int:pk>/accept/", own.AcceptInvitation.as_view(), name="accept_invitation"),
    path("mine/stays/<int:pk>/decline/", own.DeclinePlace.as_view(), name="decline_place"),
    path("mine/stays/<int:pk>/health/", health.DeclareHealth.as_view(), name="declare_health"),
    path("mine/stays/<int:pk>/health/delete/", health.WithdrawHealth.as_view(), name="withdraw_health"),
]
