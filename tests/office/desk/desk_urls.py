"""Pages for the tests: deeds and lists over the notes of deeds themselves, the only table of this room."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.urls import include, path

from office.desk import errors
from office.desk.deeds import DeedView
from office.desk.lists import FilteredList, FilteredListView
from office.desk.models import Deed

DONE: list[dict] = []


class ObjectionForm(forms.Form):
    reason = forms.CharField(max_length=40)


class FileObjection(DeedView):
    form_class = ObjectionForm
    public = True
    title = "提出异议"
    button = "提交异议"
    success_message = "已收到 %(result)s"

    def perform(self, form):
        reason = form.cleaned_data["reason"]
        if reason == "空话":
            raise ValidationError({"reason": ["请写明事实。"], "row": ["请选择所指的人。"]}, code="vague")
        if reason == "过期":
            raise ValidationError("公示期已结束。", code="over")
        if reason == "越权":
            raise PermissionDenied("只有本人可以撤回。")
        DONE.append({"reason": reason, "actor": self.actor, "now": self.now})
        return f"YY-{len(DONE)}"

    def get_success_url(self, result=None):
        return f"/done/{result}/"


class Approve(FileObjection):
    public = False
    permission = "casework.approve"


class DeedFilter(django_filters.FilterSet):
    actor = django_filters.NumberFilter(field_name="actor_id")

    class Meta:
        model = Deed
        fields = ["actor"]


class DeedList(FilteredListView):
    filterset_class = DeedFilter
    title = "记录"
    export_name = "办理记录"
    paginate_by = 2

    def get_rows(self):
        return Deed.objects.order_by("path")

    def export(self, rows):
        return "\n".join(deed.path for deed in rows).encode()


class PublicList(FilteredList):
    base_template = "base.html"

    def get_rows(self):
        return Deed.objects.order_by("path")


def refuse(request):
    raise ValidationError("这一年没有工作日历。", code="calendar_unknown")


def forbid(request):
    raise PermissionDenied("您的角色不能办理这一步。")


def fail(request):
    raise RuntimeError("a fault")


PORTAL = [path("login/", lambda request: HttpResponse("login"), name="login")]
urlpatterns = [
    # The middleware of the publishing house asks where its door is.
    path("admin/", lambda request: HttpResponse(), name="wagtailadmin_home"),
    path("desk/", include("office.desk.urls")),
    path("object/", FileObjection.as_view()),
    path("object-elsewhere/", FileObjection.as_view()),
    path("approve/", Approve.as_view()),
    path("deeds/", DeedList.as_view()),
    path("public-deeds/", PublicList.as_view()),
    path("refuse/", refuse),
    path("forbid/", forbid),
    path("fail/", fail),
    path("done/<str:number>/", lambda request, number: HttpResponse(number)),
    path("portal/", include((PORTAL, "portal"))),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
