import datetime

from django.test import Client
from django.urls import reverse

from office.audit.models import Entry
from office.audit.queries import verify_chain
from office.people.models import User
from office.policy.models import CalendarDay, Source
from training.subsidies.enums import Payee
from training.subsidies.models import Rate, Scheme


def keeper() -> tuple[User, Client]:
    admin = User.objects.create_superuser("keeper", password="a long word", display_name="管理员")
    client = Client()
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    return admin, client


def test_a_holiday_entered_in_the_admin_stands_in_the_record(home) -> None:
    admin, client = keeper()
    day = datetime.date(2031, 1, 1)
    sent = {"day": day.isoformat(), "kind": "holiday", "name": "元旦", "source": ""}
    assert client.post(reverse("calendar_days:add"), sent).status_code == 302
    assert CalendarDay.objects.get(day=day).name == "元旦"
    deed = Entry.objects.get(action="cms.register.changed")
    assert (deed.actor_id, deed.data) == (
        admin.pk,
        {"register": "calendarday", "row": day.isoformat(), "deed": "wagtail.create"},
    )
    assert verify_chain().intact is True


def test_a_scheme_is_entered_in_the_admin_and_a_refused_form_records_nothing(home) -> None:
    _admin, client = keeper()
    sent = {
        "code": "new-fund",
        "name": "新补贴",
        "fund": "local",
        "course_kinds": ["pre_job"],
        "claimants": ["provider", "person"],
        "evidence": ["certificate"],
        "payee": Payee.PROVIDER,
        "notice_days": "7",
        "notice_count": "calendar",
        "notice_detail": "class",
        "second_look": "on",
    }
    for wrong in ({"name": ""}, {"claimants": []}, {"claimants": ["mayor"]}, {"notice_days": "0"}):
        assert client.post(reverse("subsidy_schemes:add"), {**sent, **wrong}).status_code == 200
    assert Entry.objects.filter(action="cms.register.changed").count() == 0
    assert client.post(reverse("subsidy_schemes:add"), sent).status_code == 302
    scheme = Scheme.objects.get(code="new-fund")
    assert scheme.covers("pre_job") is True
    assert (scheme.claimants, scheme.evidence, scheme.fund) == (
        ["provider", "person"],
        ["certificate"],
        "local",
    )
    assert (scheme.notice_days, scheme.notice_count, scheme.notice_detail) == (7, "calendar", "class")
    assert (scheme.second_look, scheme.recovery_returns, scheme.record_only) == (True, False, False)
    assert Entry.objects.filter(action="cms.register.changed").count() == 1


def test_a_scheme_keeps_its_code_and_may_be_put_on_record_only(home) -> None:
    _admin, client = keeper()
    Scheme.objects.create(code="old-fund", name="旧补贴", payee=Payee.PERSON, claimants=["person"])
    address = reverse("subsidy_schemes:edit", args=["old-fund"])
    assert client.get(address).context["form"]["claimants"].value() == ["person"]
    sent = {
        "code": "other", "name": "旧补贴", "fund": "local", "payee": "person", "record_only": "on",
        "notice_days": "5", "notice_count": "working", "notice_detail": "person",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    scheme = Scheme.objects.get(name="旧补贴")
    assert (scheme.code, scheme.record_only, scheme.claimants) == ("old-fund", True, [])


def test_a_rate_is_typed_in_yuan_shown_in_yuan_and_kept_in_fen(home) -> None:
    _admin, client = keeper()
    Scheme.objects.create(code="fund", name="补贴", payee=Payee.PERSON, claimants=["person"])
    sent = {
        "scheme": "fund", "occupation_code": "4-02-07-08", "level": "", "amount": "800.50",
        "valid_from": "2026-01-01", "valid_to": "", "source": Source.objects.create(title="标准").pk,
        "clause": "", "example": "on",
    }  # fmt: skip
    for wrong in ("-1", "800.505", "八百"):
        assert client.post(reverse("subsidy_rates:add"), {**sent, "amount": wrong}).status_code == 200
    assert client.post(reverse("subsidy_rates:add"), sent).status_code == 302
    rate = Rate.objects.get()
    assert rate.amount == 80_050
    form = client.get(reverse("subsidy_rates:edit", args=[rate.pk])).context["form"]
    assert str(form["amount"].value()) == "800.50"
    listed = client.get(reverse("subsidy_rates:index")).content.decode()
    assert ("800.50" in listed, "icon-success" in listed) == (True, True)
